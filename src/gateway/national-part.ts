import type { Selection } from '../access/selection.ts';
import {
  type ListQuery,
  type NationalQuery,
  type OverviewField,
  RECORD_FIELDS,
  type RecordField,
} from '../countries/national-query.ts';
import { LIST_NAMES, type ListName } from '../terms.ts';
import { REFERENCES } from './records/position.ts';
import { fieldsReadBy, type RecordsArguments, toRecordsArguments } from './records/records-arguments.ts';

/** One list of a national document, read. */
export interface ListPart {
  readonly count: boolean;
  readonly reported: boolean;
  readonly hit: boolean;
  readonly byStatus: boolean;
  readonly byAgeBand: boolean;
  /** Connections by response key. */
  readonly records: ReadonlyMap<string, RecordsPart>;
}

/** A connection: which records, and which fields of each. */
export interface RecordsPart extends RecordsArguments {
  readonly nodes: Selection | null;
  /** Whether the reference is asked, for itself or for a cursor: it parts what no other key does. */
  readonly byReference: boolean;
}

/** A national document as the adapters take it, and what the border needs to shape the answer. */
export interface NationalPart {
  readonly query: NationalQuery;
  readonly lists: { readonly [list in ListName]?: ListPart };
}

/** Reads a compiled national document (what stands under a participation). Pure. */
export function toNationalQuery(operation: string, selection: Selection): NationalPart {
  const lists: { [list in ListName]?: ListPart } = {};
  const queries: { [list in ListName]?: ListQuery } = {};
  for (const list of LIST_NAMES) {
    const fields = selection.get(list)?.fields;
    if (!fields) continue;
    const part = toListPart(list, fields);
    lists[list] = part;
    queries[list] = toListQuery(list, part);
  }
  return { query: { operation, overview: overviewOf(selection), lists: queries }, lists };
}

function overviewOf(selection: Selection): OverviewField[] {
  const victims = selection.get('victims')?.fields;
  const fields: OverviewField[] = selection.has('modusOperandi') ? ['modusOperandi'] : [];
  // Until a country can be asked for existence alone, a hit is read off the total; the total itself stays here.
  if (victims?.has('identifiedCount') || victims?.has('hit')) fields.push('victimsIdentified');
  if (victims?.has('safeguardedCount')) fields.push('victimsSafeguarded');
  return fields;
}

function toListPart(list: ListName, fields: Selection): ListPart {
  const records = new Map<string, RecordsPart>();
  for (const [key, { name, args, fields: below }] of fields) {
    if (name === 'records') records.set(key, toRecordsPart(list, args, below?.get('nodes')?.fields ?? null));
  }
  const count = fields.get('count')?.fields;
  return {
    count: count?.has('exact') ?? false,
    reported: count?.has('reported') ?? false,
    hit: fields.has('hit'),
    byStatus: fields.has('byStatus'),
    byAgeBand: fields.has('byAgeBand'),
    records,
  };
}

function toRecordsPart(
  list: ListName,
  args: Readonly<Record<string, unknown>>,
  nodes: Selection | null,
): RecordsPart {
  const read = toRecordsArguments(args);
  const fields = new Set([...recordNames(nodes), ...fieldsReadBy(read)]);
  return { ...read, nodes, byReference: fields.has(REFERENCES[list]) };
}

function toListQuery(list: ListName, part: ListPart): ListQuery {
  const names = new Set<string>();
  for (const records of part.records.values()) {
    for (const name of [...recordNames(records.nodes), ...fieldsReadBy(records)]) names.add(name);
  }
  const fields = (RECORD_FIELDS[list] as readonly RecordField[]).filter((field) => names.has(field));
  return {
    count: part.count || part.reported,
    byStatus: part.byStatus,
    byAgeBand: part.byAgeBand,
    facts: part.hit || part.records.size > 0,
    records: part.records.size > 0 ? fields : null,
  };
}

/** Record fields that a selection of nodes needs; the index at Interpol needs the reference. */
function recordNames(nodes: Selection | null): string[] {
  return [...(nodes ?? [])].flatMap(([, { name, fields }]) => {
    if (name === 'interpol') return ['caseRef'];
    return name === 'marking' ? [...(fields?.keys() ?? [])] : [name];
  });
}
