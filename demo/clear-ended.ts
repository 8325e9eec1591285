import { readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Removes what demos that have ended kept: `folder` is this one's, named as all are for the process. */
export function clearEnded(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  for (const name of namesIn(dirname(folder))) {
    if (!isRunning(name)) rmSync(join(dirname(folder), name), { recursive: true, force: true });
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isRunning(name: string): boolean {
  if (!/^\d+$/.test(name)) return false;
  try {
    return process.kill(Number(name), 0);
  } catch (error) {
    // It is there, and another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
