/** The rights to filter, sort and join: judged for every argument before anything is sent to any country. */
import { GatewayError } from '../errors.ts';
import type { CountryCode } from '../terms.ts';
import type { AccessClass } from './access-class.ts';
import { type AccessMap, accessOf, type FieldAccess } from './access-map.ts';
import type { CanonicalField, CanonicalFields } from './canonical-query.ts';
import { closureOf } from './closure-of.ts';
import { opensByConsent } from './opens-by-consent.ts';
import type { FieldRight, Read } from './reads.ts';
import { usedReads } from './used-reads.ts';
import { leavesOut } from './where-of-owner.ts';

/**
 * Refuses the query when what is asked of an operation (`fields`, canonical) reads a field by a right that its caller lacks:
 * when no owner of whom the list is asked opens the field, or when one opens the list without opening the field. For
 * the other owners the list is closed, as always. Nobody could filter by what nobody opens: also no list that is closed.
 * Owners whom the filter itself leaves out are not asked, and do not count unless it leaves out all.
 *
 * That a field gives the right at all was seen at start-up. Throws FILTER_NOT_PERMITTED with the coordinate of the field.
 */
export function checkRights(map: AccessMap, accessClass: AccessClass, fields: CanonicalFields): void {
  for (const field of fields.values()) {
    const access = accessOf(map, field.coordinate);
    checkField(map, accessClass, field, ownersAsked(accessClass, access, field));
  }
}

/** Of whom what stands under `field` is asked: nobody, where Europol's own gate before it is closed. */
function ownersAsked(
  accessClass: AccessClass,
  access: FieldAccess,
  { name, args }: CanonicalField,
): readonly CountryCode[] {
  if (access.owner === 'EUROPOL' && !opensByClass(accessClass, access, '')) return [];
  const { participants } = accessClass.operation;
  return name === 'participation' ? participants.filter((owner) => owner === args.country) : participants;
}

function checkField(
  map: AccessMap,
  accessClass: AccessClass,
  field: CanonicalField,
  owners: readonly CountryCode[],
): void {
  const list = accessOf(map, field.coordinate);
  const left = owners.filter((owner) => !leavesOut(field.args, owner));
  for (const read of usedReads(list, field.args)) {
    const access = accessOf(map, read.field);
    const judged = (left.length > 0 ? left : owners).map((owner) => judge(accessClass, list, access, owner));
    const isRefused = !judged.some(({ isOpen }) => isOpen) || judged.some((one) => one.isList && !one.isOpen);
    if (isRefused) throw refusal(read);
  }
  for (const below of field.fields?.values() ?? []) checkField(map, accessClass, below, owners);
}

/** By class facts; where only an item consent opens the list, by item consent. */
function judge(
  accessClass: AccessClass,
  list: FieldAccess,
  access: FieldAccess,
  owner: CountryCode,
): { readonly isList: boolean; readonly isOpen: boolean } {
  const isList = opensByClass(accessClass, list, owner);
  if (isList || !opensByConsent(accessClass, list, owner)) {
    return { isList, isOpen: opensByClass(accessClass, access, owner) };
  }
  return { isList: true, isOpen: opensByConsent(accessClass, access, owner) };
}

function opensByClass(accessClass: AccessClass, access: FieldAccess, owner: CountryCode): boolean {
  return closureOf(accessClass, access, owner) === null;
}

const WORDS: Readonly<Record<FieldRight, string>> = {
  FILTER: 'filter by it',
  SORT: 'sort by it',
  JOIN: 'join by it',
};

function refusal({ field, right }: Read): GatewayError {
  const what = `you may not ${WORDS[right]}`;
  return new GatewayError('FILTER_NOT_PERMITTED', `${what}: \`${field}\``, { what, where: field });
}
