import type { NationalWorld } from '../../mocks/world.ts';
import { COUNTRIES } from '../../src/countries/registry.ts';
import {
  EVERY_FACTS,
  effectOf,
  factsFor,
  type PlainCaller,
  type PlainFacts,
  readRows,
} from './plain-rights.ts';

/** Type of each list's records, and what the vocabulary leaves to the schema: the fields beside a record's own. */
const TYPES = {
  arrests: 'Arrest',
  suspects: 'Suspect',
  searches: 'Search',
  seizures: 'Seizure',
  forensicExams: 'ForensicExam',
} as const;
type List = keyof typeof TYPES;
export const LISTS = Object.keys(TYPES) as readonly List[];

const EVALUATIONS = ['sourceEvaluation', 'informationEvaluation'];
const VOCABULARY = readRows('./vocabulary.csv');

/**
 * Keys that corrections read, by canonical name where there is one: DK, FR and IT hold the arrested among the suspects
 * too, FI a person once for each offence, SE suspects of every grade.
 */
const KEYS: Readonly<Record<string, { readonly [list in List]?: readonly string[] }>> = {
  DK: { arrests: ['caseRef'], suspects: ['caseRef'] },
  FR: { arrests: ['caseRef'], suspects: ['caseRef'] },
  IT: { arrests: ['caseRef'], suspects: ['caseRef'] },
  FI: { suspects: ['caseRef'] },
  SE: { suspects: ['suspicionGrade'] },
};

/** Category of a record's field by the vocabulary; an evaluation is as the narrowest of the record's own. */
export function categoryOf(list: List, field: string): string | null {
  if (EVALUATIONS.includes(field)) return narrowestOf(list);
  return VOCABULARY.find((row) => row.type === TYPES[list] && row.field === field)?.class ?? null;
}

function narrowestOf(list: List): string {
  return list === 'arrests' || list === 'suspects' ? 'PERSONAL' : 'OPERATIONAL';
}

const FACTS = ['handle', 'handling', 'addressees', 'itemConsents', 'protected'];

/** Does the system itself leave out what does not go? Not of a list that a correction reads whole: DK's arrests, to tell the suspects among them. */
function isLeftToSystem(owner: string, list: List): boolean {
  return COUNTRIES.get(owner)?.protocol.filters !== undefined && KEYS[owner]?.[list] === undefined;
}

/**
 * What a country is to be asked when a caller asks everything, `list.field` each: what `decide` opens, record by record of
 * `world`, and beside it border facts where a record or a hit can open, codes where their totals are, keys where the list
 * is corrected. No more.
 */
export function expectedOf(caller: PlainCaller, owner: string, world: NationalWorld): ReadonlySet<string> {
  // The way to a country leads over the participations, which are Europol's.
  if (effectOf(caller, 'XE', 'STATISTICAL') !== 'ALLOW_SUPPRESSED') return new Set();
  const isOpen = (category: string): boolean => effectOf(caller, owner, category) === 'ALLOW';
  const isHit = isOpen('PROTECTED') || effectOf(caller, owner, 'PROTECTED') === 'HIT_NO_HIT';
  const overview = [
    ...(isOpen('STRATEGIC') ? ['modusOperandi'] : []),
    ...(isHit ? ['victimsKnown'] : []),
    ...(isOpen('PROTECTED') ? ['victimsIdentified', 'victimsSafeguarded'] : []),
  ].map((field) => `overview.${field}`);
  const lists = LISTS.flatMap((list) =>
    expectedOfList(caller, owner, list, world).map((field) => `${list}.${field}`),
  );
  return new Set([...overview, ...lists]);
}

function expectedOfList(caller: PlainCaller, owner: string, list: List, world: NationalWorld): string[] {
  const counted = effectOf(caller, owner, 'OPERATIONAL') === 'ALLOW';
  const tallied = counted && (list === 'arrests' || list === 'forensicExams');
  const walked = EVERY_FACTS.some((facts) => goes(caller, owner, list, facts));
  const sought = EVERY_FACTS.some((facts) => isFound(caller, owner, list, facts));
  const fields = new Set<string>();
  const add = (...names: readonly string[]): void => names.forEach((name) => void fields.add(name));
  if (walked || sought) add(...FACTS);
  if (walked) add(...fieldsOfRecords(caller, owner, list, world, tallied));
  if (tallied) add('status');
  if (tallied && list === 'arrests') add('ageBand');
  // A corrected list is counted from its rows, so its own total is not asked.
  const isCorrected = list === 'suspects' && owner in KEYS;
  if (counted && !isCorrected) add('count');
  const readsSuspects = counted || EVERY_FACTS.some((facts) => isFound(caller, owner, 'suspects', facts));
  if (readsSuspects) add(...(KEYS[owner]?.[list] ?? []));
  return [...fields];
}

/** Fields that some record which goes gives; of a system that filters, all that such a record could give. */
function fieldsOfRecords(
  caller: PlainCaller,
  owner: string,
  list: List,
  world: NationalWorld,
  tallied: boolean,
): readonly string[] {
  const own = VOCABULARY.filter((row) => row.type === TYPES[list] && row.field !== 'interpol');
  const named = [
    ...own.map((row) => [String(row.field), String(row.class)] as const),
    ...EVALUATIONS.map((field) => [field, narrowestOf(list)] as const),
  ];
  const isFiltered = isLeftToSystem(owner, list) && !tallied && goesPlainly(caller, owner, list, named);
  const going = isFiltered
    ? EVERY_FACTS
    : world[list].map((record) =>
        owner === caller.country
          ? { handling: 'H0', addressee: false, itemConsent: false, protected: false }
          : factsFor(record, caller.country, caller.date),
      );
  const isOwn = owner === caller.country;
  return named.flatMap(([field, category]) => {
    const gives = (facts: PlainFacts): boolean =>
      goes(caller, owner, list, facts) && effectOf(caller, owner, category, facts) === 'ALLOW';
    return isOwn || going.some(gives) ? [field] : [];
  });
}

/** Without consent to each record, and whole: every field of a record that goes. Its reference is asked for itself, whether it travels or not. */
function goesPlainly(
  caller: PlainCaller,
  owner: string,
  list: List,
  named: readonly (readonly [string, string])[],
): boolean {
  const [plain] = EVERY_FACTS;
  if (plain === undefined || !goes(caller, owner, list, plain)) return false;
  return EVERY_FACTS.every(
    (facts) =>
      !goes(caller, owner, list, facts) ||
      named.every(([, category]) => effectOf(caller, owner, category, facts) === 'ALLOW'),
  );
}

/** A list has two gates. */
function goes(caller: PlainCaller, owner: string, list: List, facts: PlainFacts): boolean {
  return ['OPERATIONAL', narrowestOf(list)].every(
    (category) => effectOf(caller, owner, category, facts) === 'ALLOW',
  );
}

function isFound(caller: PlainCaller, owner: string, list: List, facts: PlainFacts): boolean {
  return ['HIT_NO_HIT', 'ALLOW'].includes(effectOf(caller, owner, narrowestOf(list), facts));
}
