/** `verifyLog` over ledgers in real files that were altered behind the store's back. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { GatewayError } from '../../src/errors.ts';
import { hashSalted } from '../../src/ledger/entry/entry-leaf.ts';
import { packParts, unpackParts } from '../../src/ledger/entry/part-frames.ts';
import { type SealedPart, sealEntry } from '../../src/ledger/entry/seal-entry.ts';
import { readSignedNote } from '../../src/ledger/note/signed-note.ts';
import { verifyCheckpoint } from '../../src/ledger/note/verify-checkpoint.ts';
import type { LedgerReader } from '../../src/ledger/store/ledger-store.ts';
import { openReader, openStore } from '../../src/ledger/store/open-store.ts';
import { verifyLog } from '../../src/ledger/verify-log.ts';
import { beforeAll, describe, expect, test } from '../jest.ts';
import { flipBit } from './flip-bit.ts';
import { signerOf } from './signers.ts';
import { ownerEntry, someEntry, someErasure } from './some-entry.ts';
import { temporaryFolder } from './store/temporary-folder.ts';
import { copyOf, SEVEN, SIGNER, verifyFile, writeLog } from './written-log.ts';

type Row = Record<string, Uint8Array | string | number | null>;

const folder = temporaryFolder();
const COMMAND = { signer: SIGNER, now: Date.now, isGateway: false };
const whole = join(folder, 'whole.db');
const erased = join(folder, 'erased.db');
/** The erasure of AT: of what was before entry 5. */
const BEFORE = Date.parse(SEVEN[5]?.time ?? '');
let copies = 0;

beforeAll(async () => {
  await writeLog(whole);
  await writeLog(erased, SEVEN, (store) =>
    store.erase('AT', BEFORE, someErasure('AT', new Date(BEFORE).toISOString())),
  );
});

/** A copy of the file, after `damage`, and what is found in it. */
async function found(damage: (database: DatabaseSync) => void, file = whole) {
  copies += 1;
  const copy = copyOf(file, String(copies));
  const database = new DatabaseSync(copy);
  damage(database);
  database.close();
  return verifyFile(copy);
}

const run = (sql: string) => (database: DatabaseSync) => database.exec(sql);

function rowsOf(table: string, file = whole): readonly Row[] {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return database.prepare(`SELECT * FROM ${table}`).all() as unknown as readonly Row[];
  } finally {
    database.close();
  }
}

/** The value with one bit, digit or letter changed. */
function altered(value: Row[string], at: number): Row[string] {
  if (value instanceof Uint8Array) return flipBit(value, at % (value.length * 8));
  if (typeof value === 'number') return value + 1_000 + at;
  const text = String(value);
  const place = at % text.length;
  return `${text.slice(0, place)}${text[place] === 'x' ? 'y' : 'x'}${text.slice(place + 1)}`;
}

test('a ledger as it was written holds, and so does one that retention was at', async () => {
  expect(await verifyFile(whole)).toMatchObject({
    size: 7,
    heads: 3,
    proved: 7,
    erased: 0,
    faults: 0,
    first: null,
  });
  expect(await verifyFile(erased)).toMatchObject({
    size: 8,
    heads: 4,
    proved: 8,
    erased: 1,
    faults: 0,
    first: null,
  });
});

test('a ledger that is new and empty holds', async () => {
  const file = join(folder, 'empty.db');
  await writeLog(file, []);
  expect(await verifyFile(file)).toMatchObject({ size: 0, faults: 0 });
});

