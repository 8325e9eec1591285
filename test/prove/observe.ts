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
  readonly mocks: Mocks;
  readonly close: () => Promise<void>;
}

export const arrivalOf = ({ date }: ProvedCaller): Date => new Date(`${date}T10:00:00Z`);

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
  try {
    gatewayOf('COMPILED');
  } catch (error) {
    await mocks.close();
    throw error;
  }
  return {
    mocks,
    ask: async ({ caller, document, operationName, variables }, now = world, path = 'COMPILED') => {
      const proved = gatewayOf(path);
      for (const code of world.countries.keys()) misbehave(mocks, code, now);
      for (const system of systems) system.forget();
      reported.length = 0;
      const outcome = await proved.gateway.run({
        document,
        operationName,
        variables,
        caller: {
          subject: 'analyst-1',
          country: caller.country,
          role: 'analyst',
          tokenId: 'prove',
          purpose: caller.purpose,
          justification: 'prove',
        },
        arrived: arrivalOf(caller),
      });
      // Where a system fails, other messages to it are broken off: those that left arrive in a few turns of this one process.
      if (now.failing.length > 0) for (let turn = 0; turn < 20; turn += 1) await setImmediate();
      const sent = new Map(systems.map(({ code, messages }) => [code, [...messages]]));
      return { outcome, sent, entry: proved.entries.at(-1), reported: [...reported] };
    },
    close: async () => {
      for (const { gateway } of opened.values()) await gateway.close();
      await mocks.close();
    },
  };
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
