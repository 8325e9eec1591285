/**
 * What one country is asked under its participation: what the class opens of it, or the marking of a record can, and of
 * Interpol's index where a reference may travel.
 */
import { type CountryCode, LIST_NAMES } from '../terms.ts';
import { accessOf, type FieldAccess } from './access-map.ts';
import type { CanonicalField } from './canonical-query.ts';
import { closureOf, travelClosureOf, travelsByRecord } from './closure-of.ts';
import {
  type Compiling,
  deny,
  isListName,
  isOpen,
  mayOpen,
  NONE,
  NOT_NATIONAL,
  wholePart,
} from './compiling.ts';
import { connectionPart } from './connection-part.ts';
import { responseKeyOf } from './response-key-of.ts';
import { leaf, mergeSelections, type Selection } from './selection.ts';

/** What of `field`, which stands under a participation, may be asked of `owner`: nothing, or one entry. */
export function nationalPart(compiling: Compiling, owner: CountryCode, field: CanonicalField): Selection {
  return partOf(compiling, owner, field, false);
}

/** `ofRecord`: `field` hangs on single records, so their marking can open it. */
function partOf(
  compiling: Compiling,
  owner: CountryCode,
  field: CanonicalField,
  ofRecord: boolean,
): Selection {
  const access = accessOf(compiling.map, field.coordinate);
  if (access.owner === 'EUROPOL' && !isListName(field.name)) return NONE;
  if (field.name === 'completeness') return completenessPart(compiling, owner, field);
  if (access.secondGate !== null && compiling.isLeftOut(field, owner)) return NONE;
  const byRecord = ofRecord || access.secondGate !== null || isHitOfList(field);
  const open = byRecord ? mayOpen : isOpen;
  if (NOT_NATIONAL.has(field.name)) {
    open(compiling, field, owner);
    return NONE;
  }
  if (access.owner === 'INTERPOL') return interpolIndexPart(compiling, owner, field);
  if (access.owner === 'GATEWAY' && field.fields === null) return NONE;
  if (!isListName(field.name) && !open(compiling, field, owner)) return NONE;
  // Below a list that consent alone opens, every field is closed by the same: the list's denial says it.
  const isSaid = access.secondGate !== null && closureOf(compiling.accessClass, access, owner) !== null;
  const inner = isSaid ? { ...compiling, denials: new Map() } : compiling;
  const below = field.fields === null ? null : fieldsPart(inner, owner, field, access, byRecord);
  if (isSaid) denyOfOthers(compiling, owner, inner);
  return below?.size === 0 && isOurs(field, access)
    ? NONE
    : new Map([[field.key, { name: field.name, args: field.args, fields: below }]]);
}

/** What another owner closes below the list (Interpol, of its index) is not said by the list's own denial. */
function denyOfOthers(compiling: Compiling, owner: CountryCode, inner: Compiling): void {
  for (const denial of inner.denials.values()) {
    if (denial.owner !== owner) deny(compiling, denial.coordinate, denial, denial.byConsent);
  }
}

/** An object that the gateway makes itself, whatever a country says: with nothing below it there is nothing to ask. */
function isOurs({ name }: CanonicalField, { owner }: FieldAccess): boolean {
  return owner === 'GATEWAY' || isListName(name);
}

function fieldsPart(
  compiling: Compiling,
  owner: CountryCode,
  field: CanonicalField,
  access: FieldAccess,
  ofRecord: boolean,
): Selection {
  const below = [...(field.fields?.values() ?? [])].reduce<Selection>(
    (all, child) => mergeSelections(all, partOf(compiling, owner, child, ofRecord)),
    NONE,
  );
  if (access.secondGate !== null) return connectionPart(compiling, owner, field, below);
  const key = CELL_KEYS[field.name];
  return key === undefined ? below : mergeSelections(below, new Map([leaf(key), leaf('count')]));
}

/** Cells are made from their code and number, whatever of them is asked. */
const CELL_KEYS: Readonly<Record<string, string>> = { byStatus: 'status', byAgeBand: 'ageBand' };

/** Completeness speaks of `count.exact`: whoever asks for it asks whether the owner would say. */
function completenessPart(compiling: Compiling, owner: CountryCode, field: CanonicalField): Selection {
  const exact = accessOf(compiling.map, 'Count.exact');
  if (!isOfList(field) || closureOf(compiling.accessClass, exact, owner) !== null) return NONE;
  return new Map([['count', { name: 'count', args: {}, fields: new Map([leaf('exact')]) }]]);
}

/** The index is asked for a record when Interpol's right and the caller's over the reference can be open, and it can travel. */
function interpolIndexPart(compiling: Compiling, owner: CountryCode, field: CanonicalField): Selection {
  // Derived from the reference, which the marking of a record can open.
  if (!mayOpen(compiling, field, owner)) return NONE;
  const reference = { ...field, coordinate: 'Suspect.caseRef' };
  const travels = travelsByRecord(compiling.accessClass, owner);
  if (!mayOpen({ ...compiling, denials: new Map() }, reference, owner) || !travels) {
    const closure =
      closureOf(compiling.accessClass, accessOf(compiling.map, 'Suspect.caseRef'), owner) ??
      travelClosureOf(compiling.accessClass, owner);
    if (closure !== null) deny(compiling, field.coordinate, closure);
    return NONE;
  }
  // `_k` is the border's key: what of this a country is asked is the reference, and the border makes the key of it.
  const fields = mergeSelections(wholePart(field.fields ?? new Map()), new Map([leaf('_k')]));
  return new Map([[field.key, { name: field.name, args: {}, fields }]]);
}

/** The references of `owner` that a cross-check brings, each once, in their order. */
export function referencesOf(field: CanonicalField, owner: CountryCode): readonly string[] {
  const references = field.args.refs as readonly { readonly country: string; readonly caseRef: string }[];
  return [...new Set(references.filter(({ country }) => country === owner).map(({ caseRef }) => caseRef))];
}

/**
 * What of a cross-check is asked of `owner`: its own references, and of the records found the fields that can open.
 * Entered by a reference that the caller brings, and by nothing else: no list is opened by it (rule 21).
 */
export function crossCheckPart(compiling: Compiling, owner: CountryCode, field: CanonicalField): Selection {
  const refs = referencesOf(field, owner);
  if (refs.length === 0) return NONE;
  const fields = [...(field.fields?.values() ?? [])].reduce<Selection>((all, child) => {
    if (accessOf(compiling.map, child.coordinate).owner !== 'COUNTRY') return all;
    return mergeSelections(all, partOf(compiling, owner, child, true));
  }, NONE);
  if (fields.size === 0) return NONE;
  const args = { refs };
  return new Map([
    [
      responseKeyOf('crossCheck', args),
      { name: 'crossCheck', args, fields: mergeSelections(fields, new Map([leaf('caseRef')])) },
    ],
  ]);
}

function isHitOfList(field: CanonicalField): boolean {
  return field.name === 'hit' && isOfList(field);
}

/** Does the field stand in one of the five lists' types? */
function isOfList({ coordinate }: CanonicalField): boolean {
  const [type = ''] = coordinate.split('.');
  return LIST_NAMES.some((list) => list.toLowerCase() === type.toLowerCase());
}
