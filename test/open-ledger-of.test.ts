import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { LedgerSettings } from '../src/config.ts';
import { openLedgerOf } from '../src/open-ledger-of.ts';
import { beforeEach, expect, test } from './jest.ts';
import { someEntry } from './ledger/some-entry.ts';
import { temporaryFolder } from './ledger/store/temporary-folder.ts';

const folder = temporaryFolder();
let own: string;
let file: string;
beforeEach(() => {
  own = join(folder, randomUUID());
  mkdirSync(own);
  file = join(own, 'ledger.db');
});

const settings = (place: LedgerSettings['place'] = { kind: 'sqlite', file }): LedgerSettings => ({
  place,
  keyFile: join(own, 'key.pem'),
  headFile: join(own, 'head.txt'),
  name: 'ledger.example/one',
  retentionDays: new Map(),
});

/** Writes so many entries and closes. */
async function write(count: number, isGateway: boolean): Promise<void> {
  const ledger = await openLedgerOf(settings(), isGateway, () => {});
  for (let at = 0; at < count; at += 1) await ledger.append(someEntry());
  await ledger.close();
}

// Trap: two heads of one size, by the operator's own key and without anybody's ill will.
test('a command writes nothing to a copy that is older than the head file', async () => {
  await write(2, true);
  copyFileSync(file, `${file}-older`);
  await write(3, true);
  copyFileSync(`${file}-older`, file);
  await expect(openLedgerOf(settings(), false, () => {})).rejects.toMatchObject({ code: 'EVIDENCE_INVALID' });
  expect(readFileSync(file).equals(readFileSync(`${file}-older`))).toBe(true);
});

test('a command leaves the head file to the gateway', async () => {
  await write(2, true);
  const before = readFileSync(join(own, 'head.txt'), 'utf8');
  await write(1, false);
  expect(readFileSync(join(own, 'head.txt'), 'utf8')).toBe(before);
  await write(1, true);
  expect(readFileSync(join(own, 'head.txt'), 'utf8')).not.toBe(before);
});

// Trap: that nobody can say whether a log is there sounds as if the key were lost.
test('a PostgreSQL that cannot be reached is told as that, though there is no key yet', async () => {
  const closed = createServer();
  await new Promise<void>((done) => closed.listen(0, '127.0.0.1', done));
  const { port } = closed.address() as { port: number };
  await new Promise((done) => closed.close(done));
  const place = { kind: 'postgres', url: () => `postgres://a:b@127.0.0.1:${port}/c` } as const;
  const failure = openLedgerOf(settings(place), true, () => {});
  await expect(failure).rejects.toMatchObject({ code: 'EVIDENCE_LOG_UNAVAILABLE' });
  await expect(failure).rejects.toThrow('ECONNREFUSED');
});
