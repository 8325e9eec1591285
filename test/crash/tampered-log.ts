/** A log of 500 entries to be tampered with: a real file of SQLite, and its rows. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { seededRandom } from '../../mocks/seeded-random.ts';
import { keptText } from '../../src/ledger/entry/kept-text.ts';
import { type SealedEntry, sealEntry } from '../../src/ledger/entry/seal-entry.ts';
import type { EntryRow } from '../../src/ledger/store/entry-row.ts';
import type { KeptHead, LogIdentity } from '../../src/ledger/store/ledger-store.ts';
import { openSqliteLedger } from '../../src/ledger/store/sqlite/open-sqlite-ledger.ts';
import { signerOf } from '../ledger/signers.ts';
import { ownerEntry, someEntry, someErasure } from '../ledger/some-entry.ts';

export const TAMPER_SIGNER = signerOf('ledger.example/tampered', 5);
/** The file whose every byte is changed. */
const TAMPER_SIZE = 500;

/** All that the tables of a ledger hold. */
export interface LogRows {
  readonly identity: LogIdentity;
  readonly entries: readonly EntryRow[];
  /** The same before anything was erased: what a copy of an older day holds. */
  readonly older: readonly EntryRow[];
  readonly heads: readonly KeptHead[];
  /** By hash, hex. */
  readonly texts: ReadonlyMap<string, string>;
}

const OWNERS = ['AT', 'DK', 'FI', 'SE'];
const START = Date.parse('2026-11-26T06:00:00.000Z');
/** Of the first entries, as many of all, what was Austria's has been erased. */
const ERASED_PART = 8;

/** A log that was closed: nothing is written ahead of it, and its newest head is over all entries. */
export interface TamperedLog {
  readonly file: string;
  readonly rows: LogRows;
}

export async function makeTamperedLog(
  folder: string,
  seed: number,
  entries = TAMPER_SIZE,
): Promise<TamperedLog> {
  const random = seededRandom(seed);
  const file = join(folder, `tampered-${seed}-${entries}.db`);
  let clock = START;
  const store = await openSqliteLedger(file, { signer: TAMPER_SIGNER, now: () => clock, isGateway: false });
  const salts = (bytes: number): Uint8Array =>
    Buffer.from(Array.from({ length: bytes }, () => random.below(256)));
  let size = 0;
  while (size < entries - 1) {
    const group: SealedEntry[] = [];
    for (let left = Math.min(1 + random.below(6), entries - 1 - size); left > 0; left -= 1) {
      clock += 1 + random.below(400);
      const some = random.shuffle(OWNERS).slice(0, random.pick([0, 1, 1, 2]));
      // The first one is erased whole.
      const owners = size === 0 && group.length === 0 ? ['AT'] : some;
      group.push(
        sealEntry(
          someEntry({
            time: new Date(clock).toISOString(),
            requester: {
              country: random.pick(OWNERS),
              subject: `officer ${random.below(9)}`,
              tokenId: `token ${size + left}`,
            },
            outcome: owners.length === 0 ? 'refused' : 'answered',
            code: owners.length === 0 ? 'ACCESS_DENIED' : null,
            query: keptText(`{ query${random.below(12)} }`),
            owners: owners.map((owner) => ownerEntry(owner, { given: random.below(9) })),
          }),
          salts,
        ),
      );
    }
    await store.append(group);
    size += group.length;
  }
  const older = rowsOf(file, []).entries;
  const [{ time } = { time: clock }] = await store.entries(Math.floor(entries / ERASED_PART), 1);
  await store.erase('AT', time, someErasure('AT', new Date(time).toISOString(), { operations: [] }));
  await store.keepHead();
  await store.close();
  return { file, rows: rowsOf(file, older) };
}

/** Reads the tables as they are, by none of the product's code. */
function rowsOf(file: string, older: readonly EntryRow[]): LogRows {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const all = (sql: string): Record<string, unknown>[] =>
      database
        .prepare(sql)
        .all()
        .map((row) => ({ ...row }));
    return {
      identity: all('SELECT name, key FROM log')[0] as unknown as LogIdentity,
      entries: all(
        'SELECT idx, leaf, time, salt, bytes, parts FROM entries ORDER BY idx',
      ) as unknown as EntryRow[],
      older,
      heads: all('SELECT size, note FROM heads ORDER BY size') as unknown as KeptHead[],
      texts: new Map(
        all('SELECT lower(hex(sha256)) AS hash, text FROM texts').map(({ hash, text }) => [
          String(hash),
          String(text),
        ]),
      ),
    };
  } finally {
    database.close();
  }
}
