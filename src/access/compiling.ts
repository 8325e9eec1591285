/** What the parts of the compiler share: the class they compile for, what they found closed, and how they judge a field. */
import type { CountryCode, ListName } from '../terms.ts';
import { LIST_NAMES } from '../terms.ts';
import type { AccessClass } from './access-class.ts';
import { type AccessMap, accessOf } from './access-map.ts';
import type { CanonicalField, CanonicalFields } from './canonical-query.ts';
import { type Closure, closureOf } from './closure-of.ts';
import type { Selection } from './selection.ts';

/** A field that was asked of an owner and is closed: left out of every document that is sent. */
export interface Denial extends Closure {
  readonly coordinate: string;
}

export interface Compiling {
  readonly map: AccessMap;
  readonly accessClass: AccessClass;
  /** By coordinate and owner: a field asked at two places is denied once. */
  readonly denials: Map<string, Denial>;
}

export const NONE: Selection = new Map();

/** Fields under a record or count that no country is asked: the gateway knows them, or the protected table does. */
export const NOT_NATIONAL = new Set(['provenance', 'published', 'pageInfo', 'cursor']);

export function isOpen(compiling: Compiling, field: CanonicalField, owner: CountryCode): boolean {
  const closure = closureOf(compiling.accessClass, accessOf(compiling.map, field.coordinate), owner);
  if (closure !== null) deny(compiling, field.coordinate, closure);
  return closure === null;
}

export function deny(compiling: Compiling, coordinate: string, closure: Closure): void {
  compiling.denials.set(`${coordinate} ${closure.owner}`, Object.freeze({ ...closure, coordinate }));
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
