/** What the product does with one question, at every border: the answer, each message sent, the evidence, the log. */
import { setImmediate } from 'node:timers/promises';
import type { DocumentNode } from 'graphql';
import type { Message, MockSystem } from '../../mocks/mock-system.ts';
import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import type { ExecutionPath } from '../../src/gateway/execution-path.ts';
import type { QueryOutcome } from '../../src/gateway/run-query.ts';
import type { LedgerEntry } from '../../src/ledger/ledger.ts';
import type { Product, ProvedGateway } from './product.ts';
import type { ProvedCaller } from './rights.ts';
import type { ProvedWorld } from './worlds.ts';

export interface Question {
  readonly caller: ProvedCaller;
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface Observed {
  readonly outcome: QueryOutcome;
  /** By system. */
  readonly sent: ReadonlyMap<string, readonly Message[]>;
  readonly entry: LedgerEntry | undefined;
  readonly reported: readonly string[];
}

/** A world behind real sockets, and the product before it. */
export interface Stage {
  /** `now`: the world with other systems failing; absent: the world as it was opened. */
  readonly ask: (question: Question, now?: ProvedWorld, path?: ExecutionPath) => Promise<Observed>;
  /**
   * All at once, each of a person of their own, `personAt` their place. Who of them sent a message nobody can tell: no
   * messages are observed.
   */
  readonly askTogether: (questions: readonly Question[]) => Promise<readonly Observed[]>;
  readonly mocks: Mocks;
  readonly close: () => Promise<void>;
}

export const arrivalOf = ({ date, hour = 10 }: ProvedCaller): Date => new Date(`${date}T${hour}:00:00Z`);

export async function openStage(product: Product, world: ProvedWorld): Promise<Stage> {
  const mocks = await startMocks({ world, only: [...world.countries.keys()] });
  const reported: string[] = [];
  const systems: readonly MockSystem[] = [...mocks.national.values(), mocks.europol, mocks.interpol];
  const report = (id: string, error: unknown): number =>
    reported.push(`${id.length === 36 ? 'id' : id} ${String(error)}`);
  const opened = new Map<ExecutionPath, ProvedGateway>();
  const gatewayOf = (path: ExecutionPath): ProvedGateway => {
    const gateway = opened.get(path) ?? product.open(mocks, report, world.tables, path);
    opened.set(path, gateway);
    return gateway;
  };
  const begin = (now: ProvedWorld): void => {
    for (const code of world.countries.keys()) misbehave(mocks, code, now);
    for (const system of systems) system.forget();
    reported.length = 0;
  };
  // Where a system fails, other messages to it are broken off: those that left arrive in a few turns of this one process.
  const finish = async ({ failing }: ProvedWorld): Promise<void> => {
    if (failing.length > 0) for (let turn = 0; turn < 20; turn += 1) await setImmediate();
  };
  try {
    gatewayOf('COMPILED');
  } catch (error) {
    await mocks.close();
    throw error;
  }
  return {
    mocks,
    ask: async (question, now = world, path = 'COMPILED') => {
      const proved = gatewayOf(path);
      begin(now);
      const outcome = await run(proved, question, 'analyst-1');
      await finish(now);
      const sent = new Map(systems.map(({ code, messages }) => [code, [...messages]]));
      return { outcome, sent, entry: proved.entries.at(-1), reported: [...reported] };
    },
    askTogether: async (questions) => {
      const proved = gatewayOf('COMPILED');
      begin(world);
      const outcomes = await Promise.all(
        questions.map((question, place) => run(proved, question, personAt(place))),
      );
      await finish(world);
      return outcomes.map((outcome, place) => ({
        outcome,
        sent: new Map(),
        entry: proved.entries.find(({ requester }) => requester?.subject === personAt(place)),
        reported: [...reported],
      }));
    },
    close: async () => {
      for (const { gateway } of opened.values()) await gateway.close();
      await mocks.close();
    },
  };
}

export const personAt = (place: number): string => `person-${place}`;

function run(
  { gateway }: ProvedGateway,
  { caller, document, operationName, variables }: Question,
  subject: string,
): Promise<QueryOutcome> {
  const { country, purpose, role = 'analyst' } = caller;
  return gateway.run({
    document,
    operationName,
    variables,
    caller: { subject, country, role, tokenId: 'prove', purpose, justification: `by ${subject}` },
    arrived: arrivalOf(caller),
  });
}

function misbehave(mocks: Mocks, code: string, { failing, babbling, latencies }: ProvedWorld): void {
  const text = babbling?.[code];
  const latencyMs = latencies?.[code];
  mocks.national.get(code)?.behave({
    ...(failing.includes(code) ? { status: 500 } : {}),
    ...(text === undefined ? {} : { alter: () => text }),
    ...(latencyMs === undefined ? {} : { latencyMs }),
  });
}
