/** What the first message brought of one list: corrected rows, their border facts, and totals over all of them. */
import type { ListName } from '../terms.ts';
import { type Country, type ListTable, nativeNamesOf } from './country.ts';
import {
  type BorderFacts,
  INVALID,
  type Invalid,
  type ListAnswer,
  type ListQuery,
  type NationalQuery,
  type NationalRecord,
  type ProjectedRows,
  type ProjectRows,
} from './national-query.ts';
import type { Mode, PlannedList } from './native-plan.ts';
import {
  INVALID_LIST,
  type NativeAnswer,
  type NativeList,
  type NativeRow,
  NO_ROW,
} from './protocols/protocol.ts';
import { type FirstPage, readPage } from './read-page.ts';
import { factsOfRow, handleOf, readTally } from './read-record.ts';
import { toCount, toSum } from './read-values.ts';
import type { Going } from './released-rows.ts';
import { rowReadersOf } from './row-readers.ts';
import { valuesReaderOf } from './values-reader.ts';

export interface FirstList {
  readonly mode: Mode;
  /** The list as a whole cannot be read: what stands beside says nothing of it. */
  readonly invalid: boolean;
  readonly totals: Pick<ListAnswer, 'count' | 'byStatus' | 'byAgeBand'>;
  /** All that came, where it was projected in one go: then there are no facts, and nothing is left to ask. */
  readonly projected: ProjectedRows | null;
  /** Of every row that is a record, in the source's order; empty where no records and no hit are asked. */
  readonly facts: readonly BorderFacts[];
  readonly consentable: boolean;
  /** Where one page of the list was asked: what came of it. */
  readonly page: FirstPage | null;
  /** Rows that are no record, and records whose handle another one has too: which is meant cannot be known. */
  readonly dropped: number;
  /** Records out of rows that came with their fields. */
  readonly recordsOf: (going: readonly Going[]) => readonly NationalRecord[];
}

export function readFirstList(
  country: Country,
  query: NationalQuery,
  planned: PlannedList,
  answer: NativeAnswer,
  project: ProjectRows | null,
): FirstList {
  const { list, asked, mode } = planned;
  const native = answer.lists.get(list) ?? INVALID_LIST;
  const rows = correctedRows(country, list, native, answer);
  if (rows === null) return { ...UNREAD, mode };
  const page = readPage(country, planned, native);
  const first = {
    mode,
    invalid: false,
    totals: totalsOf(country, list, asked, native, rows, mode),
    consentable: native.consentable === true,
    page,
  };
  const projected =
    project !== null && isProjected(planned, page, rows) ? inOneGo(country, planned, rows, project) : null;
  if (projected !== null) return { ...first, projected, facts: [], dropped: 0, recordsOf: () => [] };
  const isRead = asked.records !== null || asked.facts;
  const known = isRead ? distinct(country, rows) : NO_ROWS;
  const facts = isRead ? factsOf(country, query, list, known) : [];
  return {
    ...first,
    projected: null,
    facts,
    dropped: isRead ? rows.length - facts.length : 0,
    recordsOf: (going) => recordsOf(country, list, known, going),
  };
}

/** Did all that is asked of the records come with these rows, and as a page that may be believed? */
function isProjected(
  { asked, mode }: PlannedList,
  page: FirstPage | null,
  rows: readonly NativeRow[],
): boolean {
  const isOnePage = page === null || (page.counts !== null && page.runs.length === 1);
  return mode !== 'facts first' && asked.records !== null && rows.length > 0 && isOnePage;
}

function inOneGo(
  country: Country,
  { list, page }: PlannedList,
  rows: readonly NativeRow[],
  project: ProjectRows,
): ProjectedRows | null {
  const readers = rowReadersOf(country, list);
  return project(list, rows, readers, readers, page !== null);
}

const NO_ROWS: ReadonlyMap<string, NativeRow> = new Map();

