/** A gateway over the mocks, in this process; every system is reached over a real socket. */
import { parse } from 'graphql';
import type { Mocks } from '../../mocks/start-mocks.ts';
import { loadPolicy } from '../../src/cli/load-policy.ts';
import { loadSchemaTexts } from '../../src/cli/load-schema-texts.ts';
import type { Caller } from '../../src/gateway/caller.ts';
import { composeGateway } from '../../src/gateway/compose-gateway.ts';
import { type Gateway, openGateway } from '../../src/gateway/open-gateway.ts';
import type { QueryOutcome } from '../../src/gateway/run-query.ts';
import type { ProtectedTable } from '../../src/statistics/protected-table.ts';
import { openRecorder, REVISION, type Recorder } from './recorder.ts';

/** One for all the gateways of a file: each has systems, a ledger and a day of its own. */
const COMPOSED = composeGateway(loadSchemaTexts());
export const POLICY = loadPolicy();

/** The board of the issue: the query everything is measured by. */
export const BOARD = /* GraphQL */ `
  { operation(id: "icarus") {
      codeName synthetic publishedTotals { countries countriesWithResults arrests furtherSuspects }
      arrests  { count { exact published } completeness { answered of missing { country { code } cause } } }
      suspects { count { exact published } }
      searches { count { exact } }
      participations {
        id country { code name } role agreement { kind } modusOperandi source { status asOf }
        arrests  { count { exact published } hit records(first: 50) { nodes { caseRef date offence { iccs } status ageBand } } }
        suspects { count { exact } hit records(first: 100) { nodes { caseRef dataSubjectCategory placeNuts2 ageBand interpol { hit } } } } } } }
`;

export interface TestGateway {
  readonly gateway: Gateway;
  readonly ledger: Recorder;
  readonly failures: unknown[];
  /** Runs `query` for an analyst of `country`; variables, purpose and the time it arrives as given. */
  readonly ask: (
    country: string,
    query: string,
    options?: {
      readonly purpose?: string | null;
      readonly variables?: Record<string, unknown>;
      readonly arrived?: string;
      readonly deadlineMs?: number;
      readonly hungUp?: AbortSignal;
      /** What else than the analyst of most tests the caller is. */
      readonly as?: Partial<Caller>;
    },
  ) => Promise<QueryOutcome>;
  readonly close: () => Promise<void>;
}

/** On `accessDate`; null: on the day a query arrives, which is the same here. `timeouts`: of single systems, by code. */
export function openTestGateway(
  mocks: Mocks,
  accessDate: string | null = '2011-12-16',
  timeoutMs = 10_000,
  timeouts: Readonly<Record<string, number>> = {},
  deadlineMs = 60_000,
  tables: readonly ProtectedTable[] = [],
  policy = POLICY,
): TestGateway {
  const ledger = openRecorder();
  const failures: unknown[] = [];
  const urls = [...mocks.national, ['XE', mocks.europol] as const, ['XO', mocks.interpol] as const];
  const gateway = openGateway({
    composed: COMPOSED,
    policy,
    revision: REVISION,
    systems: new Map(urls.map(([code, { url }]) => [code, { url, timeoutMs: timeouts[code] ?? timeoutMs }])),
    ledger,
    tables,
    deadlineMs,
    accessDate,
    report: (_, error) => failures.push(error),
  });
  return {
    gateway,
    ledger,
    failures,
    ask: (
      country,
      query,
      {
        purpose = 'OPERATIONAL_ANALYSIS',
        variables = {},
        arrived = '2011-12-16T10:00:00Z',
        as = {},
        ...limits
      } = {},
    ) =>
      gateway.run({
        document: parse(query),
        operationName: null,
        variables,
        caller: { ...callerOf(country, purpose), ...as },
        arrived: new Date(arrived),
        ...limits,
      }),
    close: gateway.close,
  };
}

function callerOf(country: string, purpose: string | null): Caller {
  return { subject: 'analyst-1', country, role: 'analyst', tokenId: 'test', purpose, justification: 'test' };
}
