/** What a country answered, in the shape of national.graphql: checked leaf by leaf, bad values dropped and named. */
import { RECORD_TYPES } from '../access/list-release.ts';
import type { Selection } from '../access/selection.ts';
import {
  INVALID,
  type ListAnswer,
  type NationalAnswer,
  type NationalQuery,
  type NationalRecord,
  type PageCounts,
  type ProjectedRows,
} from '../countries/national-query.ts';
import type { ListName } from '../terms.ts';
import type { ValueChecks } from './check-value.ts';
import { type Found, LOOKED_UP, type LookedUp } from './cross-check.ts';
import type { ListRules } from './graft.ts';
import { isInt } from './is-int.ts';
import type { Judging } from './judge-records.ts';
import { keepValue } from './keep-value.ts';
import type { ListPart } from './national-part.ts';
import { aroundPage, checkedRecord, pageOfRecords } from './records/page-of-records.ts';
import type { OpenedCursors, Position } from './records/position.ts';
import { toNodeOf } from './to-node.ts';

/** Writes overview fields into `participation`; returns the names of those whose value did not fit. */
export function toOverviewAnswer(
  query: NationalQuery,
  overview: NationalAnswer['overview'],
  checks: ValueChecks,
  participation: Record<string, unknown>,
): string[] {
  const invalid: string[] = [];
  const read = (coordinate: string, name: string, value: unknown): unknown =>
    keepValue(checks, coordinate, name, value, invalid);
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
  rules: ListRules,
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
    if (answer.projected !== undefined) {
      shaped[key] = toProjectedPage(answer.projected, args.first, nodes !== null, seen, answer.page ?? null);
      continue;
    }
    const page = pageOfRecords(place, args, answer.records ?? [], checks, cursors, answer.page);
    const toNode = nodes === null ? undefined : rules.toNode.get(key);
    const shown = toNode === undefined ? [] : page.entries.map(toNode);
    for (const { _invalid } of shown) if (_invalid.length > 0) dropped += 1;
    const isGiven = (answer.records ?? []).length + (answer.beyond ?? 0) > 0;
    const positions = page.entries.map(({ position }) => position);
    shaped[key] = toConnection(shown, positions, page, seen, isGiven);
  }
  return { list: { ...shaped, _invalid: invalid }, dropped };
}

type AroundPage = ReturnType<typeof aroundPage>;

/** A connection; the border's own fields say of it what the answer needs. */
function toConnection(
  nodes: readonly object[],
  positions: readonly Position[],
  { hasMore, totalCount, before }: AroundPage,
  { consentable }: Seen,
  isGiven: boolean,
): Readonly<Record<string, unknown>> {
  return {
    nodes,
    hasMore,
    totalCount,
    _consentable: consentable,
    _given: isGiven,
    _keys: positions,
    _before: before,
  };
}

/** The connection of a list that was projected in one go, from its beginning. */
function toProjectedPage(
  { nodes, positions, given: released }: ProjectedRows,
  first: number,
  isShown: boolean,
  seen: Seen,
  given: PageCounts | null,
): Readonly<Record<string, unknown>> {
  const counted = given ?? { all: nodes.length, before: 0, hasMore: null };
  const around = aroundPage(counted, nodes.length > first);
  return toConnection(isShown ? upTo(first, nodes) : [], upTo(first, positions), around, seen, released > 0);
}

function upTo<Item>(first: number, items: readonly Item[]): readonly Item[] {
  return items.length <= first ? items : items.slice(0, first);
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
    if (asked) {
      const checked = checkedRecord(RECORD_TYPES[list], record, checks);
      shaped[LOOKED_UP[list]] = toNodeOf(judging, list, asked, checks)({ record, checked });
    }
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
