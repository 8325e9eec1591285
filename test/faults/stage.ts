/** The 28 mock systems, once, and what is answered while nothing fails: what every cell is held against. */
import { startMocks } from '../../mocks/start-mocks.ts';
import type { QueryOutcome } from '../../src/gateway/run-query.ts';
import { openTestGateway } from '../gateway/open-test-gateway.ts';
import { makeCertificates } from './certificates.ts';
import { ACROSS, ALONE } from './fault-queries.ts';
import { closedReferencesOf, makeFaultWorld } from './fault-world.ts';
import { type Lane, openLane } from './lane.ts';
import { openNameService } from './name-service.ts';
import { openQuietTime, type QuietTime } from './quiet-time.ts';

/** A member of Europol that takes part. */
export const CALLER = 'DE';
export type Answered = Extract<QueryOutcome, { kind: 'answered' }>;

export interface Stage {
  readonly codes: readonly string[];
  /** Across countries, and of each one alone. */
  readonly across: Answered;
  readonly alone: ReadonlyMap<string, Answered>;
  /** References that no answer, log or evidence may hold. */
  readonly closed: readonly string[];
  readonly quiet: QuietTime;
  readonly openLane: () => Promise<Lane>;
  readonly close: () => Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const world = makeFaultWorld();
  const mocks = await startMocks({ world });
  const certificates = await makeCertificates();
  const names = openNameService();
  const codes = [...mocks.national.keys()].sort();
  const healthy = openTestGateway(mocks, '2011-12-16', 60_000);
  const across = toAnswered(await healthy.ask(CALLER, ACROSS));
  const alone = new Map<string, Answered>();
  for (const country of codes)
    alone.set(country, toAnswered(await healthy.ask(CALLER, ALONE, { variables: { country } })));
  await healthy.close();
  let lanes = 0;
  return {
    codes,
    across,
    alone,
    closed: codes.filter((code) => code !== CALLER).flatMap((code) => closedReferencesOf(world, code)),
    quiet: openQuietTime(),
    openLane: () => openLane(mocks, certificates, names, lanes++),
    close: async () => {
      names.close();
      await mocks.close();
    },
  };
}

/** Throws for a query that was refused or failed: no fault of a country may do that. */
export function toAnswered(outcome: QueryOutcome): Answered {
  if (outcome.kind === 'answered') return outcome;
  throw new Error(`no answer: ${JSON.stringify(outcome)}`);
}
