/** A page of rows, said in the arguments of a GraphQL system. */
import type { NativePage } from './native-request.ts';

/** What a system calls the arguments of rows, and of the field that counts them, by which it gives a page alone. */
export interface GraphqlPageWords {
  /** Input objects, one for each key: a field, and whether it runs down. */
  readonly order: {
    readonly argument: string;
    readonly type: string;
    readonly field: string;
    readonly isDescending: string;
  };
  /** Input object of texts or nulls, one for each key, and whether rows of these values are wanted too: they never are. */
  readonly after: {
    readonly argument: string;
    readonly type: string;
    readonly values: string;
    readonly isIncluded: string;
  };
  /** Int field of the list, with all arguments of rows but `most`: how many rows these let through. */
  readonly found: string;
  /** Fields of records that are numbers; dates are known to the system, all else is text. */
  readonly numbers: readonly string[];
}

/** The keys of a page, each as an input object. */
export function toOrder({ order: words }: GraphqlPageWords, { order }: NativePage): readonly object[] {
  return order.map(({ fields, isDescending }) => ({
    [words.field]: fields[0],
    [words.isDescending]: isDescending,
  }));
}

/** The place behind which a page begins. A number travels as it is written: a list of values has one type. */
export function toPlace(
  { after: words }: GraphqlPageWords,
  values: NonNullable<NativePage['after']>,
): object {
  return {
    [words.values]: values.map((value) => (value === null ? null : String(value))),
    [words.isIncluded]: false,
  };
}

/** What the number of rows that are left is called in an answer. */
export function leftName(found: string): string {
  return `${found}_left`;
}