/** Nothing came that could be read: nothing is judged, nothing is asked further. */
const UNREAD: Omit<FirstList, 'mode'> = Object.freeze({
  invalid: true,
  totals: {},
  projected: null,
  facts: [],
  consentable: false,
  page: null,
  dropped: 1,
  recordsOf: () => [],
});

/** Null: the list cannot be read, on its own or for want of the list that it is corrected against. */
function correctedRows(
  country: Country,
  list: ListName,
  native: NativeList,
  answer: NativeAnswer,
): readonly NativeRow[] | null {
  if (native.invalid) return null;
  const { correction } = country.lists[list];
  if (correction === undefined) return native.rows;
  if (correction.against === undefined) return correction.apply(native.rows, [], country);
  const against = answer.lists.get(correction.against) ?? INVALID_LIST;
  return against.invalid ? null : correction.apply(native.rows, against.rows, country);
}

/** Rows by handle, those left out that have none or share one. */
function distinct(country: Country, rows: readonly NativeRow[]): ReadonlyMap<string, NativeRow> {
  const known = new Map<string, NativeRow>();
  const twice = new Set<string>();
  for (const row of rows) {
    const handle = handleOf(country, row);
    if (handle === null) continue;
    if (known.has(handle)) twice.add(handle);
    known.set(handle, row);
  }
  for (const handle of twice) known.delete(handle);
  return known;
}

function factsOf(
  country: Country,
  query: NationalQuery,
  list: ListName,
  known: ReadonlyMap<string, NativeRow>,
): readonly BorderFacts[] {
  const all: BorderFacts[] = [];
  const read = valuesReaderOf(country, list);
  for (const [handle, row] of known) {
    const facts = factsOfRow(country, handle, row);
    if (query.refs === undefined) all.push(facts);
    else {
      const { caseRef } = read(['caseRef'], row);
      all.push({ ...facts, reference: typeof caseRef === 'string' ? caseRef : null });
    }
  }
  return all;
}

function recordsOf(
  country: Country,
  list: ListName,
  known: ReadonlyMap<string, NativeRow>,
  going: readonly Going[],
): readonly NationalRecord[] {
  const records: NationalRecord[] = [];
  const read = valuesReaderOf(country, list);
  for (const { facts, fields } of going) {
    const row = known.get(facts.handle);
    if (row !== undefined) records.push({ facts, values: read(fields, row) });
  }
  return records;
}

function totalsOf(
  country: Country,
  list: ListName,
  asked: ListQuery,
  native: NativeList,
  rows: readonly NativeRow[],
  mode: Mode,
): FirstList['totals'] {
  const table = country.lists[list];
  const statusCodes = country.codes[list === 'arrests' ? 'arrestStatus' : 'forensicStatus'];
  const named = (field: 'status' | 'ageBand'): readonly string[] => nativeNamesOf(country, table, field);
  const hasAllRows = mode !== 'filtered' && rowsWereAsked(asked);
  return {
    ...(asked.count ? { count: countOf(country, table, native, rows, hasAllRows) } : {}),
    ...(asked.byStatus ? { byStatus: readTally(rows, named('status'), statusCodes) } : {}),
    ...(asked.byAgeBand ? { byAgeBand: readTally(rows, named('ageBand'), country.codes.ageBand) } : {}),
  };
}

function rowsWereAsked({ records, facts, byStatus, byAgeBand }: ListQuery): boolean {
  return records !== null || facts || byStatus || byAgeBand;
}

/**
 * The system's own total; of a corrected list, its rows. A total that disagrees with the rows that came with it is
 * INVALID: one of the two is wrong, and nobody here can know which.
 */
function countOf(
  country: Country,
  table: ListTable,
  native: NativeList,
  rows: readonly NativeRow[],
  hasAllRows: boolean,
): number | null | Invalid {
  if (table.correction !== undefined) return rows.includes(NO_ROW) ? INVALID : rows.length;
  const count =
    native.partCounts === undefined
      ? toCount(native.count, country.numbers)
      : toSum(native.partCounts, country.numbers);
  return typeof count === 'number' && hasAllRows && count !== rows.length ? INVALID : count;
}
