import type { ErrorCode } from '../errors.ts';
import {
  type Category,
  type CountryCode,
  EFFECTS,
  type Effect,
  EUROPOL,
  HANDLING_CODES,
  INTERPOL,
} from '../terms.ts';
import type { AccessClass, Rights } from './access-class.ts';
import type { FieldAccess } from './access-map.ts';
import type { Decision } from './decide.ts';
import { gatesOf } from './gates-of.ts';
import type { Reason } from './reasons.ts';
import { combinationOf, type RecordFacts } from './record-facts.ts';

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
 * Without `facts`, by class facts (decision-rules.md, "Class facts and record facts"); with them, of that one record. A
 * field of an owner the class does not know is closed. Every gate must be open: a connection has two, its own category and
 * the narrowest of its records; a derived field has those of what it is made from, too. The strictest that is closed says
 * why, the first of several as strict.
 */
export function closureOf(
  accessClass: AccessClass,
  access: FieldAccess,
  country: CountryCode,
  facts: RecordFacts | null = null,
): Closure | null {
  const known = knownOf(accessClass, access, country);
  const place = facts === null ? 0 : 1 + 2 * combinationOf(facts) + Number(facts.protected);
  const before = known[place];
  if (before !== undefined) return before;
  const closure = judge(accessClass, access, country, facts);
  known[place] = closure;
  return closure;
}

/**
 * What has been judged, by class, field and country, then by facts: thousands of records have a few dozen of these between
 * them. INVARIANT: a class and a field are never changed; what they say of facts is the same for ever, and goes when they go.
 */
const JUDGED = new WeakMap<AccessClass, Map<FieldAccess, Map<CountryCode, (Closure | null)[]>>>();

function knownOf(accessClass: AccessClass, access: FieldAccess, country: CountryCode): (Closure | null)[] {
  const ofClass = JUDGED.get(accessClass) ?? new Map<FieldAccess, Map<CountryCode, (Closure | null)[]>>();
  if (!JUDGED.has(accessClass)) JUDGED.set(accessClass, ofClass);
  const ofField = ofClass.get(access) ?? new Map<CountryCode, (Closure | null)[]>();
  if (!ofClass.has(access)) ofClass.set(access, ofField);
  const ofCountry = ofField.get(country) ?? [];
  if (!ofField.has(country)) ofField.set(country, ofCountry);
  return ofCountry;
}

function judge(
  accessClass: AccessClass,
  access: FieldAccess,
  country: CountryCode,
  facts: RecordFacts | null,
): Closure | null {
  let closed: { readonly decision: Decision; readonly owner: CountryCode } | null = null;
  for (const gate of gatesOf(access)) {
    const owner = ownerOf(gate, country);
    const decision = decisionOn(
      accessClass.rights.get(owner),
      gate.category,
      gate.owner === 'COUNTRY' ? facts : null,
    );
    if (decision === null) return unknownOwner(owner);
    if (isAtLeast(decision.effect, gate.from)) continue;
    if (closed === null || rankOf(decision) < rankOf(closed.decision)) closed = { decision, owner };
  }
  return closed === null ? null : toClosure(closed.decision, closed.owner);
}

function rankOf({ effect }: Decision): number {
  return EFFECTS.indexOf(effect);
}

/**
 * Can the marking of a record open `access`, whatever class facts say? True also where they open it. Only fields of a
 * list's records and what is said of single records (`hit`, the list itself) have such facts.
 */
export function canOpenByRecord(
  accessClass: AccessClass,
  access: FieldAccess,
  country: CountryCode,
  combinations: readonly RecordFacts[] = COMBINATIONS,
): boolean {
  return combinations.some((facts) => closureOf(accessClass, access, country, facts) === null);
}

/** The decision on one category of one record, or without `facts` by class; every field of a protected record is PROTECTED. */
export function decisionOn(
  rights: Rights | undefined,
  category: Category,
  facts: RecordFacts | null,
): Decision | null {
  if (facts === null) return rights?.get(category)?.decision ?? null;
  return rights?.get(facts.protected ? 'PROTECTED' : category)?.byRecord[combinationOf(facts)] ?? null;
}

/** Is `effect` as wide as `least`? ALLOW_SUPPRESSED opens what it may: words and lists (decision-rules.md). */
export function isAtLeast(effect: Effect, least: Effect): boolean {
  return effect === 'ALLOW_SUPPRESSED' || EFFECTS.indexOf(effect) >= EFFECTS.indexOf(least);
}

/** Every combination of facts a record can have. */
export const COMBINATIONS: readonly RecordFacts[] = [false, true].flatMap((isProtected) =>
  HANDLING_CODES.flatMap((handling) =>
    [false, true].flatMap((addressee) =>
      [false, true].map((itemConsent) => ({
        handling,
        addressee,
        itemConsent,
        protected: isProtected,
        obliges: false,
      })),
    ),
  ),
);

/** The code of the owner that decides on a field of `country`. */
export function ownerOf(access: Pick<FieldAccess, 'owner'>, country: CountryCode): CountryCode {
  if (access.owner === 'EUROPOL') return EUROPOL;
  return access.owner === 'INTERPOL' ? INTERPOL : country;
}

/** May the reference of a record of `country`, with these facts for Interpol, travel to it? Null when it may. */
export function travelClosureOf(
  accessClass: AccessClass,
  country: CountryCode,
  facts: RecordFacts | null = null,
): Closure | null {
  const decision = decisionOn(accessClass.toInterpol.get(country), 'PERSONAL', facts);
  if (decision === null) return unknownOwner(country);
  return decision.effect === 'ALLOW' ? null : toClosure(decision, country);
}

/** Can the reference of any record of `country` travel, by class or by the marking of the record? */
export function travelsByRecord(accessClass: AccessClass, country: CountryCode): boolean {
  return COMBINATIONS.some((facts) => travelClosureOf(accessClass, country, facts) === null);
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
