/**
 * Records of a list out of their rows in one go: read, judged, checked, placed and shown in one walk, by code made for what is
 * asked of them (row-writer.ts). Only lists in which nothing is odd go this way: every row a record of its own that goes with
 * every field asked, every value fitting. Of any other it says null; that list is read step by step, as all lists of the
 * reference path are.
 */
import {
  type MarkingReaders,
  type ProjectedRows,
  RECORD_FIELDS,
  type RowReaders,
} from '../countries/national-query.ts';
import type { NativeRow } from '../countries/protocols/protocol.ts';
import { memoized } from '../memoized.ts';
import type { ListName } from '../terms.ts';
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
import { askedOfRecords, type ListPart, type RecordsPart, recordFieldsOf } from './national-part.ts';
import { canBeTold, comparePositions, isShortened, type Position } from './records/position.ts';
import { type AskedOfRow, rowCodeOf, rowWriterOf, type WriteRow } from './row-writer.ts';
import type { RecordNode } from './to-node.ts';

export type ProjectList = (
  rows: readonly NativeRow[],
  readers: RowReaders,
  markings: MarkingReaders,
  inOrder: boolean,
) => ProjectedRows | null;

/** How a list of which `part` is asked is projected; null where it never is. */
export function rowProjectorOf(
  judging: Judging,
  list: ListName,
  part: ListPart,
  checks: ValueChecks,
): ProjectList | null {
  const asked = askedOfRow(list, part);
  if (typeof asked === 'string') return null;
  const decide = decider(judging, asked);
  const writerOf = memoized((readers: RowReaders) => rowWriterOf(judging.owner, asked, readers, checks));
  return (rows, readers, markings, inOrder) =>
    project(judging, asked.part, decide, writerOf(readers), rows, readers, markings, inOrder);
}

/** The code of such a list, and where it has none, why, in a few words. */
export function explainRows(
  list: ListName,
  part: ListPart,
): { readonly code: string | null; readonly because: string | null } {
  const asked = askedOfRow(list, part);
  return typeof asked === 'string'
    ? { code: null, because: asked }
    : { code: rowCodeOf(asked), because: null };
}

/** What is asked of each row of a list; where it cannot be projected, why. */
function askedOfRow(list: ListName, { records }: ListPart): AskedOfRow | string {
  const [part, ...others] = records.values();
  if (part === undefined) return 'no records are asked';
  if (others.length > 0) return 'several pages of the list are asked';
  if (part.after !== null) return 'a cursor has its place';
  const names = [...(part.nodes?.values() ?? [])].map(({ name }) => name);
  const shown = names.filter((name) => !name.startsWith('_'));
  const strange = shown.find((name) => !isShowable(list, name));
  if (strange !== undefined) return `\`${strange}\` is no value of a record`;
  return { list, part, fields: recordFieldsOf(list, [askedOfRecords(part)]), shown };
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

function decider(
  judging: Judging,
  { list, part, fields, shown }: AskedOfRow,
): (facts: JudgedFacts) => Decided {
  const nodes = askedOfRecords(part);
  return byFacts((facts) => {
    const open = openFields(judging, list, nodes, facts);
    const isOpen = (name: string): boolean => isOpenOf(judging, list, name, facts);
    return {
      isWhole:
        goesInList(judging, list, facts) &&
        fields.every((field) => open.includes(field)) &&
        shown.every((name) => name === 'interpol' || isOpen(name)),
      travels: shown.includes('interpol') && isOpen('interpol'),
      countsForHit: countsForHit(judging, list, facts),
    };
  });
}

function project(
  judging: Judging,
  { order, first }: RecordsPart,
  decide: (facts: JudgedFacts) => Decided,
  write: WriteRow,
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
  let isTold = true;
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place] as NativeRow;
    const handle = readers.handleOf(row);
    if (handle === null || isShortened(handle) || handles.has(handle)) return null;
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
    const previous = positions.at(-1);
    const written = write(row, handle, handling, own, travels, nodes, positions);
    // A page holds what fits its filter, and nothing else.
    if (written === 'odd' || (written === 'left out' && inOrder)) return null;
    if (written === 'left out') continue;
    const position = positions.at(-1) as Position;
    isTold &&= canBeTold(position);
    isSorted &&= previous === undefined || comparePositions(order, previous, position) < 0;
  }
  const given = rows.length;
  // Of a list that came whole it does not matter how the system compares what we cannot tell it.
  const isWhole = !inOrder || (!isTold && given <= first);
  if (!isWhole && !(isTold && isSorted)) return null;
  return { ...(isSorted ? { nodes, positions } : sorted(nodes, positions, order)), given, hit };
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
): Pick<ProjectedRows, 'nodes' | 'positions'> {
  const entries = nodes.map((node, place) => ({ node, position: positions[place] as Position }));
  entries.sort((left, right) => comparePositions(order, left.position, right.position));
  return { nodes: entries.map(({ node }) => node), positions: entries.map(({ position }) => position) };
}
