/** One cell of the matrix: a question while systems fail, and the next one when they are well. */
import { setTimeout as sleep } from 'node:timers/promises';
import { GatewayError } from '../../src/errors.ts';
import type { TestGateway } from '../gateway/open-test-gateway.ts';
import { CANARY } from './canary.ts';
import { checkAnswer } from './check-answer.ts';
import type { Failing } from './failing.ts';
import { ACROSS, type AcrossAnswer, ALONE } from './fault-queries.ts';
import type { Lane } from './lane.ts';
import { type Answered, CALLER, type Stage, toAnswered } from './stage.ts';

/** What a caller was shown of one country that failed. */
export interface Shown {
  readonly code: string;
  readonly status: string;
  /** Null: its count is there. */
  readonly missing: string | null;
}

export interface CellResult {
  /** Empty: survived. */
  readonly faults: readonly string[];
  /** By country that failed. */
  readonly shown: ReadonlyMap<string, Shown>;
}

/** Of the whole query by default: nothing that fails may hold an answer longer, however busy the machine is. */
const DEADLINE_MS = 20_000;
/** 150 ms are short on a busy machine: who was slow is asked again, and nothing else is forgiven. */
const MOST_TRIES = 40;

/** Asks over `gateway`, a gateway of `lane`, while the countries of `failing` fail, and each of them once more after. */
export async function runCell(
  stage: Stage,
  lane: Lane,
  gateway: TestGateway,
  failing: Failing,
): Promise<CellResult> {
  const [first, firstFailure] = [gateway.ledger.entries.length, gateway.failures.length];
  const { outcome, unmet } = await askWhileFailing(stage, lane, gateway, failing);
  if (outcome === null) return { faults: [`no answer in ${DEADLINE_MS} ms`], shown: new Map() };
  const seen = toAnswered(outcome);
  const owners = gateway.ledger.entries.at(-1)?.owners ?? [];
  const faults = [
    ...unmet.map(([country, { name }]) => `${country} never met ${name}: nothing is shown by this cell`),
    ...checkAnswer(stage.across, seen, failing),
    ...checkEvidence(new Map(owners.map(({ owner, status }) => [owner, status])), seen),
    ...(await checkNext(stage, gateway, failing)),
    ...checkSilence(stage.closed, {
      answer: textOf(seen),
      log: toLog(gateway.failures.slice(firstFailure)),
      evidence: JSON.stringify(gateway.ledger.entries.slice(first)),
    }),
  ];
  return { faults, shown: shownOf(seen, failing) };
}

/** The question, with the faults set before it and taken away after; again, while a short limit passed before the fault was met. */
async function askWhileFailing(stage: Stage, lane: Lane, gateway: TestGateway, failing: Failing) {
  for (let tries = 1; ; tries++) {
    await Promise.all([...failing].map(([country, fault]) => lane.set(country, fault)));
    const outcome = await stage.quiet.together(() => beforeDeadline(gateway.ask(CALLER, ACROSS)));
    const unmet = [...failing].filter(([country, fault]) => !lane.hasMet(country, fault));
    await Promise.all([...failing.keys()].map((country) => lane.set(country, null)));
    const isBusy = unmet.some(([, { isEndless }]) => isEndless);
    if (!isBusy || tries === MOST_TRIES) return { outcome, unmet };
  }
}

async function beforeDeadline<T>(answer: Promise<T>): Promise<T | null> {
  const stopped = new AbortController();
  const late = sleep(DEADLINE_MS, null, { signal: stopped.signal }).catch(() => null);
  try {
    return await Promise.race([answer, late]);
  } finally {
    stopped.abort();
  }
}

/** The evidence says of each country what the answer says. */
function checkEvidence(statuses: ReadonlyMap<string, string>, seen: Answered): readonly string[] {
  return (seen.data as unknown as AcrossAnswer).operation.participations
    .filter(({ country, source }) => statuses.get(country.code) !== source.status)
    .map(({ country }) => `the evidence says ${statuses.get(country.code)} of ${country.code}`);
}

/** Of a country with the short limit the question has the process for itself, and is asked again while it is slow. */
async function checkNext(stage: Stage, gateway: TestGateway, failing: Failing): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const [country, { isEndless }] of failing) {
    const was = textOf(stage.alone.get(country));
    const ask = async () => toAnswered(await gateway.ask(CALLER, ALONE, { variables: { country } }));
    for (let tries = 1; ; tries++) {
      const next = await (isEndless ? stage.quiet.alone(ask) : stage.quiet.together(ask));
      if (textOf(next) === was) break;
      const isSlow = isEndless && next.errors.some(({ extensions }) => extensions.code === 'SOURCE_TIMEOUT');
      if (isSlow && tries < MOST_TRIES) continue;
      faults.push(`the next request of ${country} is ${textOf(next)}`);
      break;
    }
  }
  return faults;
}

/** All of an answer but the number of its entry in the evidence. */
function textOf(answer: Answered | undefined): string {
  const { data, errors, withheld, obligations } = answer ?? {};
  return JSON.stringify({ data, errors, withheld, obligations });
}

/** What the operator is told. */
function toLog(failures: readonly unknown[]): string {
  const told = failures.map((error) =>
    error instanceof GatewayError ? [error.code, error.message, error.facts] : String(error),
  );
  return JSON.stringify(told);
}

/** No text of a fault and no closed reference in the answer, in what the operator is told, in the evidence. */
function checkSilence(closed: readonly string[], texts: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(texts).flatMap(([place, text]) => [
    ...(text.includes(CANARY) ? [`the ${place} holds a text of the system`] : []),
    ...closed.filter((value) => text.includes(value)).map((value) => `the ${place} holds ${value}`),
  ]);
}

function shownOf(seen: Answered, failing: Failing): ReadonlyMap<string, Shown> {
  const { participations, arrests } = (seen.data as unknown as AcrossAnswer).operation;
  const entries = participations
    .filter(({ country }) => failing.has(country.code))
    .map(({ country, source }): [string, Shown] => {
      const code = [...seen.errors, ...seen.withheld]
        .filter(({ extensions }) => extensions.countries.includes(country.code))
        .map(({ extensions }) => extensions.code)
        .find((one) => one.startsWith('SOURCE_'));
      const missing = arrests.completeness.missing.find((one) => one.country.code === country.code)?.cause;
      return [country.code, { code: code ?? 'none', status: source.status, missing: missing ?? null }];
    });
  return new Map(entries);
}
