import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { sealEntry } from '../../../src/ledger/entry/seal-entry.ts';
import { printNoteKey } from '../../../src/ledger/note/note-key.ts';
import type { LedgerStore } from '../../../src/ledger/store/ledger-store.ts';
import { openSqliteDatabase } from '../../../src/ledger/store/sqlite/open-sqlite-database.ts';
import { openSqliteLedger } from '../../../src/ledger/store/sqlite/open-sqlite-ledger.ts';
import { openSqliteReader } from '../../../src/ledger/store/sqlite/open-sqlite-reader.ts';
import { openSqliteStore } from '../../../src/ledger/store/sqlite/open-sqlite-store.ts';
import { requireDurable } from '../../../src/ledger/store/sqlite/require-durable.ts';
import { appendLeaf, EMPTY_TREE, rootOf } from '../../../src/ledger/tree.ts';
import { afterEach, beforeEach, describe, expect, test } from '../../jest.ts';
import { signerOf } from '../signers.ts';
import { ownerEntry, someEntry, someErasure } from '../some-entry.ts';
import { damageFile } from './damage-file.ts';
import { temporaryFolder } from './temporary-folder.ts';

const SIGNER = signerOf('ledger.example/one', 1);
const IDENTITY = { name: SIGNER.key.name, key: printNoteKey(SIGNER.key) };
const COMMAND = { signer: SIGNER, now: Date.now, isGateway: false };
const GATEWAY = { ...COMMAND, isGateway: true };
const CONFIGURATION = { code: 'CONFIGURATION_INVALID' };

const folder = temporaryFolder();
let file: string;
const opened: { close(): unknown }[] = [];

beforeEach(() => {
  const own = join(folder, randomUUID());
  mkdirSync(own);
  file = join(own, 'ledger.db');
});
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

async function kept<One extends { close(): unknown }>(opening: Promise<One>): Promise<One> {
  const one = await opening;
  opened.push(one);
  return one;
}

async function written(entries = 3): Promise<LedgerStore> {
  const store = await openSqliteLedger(file, COMMAND);
  await store.append(Array.from({ length: entries }, () => sealEntry(someEntry())));
  return store;
}

describe('what durability rests on', () => {
  test('is set on every connection that writes', () => {
    const database = openSqliteDatabase(file, IDENTITY);
    opened.push(database);
    const said = ['journal_mode', 'synchronous', 'fullfsync', 'checkpoint_fullfsync', 'secure_delete'].map(
      (name) => Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0],
    );
    expect(said).toEqual(['wal', 2, 1, 1, 1]);
    expect(() => requireDurable(database, file)).not.toThrow();
  });

  for (const [what, sql, says] of [
    ['synchronous=NORMAL', 'PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL', '`synchronous` is 1, not 2'],
    ['another journal', 'PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL', 'its journal is `delete`'],
  ] as const)
    test(`a connection with ${what} is refused`, () => {
      const database = new DatabaseSync(file);
      opened.push(database);
      database.exec(sql);
      expect(() => requireDurable(database, file)).toThrow(expect.objectContaining(CONFIGURATION));
      expect(() => requireDurable(database, file)).toThrow(says);
    });

  test('an SQLite that may lose what was committed is refused', () => {
    const database = openSqliteDatabase(file, IDENTITY);
    opened.push(database);
    for (const version of ['3.51.2', '3.50.9', '2.99.9', 'none'])
      expect(() => requireDurable(database, file, version)).toThrow('use a newer Node');
    for (const version of ['3.51.3', '3.52.0', '4.0.0'])
      expect(() => requireDurable(database, file, version)).not.toThrow();
  });

  test('no statement reaches another file', () => {
    const database = openSqliteDatabase(file, IDENTITY);
    opened.push(database);
    expect(() => database.exec(`ATTACH '${file}-other' AS other`)).toThrow('not authorized');
  });

  test('nobody else may read the files', async () => {
    await kept(openSqliteStore(file, GATEWAY));
    const files = readdirSync(dirname(file));
    expect(files.sort()).toEqual(['ledger.db', 'ledger.db-lock', 'ledger.db-shm', 'ledger.db-wal']);
    for (const name of files) expect(statSync(join(dirname(file), name)).mode & 0o777).toBe(0o600);
  });
});

