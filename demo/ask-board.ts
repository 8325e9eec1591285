/** The board, asked over HTTP as any analyst would ask it. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { DemoKeys } from '../src/cli/demo-keys.ts';
import { signToken } from '../src/cli/sign-token.ts';

const BOARD = readFileSync(new URL('./board.graphql', import.meta.url), 'utf8');

interface Participation {
  readonly country: { readonly code: string };
  readonly source: { readonly status: string };
  readonly arrests: { readonly count: { readonly exact: number | null } };
  readonly suspects: { readonly count: { readonly exact: number | null } };
}

export interface BoardAnswer {
  readonly data: {
    readonly operation: {
      readonly publishedTotals: {
        readonly countries: number;
        readonly countriesWithResults: number;
        readonly arrests: number;
        readonly furtherSuspects: number;
      };
      readonly participations: readonly Participation[] | null;
    };
  };
  readonly errors?: readonly {
    readonly extensions: {
      readonly code: string;
      readonly countries: readonly string[];
      readonly reason?: string;
      readonly at: { readonly indices: readonly (readonly (number | readonly [number, number])[])[] };
    };
  }[];
}

/** Asks the gateway at `url` for the board, as an analyst of `country` who works on the operation. */
export async function askBoard(url: string, country: string, keys: DemoKeys): Promise<BoardAnswer> {
  const token = await tokenOf(country, keys);
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: BOARD }),
  });
  if (!response.ok) throw new Error(`the gateway answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as BoardAnswer;
}

function tokenOf(country: string, keys: DemoKeys): Promise<string> {
  return signToken(
    {
      subject: 'demo-analyst',
      country,
      role: 'analyst',
      purposes: ['OPERATIONAL_ANALYSIS'],
      justification: 'demonstration on synthetic data',
      tokenId: randomUUID(),
      issuedAt: new Date(),
      expiresInMinutes: 5,
    },
    keys,
  );
}
