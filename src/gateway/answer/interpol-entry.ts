import type { InterpolAnswer } from '../ask-interpol.ts';
import { notCompiled } from '../not-compiled.ts';
import type { Data } from './views.ts';

const NOTHING: readonly string[] = Object.freeze([]);

/**
 * What Interpol has of the reference that a record holds; null for a record without one. On the reference path a library has
 * joined the two already. Of a reference that did not travel nothing is known but that it is there: `_unasked`.
 */
export function interpolEntryOf(reference: Data | null, interpol: InterpolAnswer | null): Data | null {
  if (reference === null || reference._invalid !== undefined) return reference;
  const entry = interpol?.index.get(String(reference._k)) ?? UNASKED;
  return { ...entry, ...reference };
}

const UNASKED: Data = Object.freeze({ _invalid: NOTHING, _unasked: true });

/**
 * INVARIANT: where a field of an entry is asked, its reference has travelled. Fails closed (throws INTERNAL) where it has not.
 */
export function checkAsked(entry: Data): void {
  if (entry._unasked === true) throw notCompiled(['a reference']);
}