describe('one gateway for a file', () => {
  for (const [where, open] of [
    ['in its thread', openSqliteLedger],
    ['in threads of its own', openSqliteStore],
  ] as const)
    test(`a second one is refused ${where}, until the first has closed`, async () => {
      const first = await open(file, GATEWAY);
      const second = open(file, GATEWAY);
      await expect(second).rejects.toMatchObject(CONFIGURATION);
      await expect(second).rejects.toThrow(`another gateway writes to \`${file}\`: stop it`);
      await first.close();
      await kept(open(file, GATEWAY));
    });

  test('a command writes beside it', async () => {
    const gateway = await kept(openSqliteStore(file, GATEWAY));
    const command = await kept(openSqliteLedger(file, COMMAND));
    await gateway.append([sealEntry(someEntry())]);
    expect((await command.append([sealEntry(someEntry())])).size).toBe(2);
    expect((await gateway.append([sealEntry(someEntry())])).size).toBe(3);
  });

  test('one that was killed holds nothing', async () => {
    const child = program(
      `await open(file, { signer, now: Date.now, isGateway: true }); console.log('open'); setInterval(() => {}, 1e6);`,
    );
    await nextWords(child);
    await expect(openSqliteStore(file, GATEWAY)).rejects.toMatchObject(CONFIGURATION);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await kept(openSqliteStore(file, GATEWAY));
  }, 30_000);
});

describe('threads', () => {
  test('an open store does not keep a program alive, a call of it does', async () => {
    const child = program(`
      const store = await open(file, { signer, now: Date.now, isGateway: true });
      store.append([sealEntry(entry)]).then(({ size }) => console.log('written', size));`);
    const [said] = await Promise.all([nextWords(child), once(child, 'exit')]);
    expect(said).toBe('written 1\n');
    expect(child.exitCode).toBe(0);
  }, 30_000);

  test('a commit that hangs does not hold the event loop, and says who holds it', async () => {
    const store = await kept(openSqliteStore(file, GATEWAY));
    const other = new DatabaseSync(file);
    opened.push(other);
    other.exec('BEGIN IMMEDIATE');
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 10);
    const failure = store.append([sealEntry(someEntry())]);
    await expect(failure).rejects.toMatchObject({ code: 'EVIDENCE_LOG_UNAVAILABLE' });
    await expect(failure).rejects.toThrow('something else holds it');
    clearInterval(timer);
    expect(turns).toBeGreaterThan(50);
  }, 30_000);

  test('reading goes on while a commit hangs', async () => {
    const store = await kept(openSqliteStore(file, GATEWAY));
    await store.append([sealEntry(someEntry())]);
    const other = new DatabaseSync(file);
    opened.push(other);
    other.exec('BEGIN IMMEDIATE');
    const failure = store.append([sealEntry(someEntry())]);
    expect(await store.size()).toBe(1);
    other.exec('ROLLBACK');
    expect((await failure).size).toBe(2);
  }, 30_000);

  test('after closing nothing is taken', async () => {
    const store = await openSqliteStore(file, GATEWAY);
    await store.close();
    await expect(store.append([])).rejects.toMatchObject({ code: 'EVIDENCE_LOG_UNAVAILABLE' });
    await expect(store.size()).rejects.toMatchObject({ code: 'EVIDENCE_LOG_UNAVAILABLE' });
    expect(readdirSync(dirname(file)).sort()).toEqual(['ledger.db', 'ledger.db-lock']);
  });
});

