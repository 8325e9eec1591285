import type { ListRelease, Releases } from '../access/list-release.ts';
import { leaf, mergeSelections, type Selection } from '../access/selection.ts';
import { canonicalJson } from '../canonical-json.ts';
import {
  type ListQuery,
  type NationalQuery,
  type OverviewField,
  RECORD_FIELDS,
  type RecordField,
  type ReleasedTo,
} from '../countries/national-query.ts';
import type { RecordCondition } from '../countries/record-condition.ts';
import type { RecordPage } from '../countries/record-page.ts';
import { type CountryCode, LIST_NAMES, type ListName } from '../terms.ts';
import { goesWhole, type Judging } from './judge-records.ts';
import { pageToAsk } from './records/page-to-ask.ts';
import { type OpenedCursors, REFERENCES } from './records/position.ts';
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
  /**
   * Whether the reference is asked, for itself or for a cursor: it parts what no other key does. Not where it is read for
   * Interpol alone: it may not travel of every record.
   */
  readonly byReference: boolean;
  /** Whether it is asked how many records fit on all pages. */
  readonly counts: boolean;
}

/** A cross-check of a national document: references, and what is asked of the records found. */
export interface CrossCheckPart {
  readonly refs: readonly string[];
  readonly selection: Selection;
}

/** A national document as the adapters take it, and what the border needs to shape the answer. */
export interface NationalPart {
  readonly query: NationalQuery;
  readonly lists: { readonly [list in ListName]?: ListPart };
  /** By response key. */
  readonly crossChecks: ReadonlyMap<string, CrossCheckPart>;
}

/** Reads a compiled national document (what stands under a participation) for the owner of `judging`. Pure. */
export function toNationalPart(
  operation: string,
  selection: Selection,
  judging: Judging,
  releases: Releases,
  cursors: OpenedCursors,
): NationalPart {
  const lists: { [list in ListName]?: ListPart } = {};
  const queries: { [list in ListName]?: ListQuery } = {};
  for (const list of LIST_NAMES) {
    const fields = selection.get(list)?.fields;
    if (!fields) continue;
    const part = toListPart(list, fields, judging.owner);
    lists[list] = part;
    queries[list] = toListQuery(list, part, judging, releases[list], cursors);
  }
  const crossChecks = new Map<string, CrossCheckPart>();
  for (const [key, { name, args, fields }] of selection) {
    if (name !== 'crossCheck' || fields === null) continue;
    crossChecks.set(key, { refs: args.refs as readonly string[], selection: fields });
  }
  return { query: { operation, overview: overviewOf(selection), lists: queries }, lists, crossChecks };
}

/** Is anything asked beside cross-checks? */
export function asksAnything({ overview, lists }: NationalQuery): boolean {
  return overview.length > 0 || Object.keys(lists).length > 0;
}

function overviewOf(selection: Selection): OverviewField[] {
  const victims = selection.get('victims')?.fields;
  const fields: OverviewField[] = selection.has('modusOperandi') ? ['modusOperandi'] : [];
  if (victims?.has('identifiedCount')) fields.push('victimsIdentified');
  if (victims?.has('safeguardedCount')) fields.push('victimsSafeguarded');
  if (victims?.has('hit')) fields.push('victimsKnown');
  return fields;
}

function toListPart(list: ListName, fields: Selection, owner: CountryCode): ListPart {
  const records = new Map<string, RecordsPart>();
  for (const [key, { name, args, fields: below }] of fields) {
    if (name === 'records')
      records.set(key, toRecordsPart(list, toRecordsArguments(args, owner), below ?? NONE));
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

function toRecordsPart(list: ListName, read: RecordsArguments, connection: Selection): RecordsPart {
  const nodes = connection.get('nodes')?.fields ?? null;
  const fields = new Set<string>([
    ...fieldsReadBy(read),
    ...[...(nodes ?? NONE).values()].map(({ name }) => name),
  ]);
  const byReference = fields.has(REFERENCES[list]);
  return { ...read, nodes, byReference, counts: connection.has('totalCount') };
}

function toListQuery(
  list: ListName,
  part: ListPart,
  judging: Judging,
  release: Releases[ListName],
  cursors: OpenedCursors,
): ListQuery {
  const { country, date } = judging.accessClass.requester;
  const nodes = [...part.records.values()].map(askedOfRecords);
  const toReleasedTo = (one: ListRelease | null): ReleasedTo | null =>
    one === null ? null : { ...one, country, on: date, whole: goesWhole(judging, list, nodes) };
  return {
    count: part.count || part.reported,
    byStatus: part.byStatus,
    byAgeBand: part.byAgeBand,
    facts: part.hit,
    records: part.records.size > 0 ? recordFieldsOf(list, nodes) : null,
    condition: sharedCondition(part),
    page: onlyPage(judging.owner, list, part, cursors),
    releasedTo: toReleasedTo(release.records),
    hitReleasedTo: toReleasedTo(release.hit),
  };
}

/** What is asked of the records of a connection: what is shown, and what its filter and order read. */
export function askedOfRecords({ nodes, ...read }: RecordsPart): Selection {
  return mergeSelections(nodes ?? NONE, new Map(fieldsReadBy(read).map(leaf)));
}

/** The filter that every connection of the list has; null where they differ, or one has none. */
function sharedCondition({ records }: ListPart): RecordCondition | null {
  const [first = null, ...others] = [...records.values()].map(({ where }) => where);
  const isShared = others.every((where) => canonicalJson(where) === canonicalJson(first));
  return isShared ? first : null;
}

/** Where several pages of a list are asked, records of the one are not those of the other: then all are. */
function onlyPage(
  owner: CountryCode,
  list: ListName,
  { records }: ListPart,
  cursors: OpenedCursors,
): RecordPage | null {
  const [only, ...others] = records.values();
  return only === undefined || others.length > 0 ? null : pageToAsk(owner, list, only, cursors);
}

const NONE: Selection = new Map();

/** Every field of a list's records that any of `nodes` asks, in the contract's words. */
export function recordFieldsOf(list: ListName, nodes: readonly Selection[]): readonly RecordField[] {
  const names = new Set(nodes.flatMap(recordNames));
  return (RECORD_FIELDS[list] as readonly RecordField[]).filter((field) => names.has(field));
}

/** Record fields that a selection of nodes needs; the index at Interpol needs the reference. */
function recordNames(nodes: Selection): string[] {
  return [...nodes].flatMap(([, { name, fields }]) => {
    if (name === 'interpol') return ['caseRef'];
    return name === 'marking' ? [...(fields?.keys() ?? [])] : [name];
  });
}
