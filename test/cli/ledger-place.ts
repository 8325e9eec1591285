/** Settings in a file, with a ledger of seven entries beside them, as a deployment has them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEntry } from '../../src/ledger/entry/read-entry.ts';
import type { StoredEntry } from '../../src/ledger/entry/stored-entry.ts';
import type { LedgerEntry } from '../../src/ledger/ledger.ts';
import { printNoteKey } from '../../src/ledger/note/note-key.ts';
import { openReader } from '../../src/ledger/store/open-store.ts';
import { SEVEN, SIGNER, writeLog } from '../ledger/written-log.ts';

export interface PlaceOfLedger {
  readonly folder: string;
  /** The settings. */
  readonly config: string;
  /** The ledger. */
  readonly file: string;
  /** The public key as text. */
  readonly key: string;
  /** What the entries say; null: erased. */
  readonly entries: () => Promise<readonly (StoredEntry | null)[]>;
}

/** A new folder of this name. `own` goes into `ledger` of the settings. */
export async function placeOfLedger(
  above: string,
  name: string,
  own: object = {},
  entries: readonly LedgerEntry[] = SEVEN,
): Promise<PlaceOfLedger> {
  const folder = join(above, name);
  mkdirSync(folder);
  const config = join(folder, 'settings.json');
  const ledger = { name: SIGNER.key.name, ...own };
  const systems = { XE: { url: 'http://127.0.0.1:9/', synthetic: true } };
  const tokens = { algorithms: ['EdDSA'], jwksFile: 'key-set.json' };
  writeFileSync(config, JSON.stringify({ systems, tokens, ledger }));
  const pem = SIGNER.privateKey.export({ type: 'pkcs8', format: 'pem' });
  writeFileSync(join(folder, 'ledger-key.pem'), pem, { mode: 0o600 });
  const file = join(folder, 'ledger.db');
  await writeLog(file, entries);
  return { folder, config, file, key: printNoteKey(SIGNER.key), entries: () => entriesIn(file) };
}

async function entriesIn(file: string): Promise<readonly (StoredEntry | null)[]> {
  const reader = await openReader({ kind: 'sqlite', file });
  const all = await reader.entries(0, 1_000);
  await reader.close();
  return all.map(({ entry }) => (entry === null ? null : readEntry(entry.bytes)));
}
