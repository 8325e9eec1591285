/** Why a query gets what it gets: each decision with its rule, its agreement and what would change it. By class facts only. */
import type { Category, CountryCode, Effect, IsoDate } from '../terms.ts';
import { EFFECTS, EUROPOL, INTERPOL } from '../terms.ts';
import { type AccessClass, classInputOf } from './access-class.ts';
import { type AccessMap, accessOf, type FieldAccess } from './access-map.ts';
import type { CanonicalField, CanonicalFields } from './canonical-query.ts';
import { canOpenByRecord, closureOf, decisionOn, ownerOf } from './closure-of.ts';
import { referencesOf } from './compile-national.ts';
import type { Decision } from './decide.ts';
import { gatesOf } from './gates-of.ts';
import { agreementOf, type Policy } from './policy.ts';
import type { Reason } from './reasons.ts';
import { wouldChange } from './would-change.ts';

/** One decision on one field, for every owner for whom it is the same. Says nothing of any record: class facts only. */
export interface Explanation {
  readonly coordinate: string;
  readonly owners: readonly CountryCode[];
  readonly category: Category;
  readonly effect: Effect;
  readonly reason: Reason;
  readonly rule: number;
  readonly legalBasis: string;
  /** `record by record`: the marking of single records decides as well, so some may open or stay closed. */
  readonly opens: 'yes' | 'no' | 'record by record';
  /** The requester's agreement that was read, with its line in agreements.csv; null when none is in force. */
  readonly agreement: {
    readonly kind: string;
    readonly row: number;
    readonly validFrom: IsoDate;
    readonly validTo: IsoDate | null;
  } | null;
  /** What would widen the effect, one thing at a time; empty where nothing would, or nothing is closed. */
  readonly wouldChange: readonly string[];
}

/**
 * Explains every classified field that `fields` asks under one operation, in the order of coordinates. Nobody has been
 * asked for anything but the operation's facts, and nothing here hangs on what a country holds.
 */
export function explainQuery(
  policy: Policy,
  map: AccessMap,
  accessClass: AccessClass,
  fields: CanonicalFields,
): readonly Explanation[] {
  const grouped = new Map<string, Explanation & { readonly owners: CountryCode[] }>();
  for (const { access, owner } of decidedIn(map, accessClass, fields)) {
    const one = explain(policy, accessClass, access, owner);
    if (one === null) continue;
    // What would change is said of the owner by name where it is the owner's to say: the same for others.
    const key = JSON.stringify({ ...one, owners: [] });
    const known = grouped.get(key);
    if (known === undefined) grouped.set(key, { ...one, owners: [owner] });
    else known.owners.push(owner);
  }
  return [...grouped.values()].sort((left, right) =>
    left.coordinate < right.coordinate ? -1 : left.coordinate > right.coordinate ? 1 : 0,
  );
}

/** Each field asked, with each owner of whom it is asked, once. */
function decidedIn(
  map: AccessMap,
  accessClass: AccessClass,
  fields: CanonicalFields,
): readonly { readonly access: FieldAccess; readonly owner: CountryCode }[] {
  const decided = new Map<string, { readonly access: FieldAccess; readonly owner: CountryCode }>();
  const walk = (field: CanonicalField, owners: readonly CountryCode[]): void => {
    const access = accessOf(map, field.coordinate);
    const named =
      field.name === 'crossCheck' ? owners.filter((owner) => referencesOf(field, owner).length > 0) : owners;
    for (const owner of ownersOf(access, named))
      decided.set(`${access.coordinate} ${owner}`, { access, owner });
    for (const child of field.fields?.values() ?? []) walk(child, named);
  };
  for (const field of fields.values()) walk(field, accessClass.operation.participants);
  return [...decided.values()];
}

function ownersOf({ owner }: FieldAccess, countries: readonly CountryCode[]): readonly CountryCode[] {
  switch (owner) {
    case 'COUNTRY':
      return countries;
    case 'EUROPOL':
      return [EUROPOL];
    case 'INTERPOL':
      return [INTERPOL];
    default:
      return [];
  }
}

function explain(
  policy: Policy,
  accessClass: AccessClass,
  access: FieldAccess,
  owner: CountryCode,
): Omit<Explanation, 'owners'> | null {
  const { requester, operation } = accessClass;
  let strictest: { readonly category: Category; readonly decision: Decision } | null = null;
  for (const gate of gatesOf(access)) {
    const decision = decisionOn(accessClass.rights.get(ownerOf(gate, owner)), gate.category, null);
    if (decision !== null && (strictest === null || isStricter(decision, strictest.decision)))
      strictest = { category: gate.category, decision };
  }
  if (strictest === null) return null;
  const { category, decision } = strictest;
  const agreement = agreementOf(policy, requester.country, requester.date);
  const { coordinate } = access;
  const isOpen = closureOf(accessClass, access, owner) === null;
  const byRecord =
    isOfRecord(access) && requester.country !== owner && canOpenByRecord(accessClass, access, owner);
  return {
    coordinate,
    category,
    effect: decision.effect,
    reason: decision.reason,
    rule: decision.rule,
    legalBasis: decision.legalBasis,
    opens: byRecord ? 'record by record' : isOpen ? 'yes' : 'no',
    agreement:
      agreement === null
        ? null
        : {
            kind: agreement.kind,
            row: agreement.row,
            validFrom: agreement.validFrom,
            validTo: agreement.validTo,
          },
    wouldChange: isOpen
      ? []
      : wouldChange(
          policy,
          gatesOf(access).map((gate) =>
            classInputOf(policy, requester, operation, ownerOf(gate, owner), gate.category),
          ),
          decision,
          isOfRecord(access),
        ),
  };
}

function isStricter(left: Decision, right: Decision): boolean {
  return EFFECTS.indexOf(left.effect) < EFFECTS.indexOf(right.effect);
}

/** Does the field hang on single records: a list of them, existence, or a field of one? */
function isOfRecord({ coordinate, secondGate, category }: FieldAccess): boolean {
  const [type = '', field = ''] = coordinate.split('.');
  const isOfList = /^(Arrests|Suspects|Searches|Seizures|ForensicExams)$/.test(type);
  const isRecord = /^(Arrest|Suspect|Search|Seizure|ForensicExam|IntelligencePackage|CrossCheck)$/.test(type);
  return category !== 'INHERIT' && (secondGate !== null || (isOfList && field === 'hit') || isRecord);
}
