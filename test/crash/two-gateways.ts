/** Two gateways on one file: the second does not start, and says why; when the first has gone, however, it does. */
import { join } from 'node:path';
import { openCrashStage } from './crash-stage.ts';
import { DidNotStart, startProgram } from './gateway-program.ts';
import type { SectionReport } from './section.ts';
import { withFolder } from './temporary.ts';

export async function twoGateways(): Promise<SectionReport> {
  const stage = await openCrashStage();
  try {
    return await withFolder(async (folder) => {
      const { settings, file } = stage.settingsIn(join(folder, 'gateway'));
      const first = await startProgram(settings);
      const second = await startProgram(settings).catch((error: unknown) => error);
      const faults: string[] = [];
      const isRefused = second instanceof DidNotStart && second.code === 2;
      if (!isRefused) faults.push('the second gateway on one file has started');
      else if (!second.log.includes(`another gateway writes to \`${file}\``))
        faults.push(`it says: ${second.log}`);
      await first.kill();
      const third = await startProgram(settings).catch((error: unknown) => error);
      if (third instanceof Error) faults.push(`after the first was killed: ${third.message}`);
      else await (third as Awaited<ReturnType<typeof startProgram>>).stop();
      const words = second instanceof DidNotStart ? second.log.trim() : '';
      return { said: [`two gateways on one file: ${words}`], counts: {}, faults, skipped: [] };
    });
  } finally {
    await stage.close();
  }
}
