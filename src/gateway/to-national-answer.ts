/** What a country answered, in the shape of national.graphql: checked leaf by leaf, bad values dropped and named. */
import type { Selection } from '../access/selection.ts';
import {
  INVALID,
  type ListAnswer,
  type NationalAnswer,
  type NationalQuery,
  type NationalRecord,
} from '../countries/national-query.ts';
import type { CountryCode, ListName } from '../terms.ts';
import type { ValueChecks } from './check-value.ts';
import type { ListPart } from './national-part.ts';
import { shownHandling } from './records/fits-where.ts';
import { pageOfRecords } from './records/page-of-records.ts';
import type { OpenedCursors } from './records/position.ts';

const RECORD_TYPES: Readonly<Record<ListName, string>> = {
  arrests: 'Arrest',
  suspects: 'Suspect',
  searches: 'Search',
  seizures: 'Seizure',
  forensicExams: 'ForensicExam',
};

/** Writes overview fields into `participation`; returns the names of those whose value did not fit. */
export function toOverviewAnswer(
  query: NationalQuery,
  { overview }: NationalAnswer,
  checks: ValueChecks,
  participation: Record<string, unknown>,
): string[] {
  const invalid: string[] = [];
  const read = (coordinate: string, name: string, value: unknown): unknown =>
    keep(checks, coordinate, name, value, invalid);
  participation.modusOperandi = read('Participation.modusOperandi', 'modusOperandi', overview.modusOperandi);
  const identified = read('Victims.identifiedCount', 'identifiedCount', overview.victimsIdentified);
  const safeguarded = read('Victims.safeguardedCount', 'safeguardedCount', overview.victimsSafeguarded);
  if (query.overview.includes('victimsIdentified') && identified === null) invalid.push('hit');
  const hit = identified === null ? null : toHit(Number(identified) > 0);
  participation.victims = { identifiedCount: identified, safeguardedCount: safeguarded, hit };
  return invalid;
}

/** A list by response key; `given` counts the records in it, `dropped` the values and records that did not fit. */
export function toListAnswer(
  owner: CountryCode,
  list: ListName,
  part: ListPart,
  answer: ListAnswer,
  released: readonly NationalRecord[],
  checks: ValueChecks,
  cursors: OpenedCursors,
): { readonly list: Readonly<Record<string, unknown>>; readonly given: number; readonly dropped: number } {
  const invalid: string[] = [];
  const shaped: Record<string, unknown> = {};
  if (answer.count !== undefined) shaped.count = toCount(answer.count, invalid);
  if (answer.byStatus !== undefined)
    shaped.byStatus = toCells('byStatus', 'status', answer.byStatus, invalid);
  if (answer.byAgeBand !== undefined)
    shaped.byAgeBand = toCells('byAgeBand', 'ageBand', answer.byAgeBand, invalid);
  if (part.hit) shaped.hit = toHit(released.length > 0);
  let [given, dropped] = [0, invalid.length];
  const type = RECORD_TYPES[list];
  for (const [key, { nodes, ...args }] of part.records) {
    const page = pageOfRecords({ owner, list, type }, args, released, checks, cursors);
    const shown = page.entries.map(({ record }) => toNode(owner, type, nodes, record, checks));
    given = Math.max(given, shown.length);
    dropped += shown.filter((node) => node._invalid.length > 0).length;
    const keys = page.entries.map(({ position }) => JSON.stringify(position));
    shaped[key] = { nodes: shown, totalCount: page.totalCount, _keys: keys, _before: page.before };
  }
  return { list: { ...shaped, _invalid: invalid }, given, dropped };
}

function toCount(count: NonNullable<ListAnswer['count']> | null, invalid: string[]): unknown {
  if (count === INVALID) invalid.push('exact', 'reported');
  if (typeof count !== 'number') return { exact: null, reported: count === null ? 'NOT_REPORTED' : null };
  return { exact: count, reported: 'REPORTED' };
}

function toCells(
  field: string,
  key: string,
  tally: ReadonlyMap<string, number> | typeof INVALID,
  invalid: string[],
): unknown {
  if (tally === INVALID) {
    invalid.push(field);
    return null;
  }
  return [...tally]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([code, count]) => ({ [key]: code, count }));
}

type Node = Record<string, unknown> & { readonly _invalid: string[] };

function toNode(
  owner: CountryCode,
  type: string,
  nodes: Selection | null,
  { values, facts }: NationalRecord,
  checks: ValueChecks,
): Node {
  const node: Node = { _invalid: [] };
  for (const [key, { name }] of nodes ?? []) {
    if (name === 'interpol') node[key] = toInterpolKey(owner, values.caseRef);
    else if (name === 'marking') node[key] = toMarking(facts.handling, values, checks, node._invalid);
    else if (name === 'offence') node[key] = toOffence(values.offence, checks, node._invalid);
    else
      node[key] = keep(
        checks,
        `${type}.${name}`,
        name,
        (values as Record<string, unknown>)[name],
        node._invalid,
      );
  }
  return node;
}

/** Null where the record has no reference: nothing to ask the index for. */
function toInterpolKey(owner: CountryCode, caseRef: unknown): { readonly _k: string } | null {
  return typeof caseRef === 'string' ? { _k: JSON.stringify([owner, caseRef]) } : null;
}

function toMarking(
  handling: readonly string[],
  values: NationalRecord['values'],
  checks: ValueChecks,
  invalid: string[],
): unknown {
  const information = values.informationEvaluation;
  const named = typeof information === 'string' ? `INFO_${information}` : information;
  return {
    handling: shownHandling(handling),
    sourceEvaluation: keep(
      checks,
      'Marking.sourceEvaluation',
      'sourceEvaluation',
      values.sourceEvaluation,
      invalid,
    ),
    informationEvaluation: keep(
      checks,
      'Marking.informationEvaluation',
      'informationEvaluation',
      named,
      invalid,
    ),
  };
}

function toOffence(value: unknown, checks: ValueChecks, invalid: string[]): unknown {
  if (typeof value !== 'object' || value === null)
    return keep(checks, 'OffenceCode.national', 'offence', value, invalid);
  const { national, iccs } = value as { national: unknown; iccs: unknown };
  return {
    national: keep(checks, 'OffenceCode.national', 'national', national, invalid),
    iccs: keep(checks, 'OffenceCode.iccs', 'iccs', iccs, invalid),
  };
}

/** `value` when it fits its coordinate; null, and `name` among the invalid, when it came and does not. */
function keep(
  checks: ValueChecks,
  coordinate: string,
  name: string,
  value: unknown,
  invalid: string[],
): unknown {
  if (value === null || value === undefined) return null;
  if (value !== INVALID && checks.get(coordinate)?.(value) === true) return value;
  invalid.push(name);
  return null;
}

function toHit(found: boolean): 'HIT' | 'NO_HIT' {
  return found ? 'HIT' : 'NO_HIT';
}