describe('a file that is no ledger of ours', () => {
  const openers = [
    ['written', () => openSqliteLedger(file, COMMAND)],
    ['read', () => openSqliteReader(file)],
  ] as const;
  const make = {
    'is no database': () => writeFileSync(file, 'this is a text and no database\n'.repeat(200)),
    'is the database of something else': () => damageFile(file, 'CREATE TABLE log_of_mail (id)'),
    'is of a newer version': async () => {
      await (await written()).close();
      damageFile(file, 'PRAGMA user_version = 99');
    },
    'is a folder': () => mkdirSync(file),
  };
  for (const [how, open] of openers)
    for (const [what, prepare] of Object.entries(make))
      test(`that ${what} is not ${how}, and not changed`, async () => {
        await prepare();
        const before = what === 'is a folder' ? null : readFileSync(file);
        const failure = open();
        await expect(failure).rejects.toThrow(file);
        await expect(failure).rejects.toMatchObject(
          what === 'is a folder' ? { name: 'GatewayError' } : CONFIGURATION,
        );
        if (before !== null) expect(readFileSync(file).equals(before)).toBe(true);
      });

  test('that is missing is not read, and none is made', async () => {
    await expect(openSqliteReader(file)).rejects.toMatchObject(CONFIGURATION);
    expect(readdirSync(dirname(file))).toEqual([]);
  });

  test('that is empty is not read', async () => {
    writeFileSync(file, '');
    await expect(openSqliteReader(file)).rejects.toThrow('nothing has been written to it yet');
  });

  test('that cannot be made names the folder as the remedy', async () => {
    for (const place of [join(folder, 'missing', 'ledger.db'), '/proc/ledger.db']) {
      const failure = openSqliteStore(place, GATEWAY);
      await expect(failure).rejects.toThrow(place);
      await expect(failure).rejects.toThrow('see that its folder is there');
    }
  });
});

describe('reading', () => {
  test('changes nothing in the file', async () => {
    await written();
    const copy = `${file}-copy`;
    for (const end of ['', '-wal']) copyFileSync(`${file}${end}`, `${copy}${end}`);
    const before = [readFileSync(copy), readFileSync(`${copy}-wal`)];
    const reader = await openSqliteReader(copy);
    expect(await reader.size()).toBe(3);
    await reader.entries(0, 10);
    await reader.close();
    expect(readFileSync(copy).equals(before[0] as Buffer)).toBe(true);
    expect(readFileSync(`${copy}-wal`).equals(before[1] as Buffer)).toBe(true);
  });

  test('a copy where nothing may be written is read', async () => {
    await (await written()).close();
    chmodSync(folder, 0o755);
    const own = join(dirname(file), 'copy');
    mkdirSync(own);
    copyFileSync(file, join(own, 'ledger.db'));
    const child = program(
      `chmodSync(dirname(file), 0o555);
       if (process.getuid() === 0) { chmodSync(file, 0o444); process.setuid(65534); }
       const reader = await read(file);
       console.log(await reader.size(), (await reader.entries(0, 9)).length);`,
      join(own, 'ledger.db'),
    );
    const said = await output(child);
    chmodSync(own, 0o755);
    expect(said).toBe('3 3\n');
    expect(readdirSync(own)).toEqual(['ledger.db']);
  }, 30_000);

  test('what was damaged is told with a code, and nothing crashes', async () => {
    await (await written(400)).close();
    const whole = readFileSync(file);
    let [failed, read] = [0, 0];
    for (let page = 0; page < whole.length / 4096; page += 1) {
      const damaged = `${file}-${page}`;
      writeFileSync(damaged, whole);
      const bytes = Buffer.from(whole);
      bytes.fill(0xa5, page * 4096 + (page === 0 ? 100 : 0), (page + 1) * 4096);
      writeFileSync(damaged, bytes);
      try {
        const reader = await openSqliteReader(damaged);
        opened.push(reader);
        await reader.entries(0, 1_000);
        await reader.leaves(0, await reader.size());
        await reader.find({ owner: 'AT', from: 0, before: 1e15, after: -1, most: 1_000 });
        await reader.heads(0, 100);
        read += 1;
      } catch (error) {
        failed += 1;
        expect(error).toMatchObject({ name: 'GatewayError' });
      }
    }
    expect(failed).toBeGreaterThan(read);
  }, 30_000);

  test('a file that was cut off is told with a code', async () => {
    await (await written(400)).close();
    truncateSync(file, 4096 * 3 + 7);
    const reader = openSqliteReader(file).then(async (one) => {
      opened.push(one);
      return one.entries(0, 1_000);
    });
    await expect(reader).rejects.toMatchObject({ name: 'GatewayError' });
    await expect(openSqliteLedger(file, COMMAND)).rejects.toMatchObject({ name: 'GatewayError' });
  });

  for (const [what, sql, code] of [
    [
      'parts that are cut off',
      'UPDATE entries SET parts = substr(parts, 1, 40) WHERE idx = 1',
      'EVIDENCE_INVALID',
    ],
    [
      'a time that no number holds',
      'UPDATE entries SET time = 9223372036854775807 WHERE idx = 1',
      'EVIDENCE_LOG_UNAVAILABLE',
    ],
  ] as const)
    test(`${what} are told with a code`, async () => {
      await (await written()).close();
      damageFile(file, sql);
      const reader = await kept(openSqliteReader(file));
      await expect(reader.entries(0, 10)).rejects.toMatchObject({ code });
    });
});

