import type { CanonicalField } from '../access/canonical-query.ts';
import type { CountryCode } from '../terms.ts';
import type { AskedDisclosures } from './read-disclosures.ts';

/** The leaves of the disclosures that were read, by owner: each once, in the order they were asked. */
export function coordinatesDisclosed(
  disclosures: AskedDisclosures,
): ReadonlyMap<CountryCode, readonly string[]> {
  const byOwner = new Map<CountryCode, Set<string>>();
  for (const { owner, closure, field } of disclosures.values()) {
    if (closure !== null) continue;
    const found = byOwner.get(owner) ?? new Set();
    byOwner.set(owner, found);
    for (const leaf of [field.fields?.get('nodes'), field.fields?.get('edges')?.fields?.get('node')].flatMap(
      (node) => (node === undefined ? [] : leavesOf(node)),
    ))
      found.add(leaf);
  }
  return new Map([...byOwner].map(([owner, found]) => [owner, [...found]]));
}

function leavesOf({ coordinate, fields }: CanonicalField): readonly string[] {
  return fields === null ? [coordinate] : [...fields.values()].flatMap(leavesOf);
}
