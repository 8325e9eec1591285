/**
 * One country's part of a query, from the contract's words to the country's own and back.
 *
 * (a) the request in native names: permitted fields, border facts, and the keys that corrections and totals read
 * (b) the protocol sends it and gives native rows
 * (c) corrections: what the country's list holds beside what the contract's list means
 * (d) totals, and records in canonical words
 */
import type { ListName } from '../terms.ts';
import { type Country, type ListTable, nativeNamesOf } from './country.ts';
import {
  INVALID,
  type Invalid,
  type ListAnswer,
  type ListQuery,
  type NationalAnswer,
  type NationalQuery,
  type NationalRecord,
  type OverviewField,
} from './national-query.ts';
import {
  type NativeAnswer,
  type NativeList,
  type NativeListRequest,
  type NativeRequest,
  type NativeRow,
  NO_ROW,
  type Send,
} from './protocols/protocol.ts';
import { readRecord, readTally } from './read-record.ts';
import { toCode, toCount, toSum, toText } from './read-values.ts';

/**
 * Asks `country` what `query` names and nothing else, and gives its answer in canonical words.
 *
 * The query has been cut to what the access class opens. Values are read, not yet checked against the schema; records
 * are not yet released: their border facts stand beside them. Throws SOURCE_TIMEOUT, SOURCE_UNAVAILABLE, SOURCE_INVALID.
 */
export async function readNational(
  country: Country,
  query: NationalQuery,
  send: Send,
): Promise<Omit<NationalAnswer, 'asOf'>> {
  const answer = await country.protocol.ask(toNativeRequest(country, query), send);
  return { overview: readOverview(country, query, answer), lists: readLists(country, query, answer) };
}

// (a)

/** The request in the country's own names. */
function toNativeRequest(country: Country, query: NationalQuery): NativeRequest {
  const requests = new Map<ListName, { fields: Set<string>; count: boolean }>();
  const ask = (list: ListName, fields: Iterable<string>, count: boolean): void => {
    const known = requests.get(list) ?? { fields: new Set<string>(), count: false };
    for (const field of fields) known.fields.add(field);
    requests.set(list, { fields: known.fields, count: known.count || count });
  };
  for (const [list, asked] of entriesOf(query.lists)) {
    const table = country.lists[list];
    ask(list, nativeFieldsOf(country, table, asked), asked.count && table.correction === undefined);
    const { correction } = table;
    if (correction?.against !== undefined) ask(correction.against, correction.keys, false);
  }
  const lists = [...requests].map(
    ([list, { fields, count }]): NativeListRequest => ({
      list,
      native: country.lists[list].native,
      fields: [...fields],
      count,
    }),
  );
  return {
    operation: query.operation,
    overview: query.overview.map((field) => country.overview[field]),
    lists,
  };
}

function nativeFieldsOf(country: Country, table: ListTable, asked: ListQuery): string[] {
  const fields: string[] = [];
  if (asked.facts || asked.records !== null) {
    fields.push(country.marking.handle, country.marking.handling, country.marking.protected);
  }
  for (const field of asked.records ?? []) fields.push(...nativeNamesOf(country, table, field));
  if (asked.byStatus) fields.push(...nativeNamesOf(country, table, 'status'));
  if (asked.byAgeBand) fields.push(...nativeNamesOf(country, table, 'ageBand'));
  if (table.correction !== undefined) fields.push(...table.correction.keys);
  return fields;
}

// (c), (d)

function readLists(country: Country, query: NationalQuery, answer: NativeAnswer): NationalAnswer['lists'] {
  const lists: { [list in ListName]?: ListAnswer } = {};
  for (const [list, asked] of entriesOf(query.lists)) {
    const table = country.lists[list];
    const native = nativeListOf(answer, list);
    const against = table.correction?.against;
    const rows =
      table.correction === undefined
        ? native.rows
        : table.correction.apply(
            native.rows,
            against === undefined ? [] : nativeListOf(answer, against).rows,
          );
    lists[list] = readList(country, list, asked, native, rows);
  }
  return lists;
}

function readList(
  country: Country,
  list: ListName,
  asked: ListQuery,
  native: NativeList,
  rows: readonly NativeRow[],
): ListAnswer {
  const table = country.lists[list];
  const read = asked.facts || asked.records !== null;
  const records = read ? rows.map((row) => readRecord(country, list, asked.records ?? [], row)) : [];
  const kept = records.filter((record): record is NationalRecord => record !== null);
  const statusCodes = country.codes[list === 'arrests' ? 'arrestStatus' : 'forensicStatus'];
  return {
    ...(asked.count
      ? { count: countOf(country, table, native, rows, nativeFieldsOf(country, table, asked).length > 0) }
      : {}),
    ...(asked.byStatus
      ? { byStatus: readTally(rows, nativeNamesOf(country, table, 'status'), statusCodes) }
      : {}),
    ...(asked.byAgeBand
      ? { byAgeBand: readTally(rows, nativeNamesOf(country, table, 'ageBand'), country.codes.ageBand) }
      : {}),
    ...(read ? { records: kept } : {}),
    dropped: records.length - kept.length,
  };
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
  rowsWereAsked: boolean,
): number | null | Invalid {
  if (table.correction !== undefined) return rows.includes(NO_ROW) ? INVALID : rows.length;
  const count =
    native.partCounts === undefined
      ? toCount(native.count, country.numbers)
      : toSum(native.partCounts, country.numbers);
  return typeof count === 'number' && rowsWereAsked && count !== rows.length ? INVALID : count;
}

function readOverview(
  country: Country,
  query: NationalQuery,
  answer: NativeAnswer,
): NationalAnswer['overview'] {
  const overview: { [field in OverviewField]?: string | number | null | Invalid } = {};
  for (const field of query.overview) {
    const native = answer.overview[country.overview[field]];
    if (field === 'modusOperandi') overview[field] = toText(native);
    else if (field === 'victimsKnown') overview[field] = toCode(native, country.codes.protected);
    else overview[field] = toCount(native, country.numbers);
  }
  return overview;
}

const NOTHING: NativeList = { count: undefined, rows: [] };

function nativeListOf(answer: NativeAnswer, list: ListName): NativeList {
  return answer.lists.get(list) ?? NOTHING;
}

function entriesOf(lists: NationalQuery['lists']): [ListName, ListQuery][] {
  return Object.entries(lists) as [ListName, ListQuery][];
}
