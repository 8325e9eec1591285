import type { Given } from '../access/access-matrix.ts';

/** `closed`; where consents make a difference `consent required (no consent), on the marking (item consent)`. */
export function toGivenWords(given: readonly Given[], consents: readonly string[]): string {
  const byGiven = [...Map.groupBy(given.keys(), (index) => given[index] ?? 'closed')];
  if (byGiven.length === 1) return byGiven[0]?.[0] ?? 'closed';
  return byGiven
    .map(([one, indexes]) => `${one} (${indexes.map((index) => consents[index]).join(', ')})`)
    .join(', ');
}
