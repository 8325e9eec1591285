/** Clients that keep asking, and keep a list of what they were given whole: the list is the judge. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../mocks/seeded-random.ts';
import type { Receipt } from '../../src/ledger/ledger.ts';
import type { CrashStage } from './crash-stage.ts';

/** An answer that a client has received to its last byte. */
export interface Given {
  /** The justification of this request alone. */
  readonly mark: string;
  readonly tokenId: string;
  readonly status: number;
  /** Null: a refusal, which has none. */
  readonly receipt: Receipt | null;
  readonly code: string | null;
}

export interface CrashClients {
  readonly given: Given[];
  /** Requests that were sent, whatever came of them. */
  readonly sent: () => number;
  /** Asks with as many clients as there are until `ended`. */
  readonly ask: (url: string, random: Random, ended: AbortSignal) => Promise<void>;
}

interface Question {
  readonly query: string;
}

/** Mostly short, so that many fall into one transaction; every fourth is refused, and some reach the countries. */
const QUESTIONS: readonly Question[] = [
  { query: '{ viewer { purpose } }' },
  { query: '{ operation(id: "icarus") { codeName suspects { records(first: 2) { nodes { caseRef } } } } }' },
  { query: '{ viewer { purpose } }' },
  { query: '{ operation(id: "icarus") { suspects { records(first: 501) { totalCount } } } }' },
  { query: '{ viewer { purpose } }' },
  { query: '{ viewer { purpose } }' },
  { query: '{ nothing }' },
  { query: '{ viewer { purpose } }' },
];

export async function openCrashClients(
  stage: CrashStage,
  clients: number,
  name: string,
): Promise<CrashClients> {
  const given: Given[] = [];
  const tokens = await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      const tokenId = `${name}-token-${client}`;
      return { tokenId, token: await stage.tokenOf(tokenId) };
    }),
  );
  let sent = 0;

  async function askOne(
    url: string,
    { tokenId, token }: (typeof tokens)[number],
    random: Random,
  ): Promise<void> {
    sent += 1;
    const mark = `${name} ${sent}`;
    const { query } = random.pick(QUESTIONS);
    try {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${token}`,
          'x-justification': mark,
        },
        body: JSON.stringify({ query }),
      });
      const { extensions, errors } = (await response.json()) as Answer;
      const code = errors?.[0]?.extensions?.code ?? null;
      given.push({ mark, tokenId, status: response.status, receipt: extensions?.receipt ?? null, code });
      if (response.status === 503) await sleep(20);
    } catch {
      // Not received whole: nothing is claimed of it. A gateway that is gone is not asked in a tight loop.
      await sleep(5);
    }
  }

  return {
    given,
    sent: () => sent,
    ask: async (url, random, ended) => {
      await Promise.all(
        tokens.map(async (token) => {
          while (!ended.aborted) await askOne(url, token, random);
        }),
      );
    },
  };
}

interface Answer {
  readonly extensions?: { readonly receipt?: Receipt };
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}

/** What was given of somebody's data, or a refusal, with its entry: all but what says that there is no evidence. */
export function isEvidenced({ status }: Given): boolean {
  return status !== 503;
}
