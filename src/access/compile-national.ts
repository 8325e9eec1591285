/** What one country is asked under its participation: what the class opens of it, and of Interpol's index where a reference may travel. */
import { type CountryCode, LIST_NAMES } from '../terms.ts';
import { accessOf, type FieldAccess } from './access-map.ts';
import type { CanonicalField } from './canonical-query.ts';
import { closureOf, travelClosureOf } from './closure-of.ts';
import { type Compiling, deny, isListName, isOpen, NONE, NOT_NATIONAL, wholePart } from './compiling.ts';
import { connectionPart } from './connection-part.ts';
import { mergeSelections, type Selection } from './selection.ts';

/** What of `field`, which stands under a participation, may be asked of `owner`: nothing, or one entry. */
export function nationalPart(compiling: Compiling, owner: CountryCode, field: CanonicalField): Selection {
  const access = accessOf(compiling.map, field.coordinate);
  if (access.owner === 'EUROPOL' && !isListName(field.name)) return NONE;
  if (field.name === 'completeness') return completenessPart(compiling, owner, field);
  if (NOT_NATIONAL.has(field.name)) {
    isOpen(compiling, field, owner);
    return NONE;
  }
  if (access.owner === 'INTERPOL') return interpolIndexPart(compiling, owner, field);
  if (access.owner === 'GATEWAY' && field.fields === null) return NONE;
  if (!isListName(field.name) && !isOpen(compiling, field, owner)) return NONE;
  const below = field.fields === null ? null : fieldsPart(compiling, owner, field, access);
  return below !== null && below.size === 0
    ? NONE
    : new Map([[field.key, { name: field.name, args: field.args, fields: below }]]);
}

function fieldsPart(
  compiling: Compiling,
  owner: CountryCode,
  field: CanonicalField,
  access: FieldAccess,
): Selection {
  const below = [...(field.fields?.values() ?? [])].reduce<Selection>(
    (all, child) => mergeSelections(all, nationalPart(compiling, owner, child)),
    NONE,
  );
  return access.secondGate === null ? below : connectionPart(compiling, owner, field, below);
}

/** Completeness speaks of `count.exact`: whoever asks for it asks whether the owner would say. */
function completenessPart(compiling: Compiling, owner: CountryCode, field: CanonicalField): Selection {
  const [list = ''] = field.coordinate.split('.');
  const exact = accessOf(compiling.map, 'Count.exact');
  if (!isListType(list) || closureOf(compiling.accessClass, exact, owner) !== null) return NONE;
  const leaf = { name: 'exact', args: {}, fields: null };
  return new Map([['count', { name: 'count', args: {}, fields: new Map([['exact', leaf]]) }]]);
}

/** The index is asked for a record when Interpol's right and the caller's over the reference are open, and it may travel. */
function interpolIndexPart(compiling: Compiling, owner: CountryCode, field: CanonicalField): Selection {
  if (!isOpen(compiling, field, owner)) return NONE;
  const { accessClass, map } = compiling;
  const closure =
    closureOf(accessClass, accessOf(map, 'Suspect.caseRef'), owner) ?? travelClosureOf(accessClass, owner);
  if (closure !== null) {
    deny(compiling, field.coordinate, closure);
    return NONE;
  }
  // `_k` is the border's key: what of this a country is asked is the reference, and the border makes the key of it.
  const fields = mergeSelections(
    wholePart(field.fields ?? new Map()),
    new Map([['_k', { name: '_k', args: {}, fields: null }]]),
  );
  return new Map([[field.key, { name: field.name, args: {}, fields }]]);
}

function isListType(type: string): boolean {
  return LIST_NAMES.some((list) => list.toLowerCase() === type.toLowerCase());
}
