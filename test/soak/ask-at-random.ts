/** Clients over HTTP: each asks one question after the other, as one of the callers, and now and then hangs up. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, fetch } from 'undici';
import type { Random } from '../../mocks/seeded-random.ts';
import { CANARY } from '../faults/canary.ts';
import type { Answered } from '../faults/stage.ts';
import { checkSoaked } from './check-soaked.ts';
import { SOAK_QUESTIONS, type SoakQuestion } from './soak-queries.ts';

/** What came of all questions. */
export interface Tally {
  whole: number;
  /** Answers in which a country failed, with its code. */
  coded: number;
  hungUp: number;
  /** Countries in answers: given as while nothing failed, and failed with their code. */
  readonly parts: { right: number; coded: number };
  /** What was neither right nor coded, a line each. */
  readonly wrong: string[];
}

export interface Clients {
  /** The answers while nothing fails, by query and caller. Throws when there are none in a minute. */
  readonly learn: () => Promise<void>;
  /** Asks until `signal` says to stop, `atOnce` at a time. */
  readonly ask: (atOnce: number, random: Random, signal: AbortSignal) => Promise<void>;
  readonly tally: Tally;
  readonly close: () => Promise<void>;
}

export function openClients(
  url: string,
  tokens: ReadonlyMap<string, string>,
  closed: readonly string[],
): Clients {
  const agent = new Agent({ keepAliveTimeout: 1_000 });
  const right = new Map<SoakQuestion, Answered>();
  const tally: Tally = { whole: 0, coded: 0, hungUp: 0, parts: { right: 0, coded: 0 }, wrong: [] };
  const post = async ({ query, caller }: SoakQuestion, signal: AbortSignal): Promise<string> => {
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens.get(caller)}` },
      body: JSON.stringify({ query }),
      dispatcher: agent,
      signal,
    });
    return answer.text();
  };
  const askOne = async (random: Random): Promise<void> => {
    const question = random.pick(SOAK_QUESTIONS);
    const hangsUp = random.below(20) === 0;
    const signal = AbortSignal.timeout(hangsUp ? random.below(200) : MOST_MS);
    try {
      const text = await post(question, signal);
      judge(text, question, right.get(question), closed, tally);
    } catch (error) {
      if (hangsUp) tally.hungUp += 1;
      else tally.wrong.push(`no answer: ${error}`);
    }
  };
  return {
    tally,
    learn: async () => {
      for (const question of SOAK_QUESTIONS)
        right.set(question, await untilWhole(() => post(question, AbortSignal.timeout(MOST_MS))));
    },
    ask: async (atOnce, random, signal) => {
      const client = async (): Promise<void> => {
        while (!signal.aborted) await askOne(random);
      };
      await Promise.all(Array.from({ length: atOnce }, client));
    },
    close: () => agent.destroy(),
  };
}

/** Longer than any deadline of the gateway's. */
const MOST_MS = 30_000;

async function untilWhole(ask: () => Promise<string>): Promise<Answered> {
  for (let tries = 0; tries < 60; tries++) {
    const answer = toAnswered(await ask());
    const codes = [...answer.errors, ...answer.withheld].map(({ extensions }) => extensions.code);
    if (!codes.some((code) => code.startsWith('SOURCE_'))) return answer;
    await sleep(1_000);
  }
  throw new Error('no answer without a failure in a minute, though nothing fails: the machine is too busy');
}

function toAnswered(text: string): Answered {
  const { data, errors = [], extensions = {} } = JSON.parse(text);
  if (data?.operation == null) throw new Error(`no answer: ${text.slice(0, 300)}`);
  const { withheld = [], obligations = [], receipt } = extensions;
  return {
    kind: 'answered',
    data,
    errors,
    withheld,
    obligations,
    access: null,
    path: null,
    receipt: receipt?.index ?? 0,
  };
}

function judge(
  text: string,
  { caller }: SoakQuestion,
  before: Answered | undefined,
  closed: readonly string[],
  tally: Tally,
): void {
  if (before === undefined) throw new Error('INVARIANT: asked what was not learnt');
  const { faults, coded, right } = checkSoaked(before, toAnswered(text));
  const leaked = [CANARY, ...closed].filter((value) => text.includes(value));
  const wrong = [...faults, ...leaked.map((value) => `the answer holds ${value}`)];
  tally.wrong.push(...wrong.map((what) => `asked by ${caller}: ${what}`));
  tally.parts.right += right;
  tally.parts.coded += coded;
  if (coded > 0) tally.coded += 1;
  else tally.whole += 1;
}
