/**
 * The border: the one function by which a national system is reached. What leaves is the compiled national document;
 * what comes in is judged record by record, checked, and handed over as fresh objects.
 */
import { RECORD_TYPES, type Releases, withReleases } from '../access/list-release.ts';
import type { Selection } from '../access/selection.ts';
import { callNational, type NationalQuestion } from '../countries/call-national.ts';
import type { Deadline } from '../countries/connection/deadline.ts';
import type { Judge, NationalAnswer, PageRules } from '../countries/national-query.ts';
import { GatewayError } from '../errors.ts';
import type { ListName } from '../terms.ts';
import type { ValueChecks } from './check-value.ts';
import { lookupJudge, lookupQuery, readFound } from './cross-check.ts';
import {
  countsForHit,
  goesInList,
  isConsentable,
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
import type { NationalReport, SourceStatus } from './query-scope.ts';
import { isPage } from './records/is-page.ts';
import { pageOfRecords } from './records/page-of-records.ts';
import type { OpenedCursors } from './records/position.ts';
import type { NationalSystem } from './systems.ts';
import { toCrossCheckAnswer, toListAnswer, toOverviewAnswer } from './to-national-answer.ts';
import { wasSent } from './was-sent.ts';

/** One country's answer in the words of national.graphql, by response key, with the report for the ledger. */
export interface NationalOutcome {
  readonly participation: Readonly<Record<string, unknown>>;
  readonly report: NationalReport;
}

export interface CountryQuestion {
  readonly operation: string;
  readonly judging: Judging;
  readonly releases: Releases | undefined;
  /** What may be asked and is: the compiled document, cut to what is wanted. Empty: the country is not called. */
  readonly selection: Selection;
  /** True when something was asked of the country, open or not. */
  readonly wanted: boolean;
  /** True when something of what was asked is closed. */
  readonly denied: boolean;
  readonly cursors: OpenedCursors;
  readonly deadline: Deadline;
}

/** Asks `question` of `system`. Never throws for what a country does: a country that fails costs its own fields. */
export async function askCountry(
  system: NationalSystem | undefined,
  checks: ValueChecks,
  question: CountryQuestion,
): Promise<NationalOutcome> {
  const { operation, selection, judging, releases } = question;
  if (selection.size === 0 || releases === undefined)
    return outcomeOf(question, question.wanted ? 'NOT_PERMITTED' : 'NOT_ASKED', false);
  const part = toNationalPart(operation, selection, judging, releases, question.cursors);
  const questions = questionsOf(question, checks, part);
  if (questions.length === 0) return read(question, checks, part, null, null);
  if (system === undefined) return outcomeOf(question, 'UNAVAILABLE', false);
  try {
    const answers = await callNational(system.country, system.connection, question.deadline, questions);
    const main = asksAnything(part.query) ? (answers[0] ?? null) : null;
    return read(question, checks, part, main, part.crossChecks.size > 0 ? (answers.at(-1) ?? null) : null);
  } catch (cause) {
    return outcomeOf(question, statusOf(cause), wasSent(cause));
  }
}

/** What `question` gets of a country that was asked for more than one query may: nothing, whatever has come of it. */
export function overspent(question: CountryQuestion): NationalOutcome {
  return outcomeOf(question, 'INVALID', true);
}

/** The lists, and beside them the records that cross-checks look for. */
function questionsOf(
  { operation, judging, cursors }: CountryQuestion,
  checks: ValueChecks,
  part: NationalPart,
): NationalQuestion[] {
  const crossChecks = [...part.crossChecks.values()];
  const judge = listJudge(judging, part);
  return [
    ...(asksAnything(part.query)
      ? [{ query: part.query, judge, pages: pageRules(judging, checks, part, cursors) }]
      : []),
    ...(crossChecks.length > 0
      ? [{ query: lookupQuery(operation, crossChecks), judge: lookupJudge(judging, crossChecks) }]
      : []),
  ];
}

/** Of each record that goes in its list, the fields that any selection asks and its marking opens. */
function listJudge(judging: Judging, { lists }: NationalPart): Judge {
  return (list, all) => {
    const selections = [...(lists[list]?.records.values() ?? [])].map(askedOfRecords);
    return all.map((facts) => {
      const judged = judgedFactsOf(judging, facts);
      if (!goesInList(judging, list, judged)) return null;
      return [...new Set(selections.flatMap((nodes) => openFields(judging, list, nodes, judged)))];
    });
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

interface Tally {
  withheld: number;
  dropped: number;
  overshared: number;
}

function read(
  question: CountryQuestion,
  checks: ValueChecks,
  part: NationalPart,
  main: NationalAnswer | null,
  lookup: NationalAnswer | null,
): NationalOutcome {
  const participation: Record<string, unknown> = {};
  const tally: Tally = { withheld: 0, dropped: 0, overshared: 0 };
  const invalid = toOverviewAnswer(part.query, main?.overview ?? {}, checks, participation);
  for (const [list, wanted] of Object.entries(part.lists) as [ListName, ListPart][]) {
    participation[list] = readList(question, checks, list, wanted, main, tally);
  }
  if (lookup !== null) readCrossChecks(question, checks, part, lookup, participation, tally);
  const answer = main ?? lookup;
  const isWhole = invalid.length === 0 && tally.dropped === 0;
  // Of an object of which nothing is asked but that it is there, the country need not be asked.
  const unasked = question.denied ? 'NOT_PERMITTED' : 'NOT_ASKED';
  const status = answer === null ? unasked : isWhole ? 'ANSWERED' : 'PARTIAL';
  const asOf = answer?.asOf ?? null;
  return {
    participation: { ...participation, _status: status, _asOf: asOf, _invalid: invalid },
    report: reportOf(question, status, tally, answer !== null),
  };
}

function readList(
  { judging, cursors }: CountryQuestion,
  checks: ValueChecks,
  list: ListName,
  wanted: ListPart,
  main: NationalAnswer | null,
  tally: Tally,
): unknown {
  const answer = main?.lists[list];
  if (answer === undefined) return null;
  const facts = (answer.facts ?? []).map((one) => judgedFactsOf(judging, one));
  const seen = {
    hit: facts.some((one) => countsForHit(judging, list, one)),
    consentable: answer.consentable ?? facts.some((one) => isConsentable(judging, list, one)),
  };
  const shaped = toListAnswer(judging, list, wanted, answer, seen, checks, cursors);
  if (wanted.records.size > 0)
    tally.withheld += facts.length - (answer.records?.length ?? 0) - (answer.beyond ?? 0);
  tally.dropped += answer.dropped + shaped.dropped;
  tally.overshared += answer.overshared;
  return shaped.list;
}

function readCrossChecks(
  { judging }: CountryQuestion,
  checks: ValueChecks,
  part: NationalPart,
  lookup: NationalAnswer,
  participation: Record<string, unknown>,
  tally: Tally,
): void {
  for (const [key, { refs, selection }] of part.crossChecks) {
    const found = readFound(judging, refs, lookup);
    participation[key] = found.map((one) => toCrossCheckAnswer(judging, selection, one, checks));
  }
  for (const list of Object.values(lookup.lists)) {
    tally.withheld += (list.facts?.length ?? 0) - (list.records?.length ?? 0);
    tally.dropped += list.dropped;
    tally.overshared += list.overshared;
  }
}

const NOTHING: Tally = { withheld: 0, dropped: 0, overshared: 0 };

function outcomeOf(question: CountryQuestion, status: SourceStatus, isSent: boolean): NationalOutcome {
  return {
    participation: { _status: status, _asOf: null, _invalid: [] },
    report: reportOf(question, status, NOTHING, isSent),
  };
}

function reportOf(
  question: CountryQuestion,
  status: SourceStatus,
  tally: Tally,
  isSent: boolean,
): NationalReport {
  const { operation, selection, judging, releases } = question;
  const sent =
    isSent && releases !== undefined
      ? withReleases(selection, judging.accessClass.requester.country, releases)
      : null;
  const { withheld, overshared } = tally;
  return { operation, owner: judging.owner, status, sent, withheld, overshared };
}

function statusOf(cause: unknown): SourceStatus {
  switch (cause instanceof GatewayError ? cause.code : 'INTERNAL') {
    case 'SOURCE_TIMEOUT':
      return 'TIMEOUT';
    case 'SOURCE_INVALID':
      return 'INVALID';
    default:
      return 'UNAVAILABLE';
  }
}