describe('every row of every table, altered in each column, is found and the entry named:', () => {
  const tampered = async (
    table: string,
    key: string,
    column: string,
    nameOf: (row: Row) => number | null,
  ) => {
    for (const row of rowsOf(table)) {
      if (row[column] === null) continue;
      // At several places, or the end of a long value would never be tried.
      for (const at of [0, 101, 1_013]) {
        const value = altered(row[column] as Row[string], at);
        const report = await found((database) =>
          database
            .prepare(`UPDATE ${table} SET ${column} = ? WHERE ${key} = ?`)
            .run(value, row[key] as never),
        );
        expect([table, column, row[key], at, report.first?.index]).toEqual([
          table,
          column,
          row[key],
          at,
          nameOf(row),
        ]);
      }
    }
  };
  for (const column of ['idx', 'leaf', 'time', 'salt', 'bytes', 'parts'])
    test(`entries.${column}`, () => tampered('entries', 'idx', column, ({ idx }) => idx as number));
  for (const column of ['name', 'key'])
    test(`log.${column}`, () => tampered('log', 'id', column, () => null));
  for (const column of ['size', 'note'])
    test(`heads.${column}`, () => tampered('heads', 'size', column, () => null));
  for (const column of ['sha256', 'text'])
    test(`texts.${column}`, () =>
      tampered('texts', 'sha256', column, ({ sha256 }) => firstNaming(sha256 as Uint8Array)));

  /** The first entry with this hash in its bytes or in those of a part. */
  function firstNaming(sha256: Uint8Array): number {
    const hash = Buffer.from(sha256).toString('hex');
    const names = ({ bytes, parts }: Row) =>
      [bytes, parts].some((one) => Buffer.from((one as Uint8Array) ?? []).includes(hash));
    return rowsOf('entries').find(names)?.idx as number;
  }
});

describe('what takes rows away, moves or adds them is found:', () => {
  const swap =
    'UPDATE entries SET idx = -1 WHERE idx = 1; UPDATE entries SET idx = 1 WHERE idx = 4; UPDATE entries SET idx = 4 WHERE idx = -1';
  const body = (of: number, to: number) =>
    `UPDATE entries SET (salt, bytes, parts, time) = (SELECT salt, bytes, parts, time FROM entries WHERE idx = ${of}) WHERE idx = ${to}`;
  for (const [name, sql, index] of [
    ['an entry deleted', 'DELETE FROM entries WHERE idx = 3', 3],
    ['the first entry deleted', 'DELETE FROM entries WHERE idx = 0', 0],
    ['the last entry deleted', 'DELETE FROM entries WHERE idx = 6', 6],
    ['the tail cut off', 'DELETE FROM entries WHERE idx > 3', 4],
    ['all deleted', 'DELETE FROM entries', 0],
    [
      'an entry deleted and those behind it moved up',
      'DELETE FROM entries WHERE idx = 3; UPDATE entries SET idx = idx - 1 WHERE idx > 3',
      6,
    ],
    ['two entries swapped', swap, 1],
    [
      'an entry in place of another, with its leaf',
      `${body(4, 1)}; UPDATE entries SET leaf = (SELECT leaf FROM entries WHERE idx = 4) WHERE idx = 1`,
      1,
    ],
    ['the body of an entry in place of another', body(4, 1), 1],
    ['an entry emptied', 'UPDATE entries SET salt = NULL, bytes = NULL, parts = NULL WHERE idx = 3', 3],
    ['an entry emptied but for its parts', 'UPDATE entries SET salt = NULL, bytes = NULL WHERE idx = 3', 3],
    ['a salt alone taken away', 'UPDATE entries SET salt = NULL WHERE idx = 2', 2],
    ['the parts of an entry taken away', 'UPDATE entries SET parts = NULL WHERE idx = 5', 5],
    [
      'the parts of another entry',
      'UPDATE entries SET parts = (SELECT parts FROM entries WHERE idx = 0) WHERE idx = 5',
      5,
    ],
    [
      'parts put to an entry that has none',
      'UPDATE entries SET parts = (SELECT parts FROM entries WHERE idx = 0) WHERE idx = 2',
      2,
    ],
    ['parts twice', 'UPDATE entries SET parts = CAST(parts || parts AS BLOB) WHERE idx = 5', 5],
    ['a text deleted', "DELETE FROM texts WHERE text LIKE '%other%'", 3],
    ['all texts deleted', 'DELETE FROM texts', 0],
    [
      'a head over an entry that is gone',
      'DELETE FROM entries WHERE idx = 6; DELETE FROM heads WHERE size = 3',
      6,
    ],
    ['peaks of a head', 'UPDATE heads SET peaks = zeroblob(length(peaks)) WHERE size = 3', null],
    ['heads swapped', 'UPDATE heads SET note = (SELECT note FROM heads WHERE size = 7) WHERE size = 3', null],
  ] as const) {
    test(name, async () => {
      const { first, faults } = await found(run(sql));
      expect(faults).toBeGreaterThan(0);
      expect(first?.index).toBe(index);
    });
  }

  test('an entry added behind the newest head is in no head, and said to be so', async () => {
    const copy = 'INSERT INTO entries SELECT 7, leaf, time, salt, bytes, parts FROM entries WHERE idx = 6';
    expect(await found(run(copy))).toMatchObject({ size: 8, proved: 7 });
  });

  test('heads deleted: what lies over more time than a gateway leaves without one is a fault', async () => {
    expect(await found(run('DELETE FROM heads WHERE size = 7'))).toMatchObject({
      size: 7,
      proved: 3,
      faults: 1,
      first: {
        index: 3,
        problem: 'entries from it on were written over 10800 s, and no head over them is kept',
      },
    });
  });

  test('heads deleted: more entries than a gateway leaves without one are a fault', async () => {
    const file = join(folder, 'thousand.db');
    const entry = sealEntry(someEntry());
    await writeLog(file, [], (store) => store.append(Array.from({ length: 2_100 }, () => entry)));
    expect(await found(run('DELETE FROM heads WHERE size > 1000'), file)).toMatchObject({
      proved: 1_000,
      faults: 1,
      first: { index: 1_000, problem: 'a head is due after 1000 entries from it on, and none is kept' },
    });
    // As many as a gateway that was killed may leave, however old they are.
    expect(await found(run('DELETE FROM heads WHERE size > 2000'), file)).toMatchObject({
      proved: 2_000,
      faults: 0,
    });
  });
});

