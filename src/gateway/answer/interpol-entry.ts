import type { InterpolAnswer } from '../ask-interpol.ts';
import { notCompiled } from '../not-compiled.ts';
import type { Data } from './views.ts';

const NOTHING: readonly string[] = Object.freeze([]);

/**
 * What Interpol has of the reference that a record holds; null for a record without one. On the reference path a library has
 * joined the two already.
 *
 * INVARIANT: where the index was asked, it was asked for the reference of every record that is given. Fails closed (throws
 * INTERNAL) where it was not.
 */
export function interpolEntryOf(reference: Data | null, interpol: InterpolAnswer | null): Data | null {
  if (reference === null || reference._invalid !== undefined) return reference;
  const entry = interpol?.index.get(String(reference._k));
  if (
    entry === undefined &&
    interpol !== null &&
    interpol.references.length > 0 &&
    interpol.indexFailure === null
  )
    throw notCompiled(['a reference']);
  return { _invalid: NOTHING, ...entry, ...reference };
}