describe('the file and its path', () => {
  for (const [how, change] of [
    ['emptied', () => truncateSync(file)],
    ['removed', () => rmSync(file)],
  ] as const)
    test(`a file that was ${how} by itself is not opened, and what was written ahead of it stays`, async () => {
      const child = program(`
        const store = await openHere(file, { signer, now: Date.now, isGateway: true });
        await store.append([sealEntry(entry)]);
        process.kill(process.pid, 'SIGKILL');`);
      await once(child, 'exit');
      const ahead = readFileSync(`${file}-wal`);
      copyFileSync(file, `${file}-copy`);
      change();
      for (const open of [openSqliteReader, () => openSqliteLedger(file, GATEWAY)])
        await expect(open(file)).rejects.toMatchObject({ code: 'EVIDENCE_INVALID' });
      expect(readFileSync(`${file}-wal`).equals(ahead)).toBe(true);
      copyFileSync(`${file}-copy`, file);
      expect(await (await kept(openSqliteLedger(file, GATEWAY))).size()).toBe(1);
    }, 30_000);

  test('a ledger that was moved away under the store is not written on', async () => {
    const store = await kept(written());
    renameSync(file, `${file}-away`);
    const failure = store.append([sealEntry(someEntry())]);
    await expect(failure).rejects.toMatchObject({ code: 'EVIDENCE_LOG_UNAVAILABLE' });
    await expect(failure).rejects.toThrow('put it back');
    renameSync(`${file}-away`, file);
    expect((await store.append([sealEntry(someEntry())])).size).toBe(4);
  });

  test('a program that is killed in the middle of writing has kept all that it was told is safe', async () => {
    const child = program(`
      const store = await open(file, { signer, now: Date.now, isGateway: true });
      for (;;) await Promise.all([1, 2, 3].map(async () => console.log((await store.append([sealEntry(entry)])).note)));`);
    const said: string[] = [];
    child.stdout.on('data', (chunk) => said.push(String(chunk)));
    while (said.join('').length < 20_000 && child.exitCode === null) await sleep(20);
    expect(child.exitCode).toBeNull();
    child.kill('SIGKILL');
    await once(child, 'close');
    const notes = said
      .join('')
      .split(/(?<=^— .*\n)\n/m)
      .filter((note) => note.includes('—'));
    const store = await kept(openSqliteStore(file, GATEWAY));
    const size = await store.size();
    expect(notes.length).toBeGreaterThan(50);
    const leaves = await store.leaves(0, size);
    let tree = EMPTY_TREE;
    const roots = Array.from({ length: size }, (_, at) => {
      tree = appendLeaf(tree, leaves.slice(32 * at, 32 * at + 32));
      return Buffer.from(rootOf(tree)).toString('base64');
    });
    for (const [at, note] of notes.entries())
      expect(note.split('\n').slice(1, 3)).toEqual([`${at + 1}`, roots[at]]);
  }, 30_000);

  test('a disk without room is told, and nothing of the group is in', async () => {
    const child = program(
      `const store = await openHere(file, { signer, now: Date.now, isGateway: true });
       let size = 0;
       try { for (;;) ({ size } = await store.append(Array.from({ length: 50 }, () => sealEntry(entry)))); }
       catch (error) { console.log(error.code, size === await store.size(), size > 0); }`,
      file,
      'ulimit -f 600; ',
    );
    expect(await output(child)).toBe('EVIDENCE_LOG_UNAVAILABLE true true\n');
    const store = await kept(openSqliteLedger(file, COMMAND));
    const size = await store.size();
    expect((await store.append([sealEntry(someEntry())])).size).toBe(size + 1);
  }, 30_000);
});