// Trap: salt, bytes and leaf fit each other. Only the heads on both sides know better.
test('an entry rewritten together with its leaf is found between the heads before and after it', async () => {
  const { salt, bytes, leaf, time } = sealEntry({
    ...(SEVEN[4] as (typeof SEVEN)[number]),
    owners: [],
    justification: 'another',
  });
  const { first } = await found((database) =>
    database
      .prepare('UPDATE entries SET salt = ?, bytes = ?, leaf = ?, time = ?, parts = NULL WHERE idx = 4')
      .run(salt, bytes, leaf, time),
  );
  expect(first).toEqual({ index: 3, problem: 'it, or one after it and before 7, is not what was signed' });
});

// Trap: the leaf of what was erased has nothing beside it that it could be compared with.
test('the leaf of an erased entry, altered, is found by the next head', async () => {
  const { first } = await found((database) => {
    const { leaf } = database.prepare('SELECT leaf FROM entries WHERE idx = 0').get() as { leaf: Uint8Array };
    database.prepare('UPDATE entries SET leaf = ? WHERE idx = 0').run(flipBit(leaf, 77));
  }, erased);
  expect(first?.index).toBe(0);
});

describe('what is missing must have been erased, and said so:', () => {
  const without = (index: number, owner: string) => (database: DatabaseSync) => {
    const { parts } = database.prepare('SELECT parts FROM entries WHERE idx = ?').get(index) as {
      parts: Uint8Array;
    };
    const left = packParts(unpackParts(parts).filter((part) => part.owner !== owner));
    database.prepare('UPDATE entries SET parts = ? WHERE idx = ?').run(left, index);
  };
  for (const [name, damage, index] of [
    ['a part of an owner of which nothing was erased', without(1, 'DE'), 1],
    ['a part of the owner, of a later time than was erased', without(5, 'AT'), 5],
    [
      'an entry of a later time than was erased',
      run('UPDATE entries SET salt = NULL, bytes = NULL, parts = NULL WHERE idx = 5'),
      5,
    ],
    ['all parts, where one owner was erased', run('UPDATE entries SET parts = NULL WHERE idx = 4'), 4],
    [
      'an entry emptied of which a part is left',
      run('UPDATE entries SET salt = NULL, bytes = NULL WHERE idx = 1'),
      1,
    ],
  ] as const) {
    test(name, async () => {
      const { first } = await found(damage, erased);
      expect(first?.index).toBe(index);
    });
  }

  // Trap: nothing vouches for the time beside an erased body, so one erasure would excuse all that was before it.
  test('all that is before an erasure, wiped and put under a time before it', async () => {
    const wipe =
      'UPDATE entries SET salt = NULL, bytes = NULL, parts = NULL, time = 0 WHERE idx BETWEEN 1 AND 6';
    const { first, faults } = await found(run(wipe), erased);
    expect(first).toEqual({
      index: 1,
      problem: 'it was taken away, and no later entry says by which erasure',
    });
    expect(faults).toBe(6);
  });

  test('an entry of another owner, of a time before the erasure', async () => {
    const wipe = 'UPDATE entries SET salt = NULL, bytes = NULL, parts = NULL WHERE idx = 3';
    expect((await found(run(wipe), erased)).first?.index).toBe(3);
  });

  test('and an erased entry stays under the time that its erasure says', async () => {
    const { first } = await found(run('UPDATE entries SET time = 0 WHERE idx = 0'), erased);
    expect(first).toEqual({
      index: 0,
      problem: 'the time it is kept under is not the one that its erasure says',
    });
  });

  const BOTH = sealEntry(someEntry({ owners: [ownerEntry('AT'), ownerEntry('DE')] }));
  /** An erasure of AT's part of each of these entries, which are all the same. */
  const recordOf = (...indices: readonly number[]) => {
    const part = Buffer.from(hashSalted(BOTH.parts[0] as SealedPart)).toString('hex');
    const record = someErasure('AT', '2030-01-01T00:00:00.000Z');
    const erasing = { ...record.action, erased: indices.map((index) => ({ index, part })) };
    return sealEntry({ ...record, action: erasing });
  };

  // Trap: the erasure is before it in the log, though it names it.
  test('an erasure does not speak for what comes after it', async () => {
    const file = join(folder, 'early.db');
    await writeLog(file, [], (store) => store.append([BOTH, recordOf(0, 2), BOTH]));
    expect(await found(without(0, 'AT'), file)).toMatchObject({ faults: 0 });
    const { first } = await found((database) => {
      for (const index of [0, 2]) without(index, 'AT')(database);
    }, file);
    expect(first?.index).toBe(2);
  });

  // Trap: one part is missing and one owner was erased, but the part of that owner is there.
  test('an erasure of one owner does not speak for the part of another', async () => {
    const file = join(folder, 'other-owner.db');
    await writeLog(file, [], (store) => store.append([BOTH, recordOf(0)]));
    const { first } = await found(without(0, 'DE'), file);
    expect(first?.index).toBe(0);
  });

  // Trap: as many parts as entries, each time: what is erased day by day would be looked through for each of them.
  test('that of thousands of entries and erasures is told in their number, not in its square', async () => {
    const store = await openStore({ kind: 'sqlite', file: join(folder, 'many.db') }, COMMAND);
    for (let day = 0; day < 100; day += 1) {
      await store.append(Array.from({ length: 20 }, () => BOTH));
      await store.erase('AT', Date.now(), someErasure('AT', '2030-01-01T00:00:00.000Z'));
    }
    await store.keepHead();
    let asked = 0;
    const counted: LedgerReader = {
      ...store,
      entries: (from, most) => {
        asked += most;
        return store.entries(from, most);
      },
    };
    const { size, faults } = await verifyLog(counted, { key: SIGNER.key, given: [], report: () => {} });
    await store.close();
    expect([size > 2_099, faults]).toEqual([true, 0]);
    expect(asked).toBeLessThan(1.2 * size);
  }, 30_000);
});

