/**
 * Records of a list out of their rows in one go: read, judged, checked, placed and shown in one walk, by code made for what is
 * asked of them. Only lists in which nothing is odd go this way: every row a record of its own that goes with every field
 * asked, every value fitting. Of any other it says null; that list is read step by step, as all lists of
 * the reference path are.
 *
 * INVARIANT: the code is made of names of the contract alone. What a country or a caller writes never gets into it.
 */
import { RECORD_TYPES } from '../access/list-release.ts';
import {
  INVALID,
  type MarkingReaders,
  type ProjectedRows,
  RECORD_FIELDS,
  type RecordField,
  type RecordValue,
  type RowReaders,
} from '../countries/national-query.ts';
import type { NativeRow } from '../countries/protocols/protocol.ts';
import { memoized } from '../memoized.ts';
import type { CountryCode, ListName } from '../terms.ts';
import type { ValueChecks } from './check-value.ts';
import {
  byFacts,
  countsForHit,
  goesInList,
  isOpenOf,
  type JudgedFacts,
  type Judging,
  judgedFactsIn,
  openFields,
} from './judge-records.ts';
import { madeCode, schemaName } from './made-code.ts';
import { askedOfRecords, type ListPart, type RecordsPart, recordFieldsOf } from './national-part.ts';
import { shownHandling } from './records/fits-where.ts';
import { canBeTold, comparePositions, keyOf, type Position, REFERENCES } from './records/position.ts';
import { interpolKeyOf, NOTHING, type RecordNode, toInformation } from './to-node.ts';

export type ProjectList = (
  rows: readonly NativeRow[],
  readers: RowReaders,
  markings: MarkingReaders,
  inOrder: boolean,
) => ProjectedRows | null;

/** How a list of which `part` is asked is projected; null where it never is (`rowObstacleOf`). */
export function rowProjectorOf(
  judging: Judging,
  list: ListName,
  part: ListPart,
  checks: ValueChecks,
): ProjectList | null {
  const [only] = part.records.values();
  if (only === undefined || rowObstacleOf(list, part) !== null) return null;
  const decide = byFacts((facts) => decideOn(judging, list, only, facts));
  const writerOf = memoized((readers: RowReaders) => toWriter(judging.owner, list, only, readers, checks));
  return (rows, readers, markings, inOrder) =>
    project(judging, only, decide, writerOf(readers), rows, readers, markings, inOrder);
}

/** The code of such a list, and where it has none, why, in a few words. */
export function rowCodeOf(
  list: ListName,
  part: ListPart,
): { readonly code: string; readonly because: null } | { readonly code: null; readonly because: string } {
  const [only] = part.records.values();
  const because = rowObstacleOf(list, part);
  if (only === undefined || because !== null) return { code: null, because: because ?? NO_RECORDS };
  return { code: writerCodeOf(list, only), because: null };
}

const NO_RECORDS = 'no records are asked';

function rowObstacleOf(list: ListName, { records }: ListPart): string | null {
  const [only, ...others] = records.values();
  if (only === undefined) return NO_RECORDS;
  if (others.length > 0) return 'several pages of the list are asked';
  if (only.after !== null) return 'a cursor has its place';
  if (only.where !== null) return 'the list is filtered';
  const strange = shownOf(only).find((name) => !isShowable(list, name));
  return strange === undefined ? null : `\`${strange}\` is no value of a record`;
}

function isShowable(list: ListName, name: string): boolean {
  return PARTS.has(name) || (RECORD_FIELDS[list] as readonly string[]).includes(name);
}

/** Fields that are more than a value of the record. */
const PARTS: ReadonlySet<string> = new Set(['marking', 'interpol']);

/** What is decided of all records that are alike to the rules. */
interface Decided {
  /** It goes with every field that is asked of it, but perhaps its entry at Interpol. */
  readonly isWhole: boolean;
  /** Its reference may go to Interpol. */
  readonly travels: boolean;
  readonly countsForHit: boolean;
}