test('a file that others may read is refused by whoever writes, and the remedy is said', async () => {
  await (await written()).close();
  for (const mode of [0o640, 0o604, 0o660]) {
    chmodSync(file, mode);
    for (const open of [openSqliteStore, openSqliteLedger]) {
      await expect(open(file, COMMAND)).rejects.toMatchObject({ code: 'CONFIGURATION_INVALID' });
      await expect(open(file, COMMAND)).rejects.toThrow(`\`chmod 600 ${file}\``);
    }
  }
  // To read it is what the right is for.
  expect(await (await kept(openSqliteReader(file))).size()).toBe(3);
  chmodSync(file, 0o600);
  expect(await (await kept(openSqliteStore(file, COMMAND))).size()).toBe(3);
});

describe('erasing', () => {
  test('what was erased is nowhere in the files', async () => {
    const secret = 'a justification that nobody may read again';
    const own = 'ERASED-STATUS-OF-AUSTRIA';
    const store = await kept(openSqliteStore(file, GATEWAY));
    await store.append([sealEntry(someEntry())]);
    // Long, so that it goes over pages.
    const entry = someEntry({
      justification: secret.repeat(12),
      owners: [ownerEntry('AT', { status: own })],
    });
    for (let times = 0; times < 5; times += 1) await store.append([sealEntry(entry), sealEntry(entry)]);
    expect(bytesOf(file)).toContain(secret);
    expect(bytesOf(file)).toContain(own);
    const before = '2026-11-26T07:00:00.000Z';
    const record = someErasure('AT', before);
    expect(await store.erase('AT', Date.parse(before), record)).toEqual({ parts: 11, entries: 11 });
    expect(bytesOf(file)).not.toContain(secret);
    expect(bytesOf(file)).not.toContain(own);
    expect(bytesOf(file)).toContain('"kind":"erase"');
  });

  test('an erasure that a reader keeps from ending says so', async () => {
    const store = await kept(written());
    const reader = new DatabaseSync(file, { readOnly: true });
    opened.push(reader);
    reader.exec('BEGIN; SELECT count(*) FROM entries');
    const record = someErasure('AT', '2027-01-01T00:00:00.000Z');
    const failure = store.erase('AT', Date.parse('2027-01-01'), record);
    await expect(failure).rejects.toThrow('still stands in');
    reader.exec('ROLLBACK');
  }, 30_000);

  test('an entry that cannot be read stops it, and is named', async () => {
    const store = await kept(written());
    damageFile(file, "UPDATE entries SET bytes = x'00', parts = NULL WHERE idx = 1");
    const record = someErasure('AT', '2027-01-01T00:00:00.000Z');
    const failure = store.erase('AT', Date.parse('2027-01-01'), record);
    await expect(failure).rejects.toMatchObject({ code: 'EVIDENCE_INVALID', facts: { index: 1 } });
    // What is taken away and the entry about it are one transaction.
    expect(await store.size()).toBe(3);
    expect((await store.entries(0, 1))[0]?.parts).toHaveLength(1);
  });

  test('of many entries lets a gateway append meanwhile, and what it has taken away stays so', async () => {
    const store = await kept(openSqliteStore(file, COMMAND));
    const entry = sealEntry(someEntry());
    for (let group = 0; group < 3; group += 1) await store.append(Array(1_000).fill(entry));
    const other = await kept(openSqliteStore(file, COMMAND));
    const record = someErasure('AT', '2027-01-01T00:00:00.000Z');
    const erasing = other.erase('AT', Date.parse('2027-01-01'), record);
    const head = await store.append([entry]);
    const erased = await erasing;
    expect(head.size).toBeGreaterThan(3_000);
    expect([3_000, 3_001]).toContain(erased.parts);
    const [first, last] = [(await store.entries(0, 1))[0], (await store.entries(2_999, 1))[0]];
    expect([first?.parts, last?.parts]).toEqual([[], []]);
  });
});

