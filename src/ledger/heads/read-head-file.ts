import { readFile } from 'node:fs/promises';
import { GatewayError } from '../../errors.ts';

/** What the file holds, of which nothing is trusted; null where there is none. Rejects with EVIDENCE_LOG_UNAVAILABLE when it cannot be read. */
export async function readHeadFile(file: string): Promise<Uint8Array | null> {
  try {
    return await readFile(file);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    const message = `the head file \`${file}\` cannot be read: see that this user may read it`;
    throw new GatewayError('EVIDENCE_LOG_UNAVAILABLE', message, { file }, { cause });
  }
}
