/** Full load: as many entries as answers and refusals, dense indices, and transactions that entries share. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../../mocks/seeded-random.ts';
import { isEvidenced, openCrashClients } from './crash-clients.ts';
import { openCrashStage } from './crash-stage.ts';
import { startProgram } from './gateway-program.ts';
import { judgeLog } from './judge-log.ts';
import type { SectionReport, SectionRun } from './section.ts';
import { withFolder } from './temporary.ts';

const LOAD_MS = { full: 60_000, test: 3_000 } as const;
const CLIENTS = 32;

export async function load(run: SectionRun): Promise<SectionReport> {
  const stage = await openCrashStage();
  try {
    return await withFolder(async (folder) => {
      const files = stage.settingsIn(join(folder, 'gateway'));
      const gateway = await startProgram(files.settings, 'counted');
      const clients = await openCrashClients(stage, CLIENTS, 'load');
      const ms = run.isFull ? LOAD_MS.full : LOAD_MS.test;
      const ended = AbortSignal.any([run.signal, AbortSignal.timeout(ms)]);
      const asking = clients.ask(gateway.url, seededRandom(run.seed), ended);
      for (; !ended.aborted; await sleep(500)) run.progress(`load: ${clients.given.length} answers`);
      await asking;
      const { code, said } = await gateway.stop();
      const transactions = Number(/^transactions (\d+)$/m.exec(said)?.[1]);
      const judged = await judgeLog({ kind: 'sqlite', file: files.file }, clients.given, files.keyFile);
      const answered = clients.given.filter(({ receipt }) => receipt !== null).length;
      const refused = clients.given.filter((one) => one.receipt === null && isEvidenced(one)).length;
      const faults = [...judged.faults];
      if (code !== 0) faults.push(`the gateway ended with ${code}`);
      if (answered + refused !== clients.sent())
        faults.push(`${clients.sent()} were asked, and ${answered + refused} answered`);
      if (judged.size !== answered + refused)
        faults.push(`${judged.size} entries of ${answered} answers and ${refused} refusals`);
      if (!(transactions < judged.size))
        faults.push(`${transactions} transactions of ${judged.size} entries: none was shared`);
      const shared = (judged.size / transactions).toFixed(2);
      return {
        said: [
          `load of ${ms / 1_000} s, ${CLIENTS} clients: ${answered} answers + ${refused} refusals, ${judged.size} entries, ${transactions} transactions (${shared} entries each), ${faults.length} faults`,
        ],
        counts: {
          loadAnswers: answered,
          loadRefusals: refused,
          loadEntries: judged.size,
          loadTransactions: transactions,
        },
        faults: faults.map((fault) => `load, seed ${run.seed}: ${fault}`),
        skipped: [],
      };
    });
  } finally {
    await stage.close();
  }
}
