/** Kills: a gateway under load is ended by SIGKILL, and what its clients hold is compared with what its log says. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Random, seededRandom } from '../../mocks/seeded-random.ts';
import { type CrashClients, openCrashClients } from './crash-clients.ts';
import { type CrashStage, openCrashStage } from './crash-stage.ts';
import { type Program, startProgram } from './gateway-program.ts';
import { judgeLog } from './judge-log.ts';
import { NOTHING, type SectionReport, type SectionRun } from './section.ts';
import { withFolder } from './temporary.ts';

const KILLS = { full: 100, test: 10 } as const;
const CLIENTS = 8;
/** Under load, before the end: at most, in milliseconds. */
const LOAD_MS = { full: 1_200, test: 300 } as const;
/** A log is judged whole, so that one that many gateways have died over is left after so many. */
const KILLS_OF_A_LOG = 10;
/** The twin that answers early is killed until it is found, or as often as this. */
const TWIN_KILLS = 5;

interface KillReport {
  readonly kills: number;
  /** Answers that were received whole, and had an entry to be looked for. */
  readonly answers: number;
  readonly entries: number;
  readonly faults: readonly string[];
}

export async function kills(run: SectionRun): Promise<SectionReport> {
  const stage = await openCrashStage();
  try {
    const most = run.isFull ? KILLS.full : KILLS.test;
    const report = await killOften(stage, run, most, 'gateway');
    if (run.signal.aborted) return NOTHING;
    const early = await killUntilFound(stage, run, 'early answer');
    const short = await killUntilFound(stage, run, 'early head');
    return {
      said: [
        `kills: ${report.kills} of a gateway under load, ${report.answers} answers received whole, ${report.entries} entries, ${report.faults.length} faults`,
        `kills, twin that answers before it commits: after ${early.kills}: ${early.faults[0] ?? 'NOT FOUND'}`,
        `kills, twin that gives a head without the last entry: after ${short.kills}: ${short.faults[0] ?? 'NOT FOUND'}`,
      ],
      counts: {
        kills: report.kills,
        killAnswers: report.answers,
        killEntries: report.entries,
        killFaults: report.faults.length,
      },
      faults: [
        ...report.faults,
        ...(early.faults.length === 0
          ? ['kills: the twin that answers before it commits was not found']
          : []),
        ...(short.faults.length === 0
          ? ['kills: the twin with heads without the last entry was not found']
          : []),
      ],
      skipped: [],
    };
  } finally {
    await stage.close();
  }
}

async function killUntilFound(stage: CrashStage, run: SectionRun, twin: Program): Promise<KillReport> {
  let report = await killOften(stage, run, 1, twin);
  while (report.faults.length === 0 && report.kills < TWIN_KILLS && !run.signal.aborted) {
    const next = await killOften(stage, { ...run, seed: run.seed + report.kills }, 1, twin);
    report = { ...next, kills: report.kills + 1 };
  }
  return report;
}

async function killOften(
  stage: CrashStage,
  run: SectionRun,
  most: number,
  program: Program,
): Promise<KillReport> {
  const random = seededRandom(run.seed);
  let report: KillReport = { kills: 0, answers: 0, entries: 0, faults: [] };
  while (report.kills < most && !run.signal.aborted) {
    const kills = Math.min(KILLS_OF_A_LOG, most - report.kills);
    const next = await withFolder((folder) =>
      killOneLog(stage, run, join(folder, 'gateway'), kills, program, random),
    );
    report = {
      kills: report.kills + next.kills,
      answers: report.answers + next.answers,
      entries: report.entries + next.entries,
      faults: [...report.faults, ...next.faults],
    };
    run.progress(
      `${report.kills} of ${most} kills, ${report.answers} answers, ${report.faults.length} faults`,
    );
  }
  return report;
}

async function killOneLog(
  stage: CrashStage,
  run: SectionRun,
  folder: string,
  most: number,
  program: Program,
  random: Random,
): Promise<KillReport> {
  const files = stage.settingsIn(folder);
  const place = { kind: 'sqlite', file: files.file } as const;
  const clients = await openCrashClients(stage, CLIENTS, `kill-${random.below(1e9)}`);
  const faults: string[] = [];
  let kills = 0;
  for (; kills < most && !run.signal.aborted && faults.length === 0; kills += 1) {
    // By itself: nothing is done to the files between one and the next.
    await killOnce(files.settings, program, clients, random, run.isFull ? LOAD_MS.full : LOAD_MS.test);
  }
  // Its start is what mends the log; what it then says is judged.
  const last = await startProgram(files.settings, program);
  const { code } = await last.stop();
  if (code !== 0) faults.push(`kills: the gateway ended with ${code}: ${last.log().slice(-300)}`);
  const judged = await judgeLog(place, clients.given, files.keyFile);
  faults.push(...judged.faults.map((fault) => `kills of seed ${run.seed}: ${fault}`));
  return { kills, answers: clients.given.length, entries: judged.size, faults };
}

async function killOnce(
  settings: string,
  program: Program,
  clients: CrashClients,
  random: Random,
  loadMs: number,
): Promise<void> {
  const gateway = await startProgram(settings, program);
  const before = clients.given.length;
  const ended = new AbortController();
  const asking = clients.ask(gateway.url, random, ended.signal);
  // Not before the load is on: then at any moment.
  while (clients.given.length < before + CLIENTS) await sleep(2);
  await sleep(random.below(loadMs));
  await gateway.kill();
  ended.abort();
  await asking;
}
