/** What the system is asked while entries are acknowledged: whether the power cuts begin from what is on the disk. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Synchronous } from './step-recorder.ts';
import { withFolder } from './temporary.ts';

export interface Syncs {
  readonly acknowledged: number;
  /** Acknowledged with no fsync that succeeded since the one before. */
  readonly unsynced: number;
}

const WRITER = fileURLToPath(new URL('crash-writer.ts', import.meta.url));
const ENTRIES = 20;
const SYNC = /\bf(?:data)?sync\(\d+\) += 0|<\.\.\. f(?:data)?sync resumed>\) += 0/;
const ACKNOWLEDGED = /\bwrite\(\d+, "acknowledged /;

/** Entries one after the other, so that none shares its fsync. The machine has strace, or this throws. */
export async function observeSyncs(synchronous: Synchronous): Promise<Syncs> {
  return withFolder(async (folder) => {
    const traced = join(folder, 'trace');
    const trace = ['-f', '-o', traced, '-s', '16', '-e', 'trace=fsync,fdatasync,write'];
    const twin = synchronous === 'NORMAL' ? ['normal'] : [];
    execFileSync('strace', [
      ...trace,
      process.execPath,
      WRITER,
      join(folder, 'ledger.db'),
      String(ENTRIES),
      ...twin,
    ]);
    let [acknowledged, unsynced, isSynced] = [0, 0, false];
    for (const line of readFileSync(traced, 'utf8').split('\n')) {
      if (SYNC.test(line)) isSynced = true;
      if (!ACKNOWLEDGED.test(line)) continue;
      acknowledged += 1;
      if (!isSynced) unsynced += 1;
      isSynced = false;
    }
    return { acknowledged, unsynced };
  });
}
