/** What the parts of the compiler share: the class they compile for, what they found closed, and how they judge a field. */
import type { CountryCode, ListName } from '../terms.ts';
import { LIST_NAMES } from '../terms.ts';
import type { AccessClass } from './access-class.ts';
import { type AccessMap, accessOf } from './access-map.ts';
import type { CanonicalField, CanonicalFields } from './canonical-query.ts';
import { type Closure, canOpenByRecord, closureOf } from './closure-of.ts';
import type { RecordFacts } from './record-facts.ts';
import type { Selection } from './selection.ts';

/** A field that was asked of an owner and is closed: left out of every document that is sent. */
export interface Denial extends Closure {
  readonly coordinate: string;
  /** Closed by class facts, and asked of those records only to which the owner consented. */
  readonly byConsent: boolean;
}

export interface Compiling {
  readonly map: AccessMap;
  readonly accessClass: AccessClass;
  /** By coordinate and owner: a field asked at two places is denied once. */
  readonly denials: Map<string, Denial>;
  /** Is a list of records not asked of this owner, whatever it opens? */
  readonly isLeftOut: IsLeftOut;
}

/** Does `field`, a list of records, ask nothing of `owner`? */
export type IsLeftOut = (field: CanonicalField, owner: CountryCode) => boolean;

export const NONE: Selection = new Map();

/** Fields under a record or count that no country is asked: the gateway knows them, or the protected table does. */
export const NOT_NATIONAL = new Set(['provenance', 'published', 'pageInfo', 'cursor']);

export function isOpen(compiling: Compiling, field: CanonicalField, owner: CountryCode): boolean {
  const closure = closureOf(compiling.accessClass, accessOf(compiling.map, field.coordinate), owner);
  if (closure !== null) deny(compiling, field.coordinate, closure);
  return closure === null;
}

/**
 * As `isOpen`, for what hangs on single records: open also where the marking of one can open it. What class facts close is
 * a denial all the same, for every record but those.
 */
export function mayOpen(
  compiling: Compiling,
  field: CanonicalField,
  owner: CountryCode,
  combinations?: readonly RecordFacts[],
): boolean {
  const access = accessOf(compiling.map, field.coordinate);
  const closure = closureOf(compiling.accessClass, access, owner);
  if (closure === null) return true;
  const byConsent = canOpenByRecord(compiling.accessClass, access, owner, combinations);
  deny(compiling, field.coordinate, closure, byConsent);
  return byConsent;
}

export function deny(compiling: Compiling, coordinate: string, closure: Closure, byConsent = false): void {
  const denial = Object.freeze({ ...closure, coordinate, byConsent });
  compiling.denials.set(`${coordinate} ${closure.owner}`, denial);
}

/** Everything below a field whose fields are all as open as itself. */
export function wholePart(fields: CanonicalFields): Selection {
  return new Map(
    [...fields.values()].map((field) => [
      field.key,
      { name: field.name, args: field.args, fields: field.fields === null ? null : wholePart(field.fields) },
    ]),
  );
}

/** Fields that lead to countries: all of an operation, or one. */
export function isParticipationName(name: string): boolean {
  return name === 'participations' || name === 'participation';
}

export function isListName(name: string): name is ListName {
  return (LIST_NAMES as readonly string[]).includes(name);
}
