import type { CanonicalFields, CanonicalQuery } from '../access/canonical-query.ts';
import { memoized } from '../memoized.ts';

/** Fields whose values hang on more of a caller than the access class: who they are, what they may look after, when they came. */
const OF_ONE: ReadonlySet<string> = new Set([
  'viewer',
  'disclosures',
  'cursor',
  'startCursor',
  'endCursor',
  'provenance',
]);

/** Can the answer be the same for all callers of a class? Not where a cursor is given or asked for: it is of one caller. */
export function isJoinable(query: CanonicalQuery): boolean {
  return judged(query).isJoinable;
}

const judged = memoized(({ fields }: CanonicalQuery) => ({ isJoinable: fieldsOfOne(fields).length === 0 }));

/** Coordinates, in the order of the query, of what hangs on one caller. */
export function fieldsOfOne(fields: CanonicalFields): readonly string[] {
  return [...fields.values()].flatMap(({ name, coordinate, args, fields: below }) => [
    ...(OF_ONE.has(name) || args.after !== undefined ? [coordinate] : []),
    ...(below === null ? [] : fieldsOfOne(below)),
  ]);
}
