/**
 * What every hostile case asserts: the value is not in the answer, the field is not in what was sent, the evidence says
 * what was given. A world of four systems: for an analyst of CH, references of DK and DE are open, those of NO and LU are
 * not, while the lists of searches of all four are. So the same field is open here and closed there, in one query.
 */

import { type Mocks, startMocks } from '../../../mocks/start-mocks.ts';
import type { QueryOutcome } from '../../../src/gateway/run-query.ts';
import type { LedgerEntry } from '../../../src/ledger/ledger.ts';
import { openTestGateway, type TestGateway } from '../../gateway/open-test-gateway.ts';
import { expect } from '../../jest.ts';

export interface CaseResult {
  readonly outcome: QueryOutcome;
  /** The answer as text, errors and extensions in it. */
  readonly answer: string;
  readonly entry: LedgerEntry;
}

export interface Case {
  readonly mocks: Mocks;
  readonly gateway: TestGateway;
  /** Forgets what was sent before, then asks. */
  readonly ask: (
    country: string,
    query: string,
    options?: Parameters<TestGateway['ask']>[2],
  ) => Promise<CaseResult>;
  readonly close: () => Promise<void>;
}

export async function openCase(only: readonly string[] = ['DK', 'DE', 'NO', 'LU']): Promise<Case> {
  const mocks = await startMocks({ only });
  return openCaseOf(mocks, openTestGateway(mocks));
}

/** `gateway` asks `mocks`; both are closed with the case. */
export function openCaseOf(mocks: Mocks, gateway: TestGateway): Case {
  return {
    mocks,
    gateway,
    ask: async (country, query, options = {}) => {
      for (const mock of systemsOf(mocks)) mock.forget();
      const outcome = await gateway.ask(country, query, options);
      return { outcome, answer: JSON.stringify(outcome), entry: lastEntry(gateway) };
    },
    close: () => gateway.close().then(() => mocks.close()),
  };
}

/** Every raw message since the last `ask`, decoded: system, method, address, body. */
export function sentTo(mocks: Mocks): string[] {
  return systemsOf(mocks).flatMap(({ code, messages }) =>
    messages.map(({ method, path, body }) => `${code} ${method} ${decodeURIComponent(path)} ${body}`),
  );
}

/** `searches.caseRef`: what a country was asked, in the words of the mock's own table. */
export function askedOf(mocks: Mocks, code: string): string[] {
  const messages = mocks.national.get(code)?.messages ?? [];
  return messages.flatMap(({ asked }) =>
    asked.flatMap(({ list, fields }) => fields.map((field) => `${list}.${field}`)),
  );
}

/** Every reference and exhibit number that `owner` holds. */
export function referencesOf(mocks: Mocks, owner: string): string[] {
  const world = mocks.world.countries.get(owner);
  if (world === undefined) throw new Error(`the world holds no country \`${owner}\``);
  const cases = [...world.arrests, ...world.suspects, ...world.searches].map(({ caseRef }) => caseRef);
  return [...cases, ...[...world.seizures, ...world.forensicExams].map(({ exhibitRef }) => exhibitRef)];
}

/** The three assertions for the references of `owner`. */
export function expectNoReferenceOf(
  mocks: Mocks,
  owner: string,
  { answer, entry }: Pick<CaseResult, 'answer' | 'entry'>,
): void {
  const sent = sentTo(mocks).join('\n');
  const leaked = referencesOf(mocks, owner).filter((one) => answer.includes(one) || sent.includes(one));
  const asked = askedOf(mocks, owner).filter((field) => /\.(caseRef|exhibitRef)$/.test(field));
  const document = entry.owners.find((one) => one.owner === owner)?.document ?? '';
  expect({ owner, leaked, asked, document }).toEqual({
    owner,
    leaked: [],
    asked: [],
    // A field that item consent alone opens stands there with what it needs; here no record has any.
    document: expect.not.stringMatching(/(caseRef|exhibitRef)(?!\(needs: "item consent"\))|interpol/),
  });
}

/** What the evidence says of countries: of every operation that is named Europol is asked the facts. */
export function nationalOf({ owners }: LedgerEntry): LedgerEntry['owners'] {
  return owners.filter(({ owner }) => owner !== 'XE' && owner !== 'XO');
}

function lastEntry({ ledger }: TestGateway): LedgerEntry {
  const entry = ledger.entries.at(-1);
  if (entry === undefined) throw new Error('no entry was appended');
  return entry;
}

function systemsOf(mocks: Mocks) {
  return [...mocks.national.values(), mocks.europol, mocks.interpol];
}
