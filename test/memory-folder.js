import { readFileSync, statfsSync } from 'node:fs';

const FOLDER = '/dev/shm';
/** Two databases and two checkouts at a time take a tenth of it. */
const LEAST_FREE_BYTES = 2 ** 30;

/**
 * Where this machine offers memory as a disk, with room and for programs as well; null: it does not, as most containers do
 * not. What is proved of a log is what is read back, not how long a disk takes to keep it.
 */
export function memoryFolder() {
  try {
    const mounted = readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .map((line) => line.split(' '));
    const options = mounted.findLast(([, folder]) => folder === FOLDER)?.[3]?.split(',') ?? ['ro'];
    const { bavail, bsize } = statfsSync(FOLDER);
    const isFit = !options.includes('ro') && !options.includes('noexec') && bavail * bsize > LEAST_FREE_BYTES;
    return isFit ? FOLDER : null;
  } catch {
    return null;
  }
}