test('a part that is kept under another owner than its own is found', async () => {
  const { first } = await found((database) => {
    const { parts } = database.prepare('SELECT parts FROM entries WHERE idx = 1').get() as {
      parts: Uint8Array;
    };
    const renamed = packParts(unpackParts(parts).map((part) => ({ ...part, owner: 'FR' })));
    database.prepare('UPDATE entries SET parts = ? WHERE idx = 1').run(renamed);
  });
  expect(first).toEqual({ index: 1, problem: 'a part of it is kept under another owner than its own' });
});

test('what stands behind the end of the log is found, where a store says the end by itself', async () => {
  const copy = copyOf(whole, 'behind');
  const database = new DatabaseSync(copy);
  database.exec('INSERT INTO entries SELECT 7, leaf, time, salt, bytes, parts FROM entries WHERE idx = 6');
  database.close();
  const reader = await openReader({ kind: 'sqlite', file: copy });
  const check = { key: SIGNER.key, given: [], report: () => {} };
  const { first } = await verifyLog({ ...reader, size: async () => 7 }, check);
  await reader.close();
  expect(first).toEqual({ index: 7, problem: 'it stands behind the end of the log' });
});

describe('a head from elsewhere', () => {
  const headOf = (file: string, size: number) => {
    const note = rowsOf('heads', file).find((row) => row.size === size)?.note;
    return verifyCheckpoint(readSignedNote(Buffer.from(note as string)), SIGNER.key);
  };

  // Trap: tail, heads and all are cut off together: within the file nothing is wrong.
  test('finds what is cut off so that the ledger itself shows nothing', async () => {
    const cut = copyOf(whole, 'cut');
    const database = new DatabaseSync(cut);
    database.exec('DELETE FROM entries WHERE idx >= 3; DELETE FROM heads WHERE size > 3');
    database.close();
    expect(await verifyFile(cut)).toMatchObject({ faults: 0, size: 3 });
    const { first } = await verifyFile(cut, headOf(whole, 7));
    expect(first).toEqual({ index: 3, problem: 'it is gone: the head in `elsewhere` is of 7 entries' });
  });

  test('of this log holds, and one of another log of the same key does not', async () => {
    const other = join(folder, 'other.db');
    await writeLog(other);
    for (const size of [1, 3, 7]) {
      expect(await verifyFile(whole, headOf(whole, size))).toMatchObject({ faults: 0 });
      const problem = `the head in \`elsewhere\`, of ${size} entries, is not of this log`;
      expect((await verifyFile(whole, headOf(other, size))).first).toEqual({ index: null, problem });
    }
  });
});

