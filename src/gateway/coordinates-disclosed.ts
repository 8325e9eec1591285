import type { CanonicalField } from '../access/canonical-query.ts';
import type { CountryCode } from '../terms.ts';
import type { AskedDisclosures } from './read-disclosures.ts';

/**
 * The leaves of the disclosures that were read, by owner, with those that tell of a page alone; the list itself where no leaf
 * is asked. Each once, in the order they were asked.
 */
export function coordinatesDisclosed(
  disclosures: AskedDisclosures,
): ReadonlyMap<CountryCode, readonly string[]> {
  const byOwner = new Map<CountryCode, Set<string>>();
  for (const { owner, closure, field } of disclosures.values()) {
    if (closure !== null) continue;
    const found = byOwner.get(owner) ?? new Set();
    byOwner.set(owner, found);
    const leaves = leavesOf(field);
    for (const one of leaves.length > 0 ? leaves : [field.coordinate]) found.add(one);
  }
  return new Map([...byOwner].map(([owner, found]) => [owner, [...found]]));
}

function leavesOf({ coordinate, fields }: CanonicalField): readonly string[] {
  return fields === null ? [coordinate] : [...fields.values()].flatMap(leavesOf);
}
