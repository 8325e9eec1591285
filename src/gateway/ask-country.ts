/**
 * The border: the one function by which a national system is reached. What leaves is the compiled national document;
 * what comes in is judged record by record, checked, and handed over as fresh objects.
 */
import type { Releases } from '../access/list-release.ts';
import type { Selection } from '../access/selection.ts';
import { callNational, type NationalQuestion } from '../countries/call-national.ts';
import type { Deadline } from '../countries/connection/deadline.ts';
import type { ListAnswer, NationalAnswer } from '../countries/national-query.ts';
import { GatewayError } from '../errors.ts';
import type { ListName } from '../terms.ts';
import type { ValueChecks } from './check-value.ts';
import { readFound } from './cross-check.ts';
import { type Graft, graftOf, type ListRules } from './graft.ts';
import { type JudgedFacts, type Judging, judgedFactsOf } from './judge-records.ts';
import { asksAnything, type ListPart, type NationalPart } from './national-part.ts';
import type { NationalReport, SourceStatus } from './query-scope.ts';
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
  /** Lists in which nothing is odd are read in one go. The reference path reads every one step by step. */
  readonly isInOneGo: boolean;
}

/** Asks `question` of `system`. Never throws for what a country does: a country that fails costs its own fields. */
export async function askCountry(
  system: NationalSystem | undefined,
  checks: ValueChecks,
  question: CountryQuestion,
): Promise<NationalOutcome> {
  const { operation, selection, judging, releases } = question;
  if (selection.size === 0 || releases === undefined)
    return outcomeOf(question, question.wanted ? 'NOT_PERMITTED' : 'NOT_ASKED', null);
  const graft = graftOf({ operation, judging, releases, selection }, checks, question.cursors);
  const { part } = graft;
  const questions = question.isInOneGo ? graft.questions : graft.questions.map(stepByStep);
  if (questions.length === 0) return read(question, checks, graft, null, null);
  if (system === undefined) return outcomeOf(question, 'UNAVAILABLE', null);
  try {
    const answers = await callNational(system.country, system.connection, question.deadline, questions);
    const main = asksAnything(part.query) ? (answers[0] ?? null) : null;
    return read(question, checks, graft, main, part.crossChecks.size > 0 ? (answers.at(-1) ?? null) : null);
  } catch (cause) {
    return outcomeOf(question, statusOf(cause), wasSent(cause) ? graft.sent : null);
  }
}

function stepByStep({ query, judge, pages }: NationalQuestion): NationalQuestion {
  return { query, judge, ...(pages === undefined ? {} : { pages }) };
}

/** What `question` gets of a country that was asked for more than one query may: nothing, whatever has come of it. */
export function overspent(checks: ValueChecks, question: CountryQuestion): NationalOutcome {
  const { operation, selection, judging, releases, cursors } = question;
  const sent =
    releases === undefined
      ? null
      : graftOf({ operation, judging, releases, selection }, checks, cursors).sent;
  return outcomeOf(question, 'INVALID', sent);
}

interface Tally {
  withheld: number;
  dropped: number;
  overshared: number;
}

function read(
  question: CountryQuestion,
  checks: ValueChecks,
  graft: Graft,
  main: NationalAnswer | null,
  lookup: NationalAnswer | null,
): NationalOutcome {
  const { part } = graft;
  const participation: Record<string, unknown> = {};
  const tally: Tally = { withheld: 0, dropped: 0, overshared: 0 };
  const invalid = toOverviewAnswer(part.query, main?.overview ?? {}, checks, participation);
  for (const [list, wanted] of Object.entries(part.lists) as [ListName, ListPart][]) {
    participation[list] = readList(question, checks, list, wanted, graft.rules[list], main, tally);
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
    report: reportOf(question, status, tally, answer === null ? null : graft.sent),
  };
}

function readList(
  { judging, cursors }: CountryQuestion,
  checks: ValueChecks,
  list: ListName,
  wanted: ListPart,
  rules: ListRules | undefined,
  main: NationalAnswer | null,
  tally: Tally,
): unknown {
  const answer = main?.lists[list];
  if (answer === undefined || rules === undefined) return null;
  const facts = answer.facts ?? [];
  const some = (test: (one: JudgedFacts) => boolean): boolean =>
    facts.some((one) => test(judgedFactsOf(judging, one)));
  const seen = {
    hit:
      wanted.hit && (answer.facts === undefined ? answer.projected?.hit === true : some(rules.countsForHit)),
    consentable: answer.consentable ?? some(rules.isConsentable),
  };
  const shaped = toListAnswer(judging, list, wanted, rules, answer, seen, checks, cursors);
  if (wanted.records.size > 0) tally.withheld += withheldOf(answer);
  tally.dropped += answer.dropped + shaped.dropped;
  tally.overshared += answer.overshared;
  return shaped.list;
}

/** How many records were judged and do not go. */
function withheldOf({ facts, records, projected, beyond = 0 }: ListAnswer): number {
  // Without facts, every row that came went.
  if (facts === undefined) return 0;
  return facts.length - (records?.length ?? projected?.given ?? 0) - beyond;
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

function outcomeOf(question: CountryQuestion, status: SourceStatus, sent: Selection | null): NationalOutcome {
  return {
    participation: { _status: status, _asOf: null, _invalid: [] },
    report: reportOf(question, status, NOTHING, sent),
  };
}

function reportOf(
  question: CountryQuestion,
  status: SourceStatus,
  tally: Tally,
  sent: Selection | null,
): NationalReport {
  const { operation, judging } = question;
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
