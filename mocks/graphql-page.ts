/** How a national GraphQL server puts rows in order and begins behind a place. It knows its own words and data. */
import { GraphQLError } from 'graphql';
import type { NativeRow } from './native-rows.ts';

/** What a system calls these arguments and their input fields; `src` keeps its own copy. */
export interface PageWords {
  readonly order: { readonly argument: string; readonly field: string; readonly descending: string };
  readonly after: { readonly argument: string; readonly values: string; readonly included: string };
  /** Field of a list: how many rows its arguments let through. */
  readonly found: string;
}

type Value = string | number | null;

/** What rows are compared by: a text, a number, a local day as `yyyy-MM-dd`; null where it has no value. */
export type ReadKey = (field: string) => (row: NativeRow) => Value;

/**
 * `rows` in the order that `args` say, from their place on; as they are where they say none. A row without a value stands
 * last, in a descending key first. Rows that are equal stay in their order.
 */
export function inOrder(
  words: PageWords,
  rows: readonly NativeRow[],
  args: Readonly<Record<string, unknown>>,
  readKey: ReadKey,
): readonly NativeRow[] {
  const keys = ((args[words.order.argument] ?? []) as readonly Record<string, unknown>[]).map((key) => ({
    read: readKey(key[words.order.field] as string),
    descending: key[words.order.descending] === true,
  }));
  const compared = (
    left: (place: number) => Value,
    right: (place: number) => Value,
    most: number,
  ): number => {
    for (const [place, { descending }] of keys.slice(0, most).entries()) {
      const difference = compare(left(place), right(place));
      if (difference !== 0) return descending ? -difference : difference;
    }
    return 0;
  };
  const at = (row: NativeRow) => (place: number) => keys[place]?.read(row) ?? null;
  const sorted = rows.toSorted((left, right) => compared(at(left), at(right), keys.length));
  const after = args[words.after.argument] as Readonly<Record<string, unknown>> | undefined;
  if (after === undefined) return sorted;
  const values = after[words.after.values] as readonly (string | null)[];
  if (values.length > keys.length) throw new GraphQLError('a place has more values than the order has keys');
  return sorted.filter((row) => {
    const place = compared(at(row), (key) => alike(values[key] ?? null, at(row)(key)), values.length);
    return place > 0 || (place === 0 && after[words.after.included] === true);
  });
}

/** The text as the kind of value it is compared with. */
function alike(text: string | null, value: Value): Value {
  return text !== null && typeof value === 'number' ? Number(text) : text;
}

function compare(left: Value, right: Value): number {
  if (left === right) return 0;
  if (left === null) return 1;
  if (right === null) return -1;
  return left < right ? -1 : 1;
}
