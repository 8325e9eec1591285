import type { AccessClass } from '../../access/access-class.ts';
import { type AccessMap, accessOf } from '../../access/access-map.ts';
import { type Closure, closureOf, travelClosureOf } from '../../access/closure-of.ts';
import type { CountryCode } from '../../terms.ts';
import type { InterpolAnswer } from '../ask-interpol.ts';
import type { JudgedFacts } from '../judge-records.ts';
import { notCompiled } from '../not-compiled.ts';
import type { Data } from './views.ts';

/**
 * Why a suspect's entry at Interpol is closed: by Interpol's right, by that to the reference, or because it may not travel; null
 * when it is open. Without `facts` by class.
 */
export function entryClosureOf(
  map: AccessMap,
  accessClass: AccessClass,
  owner: CountryCode,
  facts: JudgedFacts | null,
): Closure | null {
  const closureBy = (coordinate: string): Closure | null =>
    closureOf(accessClass, accessOf(map, coordinate), owner, facts?.own);
  return (
    closureBy('Suspect.interpol') ??
    closureBy('Suspect.caseRef') ??
    travelClosureOf(accessClass, owner, facts?.travel)
  );
}

const NOTHING: readonly string[] = Object.freeze([]);

/**
 * What Interpol has of the reference that a record holds; null for a record without one. On the reference path a library has
 * joined the two already. Of a reference that did not travel nothing is known but that it is there: `_unasked`.
 */
export function interpolEntryOf(reference: Data | null, interpol: InterpolAnswer | null): Data | null {
  if (reference === null || reference._invalid !== undefined) return reference;
  return interpol?.index.get(String(reference._k)) ?? UNASKED;
}

/** The entry's name in the evidence; `reference` is what the record holds of it. */
export function entryNameOf(reference: Data | null): string {
  return `entry ${reference?._k}`;
}

const UNASKED: Data = Object.freeze({ _invalid: NOTHING, _unasked: true });

/**
 * INVARIANT: where a field of an entry is asked, its reference has travelled. Fails closed (throws INTERNAL) where it has not.
 */
export function checkAsked(entry: Data): void {
  if (entry._unasked === true) throw notCompiled(['a reference']);
}