test('a log that was written anew with another key does not pass for this one', async () => {
  const file = join(folder, 'key.db');
  await writeLog(file, SEVEN, undefined, signerOf(SIGNER.key.name, 2));
  expect(await verifyFile(file)).toMatchObject({ first: { index: null }, proved: 0 });
});

// Trap: an entry's time is that of the request, and a long one is written after those that came later.
test('a request that took two minutes is no clock that was put back', async () => {
  const file = join(folder, 'overlap.db');
  const at = (seconds: number) =>
    someEntry({ time: new Date(Date.UTC(2026, 10, 20, 6, 0, seconds)).toISOString() });
  await writeLog(file, [at(120), at(0), at(240), at(119)]);
  expect(await verifyFile(file)).toMatchObject({ faults: 0, setBack: { entries: 1, first: 3 } });
});

test('a clock that was put back is reported, and is no fault: the order of the log stays', async () => {
  const file = join(folder, 'clock.db');
  const [a, b, c] = SEVEN;
  await writeLog(
    file,
    [b, c, a, b, c].filter((one) => one !== undefined),
  );
  expect(await verifyFile(file)).toMatchObject({ faults: 0, setBack: { entries: 1, first: 2 } });
});

// Trap: heads and erasures that are newer than the size that was asked first.
test('a log that grows, and of which something is erased, while it is verified holds', async () => {
  const file = copyOf(whole, 'growing');
  const place = { kind: 'sqlite', file } as const;
  const store = await openStore(place, { signer: SIGNER, now: Date.now, isGateway: false });
  const reader = await openReader(place);
  let asked = 0;
  const growing: LedgerReader = {
    ...reader,
    heads: async (size, most) => {
      await store.append([sealEntry(someEntry())]);
      await store.keepHead();
      return reader.heads(size, most);
    },
    entries: async (from, most) => {
      asked += 1;
      if (asked === 1) await store.erase('AT', BEFORE, someErasure('AT', new Date(BEFORE).toISOString()));
      return reader.entries(from, most);
    },
  };
  const report = await verifyLog(growing, { key: SIGNER.key, given: [], report: () => {} });
  for (const one of [reader, store]) await one.close();
  expect(report).toMatchObject({ size: 7, erased: 1, faults: 0, first: null });
});

