import { rmSync, writeFileSync } from 'node:fs';
import { sealEntry } from '../../src/ledger/entry/seal-entry.ts';
import { openSqliteLedger } from '../../src/ledger/store/sqlite/open-sqlite-ledger.ts';
import { verifyLog } from '../../src/ledger/verify-log.ts';
import { someEntry } from '../ledger/some-entry.ts';
import { POWER_SIGNER } from './power-log.ts';
import type { Files } from './step-recorder.ts';

const HASH_BYTES = 32;

/**
 * Opens the files as the product does after a cut, which mends what can be mended, and gives what is wrong; empty: every
 * acknowledged entry is at its place, the whole log verifies, and it takes a new entry.
 */
export async function judgeImage(
  file: string,
  { db, wal }: Files,
  acknowledged: readonly Uint8Array[],
): Promise<readonly string[]> {
  for (const name of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${name}`, { force: true });
  writeFileSync(file, db, { mode: 0o600 });
  if (wal.length > 0) writeFileSync(`${file}-wal`, wal, { mode: 0o600 });
  try {
    return await judge(file, acknowledged);
  } catch (error) {
    return [`it does not open, or cannot be written: ${error instanceof Error ? error.message : error}`];
  }
}

async function judge(file: string, acknowledged: readonly Uint8Array[]): Promise<readonly string[]> {
  const store = await openSqliteLedger(file, { signer: POWER_SIGNER, now: Date.now, isGateway: false });
  try {
    const size = await store.size();
    if (size < acknowledged.length)
      return [`${acknowledged.length - size} of ${acknowledged.length} acknowledged entries are lost`];
    const leaves = Buffer.from(await store.leaves(0, acknowledged.length));
    const other = acknowledged.findIndex(
      (leaf, at) => !leaves.subarray(HASH_BYTES * at, HASH_BYTES * (at + 1)).equals(leaf),
    );
    if (other !== -1) return [`entry ${other} is another one`];
    const head = await store.append([sealEntry(someEntry())]);
    if (head.size !== size + 1) return ['the next entry is not at the end'];
    const { faults, first } = await verifyLog(store, {
      key: POWER_SIGNER.key,
      given: [],
      report: () => {},
    });
    return faults === 0 ? [] : [`the log does not verify: entry ${first?.index}: ${first?.problem}`];
  } finally {
    await store.close();
  }
}
