/** SIGTERM in the middle of answers: each is written down and given, or neither. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../../mocks/seeded-random.ts';
import { openCrashClients } from './crash-clients.ts';
import { openCrashStage } from './crash-stage.ts';
import { startProgram } from './gateway-program.ts';
import { judgeLog } from './judge-log.ts';
import type { SectionReport, SectionRun } from './section.ts';
import { withFolder } from './temporary.ts';

const STOPS = { full: 20, test: 2 } as const;
const CLIENTS = 8;
/** Of each system, so that answers are under way when the signal comes. */
const LATENCY_MS = 60;

export async function stops(run: SectionRun): Promise<SectionReport> {
  const stage = await openCrashStage();
  const random = seededRandom(run.seed);
  const most = run.isFull ? STOPS.full : STOPS.test;
  const faults: string[] = [];
  let [answers, done] = [0, 0];
  try {
    for (const mock of [...stage.mocks.national.values(), stage.mocks.europol])
      mock.behave({ latencyMs: LATENCY_MS });
    for (; done < most && !run.signal.aborted; done += 1) {
      await withFolder(async (folder) => {
        const files = stage.settingsIn(join(folder, 'gateway'));
        const gateway = await startProgram(files.settings);
        const clients = await openCrashClients(stage, CLIENTS, `stop-${done}`);
        const ended = new AbortController();
        const asking = clients.ask(gateway.url, random, ended.signal);
        while (clients.given.length < CLIENTS) await sleep(2);
        await sleep(random.below(200));
        const { code } = await gateway.stop();
        ended.abort();
        await asking;
        if (code !== 0) faults.push(`it ended with ${code}: ${gateway.log().slice(-300)}`);
        const { faults: judged, entries } = await judgeLog(
          { kind: 'sqlite', file: files.file },
          clients.given,
          files.keyFile,
        );
        const given = new Set(clients.given.map(({ mark }) => mark));
        // What has hung up is in the log as one who was given nothing.
        const kept = entries.filter(({ code: outcome }) => outcome !== 'CALLER_GONE');
        const ungiven = kept.filter(({ justification }) => !given.has(justification ?? ''));
        faults.push(...judged);
        if (ungiven.length > 0)
          faults.push(
            `${ungiven.length} entries of answers that nobody was given, such as \`${ungiven[0]?.justification}\` (${ungiven[0]?.outcome})`,
          );
        answers += clients.given.length;
        run.progress(`${done + 1} of ${most} stops`);
      });
    }
  } finally {
    await stage.close();
  }
  return {
    said: [
      `SIGTERM under load: ${done} times, ${answers} answers, each with its entry, and no entry without its answer: ${faults.length === 0}`,
    ],
    counts: { stops: done, stopAnswers: answers },
    faults: faults.map((fault) => `SIGTERM, seed ${run.seed}: ${fault}`),
    skipped: [],
  };
}