test('a store that is gone in the middle is no fault of the log: it is said to be unreadable', async () => {
  const reader = await openReader({ kind: 'sqlite', file: whole });
  for (const gone of ['heads', 'entries', 'texts'] as const) {
    let isThere = true;
    const leaving: LedgerReader = {
      ...reader,
      size: async () => (isThere ? reader.size() : fail()),
      [gone]: () => {
        isThere = false;
        return fail();
      },
    };
    const fail = async (): Promise<never> => {
      throw new GatewayError('EVIDENCE_LOG_UNAVAILABLE', 'gone');
    };
    const verified = verifyLog(leaving, { key: SIGNER.key, given: [], report: () => {} });
    await expect(verified).rejects.toThrow(expect.objectContaining({ code: 'EVIDENCE_LOG_UNAVAILABLE' }));
  }
  await reader.close();
});

// Trap: the store cannot give the page at all, and would hide the entries beside it.
test('every page of the file overwritten: reported, the file unchanged, or nothing readable was changed', async () => {
  const file = join(folder, 'large.db');
  const text = 'x'.repeat(400);
  await writeLog(
    file,
    Array.from({ length: 60 }, (_, at) => ({
      ...(SEVEN[at % 7] as (typeof SEVEN)[number]),
      justification: `${text}${at}`,
    })),
  );
  const bytes = readFileSync(file);
  const said: string[] = [];
  for (let at = 0; at < bytes.length; at += 4096) {
    const copy = copyOf(file, `page${at}`);
    const damaged = Buffer.concat([
      bytes.subarray(0, at),
      createHash('sha512').update(`${at}`).digest(),
      bytes.subarray(at + 64),
    ]);
    writeFileSync(copy, damaged);
    const outcome = await verifyFile(copy).then(
      ({ faults, first }) => (faults > 0 ? `fault at ${first?.index}` : 'holds'),
      (error: { code: string }) => error.code,
    );
    said.push(outcome);
    expect(readFileSync(copy).equals(damaged)).toBe(true);
  }
  expect(
    said.filter(
      (one) => !/^(fault at (\d+|null)|EVIDENCE_LOG_UNAVAILABLE|CONFIGURATION_INVALID|holds)$/.test(one),
    ),
  ).toEqual([]);
  expect(said.filter((one) => one.startsWith('fault at ')).length).toBeGreaterThan(said.length / 2);
  // Free pages, and the root of an index that reading does not need.
  expect(said.filter((one) => one === 'holds').length).toBeLessThan(4);
});
