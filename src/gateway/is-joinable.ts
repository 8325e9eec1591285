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

const judged = memoized(({ fields }: CanonicalQuery) => ({ isJoinable: isOfAll(fields) }));

function isOfAll(fields: CanonicalFields): boolean {
  return [...fields.values()].every(
    ({ name, args, fields: below }) =>
      !OF_ONE.has(name) && args.after === undefined && (below === null || isOfAll(below)),
  );
}
