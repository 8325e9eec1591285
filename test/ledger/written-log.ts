/** A ledger in a file, written by the store itself: small, and with each kind of thing that a store keeps. */
import { copyFileSync } from 'node:fs';
import { sealEntry } from '../../src/ledger/entry/seal-entry.ts';
import type { VerifiedHead } from '../../src/ledger/heads/require-heads.ts';
import type { LedgerEntry } from '../../src/ledger/ledger.ts';
import type { Checkpoint } from '../../src/ledger/note/checkpoint.ts';
import type { NoteSigner } from '../../src/ledger/note/sign-note.ts';
import type { LedgerStore } from '../../src/ledger/store/ledger-store.ts';
import { openReader, openStore } from '../../src/ledger/store/open-store.ts';
import { type LogReport, verifyLog } from '../../src/ledger/verify-log.ts';
import { signerOf } from './signers.ts';
import { ownerEntry, someEntry } from './some-entry.ts';

/** Whose log it is. */
export const SIGNER = signerOf('ledger.example/one', 1);

const MANY = Array.from({ length: 30 }, (_, at) => ({ coordinate: `Arrest.field${at}`, reason: 'HANDLING' }));
const DE_WHOLE = {
  given: 3,
  withheld: 2,
  references: ['icarus arrests DE-11', 'icarus arrests DE-3'],
  denials: MANY,
  joins: [{ owner: 'AT', references: 2 }],
  obligations: [{ obligation: 'NO_FURTHER_USE', records: 3 }],
};

/** Seven entries, one an hour: 1, 3 and 5 are of DE; 2 is of nobody's data; 6 has no requester, and stands for five requests. */
export const SEVEN: readonly LedgerEntry[] = [
  someEntry(),
  someEntry({ owners: [ownerEntry('AT'), ownerEntry('DE', DE_WHOLE)] }),
  someEntry({ outcome: 'refused', code: 'ACCESS_DENIED', owners: [] }),
  someEntry({ owners: [ownerEntry('DE', { document: '{ other { ref } }' })], justification: '=2+3' }),
  someEntry({
    owners: [ownerEntry('FR'), ownerEntry('AT')],
    requester: { country: 'NO', subject: 's', tokenId: 't' },
  }),
  someEntry({ owners: [ownerEntry('FR'), ownerEntry('DE'), ownerEntry('AT')] }),
  someEntry({
    outcome: 'invalid',
    code: 'UNAUTHENTICATED',
    requests: 5,
    requester: null,
    policy: null,
    query: null,
    owners: [],
  }),
].map((entry, at) => ({ ...entry, time: new Date(Date.UTC(2026, 10, 20, 6 + at)).toISOString() }));

/** Writes them, with heads kept over the first, the first three, and all; then whatever `more` does. */
export async function writeLog(
  file: string,
  entries: readonly LedgerEntry[] = SEVEN,
  more: (store: LedgerStore) => Promise<unknown> = async () => {},
  signer: NoteSigner = SIGNER,
): Promise<void> {
  const store = await openStore({ kind: 'sqlite', file }, { signer, now: () => 0, isGateway: false });
  for (const [at, entry] of entries.entries()) {
    await store.append([sealEntry(entry)]);
    if (at === 2) await store.keepHead();
  }
  await store.keepHead();
  await more(store);
  await store.keepHead();
  await store.close();
}

/** The same log in another file, to be damaged. */
export function copyOf(file: string, name: string): string {
  const copy = `${file}-${name}`;
  copyFileSync(file, copy);
  return copy;
}

/** A head from elsewhere, as `verifyLog` takes it. */
export function givenOf(head: Checkpoint | null): readonly VerifiedHead[] {
  return head === null ? [] : [{ ...head, place: '`elsewhere`' }];
}

/** What `verifyLog` finds in the file. */
export async function verifyFile(
  file: string,
  given: Checkpoint | null = null,
  key = SIGNER.key,
): Promise<LogReport> {
  const reader = await openReader({ kind: 'sqlite', file });
  try {
    return await verifyLog(reader, { key, given: givenOf(given), report: () => {} });
  } finally {
    await reader.close();
  }
}
