/** A store that is gone for a while: nothing is given meanwhile, and the ledger comes back by itself. */
import { renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../../mocks/seeded-random.ts';
import type { LedgerPlace } from '../../src/ledger/store/ledger-place.ts';
import { startPostgres } from '../ledger/store/start-postgres.ts';
import { type CrashClients, type Given, openCrashClients } from './crash-clients.ts';
import { type CrashStage, type LedgerFiles, openCrashStage } from './crash-stage.ts';
import { type GatewayProgram, startProgram } from './gateway-program.ts';
import { judgeLog } from './judge-log.ts';
import { type SectionReport, type SectionRun, together } from './section.ts';
import { withFolder } from './temporary.ts';

const GONE_MS = { full: 60_000, test: 2_000 } as const;
const CLIENTS = 4;
const BACK_MS = 15_000;
/** Answers of before the store went may be on their way still. */
const SETTLED_MS = 300;

interface Outage {
  readonly name: string;
  readonly place: LedgerPlace;
  readonly environment: Readonly<Record<string, string>>;
  readonly takeAway: () => Promise<void>;
  readonly giveBack: () => Promise<void>;
}

export async function outages(run: SectionRun): Promise<SectionReport> {
  const stage = await openCrashStage();
  try {
    const file = await withFolder(async (folder) => {
      const files = stage.settingsIn(join(folder, 'gateway'));
      return outlast(stage, run, files, folderGone(files));
    });
    const server = await startPostgres();
    try {
      const address = await server.emptyDatabase();
      const postgres = await withFolder(async (folder) => {
        const files = stage.settingsIn(join(folder, 'gateway'));
        return outlast(stage, run, files, {
          name: 'PostgreSQL stopped',
          place: { kind: 'postgres', url: () => address },
          environment: { CONCORDAT_LEDGER: address },
          takeAway: () => server.kill(),
          giveBack: () => server.start(),
        });
      });
      return together([file, postgres]);
    } finally {
      await server.stop();
    }
  } finally {
    await stage.close();
  }
}

function folderGone({ file }: LedgerFiles): Outage {
  const folder = dirname(file);
  return {
    name: 'the folder of the file moved away',
    place: { kind: 'sqlite', file },
    environment: {},
    takeAway: async () => renameSync(folder, `${folder}-away`),
    giveBack: async () => renameSync(`${folder}-away`, folder),
  };
}

async function outlast(
  stage: CrashStage,
  run: SectionRun,
  files: LedgerFiles,
  { name, place, environment, takeAway, giveBack }: Outage,
): Promise<SectionReport> {
  const goneMs = run.isFull ? GONE_MS.full : GONE_MS.test;
  const gateway = await startProgram(files.settings, 'gateway', environment);
  const clients = await openCrashClients(stage, CLIENTS, 'outage');
  const ended = new AbortController();
  const asking = clients.ask(gateway.url, seededRandom(run.seed), ended.signal);
  await sleep(400);
  await takeAway();
  await sleep(SETTLED_MS);
  const from = clients.given.length;
  const faults = [...(await notReadyFor(gateway, goneMs, run, name))];
  const meanwhile = clients.given.slice(from);
  faults.push(...faultsOf(meanwhile));
  await giveBack();
  const backMs = await backWithin(clients);
  if (backMs === null) faults.push(`no answer came within ${BACK_MS} ms after it was back`);
  ended.abort();
  await asking;
  const { code } = await gateway.stop();
  if (code !== 0) faults.push(`the gateway ended with ${code}: ${gateway.log().slice(-300)}`);
  faults.push(...(await judgeLog(place, clients.given, files.keyFile)).faults);
  return {
    said: [
      `${name} for ${goneMs / 1_000} s: ${meanwhile.length} answers meanwhile, all 503: ${faultsOf(meanwhile).length === 0}; back after ${backMs} ms; ${faults.length} faults`,
    ],
    counts: {
      [`outage ${place.kind} answers`]: meanwhile.length,
      [`outage ${place.kind} back ms`]: backMs ?? -1,
    },
    faults: faults.map((fault) => `${name}: ${fault}`),
    skipped: [],
  };
}

/** Waits, and looks at what the gateway says of itself. */
async function notReadyFor(
  { url }: GatewayProgram,
  goneMs: number,
  run: SectionRun,
  name: string,
): Promise<readonly string[]> {
  const ready: number[] = [];
  for (const end = Date.now() + goneMs; Date.now() < end && !run.signal.aborted; await sleep(500)) {
    ready.push((await fetch(`${url}/health/ready`)).status);
    run.progress(`${name}: ${Math.max(0, Math.round((end - Date.now()) / 1_000))} s to go`);
  }
  const isSaid = ready.includes(503) && !ready.slice(1).includes(200);
  return isSaid ? [] : [`/health/ready said ${[...new Set(ready)]}`];
}

/** How long it took until somebody was answered again, in milliseconds; null: too long. */
async function backWithin({ given }: CrashClients): Promise<number | null> {
  const [back, since] = [Date.now(), given.length];
  for (; Date.now() < back + BACK_MS; await sleep(10))
    if (given.slice(since).some(({ status }) => status === 200)) return Date.now() - back;
  return null;
}

function faultsOf(meanwhile: readonly Given[]): readonly string[] {
  const odd = meanwhile.filter(({ status, code }) => status !== 503 || code !== 'EVIDENCE_LOG_UNAVAILABLE');
  if (meanwhile.length === 0) return ['nobody was answered meanwhile'];
  return odd.length === 0 ? [] : [`${odd.length} answers meanwhile were ${odd[0]?.status} ${odd[0]?.code}`];
}
