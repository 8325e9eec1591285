import { open, rename } from 'node:fs/promises';

const OWNER_ONLY = 0o600;

/** Puts the head into the file, whole or not at all: what stood there stays until the new one is on the disk. */
export async function writeHeadFile(file: string, note: string): Promise<void> {
  const beside = `${file}.new`;
  const handle = await open(beside, 'w', OWNER_ONLY);
  try {
    await handle.writeFile(note);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, file);
}
