/** What of single records goes to the requester: decided from their border facts, before any field of theirs is asked. */
import type { AccessClass } from '../access/access-class.ts';
import { type AccessMap, accessOf } from '../access/access-map.ts';
import { COMBINATIONS, closureOf, decisionOn, isAtLeast, travelClosureOf } from '../access/closure-of.ts';
import { coordinateIn, RECORD_TYPES } from '../access/list-release.ts';
import { placeOf, RECORD_FACTS, type RecordFacts, recordFactsOf } from '../access/record-facts.ts';
import type { Selection } from '../access/selection.ts';
import type { BorderFacts, RecordField } from '../countries/national-query.ts';
import { type CountryCode, INTERPOL, type ListName } from '../terms.ts';

/** Whose records are judged, for whom. */
export interface Judging {
  readonly map: AccessMap;
  readonly accessClass: AccessClass;
  readonly owner: CountryCode;
}

/** Facts of one record for the requester, and for Interpol, to which its reference may travel. */
export interface JudgedFacts {
  readonly own: RecordFacts;
  readonly travel: RecordFacts;
}

/** What the border tells the answer of a record that is given. */
export interface RecordKey {
  readonly facts: JudgedFacts;
  /** With its handle, its name in this query: a record that stands at two places is counted once. */
  readonly list: string;
  readonly handle: string;
}

export function judgedFactsOf(judging: Judging, facts: BorderFacts): JudgedFacts {
  const { handling, addressees, itemConsents } = facts;
  return judgedFactsIn(judging, handling, addressees, itemConsents, facts.protected);
}

/** As `judgedFactsOf`, of a marking in pieces. */
export function judgedFactsIn(
  { accessClass }: Judging,
  handling: BorderFacts['handling'],
  addressees: BorderFacts['addressees'],
  itemConsents: BorderFacts['itemConsents'],
  isProtected: boolean,
): JudgedFacts {
  const { country, date } = accessClass.requester;
  const own = recordFactsOf(handling, addressees, itemConsents, isProtected, country, date);
  const travel = recordFactsOf(handling, addressees, itemConsents, isProtected, INTERPOL, date);
  const place = placeOf(own) * RECORD_FACTS + placeOf(travel);
  const known = JUDGED[place] ?? Object.freeze({ own, travel });
  JUDGED[place] = known;
  return known;
}

/** As of facts, one object for all records that are alike: `byFacts` decides once for each. */
const JUDGED: JudgedFacts[] = [];

/** `decide`, which hangs on nothing but its facts, once for each that occur. */
export function byFacts<T>(decide: (facts: JudgedFacts) => T): (facts: JudgedFacts) => T {
  const known = new Map<JudgedFacts, { readonly decided: T }>();
  return (facts) => {
    const before = known.get(facts);
    if (before !== undefined) return before.decided;
    const decided = decide(facts);
    known.set(facts, { decided });
    return decided;
  };
}

/** Does the record go as a member of its list (two gates)? */
export function goesInList(judging: Judging, list: ListName, { own }: JudgedFacts): boolean {
  const records = accessOf(judging.map, coordinateIn(list, 'records'));
  return closureOf(judging.accessClass, records, judging.owner, own) === null;
}

/** Does the record count for the list's `hit`? */
export function countsForHit(judging: Judging, list: ListName, { own }: JudgedFacts): boolean {
  const hit = accessOf(judging.map, coordinateIn(list, 'hit'));
  return closureOf(judging.accessClass, hit, judging.owner, own) === null;
}

/** Is the record withheld only for want of the owner's consent (rule 13)? */
export function isConsentable(judging: Judging, list: ListName, { own }: JudgedFacts): boolean {
  const records = accessOf(judging.map, coordinateIn(list, 'records'));
  return closureOf(judging.accessClass, records, judging.owner, own)?.reason === 'H2_NOT_AN_ADDRESSEE';
}

/** Is the content of a record found by its reference open, or only that it exists? */
export function effectByReference(
  { accessClass, owner }: Judging,
  { own }: JudgedFacts,
): 'ALLOW' | 'HIT' | 'CONSENT' | 'DENY' {
  const effect = decisionOn(accessClass.rights.get(owner), 'PERSONAL', own)?.effect ?? 'DENY';
  if (isAtLeast(effect, 'ALLOW')) return 'ALLOW';
  if (isAtLeast(effect, 'HIT_NO_HIT')) return 'HIT';
  return effect === 'CONSENT_REQUIRED' ? 'CONSENT' : 'DENY';
}

/** The fields of a record of which `nodes` asks and that are open with its facts, in the contract's words. */
export function openFields(
  judging: Judging,
  list: ListName,
  nodes: Selection | null,
  facts: JudgedFacts,
): readonly RecordField[] {
  const open = new Set<RecordField>();
  for (const { name, fields } of nodes?.values() ?? []) {
    if (!isOpenOf(judging, list, name, facts)) continue;
    if (name === 'interpol') open.add('caseRef');
    else if (name === 'marking') {
      for (const evaluation of fields?.keys() ?? []) if (isEvaluation(evaluation)) open.add(evaluation);
    } else open.add(name as RecordField);
  }
  return [...open];
}

/** Is the field `name` of a record open? Of `interpol`: may the reference travel. The border's own fields are nobody's. */
export function isOpenOf(
  judging: Judging,
  list: ListName,
  name: string,
  { own, travel }: JudgedFacts,
): boolean {
  if (name.startsWith('_')) return false;
  const { map, accessClass, owner } = judging;
  const closure = (field: string): unknown =>
    closureOf(accessClass, accessOf(map, `${RECORD_TYPES[list]}.${field}`), owner, own);
  if (closure(name) !== null) return false;
  if (name !== 'interpol') return true;
  return closure('caseRef') === null && travelClosureOf(accessClass, owner, travel) === null;
}

/** Does every record that goes in the list go with all fields of `nodes`, whatever its marking? */
export function goesWhole(judging: Judging, list: ListName, nodes: readonly Selection[]): boolean {
  const names = new Set(nodes.flatMap((selection) => [...selection.values()].map(({ name }) => name)));
  // Where the reference is asked for itself, the entry at Interpol asks nothing more of the country.
  const isAsked = names.has('caseRef');
  const own = [...names].filter((name) => !name.startsWith('_') && !(isAsked && name === 'interpol'));
  if (own.includes('interpol')) return false;
  return COMBINATIONS.every((facts) => {
    const judged = { own: facts, travel: facts };
    return !goesInList(judging, list, judged) || own.every((name) => isOpenOf(judging, list, name, judged));
  });
}

export function isEvaluation(name: string): name is 'sourceEvaluation' | 'informationEvaluation' {
  return name === 'sourceEvaluation' || name === 'informationEvaluation';
}
