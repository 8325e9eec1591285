/** The PostgreSQL server is killed under a gateway that is asked all the while: the gateway lives, and comes back by itself. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../../mocks/seeded-random.ts';
import { type PostgresServer, startPostgres } from '../ledger/store/start-postgres.ts';
import { type CrashClients, type Given, openCrashClients } from './crash-clients.ts';
import { type CrashStage, type LedgerFiles, openCrashStage } from './crash-stage.ts';
import { startProgram } from './gateway-program.ts';
import { judgeLog } from './judge-log.ts';
import type { SectionReport, SectionRun } from './section.ts';
import { withFolder } from './temporary.ts';

const KILLS = { full: 30, test: 2 } as const;
const CLIENTS = 8;
/** How long answers may take to come back after the server has: the pauses between attempts grow to five seconds. */
const BACK_MS = 20_000;
const LOG_UNAVAILABLE = 'EVIDENCE_LOG_UNAVAILABLE';

export async function postgresKills(run: SectionRun): Promise<SectionReport> {
  const stage = await openCrashStage();
  const server = await startPostgres();
  try {
    return await withFolder((folder) =>
      killUnderLoad(run, stage, server, stage.settingsIn(join(folder, 'gateway'))),
    );
  } finally {
    await server.stop();
    await stage.close();
  }
}

async function killUnderLoad(
  run: SectionRun,
  stage: CrashStage,
  server: PostgresServer,
  { settings, keyFile }: LedgerFiles,
): Promise<SectionReport> {
  const address = await server.emptyDatabase();
  const gateway = await startProgram(settings, 'gateway', { CONCORDAT_LEDGER: address });
  const clients = await openCrashClients(stage, CLIENTS, 'postgres');
  const ended = new AbortController();
  const asking = clients.ask(gateway.url, seededRandom(run.seed), ended.signal);
  const most = run.isFull ? KILLS.full : KILLS.test;
  const random = seededRandom(run.seed + 1);
  const faults: string[] = [];
  let kills = 0;
  for (; kills < most && !run.signal.aborted && faults.length === 0; kills += 1) {
    await sleep(300 + random.below(700));
    faults.push(...(await killOnce(server, clients, random.below(400))));
    run.progress(`${kills + 1} of ${most} kills of PostgreSQL, ${clients.given.length} answers`);
  }
  ended.abort();
  await asking;
  const { code } = await gateway.stop();
  if (code !== 0) faults.push(`the gateway ended with ${code}: ${gateway.log().slice(-300)}`);
  const { size, faults: judged } = await judgeLog(
    { kind: 'postgres', url: () => address },
    clients.given,
    keyFile,
  );
  return reportOf(run, kills, size, clients.given, [...faults, ...judged]);
}

function reportOf(
  { seed }: SectionRun,
  kills: number,
  size: number,
  given: readonly Given[],
  found: readonly string[],
): SectionReport {
  const refused = given.filter(({ status }) => status === 503);
  const odd = refused.filter(({ code, receipt }) => code !== LOG_UNAVAILABLE || receipt !== null);
  const said = `${odd.length} answers with 503 say something else than ${LOG_UNAVAILABLE}`;
  const faults = [...found, ...(odd.length > 0 ? [said] : [])];
  const whole = given.length - refused.length;
  return {
    said: [
      `kills of PostgreSQL: ${kills}, ${whole} answers received whole, ${refused.length} with 503 meanwhile, ${size} entries, ${faults.length} faults`,
    ],
    counts: {
      postgresKills: kills,
      postgresAnswers: whole,
      postgresUnavailable: refused.length,
      postgresEntries: size,
    },
    faults: faults.map((fault) => `kills of PostgreSQL, seed ${seed}: ${fault}`),
    skipped: [],
  };
}

async function killOnce(
  server: PostgresServer,
  clients: CrashClients,
  downMs: number,
): Promise<readonly string[]> {
  await server.kill();
  await sleep(downMs);
  await server.start();
  const since = clients.given.length;
  for (const end = Date.now() + BACK_MS; Date.now() < end; await sleep(10))
    if (clients.given.slice(since).some(({ status }) => status === 200)) return [];
  return [`no answer came within ${BACK_MS} ms after the server was back`];
}
