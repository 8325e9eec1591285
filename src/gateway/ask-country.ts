/**
 * The border: the one function by which a national system is reached. What leaves is the compiled national document;
 * what comes in is checked, released, and handed over as fresh objects.
 */
import { releaseRecords } from '../access/release-records.ts';
import type { Selection } from '../access/selection.ts';
import { callNational } from '../countries/call-national.ts';
import type { NationalAnswer } from '../countries/national-query.ts';
import { GatewayError } from '../errors.ts';
import type { CountryCode, ListName } from '../terms.ts';
import type { ValueChecks } from './check-value.ts';
import { type ListPart, type NationalPart, toNationalQuery } from './national-part.ts';
import type { NationalReport, SourceStatus } from './query-scope.ts';
import type { OpenedCursors } from './records/position.ts';
import type { NationalSystem } from './systems.ts';
import { toListAnswer, toOverviewAnswer } from './to-national-answer.ts';

/** One country's answer in the words of national.graphql, by response key, with the report for the ledger. */
export interface NationalOutcome {
  readonly participation: Readonly<Record<string, unknown>>;
  readonly report: NationalReport;
}

export interface CountryQuestion {
  readonly operation: string;
  readonly owner: CountryCode;
  readonly requester: CountryCode;
  /** What may be asked and is: the compiled document, cut to what is wanted. Empty: the country is not called. */
  readonly selection: Selection;
  /** True when something was asked of the country, open or not. */
  readonly wanted: boolean;
  readonly cursors: OpenedCursors;
}

/** Asks `question` of `system`. Never throws for what a country does: a country that fails costs its own fields. */
export async function askCountry(
  system: NationalSystem | undefined,
  checks: ValueChecks,
  question: CountryQuestion,
): Promise<NationalOutcome> {
  const { operation, selection } = question;
  if (selection.size === 0) return outcomeOf(question, question.wanted ? 'NOT_PERMITTED' : 'NOT_ASKED');
  const part = toNationalQuery(operation, selection);
  if (system === undefined) return outcomeOf(question, 'UNAVAILABLE');
  try {
    const answer = await callNational(system.country, system.connection, part.query);
    return read(question, checks, part, answer);
  } catch (cause) {
    return outcomeOf(question, statusOf(cause));
  }
}

function read(
  question: CountryQuestion,
  checks: ValueChecks,
  part: NationalPart,
  answer: NationalAnswer,
): NationalOutcome {
  const participation: Record<string, unknown> = {};
  const tally = { given: 0, withheld: 0, dropped: 0 };
  const invalid = toOverviewAnswer(part.query, answer, checks, participation);
  for (const [list, wanted] of Object.entries(part.lists) as [ListName, ListPart][]) {
    const listAnswer = answer.lists[list];
    if (listAnswer === undefined) continue;
    const released = releaseRecords(
      question.owner,
      question.requester,
      listAnswer.records ?? [],
      ({ facts }) => facts,
    );
    const shaped = toListAnswer(
      question.owner,
      list,
      wanted,
      listAnswer,
      released.given,
      checks,
      question.cursors,
    );
    participation[list] = shaped.list;
    tally.given += shaped.given;
    tally.withheld += wanted.records.size > 0 ? released.withheld : 0;
    tally.dropped += listAnswer.dropped + shaped.dropped;
  }
  const status = invalid.length > 0 || tally.dropped > 0 ? 'PARTIAL' : 'ANSWERED';
  return {
    participation: { ...participation, _status: status, _asOf: answer.asOf, _invalid: invalid },
    report: reportOf(question, status, tally.given, tally.withheld),
  };
}

function outcomeOf(question: CountryQuestion, status: SourceStatus): NationalOutcome {
  return {
    participation: { _status: status, _asOf: null, _invalid: [] },
    report: reportOf(question, status, 0, 0),
  };
}

function reportOf(
  question: CountryQuestion,
  status: SourceStatus,
  given: number,
  withheld: number,
): NationalReport {
  const { operation, owner, selection } = question;
  return { operation, owner, status, sent: selection.size > 0 ? selection : null, given, withheld };
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