function decideOn(judging: Judging, list: ListName, part: RecordsPart, facts: JudgedFacts): Decided {
  const asked = askedOfRecords(part);
  const isOpen = (name: string): boolean => isOpenOf(judging, list, name, facts);
  const open = openFields(judging, list, asked, facts);
  const shown = shownOf(part);
  return {
    isWhole:
      goesInList(judging, list, facts) &&
      recordFieldsOf(list, [asked]).every((field) => open.includes(field)) &&
      shown.every((name) => name === 'interpol' || isOpen(name)),
    travels: shown.includes('interpol') && isOpen('interpol'),
    countsForHit: countsForHit(judging, list, facts),
  };
}

function project(
  judging: Judging,
  { order }: RecordsPart,
  decide: (facts: JudgedFacts) => Decided,
  write: Write,
  rows: readonly NativeRow[],
  readers: RowReaders,
  markings: MarkingReaders,
  inOrder: boolean,
): ProjectedRows | null {
  const judge = judgeOf(judging);
  const nodes: RecordNode[] = [];
  const positions: Position[] = [];
  const handles = new Set<string>();
  let facts: JudgedFacts | null = null;
  let travels = false;
  let hit = false;
  let isSorted = true;
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place] as NativeRow;
    const handle = readers.handleOf(row);
    if (handle === null || handles.has(handle)) return null;
    handles.add(handle);
    const handling = markings.handlingOf(row, place);
    const own = judge(
      handling,
      markings.addresseesOf(row, place),
      markings.itemConsentsOf(row, place),
      markings.isProtected(row, place),
    );
    // Mostly a record is as the one before it.
    if (own !== facts) {
      const decided = decide(own);
      if (!decided.isWhole) return null;
      facts = own;
      travels = decided.travels;
      hit ||= decided.countsForHit;
    }
    const previous = positions[place - 1];
    if (!write(row, handle, handling, own, travels, nodes, positions)) return null;
    const position = positions[place] as Position;
    if (!canBeTold(position)) return null;
    isSorted &&= previous === undefined || comparePositions(order, previous, position) < 0;
  }
  if (isSorted) return { nodes, positions, hit };
  return inOrder ? null : sorted(nodes, positions, order, hit);
}

type JudgeMarking = (
  handling: readonly string[],
  addressees: readonly string[],
  itemConsents: readonly string[],
  isProtected: boolean,
) => JudgedFacts;

/** Most records name nobody, and have the one code and the protection of the one before: these are judged as that one was. */
function judgeOf(judging: Judging): JudgeMarking {
  let last: { handling: readonly string[]; isProtected: boolean; facts: JudgedFacts } | null = null;
  return (handling, addressees, itemConsents, isProtected) => {
    const isPlain = addressees.length === 0 && itemConsents.length === 0;
    if (isPlain && last !== null && last.handling === handling && last.isProtected === isProtected)
      return last.facts;
    const facts = judgedFactsIn(judging, handling, addressees, itemConsents, isProtected);
    if (isPlain) last = { handling, isProtected, facts };
    return facts;
  };
}

/** No two stand at one place: the last of a place is the handle. */
function sorted(
  nodes: readonly RecordNode[],
  positions: readonly Position[],
  order: RecordsPart['order'],
  hit: boolean,
): ProjectedRows {
  const entries = nodes.map((node, place) => ({ node, position: positions[place] as Position }));
  entries.sort((left, right) => comparePositions(order, left.position, right.position));
  return { nodes: entries.map(({ node }) => node), positions: entries.map(({ position }) => position), hit };
}

/** Names of the fields that are shown of a record, the border's own left out. */
function shownOf({ nodes }: RecordsPart): readonly string[] {
  return [...(nodes ?? new Map<string, { readonly name: string }>()).values()]
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('_'));
}

/** Adds the node and the place of one record; false: a value does not fit. */
type Write = (
  row: NativeRow,
  handle: string,
  handling: readonly string[],
  facts: JudgedFacts,
  travels: boolean,
  nodes: RecordNode[],
  positions: Position[],
) => boolean;

type Read = Readonly<Record<string, (row: NativeRow) => RecordValue>>;

