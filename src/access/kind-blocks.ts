import type { CountryCode } from '../terms.ts';
import type { KindBlock } from './access-change.ts';
import type { Held } from './held-facts.ts';

const DIMENSIONS = ['standing', 'inScope', 'ownerKinds', 'requesterKinds'] as const;

/**
 * The same facts, said in few blocks: what is held under several consents is said together, then what is held in and out of
 * scope, by several kinds of owner, of requester. Every fact is in exactly one block, and nothing else is in any.
 */
export function kindBlocks(owner: CountryCode | null, held: readonly Held[]): readonly KindBlock[] {
  const single = held.map(
    ({ requesterKind, ownerKind, inScope, isItself, standing }): KindBlock => ({
      requesterKinds: [requesterKind],
      owner,
      ownerKinds: isItself ? [] : [ownerKind],
      towards: isItself ? 'itself' : 'others',
      standing: [standing],
      inScope: [inScope],
    }),
  );
  return DIMENSIONS.reduce<readonly KindBlock[]>(joinBlocks, single);
}

/** Joins blocks that differ in one dimension alone. */
function joinBlocks(
  blocks: readonly KindBlock[],
  dimension: (typeof DIMENSIONS)[number],
): readonly KindBlock[] {
  const alike = Map.groupBy(blocks, (block) => JSON.stringify({ ...block, [dimension]: null }));
  return [...alike.values()].map((parts) => {
    const joined = parts.flatMap((part): readonly (string | boolean)[] => part[dimension]);
    return { ...(parts[0] as KindBlock), [dimension]: [...new Set(joined)].sort() };
  });
}
