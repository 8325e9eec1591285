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
  const compared = (left: readonly Value[], right: readonly Value[], most: number): number => {
    for (let place = 0; place < most; place += 1) {
      const difference = compare(left[place] ?? null, right[place] ?? null);
      if (difference !== 0) return keys[place]?.descending ? -difference : difference;
    }
    return 0;
  };
  // Each row is read once, and not for each other it is compared with.
  const sorted = rows
    .map((row) => ({ row, held: keys.map(({ read }) => read(row)) }))
    .sort((left, right) => compared(left.held, right.held, keys.length));
  const after = args[words.after.argument] as Readonly<Record<string, unknown>> | undefined;
  if (after === undefined) return sorted.map(({ row }) => row);
  const values = after[words.after.values] as readonly (string | null)[];
  if (values.length > keys.length) throw new GraphQLError('a place has more values than the order has keys');
  const isBehind = ({ held }: (typeof sorted)[number]): boolean => {
    const asked = values.map((text, key) => alike(text, held[key] ?? null));
    const place = compared(held, asked, values.length);
    return place > 0 || (place === 0 && after[words.after.included] === true);
  };
  return sorted.filter(isBehind).map(({ row }) => row);
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