function toWriter(
  owner: CountryCode,
  list: ListName,
  part: RecordsPart,
  readers: RowReaders,
  checks: ValueChecks,
): Write {
  const read: Record<string, Read[string]> = {};
  for (const field of fieldsOf(list, part)) read[field] = checkedReader(readers, list, field, checks);
  const key = (field: RecordField, value: RecordValue): Position[number] => keyOf(list, field, value);
  const entry = (reference: RecordValue): unknown =>
    typeof reference === 'string' ? interpolKeyOf(owner, reference) : null;
  const make = madeCode(PARAMETERS, writerCodeOf(list, part)) as (...values: readonly unknown[]) => unknown;
  return make(read, INVALID, key, entry, shownHandling, list, owner, NOTHING) as Write;
}

const PARAMETERS = ['read', 'INVALID', 'key', 'entry', 'shownHandling', 'list', 'owner', 'none'];

/** The code of such a function; values by the contract's names. */
function writerCodeOf(list: ListName, part: RecordsPart): string {
  const fields = fieldsOf(list, part).map(schemaName);
  const shown = shownOf(part).map((name) => {
    if (name === 'interpol') return 'interpol: travels ? entry(v_caseRef) : null';
    if (name === 'marking') return `marking: ${markingCode(fields)}`;
    return `${schemaName(name)}: v_${schemaName(name)}`;
  });
  const reference = part.byReference ? `key('${REFERENCES[list]}', v_${REFERENCES[list]})` : 'null';
  const keys = part.order.map(({ field }) => `key('${schemaName(field)}', v_${schemaName(field)})`);
  return [
    'return (row, handle, handling, facts, travels, nodes, positions) => {',
    ...fields.map(
      (field) => `  const v_${field} = read.${field}(row); if (v_${field} === INVALID) return false;`,
    ),
    `  nodes.push({ ${[...shown, '_invalid: none', '_facts: { facts, list, handle }'].join(', ')} });`,
    `  positions.push([${[...keys, 'owner', reference, 'handle', '0'].join(', ')}]);`,
    '  return true;',
    '};',
  ].join('\n');
}

function markingCode(fields: readonly string[]): string {
  const codeOf = (field: string): string => (fields.includes(field) ? `v_${field}` : 'null');
  const parts = EVALUATIONS.map((field) => `${field}: ${codeOf(field)}`);
  return `{ handling: shownHandling(handling), ${parts.join(', ')} }`;
}

const EVALUATIONS = ['sourceEvaluation', 'informationEvaluation'] as const;

/** Fields of which a value is read: to be shown, or for the record's place. */
function fieldsOf(list: ListName, part: RecordsPart): readonly RecordField[] {
  return recordFieldsOf(list, [askedOfRecords(part)]);
}

/** Reads the value as it is shown; INVALID where it does not fit its coordinate. */
function checkedReader(
  { values }: RowReaders,
  list: ListName,
  field: RecordField,
  checks: ValueChecks,
): Read[string] {
  const read = values[field];
  const fits = fitOf(list, field, checks);
  if (field === 'informationEvaluation')
    return (row) => {
      const value = read(row);
      return value === null ? null : checkedBy(fits, toInformation(value));
    };
  return (row) => {
    const value = read(row);
    return value === null ? null : checkedBy(fits, value);
  };
}

type Fits = (value: Exclude<RecordValue, null>) => boolean;

function checkedBy(fits: Fits, value: Exclude<RecordValue, null>): RecordValue {
  return value !== INVALID && fits(value) ? value : INVALID;
}

function fitOf(list: ListName, field: RecordField, checks: ValueChecks): Fits {
  const checkOf = (coordinate: string) => checks.get(coordinate) ?? (() => false);
  if (field !== 'offence') {
    const isEvaluation = (EVALUATIONS as readonly string[]).includes(field);
    return checkOf(`${isEvaluation ? 'Marking' : RECORD_TYPES[list]}.${field}`);
  }
  const [national, iccs] = [checkOf('OffenceCode.national'), checkOf('OffenceCode.iccs')];
  return (value) =>
    typeof value === 'object' && national(value.national) && (value.iccs === null || iccs(value.iccs));
}
