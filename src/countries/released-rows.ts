/** The fields of the records that go, asked by handle: what was judged from the border facts, and nothing else. */
import type { ListName } from '../terms.ts';
import { type Country, nativeNamesOf } from './country.ts';
import type {
  BorderFacts,
  MarkingReaders,
  NationalRecord,
  ProjectedRows,
  ProjectRows,
  RecordField,
} from './national-query.ts';
import { toListRequest } from './native-plan.ts';
import type { NativeListRequest } from './protocols/native-request.ts';
import { type NativeAnswer, type NativeRow, NO_ROW } from './protocols/protocol.ts';
import { handleOf } from './read-record.ts';
import { rowReadersOf } from './row-readers.ts';
import { valuesReaderOf } from './values-reader.ts';

/** A record that goes, with the fields that may be asked of it. */
export interface Going {
  readonly facts: BorderFacts;
  readonly fields: readonly RecordField[];
}

/** Records of one list with the same fields: one request by handle. */
export interface Group {
  readonly list: ListName;
  readonly fields: readonly RecordField[];
  readonly handles: readonly string[];
}

/** Groups of the records of `list` of which something is asked beyond their facts. Mostly one record is as the one before. */
export function groupsOf(list: ListName, going: readonly Going[]): readonly Group[] {
  const groups = new Map<string, Group & { readonly handles: string[] }>();
  let group: (Group & { readonly handles: string[] }) | undefined;
  for (const { facts, fields } of going) {
    if (fields.length === 0) continue;
    if (group === undefined || !isSame(group.fields, fields)) {
      const key = fields.join(' ');
      group = groups.get(key) ?? { list, fields, handles: [] };
      groups.set(key, group);
    }
    group.handles.push(facts.handle);
  }
  return [...groups.values()];
}

function isSame(fields: readonly RecordField[], others: readonly RecordField[]): boolean {
  return (
    fields === others ||
    (fields.length === others.length && fields.every((field, at) => field === others[at]))
  );
}

export function groupRequest(country: Country, { list, fields, handles }: Group): NativeListRequest {
  const { handle } = country.marking;
  const names = fields.flatMap((field) => nativeNamesOf(country, country.lists[list], field));
  return {
    ...toListRequest(country, list, [...new Set([handle, ...names])], false),
    only: { fields: [handle], values: handles },
  };
}

/** What came for each group. */
type Answers = readonly (readonly [Group, NativeAnswer])[];

/** Records of a list that go, out of rows that were asked by handle. */
export interface GoneRecords {
  /** Absent where all were projected in one go. */
  readonly records?: readonly NationalRecord[];
  readonly projected?: ProjectedRows;
  readonly overshared: number;
  readonly missing: number;
}

/** As `readGoing`, in one go where nothing of the records is odd: NO_ROW, in the place of one that did not come, is. */
export function projectGoing(
  country: Country,
  list: ListName,
  going: readonly Going[],
  answers: Answers,
  project: ProjectRows | null,
): GoneRecords {
  const came = rowsOf(country, list, answers);
  if (project !== null && going.length > 0) {
    const rows = going.map(({ facts }) => came.rows.get(facts.handle) ?? NO_ROW);
    const projected = project(list, rows, rowReadersOf(country, list), markingsOf(going), false);
    if (projected !== null) return { projected, overshared: came.overshared, missing: 0 };
  }
  return readRows(country, list, going, came);
}

/** Markings that came before the rows, in their order. */
function markingsOf(going: readonly Going[]): MarkingReaders {
  const factsAt = (place: number): BorderFacts => (going[place] as Going).facts;
  return {
    handlingOf: (_, place) => factsAt(place).handling,
    addresseesOf: (_, place) => factsAt(place).addressees,
    itemConsentsOf: (_, place) => factsAt(place).itemConsents,
    isProtected: (_, place) => factsAt(place).protected,
  };
}

/**
 * The records of `list` in the order of `going`, values read out of the rows that came for `groups`. A row of a handle
 * that was not asked, or a second one of the same, is left out and counted in `overshared`; a record whose row did not
 * come is in `missing`: the source took it back between two messages, or failed to give it.
 */
export function readGoing(
  country: Country,
  list: ListName,
  going: readonly Going[],
  answers: Answers,
): ReadRecords {
  return readRows(country, list, going, rowsOf(country, list, answers));
}

interface ReadRecords {
  readonly records: readonly NationalRecord[];
  readonly overshared: number;
  readonly missing: number;
}

function readRows(
  country: Country,
  list: ListName,
  going: readonly Going[],
  { rows, overshared }: CameRows,
): ReadRecords {
  const records: NationalRecord[] = [];
  const read = valuesReaderOf(country, list);
  for (const { facts, fields } of going) {
    const row = rows.get(facts.handle);
    if (fields.length === 0) records.push({ facts, values: {} });
    else if (row !== undefined) records.push({ facts, values: read(fields, row) });
  }
  return { records, overshared, missing: going.length - records.length };
}

/** Rows by handle, and how many came that were not asked. */
interface CameRows {
  readonly rows: ReadonlyMap<string, NativeRow>;
  readonly overshared: number;
}

function rowsOf(country: Country, list: ListName, answers: Answers): CameRows {
  const rows = new Map<string, NativeRow>();
  let overshared = 0;
  for (const [group, answer] of answers) {
    if (group.list !== list) continue;
    const asked = new Set(group.handles);
    for (const row of answer.lists.get(list)?.rows ?? []) {
      const handle = handleOf(country, row);
      if (handle !== null && asked.delete(handle)) rows.set(handle, row);
      else overshared += 1;
    }
  }
  return { rows, overshared };
}
