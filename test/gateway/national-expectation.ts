import { effectOf, type PlainCaller, readRows } from './plain-rights.ts';

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

/**
 * What a country is to be asked when a caller asks everything, `list.field` each: what `decide` opens at H0, and beside it
 * border facts where records or a hit are open, codes where their totals are, keys where the list is corrected. No more.
 */
export function expectedOf(caller: PlainCaller, owner: string): ReadonlySet<string> {
  // The way to a country leads over the participations, which are Europol's.
  if (effectOf(caller, 'XE', 'STATISTICAL') !== 'ALLOW_SUPPRESSED') return new Set();
  const isOpen = (category: string): boolean => effectOf(caller, owner, category) === 'ALLOW';
  const isHit = (category: string): boolean =>
    isOpen(category) || effectOf(caller, owner, category) === 'HIT_NO_HIT';
  const overview = [
    ...(isOpen('STRATEGIC') ? ['modusOperandi'] : []),
    ...(isHit('PROTECTED') ? ['victimsIdentified'] : []),
    ...(isOpen('PROTECTED') ? ['victimsSafeguarded'] : []),
  ].map((field) => `overview.${field}`);
  return new Set([...overview, ...LISTS.flatMap((list) => expectedOfList(owner, list, isOpen, isHit))]);
}

type Opens = (category: string) => boolean;

function expectedOfList(owner: string, list: List, isOpen: Opens, isHit: Opens): string[] {
  const counted = isOpen('OPERATIONAL');
  const records = counted && isOpen(narrowestOf(list));
  const fields = new Set<string>();
  const add = (...names: readonly string[]): void =>
    names.forEach((name) => void fields.add(`${list}.${name}`));
  if (records) {
    const own = VOCABULARY.filter((row) => row.type === TYPES[list] && row.field !== 'interpol');
    add(...own.filter((row) => isOpen(String(row.class))).map((row) => String(row.field)), ...EVALUATIONS);
  }
  if (records || isHit(narrowestOf(list))) add('handle', 'handling', 'protected');
  if (counted && (list === 'arrests' || list === 'forensicExams')) add('status');
  if (counted && list === 'arrests') add('ageBand');
  // A corrected list is counted from its rows, so its own total is not asked.
  const isCorrected = list === 'suspects' && owner in KEYS;
  if (counted && !isCorrected) add('count');
  if (counted || isHit(narrowestOf('suspects'))) add(...(KEYS[owner]?.[list] ?? []));
  return [...fields];
}