test('several that open a new ledger at once make one', async () => {
  for (let times = 0; times < 10; times += 1) {
    const own = `${file}-${times}`;
    const stores = await Promise.all([1, 2, 3].map(() => kept(openSqliteStore(own, COMMAND))));
    const heads = await Promise.all(stores.map((store) => store.append([sealEntry(someEntry())])));
    expect(heads.map(({ size }) => size).sort()).toEqual([1, 2, 3]);
  }
}, 60_000);

test('opening reads no entry before the newest head: that is for `concordat ledger verify`', async () => {
  await (await written()).close();
  damageFile(file, 'UPDATE entries SET leaf = zeroblob(32) WHERE idx = 0');
  expect(await (await kept(openSqliteLedger(file, COMMAND))).size()).toBe(3);
});

function bytesOf(path: string): string {
  return readdirSync(dirname(path))
    .filter((name) => name.startsWith(basename(path)))
    .map((name) => readFileSync(join(dirname(path), name), 'latin1'))
    .join('\n');
}

/** Another process, with a store in it. */
function program(body: string, path = file, shell = '') {
  const url = (name: string) => JSON.stringify(new URL(name, import.meta.url).href);
  const code = `
    import { chmodSync } from 'node:fs';
    import { dirname } from 'node:path';
    import { sealEntry } from ${url('../../../src/ledger/entry/seal-entry.ts')};
    import { openSqliteStore as open } from ${url('../../../src/ledger/store/sqlite/open-sqlite-store.ts')};
    import { openSqliteLedger as openHere } from ${url('../../../src/ledger/store/sqlite/open-sqlite-ledger.ts')};
    import { openSqliteReader as read } from ${url('../../../src/ledger/store/sqlite/open-sqlite-reader.ts')};
    import { signerOf } from ${url('../signers.ts')};
    import { someEntry } from ${url('../some-entry.ts')};
    const [signer, entry, file] = [signerOf('ledger.example/one', 1), someEntry(), ${JSON.stringify(path)}];
    ${body}`;
  const script = join(folder, `${randomUUID()}.mjs`);
  writeFileSync(script, code);
  const line = `${shell}exec "${process.execPath}" "${script}"`;
  return spawn('/bin/sh', ['-c', line], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** What it prints next. Rejects when it ends before: nobody is to wait for it. */
async function nextWords(child: ReturnType<typeof program>): Promise<string> {
  const ended = once(child, 'close').then(() => {
    throw new Error('the program has ended without a word');
  });
  const [words] = await Promise.race([once(child.stdout, 'data'), ended]);
  return String(words);
}

async function output(child: ReturnType<typeof program>): Promise<string> {
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  await once(child, 'close');
  return said;
}
