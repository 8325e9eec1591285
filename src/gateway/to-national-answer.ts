/** What a country answered, in the shape of national.graphql: checked leaf by leaf, bad values dropped and named. */
import { RECORD_TYPES } from '../access/list-release.ts';
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
import { type Found, LOOKED_UP, type LookedUp } from './cross-check.ts';
import { isInt } from './is-int.ts';
import { isOpenOf, type Judging, judgedFactsOf } from './judge-records.ts';
import type { ListPart } from './national-part.ts';
import { shownHandling } from './records/fits-where.ts';
import { pageOfRecords } from './records/page-of-records.ts';
import type { OpenedCursors } from './records/position.ts';

/** Writes overview fields into `participation`; returns the names of those whose value did not fit. */
export function toOverviewAnswer(
  query: NationalQuery,
  overview: NationalAnswer['overview'],
  checks: ValueChecks,
  participation: Record<string, unknown>,
): string[] {
  const invalid: string[] = [];
  const read = (coordinate: string, name: string, value: unknown): unknown =>
    keep(checks, coordinate, name, value, invalid);
  participation.modusOperandi = read('Participation.modusOperandi', 'modusOperandi', overview.modusOperandi);
  const identified = read('Victims.identifiedCount', 'identifiedCount', overview.victimsIdentified);
  const safeguarded = read('Victims.safeguardedCount', 'safeguardedCount', overview.victimsSafeguarded);
  const known = overview.victimsKnown;
  const hit = known === 'true' ? 'HIT' : known === 'false' ? 'NO_HIT' : null;
  if (query.overview.includes('victimsKnown') && hit === null) invalid.push('hit');
  participation.victims = { identifiedCount: identified, safeguardedCount: safeguarded, hit };
  return invalid;
}

/** What the facts of a list's records show, beside the records that go. */
export interface Seen {
  readonly hit: boolean;
  readonly consentable: boolean;
}

/** Names of everything that is said of a list: of one that cannot be read, nothing is. */
const OF_INVALID_LIST = ['exact', 'reported', 'hit', 'byStatus', 'byAgeBand', 'records'];

/** A list by response key; `dropped` counts the values and records that did not fit. */
export function toListAnswer(
  judging: Judging,
  list: ListName,
  part: ListPart,
  answer: ListAnswer,
  seen: Seen,
  checks: ValueChecks,
  cursors: OpenedCursors,
): { readonly list: Readonly<Record<string, unknown>>; readonly dropped: number } {
  if (answer.invalid) return { list: { _invalid: OF_INVALID_LIST }, dropped: 0 };
  const invalid: string[] = [];
  const shaped: Record<string, unknown> = {};
  if (answer.count !== undefined) shaped.count = toCount(answer.count, invalid);
  if (answer.byStatus !== undefined)
    shaped.byStatus = toCells('byStatus', 'status', answer.byStatus, invalid);
  if (answer.byAgeBand !== undefined)
    shaped.byAgeBand = toCells('byAgeBand', 'ageBand', answer.byAgeBand, invalid);
  // Among rows that are lost there may be one that counts: then nobody can say that there is none.
  const isLossy = answer.dropped > 0;
  if (part.hit) shaped.hit = seen.hit ? 'HIT' : isLossy ? null : 'NO_HIT';
  if (shaped.hit === null) invalid.push('hit');
  if (isLossy && part.records.size > 0) invalid.push('records');
  let dropped = invalid.length;
  const place = { owner: judging.owner, list, type: RECORD_TYPES[list] };
  for (const [key, { nodes, ...args }] of part.records) {
    const page = pageOfRecords(place, args, answer.records ?? [], checks, cursors, answer.page);
    const shown =
      nodes === null ? [] : page.entries.map(({ record }) => toNode(judging, list, nodes, record, checks));
    dropped += shown.filter((node) => node._invalid.length > 0).length;
    shaped[key] = {
      nodes: shown,
      hasMore: page.hasMore,
      totalCount: page.totalCount,
      _consentable: seen.consentable,
      _given: (answer.records ?? []).length + (answer.beyond ?? 0) > 0,
      _keys: page.entries.map(({ position }) => JSON.stringify(position)),
      _before: page.before,
    };
  }
  return { list: { ...shaped, _invalid: invalid }, dropped };
}

/** One reference's answer, its records as nodes of their lists. */
export function toCrossCheckAnswer(
  judging: Judging,
  selection: Selection,
  { caseRef, result, records, decidedBy, unread }: Found,
  checks: ValueChecks,
): Readonly<Record<string, unknown>> {
  const shaped: Record<string, unknown> = {
    caseRef,
    result,
    _decidedBy: JSON.stringify(decidedBy),
    _invalid: unread,
  };
  for (const [list, record] of Object.entries(records) as [LookedUp, NationalRecord][]) {
    const asked = selection.get(LOOKED_UP[list])?.fields;
    if (asked) shaped[LOOKED_UP[list]] = toNode(judging, list, asked, record, checks);
  }
  return shaped;
}

function toCount(sent: NonNullable<ListAnswer['count']> | null, invalid: string[]): unknown {
  const count = typeof sent === 'number' && !isInt(sent) ? INVALID : sent;
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

type Node = Record<string, unknown> & { readonly _invalid: string[]; readonly _facts: string };

/**
 * A record with the fields that its marking opens; the others are null. `_facts` tells the answer why, and which record it
 * is, so that one that stands at two places is counted once.
 */
function toNode(
  judging: Judging,
  list: ListName,
  nodes: Selection | null,
  { values, facts }: NationalRecord,
  checks: ValueChecks,
): Node {
  const judged = judgedFactsOf(judging, facts);
  const node: Node = {
    _invalid: [],
    _facts: JSON.stringify({ ...judged, record: `${list} ${facts.handle}` }),
  };
  for (const [key, { name }] of nodes ?? []) {
    if (name.startsWith('_')) continue;
    if (!isOpenOf(judging, list, name, judged)) node[key] = null;
    else if (name === 'interpol')
      node[key] = toInterpolKey(judging.owner, values.caseRef, checks, node._invalid);
    else if (name === 'marking') node[key] = toMarking(facts.handling, values, checks, node._invalid);
    else if (name === 'offence') node[key] = toOffence(values.offence, checks, node._invalid);
    else {
      const value = (values as Record<string, unknown>)[name];
      node[key] = keep(checks, `${RECORD_TYPES[list]}.${name}`, name, value, node._invalid);
    }
  }
  return node;
}

/**
 * Null where the record has no reference: nothing to ask the index for. One that is none does not travel: it would be
 * written into the one message that carries the references of all.
 */
function toInterpolKey(
  owner: CountryCode,
  caseRef: unknown,
  checks: ValueChecks,
  invalid: string[],
): { readonly _k: string } | null {
  const reference = keep(checks, 'Suspect.caseRef', 'interpol', caseRef, invalid);
  return reference === null ? null : { _k: JSON.stringify([owner, reference]) };
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
