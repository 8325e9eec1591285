import {
  CATEGORIES,
  type Category,
  CONSENTS,
  type CountryCode,
  EUROPOL,
  HANDLING_CODES,
  INTERPOL,
  type IsoDate,
} from '../terms.ts';
import { type Decision, decide } from './decide.ts';
import type { DecisionInput } from './decision-input.ts';
import { type Policy, standingConsentOf } from './policy.ts';

/** What the rules need to know of an operation: asked of Europol by the gateway itself, and never released by that. */
export interface OperationFacts {
  readonly id: string;
  /** Null when Europol did not say: outside every scope. */
  readonly crimeArea: string | null;
  /** Countries that take part, by code. Empty when Europol did not say. */
  readonly participants: readonly CountryCode[];
}

/** Who asks, for what, on which day. The token has been verified; the purpose may be anything. */
export interface Requester {
  readonly country: CountryCode;
  readonly purpose: string | null;
  readonly date: IsoDate;
  /** Can the evidence log be written? */
  readonly logUp: boolean;
}

/** What one category of one owner's data is to a requester. */
export interface Right {
  /** By class facts alone: handling H0, not an addressee, the standing consent of the day. Decides counts and words. */
  readonly decision: Decision;
  /** For each combination of record facts (`combinationOf`): handling, then addressee, then item consent. */
  readonly byRecord: readonly Decision[];
  readonly state: 'closed' | 'open' | 'on the marking';
}

/** By category, of one owner's data. */
export type Rights = ReadonlyMap<Category, Right>;

/** All that a requester may have within one operation: the class a query is compiled for. Frozen and printable. */
export interface AccessClass {
  readonly operation: OperationFacts;
  readonly requester: Requester;
  readonly rights: ReadonlyMap<CountryCode, Rights>;
  /** May a reference of this owner be sent to Interpol: XO as requester, CROSS_CHECK (domain/README.md). */
  readonly toInterpol: ReadonlyMap<CountryCode, Rights>;
}

/** Decides every category of every owner once. Pure. */
export function accessClass(policy: Policy, requester: Requester, operation: OperationFacts): AccessClass {
  const owners = [...operation.participants, EUROPOL, INTERPOL];
  const rights = owners.map((owner) => [owner, rightsOf(policy, requester, operation, owner)] as const);
  const toInterpol = operation.participants.map((owner) => {
    const interpol = { ...requester, country: INTERPOL, purpose: 'CROSS_CHECK' };
    return [owner, rightsOf(policy, interpol, operation, owner, ['PERSONAL', 'PROTECTED'])] as const;
  });
  return Object.freeze({ operation, requester, rights: new Map(rights), toInterpol: new Map(toInterpol) });
}

function rightsOf(
  policy: Policy,
  requester: Requester,
  operation: OperationFacts,
  owner: CountryCode,
  categories: readonly Category[] = CATEGORIES,
): Rights {
  return new Map(
    categories.map((category) => {
      const decision = decideClass(policy, requester, operation, owner, category);
      const byRecord = recordDecisions(policy, requester, operation, owner, category);
      return [category, Object.freeze({ decision, byRecord, state: stateOf(byRecord) })];
    }),
  );
}

function stateOf(byRecord: readonly Decision[]): Right['state'] {
  if (byRecord.every(({ effect }) => effect === 'DENY')) return 'closed';
  return byRecord.every(({ effect }) => effect === byRecord[0]?.effect) ? 'open' : 'on the marking';
}

function recordDecisions(
  policy: Policy,
  requester: Requester,
  operation: OperationFacts,
  owner: CountryCode,
  category: Category,
): readonly Decision[] {
  const standing = standingConsentOf(policy, owner, requester.country, requester.date);
  const decisions: Decision[] = [];
  for (const handling of HANDLING_CODES) {
    for (const addressee of [false, true]) {
      for (const consent of [standing, CONSENTS[2]]) {
        const facts = { handling, addressee, consent };
        decisions.push(decide(inputOf(requester, operation, owner, category, facts), policy));
      }
    }
  }
  return decisions;
}

function decideClass(
  policy: Policy,
  requester: Requester,
  operation: OperationFacts,
  owner: CountryCode,
  category: Category,
): Decision {
  return decide(classInputOf(policy, requester, operation, owner, category), policy);
}

/** The question that class facts answer: handling H0, not an addressee, the standing consent of the day. */
export function classInputOf(
  policy: Policy,
  requester: Requester,
  operation: OperationFacts,
  owner: CountryCode,
  category: Category,
): DecisionInput {
  const consent = standingConsentOf(policy, owner, requester.country, requester.date);
  return inputOf(requester, operation, owner, category, { handling: 'H0', addressee: false, consent });
}

function inputOf(
  requester: Requester,
  operation: OperationFacts,
  owner: CountryCode,
  category: Category,
  record: { readonly handling: string; readonly addressee: boolean; readonly consent: string },
): DecisionInput {
  return {
    date: requester.date,
    owner,
    requester: requester.country,
    category,
    purpose: requester.purpose,
    crimeArea: operation.crimeArea,
    participant: isParticipant(operation, requester.country),
    logUp: requester.logUp,
    ...record,
  };
}

/** Europol and Interpol take part in every operation that Europol knows (domain/README.md). */
function isParticipant(operation: OperationFacts, country: CountryCode): boolean {
  if (operation.participants.length === 0) return false;
  return country === EUROPOL || country === INTERPOL || operation.participants.includes(country);
}
