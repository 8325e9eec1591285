import type { ErrorCode } from '../errors.ts';
import { type Category, type CountryCode, EFFECTS, EUROPOL, INTERPOL } from '../terms.ts';
import type { AccessClass } from './access-class.ts';
import type { FieldAccess } from './access-map.ts';
import type { Decision } from './decide.ts';
import { gatesOf } from './gates-of.ts';
import type { Reason } from './reasons.ts';

/** Why a field of one owner is closed to a class. */
export interface Closure {
  readonly code: Extract<ErrorCode, 'ACCESS_DENIED' | 'CONSENT_REQUIRED' | 'HIT_ONLY'>;
  readonly owner: CountryCode;
  readonly reason: Reason;
  readonly rule: number;
  readonly legalBasis: string;
}

/**
 * Why `access` is closed to `accessClass` for data of `country`; null when it is open.
 *
 * Decided by class facts (decision-rules.md, "Class facts and record facts"); what hangs on the marking of a record is
 * decided where records are released. A field of an owner the class does not know is closed. A connection has two
 * gates: its own category and the narrowest of its records; a derived field has those of what it is made from, too.
 */
export function closureOf(
  accessClass: AccessClass,
  access: FieldAccess,
  country: CountryCode,
): Closure | null {
  for (const gate of gatesOf(access)) {
    const closure = closureOfCategory(accessClass, gate.category, ownerOf(gate, country), gate.from);
    if (closure !== null) return closure;
  }
  return null;
}

/** The code of the owner that decides on a field of `country`. */
export function ownerOf(access: Pick<FieldAccess, 'owner'>, country: CountryCode): CountryCode {
  if (access.owner === 'EUROPOL') return EUROPOL;
  return access.owner === 'INTERPOL' ? INTERPOL : country;
}

/** May a reference of `country` travel to Interpol? Null when it may. */
export function travelClosureOf(accessClass: AccessClass, country: CountryCode): Closure | null {
  const decision = accessClass.toInterpol.get(country);
  if (decision === undefined) return unknownOwner(country);
  return decision.effect === 'ALLOW' ? null : toClosure(decision, country);
}

function closureOfCategory(
  accessClass: AccessClass,
  category: Category,
  owner: CountryCode,
  from: FieldAccess['from'],
): Closure | null {
  const right = accessClass.rights.get(owner)?.get(category);
  if (right === undefined) return unknownOwner(owner);
  const { decision } = right;
  const isOpen =
    decision.effect === 'ALLOW_SUPPRESSED' || EFFECTS.indexOf(decision.effect) >= EFFECTS.indexOf(from);
  return isOpen ? null : toClosure(decision, owner);
}

const CODES = {
  DENY: 'ACCESS_DENIED',
  CONSENT_REQUIRED: 'CONSENT_REQUIRED',
  HIT_NO_HIT: 'HIT_ONLY',
  ALLOW_SUPPRESSED: 'ACCESS_DENIED',
  ALLOW: 'ACCESS_DENIED',
} as const;

function toClosure(decision: Decision, owner: CountryCode): Closure {
  const { reason, rule, legalBasis } = decision;
  return Object.freeze({ code: CODES[decision.effect], owner, reason, rule, legalBasis });
}

/** An owner that takes no part in the operation: nothing of it is there to be opened. */
function unknownOwner(owner: CountryCode): Closure {
  return {
    code: 'ACCESS_DENIED',
    owner,
    reason: 'NOT_A_PARTICIPANT',
    rule: 10,
    legalBasis: 'no part in the operation',
  };
}
