/**
 * The part of a query that one country answers, made ready once: what it is asked, which of its records go, and how each is
 * shown. Of thousands of records there are a few dozen that differ to the rules, so each of these is judged once.
 */
import { RECORD_TYPES, type Releases, withReleases } from '../access/list-release.ts';
import type { Selection } from '../access/selection.ts';
import type { NationalQuestion } from '../countries/call-national.ts';
import type { Judge, PageRules, ProjectRows, RecordField } from '../countries/national-query.ts';
import { GatewayError } from '../errors.ts';
import type { ListName } from '../terms.ts';
import type { ValueChecks } from './check-value.ts';
import { lookupJudge, lookupQuery } from './cross-check.ts';
import {
  byFacts,
  countsForHit,
  goesInList,
  isConsentable,
  type JudgedFacts,
  type Judging,
  judgedFactsOf,
  openFields,
} from './judge-records.ts';
import {
  askedOfRecords,
  asksAnything,
  type ListPart,
  type NationalPart,
  type RecordsPart,
  toNationalPart,
} from './national-part.ts';
import { isPage } from './records/is-page.ts';
import { pageOfRecords } from './records/page-of-records.ts';
import type { OpenedCursors } from './records/position.ts';
import { type ProjectList, rowProjectorOf } from './row-projector.ts';
import { type ToNode, toNodeOf } from './to-node.ts';

export interface Graft {
  readonly part: NationalPart;
  /** The lists, and beside them the records that cross-checks look for. */
  readonly questions: readonly NationalQuestion[];
  readonly rules: { readonly [list in ListName]?: ListRules };
  /** What is sent, for the evidence. */
  readonly sent: Selection;
}

/** What the rules say of the records of one list. */
export interface ListRules {
  readonly countsForHit: (facts: JudgedFacts) => boolean;
  readonly isConsentable: (facts: JudgedFacts) => boolean;
  /** By response key of the connection. */
  readonly toNode: ReadonlyMap<string, ToNode>;
}

/** What a graft is made of; none of it is ever changed. */
export interface GraftOf {
  readonly operation: string;
  readonly judging: Judging;
  readonly releases: Releases;
  /** The compiled document, cut to what is wanted. */
  readonly selection: Selection;
}

/**
 * The graft of `of`, made once for a compiled document; anew for one with a cursor, whose place is of one query.
 *
 * INVARIANT: a compiled document is of one class, owner and operation, and so is what is kept with it.
 */
export function graftOf(of: GraftOf, checks: ValueChecks, cursors: OpenedCursors): Graft {
  const known = KEPT.get(of.selection);
  if (known !== undefined && isOf(known.of, of)) return known.graft;
  const graft = toGraft(of, checks, cursors);
  if (!hasCursor(graft.part)) KEPT.set(of.selection, { of, graft });
  return graft;
}

const KEPT = new WeakMap<Selection, { readonly of: GraftOf; readonly graft: Graft }>();

function isOf(known: GraftOf, of: GraftOf): boolean {
  return (
    known.judging.accessClass === of.judging.accessClass &&
    known.judging.owner === of.judging.owner &&
    known.judging.map === of.judging.map &&
    known.operation === of.operation &&
    known.releases === of.releases
  );
}

function hasCursor({ lists }: NationalPart): boolean {
  return Object.values(lists).some(({ records }) =>
    [...records.values()].some(({ after }) => after !== null),
  );
}

function toGraft(
  { operation, judging, releases, selection }: GraftOf,
  checks: ValueChecks,
  cursors: OpenedCursors,
): Graft {
  const part = toNationalPart(operation, selection, judging, releases, cursors);
  const crossChecks = [...part.crossChecks.values()];
  const lists = Object.entries(part.lists) as [ListName, ListPart][];
  return {
    part,
    questions: [
      ...(asksAnything(part.query)
        ? [
            {
              query: part.query,
              judge: listJudge(judging, part),
              pages: pageRules(judging, checks, part, cursors),
              project: projectRows(judging, checks, part),
            },
          ]
        : []),
      ...(crossChecks.length > 0
        ? [{ query: lookupQuery(operation, crossChecks), judge: lookupJudge(judging, crossChecks) }]
        : []),
    ],
    sent: withReleases(selection, judging.accessClass.requester.country, releases),
    rules: Object.fromEntries(lists.map(([list, asked]) => [list, toRules(judging, list, asked, checks)])),
  };
}

function toRules(judging: Judging, list: ListName, { records }: ListPart, checks: ValueChecks): ListRules {
  return {
    countsForHit: byFacts((facts) => countsForHit(judging, list, facts)),
    isConsentable: byFacts((facts) => isConsentable(judging, list, facts)),
    toNode: new Map(
      [...records].map(([key, { nodes }]) => [key, toNodeOf(judging, list, nodes ?? new Map(), checks)]),
    ),
  };
}

/** Of each record that goes in its list, the fields that any selection asks and its marking opens. */
function listJudge(judging: Judging, { lists }: NationalPart): Judge {
  const rules = new Map<ListName, (facts: JudgedFacts) => readonly RecordField[] | null>();
  for (const [list, { records }] of Object.entries(lists) as [ListName, ListPart][]) {
    const selections = [...records.values()].map(askedOfRecords);
    rules.set(
      list,
      byFacts((facts) => {
        if (!goesInList(judging, list, facts)) return null;
        return [...new Set(selections.flatMap((nodes) => openFields(judging, list, nodes, facts)))];
      }),
    );
  }
  return (list, all) => {
    const fieldsOf = rules.get(list);
    return all.map((facts) => fieldsOf?.(judgedFactsOf(judging, facts)) ?? null);
  };
}

/** Made when a list is first read: of most that are asked, every one is. */
function projectRows(judging: Judging, checks: ValueChecks, { lists }: NationalPart): ProjectRows {
  const projectors = new Map<ListName, ProjectList | null>();
  return (list, rows, readers, markings, inOrder) => {
    const part = lists[list];
    if (part === undefined) return null;
    const known = projectors.get(list);
    const project = known === undefined ? rowProjectorOf(judging, list, part, checks) : known;
    projectors.set(list, project);
    return project?.(rows, readers, markings, inOrder) ?? null;
  };
}

/** Of lists of which one page is asked. */
function pageRules(
  { owner }: Judging,
  checks: ValueChecks,
  { lists }: NationalPart,
  cursors: OpenedCursors,
): PageRules {
  const placeOf = (list: ListName) => ({ owner, list, type: RECORD_TYPES[list] });
  const askedOf = (list: ListName): RecordsPart => {
    const [asked] = lists[list]?.records.values() ?? [];
    if (asked === undefined) throw new GatewayError('INTERNAL', 'INVARIANT: no page of this list was asked');
    return asked;
  };
  return {
    isPage: (list, records, runs) => isPage(placeOf(list), askedOf(list), records, runs, checks, cursors),
    pick: (list, records) => {
      const page = pageOfRecords(placeOf(list), askedOf(list), records, checks, cursors);
      const handles = new Set(page.entries.map(({ record }) => record.facts.handle));
      return { handles, all: page.totalCount, before: page.before, hasMore: page.hasMore };
    },
  };
}
