/**
 * A process that does nothing but write entries, over the real ledger, and says which of them it was told are safe:
 * `node crash-writer.ts FILE ENTRIES [normal]`; `normal`: the twin with synchronous=NORMAL. On each line `acknowledged INDEX LEAF`, or `refused CODE`.
 */
import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { GatewayError } from '../../src/errors.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { openLedger } from '../../src/ledger/open-ledger.ts';
import type { LedgerStore } from '../../src/ledger/store/ledger-store.ts';
import { openStore } from '../../src/ledger/store/open-store.ts';
import { openSqliteLedger } from '../../src/ledger/store/sqlite/open-sqlite-ledger.ts';
import { signerOf } from '../ledger/signers.ts';
import { someEntry } from '../ledger/some-entry.ts';
import { watchStatements } from './on-statement.ts';

/** Of a disk that stays as it is, no more need be known. */
const MOST_REFUSED = 6;

const [file = '', entries = '0', mode = ''] = process.argv.slice(2);
const signer = signerOf('ledger.example/below', 7);

const options = { signer, now: Date.now, isGateway: true };

async function open(): Promise<LedgerStore> {
  if (mode !== 'normal') return openStore({ kind: 'sqlite', file }, options);
  const store = await openSqliteLedger(file, options);
  const before = (database: DatabaseSync, sql: string): void => {
    if (sql === 'BEGIN IMMEDIATE') database.exec('PRAGMA synchronous = NORMAL');
  };
  return { ...store, append: (group) => watchStatements({ before }, () => store.append(group)) };
}

/** How long it waits for a ledger that is down, in milliseconds: a disk that stays full never lets it up. */
const PATIENCE_MS = 1_500;

async function isUp(ledger: Ledger): Promise<boolean> {
  for (const end = Date.now() + PATIENCE_MS; !ledger.canAppend(); await sleep(10))
    if (Date.now() > end) return false;
  return true;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  const ledger = await openLedger(open, {
    key: signer.key,
    headFile: null,
    report: (failure) => say(failure === null ? 'up' : `down ${failure.message.replaceAll('\n', ' ')}`),
  });
  say('open');
  let refused = 0;
  for (let number = 0; number < Number(entries) && refused < MOST_REFUSED; ) {
    if (!(await isUp(ledger))) break;
    const justification = `below ${process.pid} ${number} ${'x'.repeat(200)}`;
    try {
      const { index } = await ledger.append(someEntry({ justification }));
      say(`acknowledged ${index} ${justification}`);
    } catch (error) {
      refused += 1;
      say(`refused ${error instanceof GatewayError ? error.code : error}`);
    }
    number += 1;
  }
  await ledger.close();
} catch (error) {
  say(`not opened ${error instanceof GatewayError ? `${error.code} ${error.message}` : error}`);
  process.exitCode = 2;
}
