/** `concordat ledger` over a ledger in a file, with settings as a deployment has them. */
import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import { plainJson, plainText } from '../../src/cli/ledger/plain-text.ts';
import { progressOf } from '../../src/cli/ledger/progress-of.ts';
import { toSliceCsv } from '../../src/cli/ledger/to-slice-csv.ts';
import { userName } from '../../src/cli/ledger/user-name.ts';
import { sealEntry } from '../../src/ledger/entry/seal-entry.ts';
import { printNoteKey } from '../../src/ledger/note/note-key.ts';
import { openLedger } from '../../src/ledger/open-ledger.ts';
import { readInPlace } from '../../src/ledger/read-in-place.ts';
import { openReader, openStore } from '../../src/ledger/store/open-store.ts';
import { beforeAll, describe, expect, test } from '../jest.ts';
import { flipBit } from '../ledger/flip-bit.ts';
import { signerOf } from '../ledger/signers.ts';
import { ownerEntry, someEntry } from '../ledger/some-entry.ts';
import { temporaryFolder } from '../ledger/store/temporary-folder.ts';
import { SEVEN, SIGNER } from '../ledger/written-log.ts';
import { askProgram } from './ask-program.ts';
import { caughtRun } from './caught-run.ts';
import { type PlaceOfLedger, placeOfLedger } from './ledger-place.ts';
import { type Run, startProgram } from './run-program.ts';

const above = temporaryFolder();
const DAYS = ['--from', '2026-11-20', '--to', '2026-11-20'];
let at: PlaceOfLedger;
beforeAll(async () => {
  at = await placeOfLedger(above, 'one');
});

const ledger = (words: readonly string[], { config } = at): Promise<Run> =>
  askProgram(['ledger', ...words, '--config', config]);
const offline = (words: readonly string[]): Promise<Run> => askProgram(['ledger', ...words]);
const readBy = expect.stringMatching(/^[\x21-\x7e]+@[\x21-\x7e]+$/);

function damage(place: PlaceOfLedger, sql: string): void {
  const database = new DatabaseSync(place.file);
  database.exec(sql);
  database.close();
}

function rowOf(file: string, sql: string): Record<string, unknown> {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return { ...database.prepare(sql).get() };
  } finally {
    database.close();
  }
}

describe('verify', () => {
  test('says that the log holds, how much of it there is, and changes nothing', async () => {
    const before = readFileSync(at.file);
    const { code, out, err } = await ledger(['verify']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(
      /^log ledger\.example\/one: \d+ entries, of which 0 are erased; \d heads\nroot [\w+/]{43}=\n/,
    );
    expect(out).toMatch(/\nthe log holds\n$/);
    expect(readFileSync(at.file).equals(before)).toBe(true);
  });

  test('names the first bad entry with exit code 1, how many more there are, and changes nothing', async () => {
    const place = await placeOfLedger(above, 'damaged');
    damage(
      place,
      "UPDATE entries SET time = time + 1 WHERE idx IN (2, 4); UPDATE texts SET text = 'x' WHERE text LIKE '%other%'",
    );
    const before = readFileSync(place.file);
    const { code, out } = await ledger(['verify'], place);
    expect(code).toBe(1);
    expect(out).toContain(
      'the log does not hold: entry 2: the time it is kept under is not its own\n2 more faults were found\n',
    );
    const json = JSON.parse((await ledger(['verify', '--json'], place)).out);
    expect(json).toMatchObject({ log: SIGNER.key.name, size: 7, faults: 3, first: { index: 2 } });
    expect(readFileSync(place.file).equals(before)).toBe(true);
  });

  test('takes a head of a receipt, of a proof or of the head file, and finds the tail cut off', async () => {
    const place = await placeOfLedger(above, 'cut');
    const proof = join(place.folder, 'head.tlog-proof');
    expect((await ledger(['prove', '3', '--out', proof], place)).code).toBe(0);
    const note = join(place.folder, 'head.txt');
    writeFileSync(note, readFileSync(proof, 'utf8').split('\n\n').slice(1).join('\n\n'));
    for (const head of [proof, note]) expect((await ledger(['verify', '--head', head], place)).code).toBe(0);
    damage(place, 'DELETE FROM entries WHERE idx > 2; DELETE FROM heads WHERE size > 3');
    expect((await ledger(['verify'], place)).code).toBe(0);
    for (const head of [proof, note]) {
      const { code, out } = await ledger(['verify', '--head', head], place);
      expect(code).toBe(1);
      expect(out).toContain(`entry 3: it is gone: the head in \`${head}\` is of 8 entries`);
    }
  });

  /** A ledger with a head file as a gateway leaves it, and the ledger as it was three entries ago in its place. */
  async function older(name: string): Promise<PlaceOfLedger> {
    const place = await placeOfLedger(above, name, { retentionDays: { DE: 1 } });
    copyFileSync(place.file, `${place.file}-older`);
    const ledger = await openLedger(
      () =>
        openStore({ kind: 'sqlite', file: place.file }, { signer: SIGNER, now: Date.now, isGateway: false }),
      { key: SIGNER.key, headFile: join(place.folder, 'ledger-head.txt'), report: () => {} },
    );
    for (let at = 0; at < 3; at += 1) await ledger.append(someEntry());
    await ledger.close();
    copyFileSync(`${place.file}-older`, place.file);
    return place;
  }

  test('holds the ledger against the head file of the settings by itself, and says so', async () => {
    const missing = await ledger(['verify']);
    expect(missing).toMatchObject({ code: 0, out: expect.stringContaining('there is no head file') });
    const place = await older('behind-its-file');
    const { code, out } = await ledger(['verify'], place);
    expect(code).toBe(1);
    const file = join(place.folder, 'ledger-head.txt');
    expect(out).toContain(`entry 7: it is gone: the head in \`${file}\` is of 10 entries`);
    expect(JSON.parse((await ledger(['verify', '--json'], place)).out).headFile).toEqual({ file, size: 10 });
    writeFileSync(file, 'no head');
    expect(await ledger(['verify'], place)).toMatchObject({ code: 1, out: '' });
  });

  // Trap: the key is the operator's own. What it signs over an altered or older copy would be its word from then on.
  for (const words of [
    ['show', '1'],
    ['slice', '--owner', 'DE', ...DAYS],
    ['prove', '1', '--out', 'never'],
    ['erase', '--due', '--yes'],
  ])
    test(`${words[0]} signs nothing over a ledger that is older than its head file`, async () => {
      const place = await older(`signs-nothing-${words[0]}`);
      const before = readFileSync(place.file);
      const { code, out, err } = await ledger(words, place);
      expect([code, out]).toEqual([1, '']);
      expect(err).toMatch(
        /^error: EVIDENCE_INVALID: the ledger is older than, or another than, the head in /,
      );
      expect(readFileSync(place.file).equals(before)).toBe(true);
    });

  test('show signs nothing over an entry that was altered with its leaf, and the heads over it taken away', async () => {
    const place = await older('insider');
    const note = rowOf(place.file, 'SELECT note FROM heads WHERE size = 7').note as string;
    writeFileSync(join(place.folder, 'ledger-head.txt'), note);
    expect((await ledger(['verify'], place)).code).toBe(0);
    const { salt, bytes, leaf, time } = sealEntry(someEntry({ owners: [], justification: 'another' }));
    const database = new DatabaseSync(place.file);
    database
      .prepare('UPDATE entries SET salt = ?, bytes = ?, leaf = ?, time = ?, parts = NULL WHERE idx = 1')
      .run(salt, bytes, leaf, time);
    database.exec('DELETE FROM heads WHERE size > 1');
    database.close();
    expect((await ledger(['verify'], place)).code).toBe(1);
    expect(await ledger(['show', '1'], place)).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('its first 7 entries are others'),
    });
    expect(rowOf(place.file, 'SELECT max(size) AS size FROM heads').size).toBe(1);
  });

  test('says how many entries are not under a kept head yet, as a gateway that was killed leaves them', async () => {
    const place = await placeOfLedger(above, 'killed');
    damage(place, 'INSERT INTO entries SELECT 7, leaf, time, salt, bytes, parts FROM entries WHERE idx = 6');
    const { code, out } = await ledger(['verify'], place);
    expect([code, out]).toEqual([
      0,
      expect.stringContaining(
        '\n7 entries are under a signed head, 1 entries are not under a kept head yet\n',
      ),
    ]);
  });

  test('does not take a head that another key has signed', async () => {
    const head = join(at.folder, 'other-head.txt');
    writeFileSync(
      head,
      'ledger.example/one\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n— other AAAAAAA=\n',
    );
    expect(await ledger(['verify', '--head', head])).toMatchObject({ code: 1, out: '' });
  });

  test('needs no private key where the public one is given, and another one does not pass', async () => {
    const place = await placeOfLedger(above, 'public', { keyFile: 'not-there.pem' });
    expect(await ledger(['verify'], place)).toMatchObject({ code: 2, out: '' });
    expect((await ledger(['verify', '--key', place.key], place)).code).toBe(0);
    const other = printNoteKey(signerOf(SIGNER.key.name, 2).key);
    expect((await ledger(['verify', '--key', other], place)).code).toBe(1);
  });
});

describe('show', () => {
  test('prints who asked what, why, and what was given of whose data, with texts in place', async () => {
    const { code, out, err } = await ledger(['show', '1']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const line of [
      'requester:      DK, officer, token token',
      'justification:  case in hand',
      'query:          { operations { name } }',
      'owners:         2',
      'DE:             OK; given 3, withheld 2, overshared 0',
      '  document:     { cases(of: $1) { ref } }',
      '  joins:        AT 2',
    ])
      expect(out.split('\n')).toContain(line);
    expect(out).toContain('Arrest.field29 HANDLING');
  });

  test('prints JSON with the data that the rules were read with', async () => {
    const { entry, parts, leaf } = JSON.parse((await ledger(['show', '1', '--json'])).out);
    expect(entry).toMatchObject({ policy: '{"agreements":[]}', operations: ['dunhammer'] });
    expect(parts.map(({ owner }: { owner: string }) => owner)).toEqual(['AT', 'DE']);
    expect(leaf).toMatch(/^[0-9a-f]{64}$/);
  });

  test('writes first that it was read, and by whom', async () => {
    const place = await placeOfLedger(above, 'shown');
    await ledger(['show', '1'], place);
    const [read] = (await place.entries()).slice(7);
    expect(read).toMatchObject({
      requester: null,
      outcome: 'answered',
      action: {
        kind: 'read',
        owner: null,
        from: SEVEN[1]?.time,
        before: '2026-11-20T07:00:00.001Z',
        by: readBy,
      },
    });
    expect((await ledger(['verify'], place)).out).toMatch(
      /: 8 entries, [\s\S]*\n8 entries are under a signed head\n/,
    );
  });

  test('shows nothing of an entry that was altered', async () => {
    const place = await placeOfLedger(above, 'altered');
    damage(
      place,
      "UPDATE entries SET bytes = CAST(replace(CAST(bytes AS TEXT), 'officer', 'captain') AS BLOB) WHERE idx = 1",
    );
    const { code, out, err } = await ledger(['show', '1'], place);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(
      /^error: EVIDENCE_INVALID: [^\n]*its leaf is not the hash of its salt and bytes[^\n]*\n$/,
    );
  });

  test('a user or a machine with another alphabet is written in this one', () => {
    expect(userName('jürgen müller', 'höst\u001b\n')).toBe('j?rgen?m?ller@h?st??');
    expect(userName('root', 'host')).toBe('root@host');
  });

  // Trap: a justification of ours has no control character; of a log written by something else nobody knows.
  test('puts nothing on a terminal that is not seen, or turns a line around', () => {
    expect(plainText('a\u001b[31m\u202eb\nÄ 🛰')).toBe('a\\u{1b}[31m\\u{202e}b\\u{a}Ä 🛰');
    const value = { text: 'a\u001b\u202e\u{e0041}\n"Ä' };
    expect(plainJson(value)).toMatch(/^[\x20-\x7eÄ\n]+$/);
    expect(JSON.parse(plainJson(value))).toEqual(value);
  });
});

describe('slice', () => {
  test('writes JSON lines to a file of this user alone, which verify-slice takes offline', async () => {
    const out = join(at.folder, 'de.jsonl');
    const run = await ledger(['slice', '--owner', 'DE', ...DAYS, '--out', out]);
    expect(run).toEqual({ code: 0, out: '', err: '' });
    expect(statSync(out).mode & 0o777).toBe(0o600);
    const verified = await offline(['verify-slice', out, '--key', at.key]);
    expect({ code: verified.code, err: verified.err }).toEqual({ code: 0, err: '' });
    expect(verified.out).toContain(
      'DE, from 2026-11-19T23:00:00.000Z to before 2026-11-20T23:00:00.000Z: 3 entries, 5 records given, 2 withheld\n',
    );
    expect(verified.out).toContain('that no entry is missing is not shown: a slice proves what is in it\n');
    const key = join(at.folder, 'key.txt');
    writeFileSync(key, `${at.key}\n`);
    const json = JSON.parse((await offline(['verify-slice', out, '--key', key, '--json'])).out);
    expect(json).toMatchObject({ log: SIGNER.key.name, owner: 'DE', entries: 3, given: 5 });
    writeFileSync(`${out}.edited`, flipBit(readFileSync(out), 12_345));
    expect(await offline(['verify-slice', `${out}.edited`, '--key', at.key])).toMatchObject({
      code: 1,
      out: '',
    });
  });

  test('days are those of Brussels, both included', async () => {
    // 23:30 in Brussels is 22:30 UTC; half an hour after midnight there is the day before here.
    const times = [
      '2026-11-19T22:59:59.999Z',
      '2026-11-19T23:00:00.000Z',
      '2026-11-20T22:59:59.999Z',
      '2026-11-20T23:00:00.000Z',
    ];
    const place = await placeOfLedger(
      above,
      'days',
      {},
      times.map((time) => someEntry({ time, owners: [ownerEntry('DE')] })),
    );
    const { out } = await ledger(['slice', '--owner', 'DE', ...DAYS, '--csv'], place);
    const rows = parse(out, { columns: true }) as Record<string, string>[];
    expect(rows.map(({ time }) => time)).toEqual(times.slice(1, 3));
  });

  test('prints CSV with a row for each entry of the owner', async () => {
    const { code, out } = await ledger(['slice', '--owner', 'DE', ...DAYS, '--csv']);
    const rows = parse(out, { columns: true }) as Record<string, string>[];
    expect([code, rows.map(({ index }) => index)]).toEqual([0, ['1', '3', '5']]);
    expect(rows[0]).toMatchObject({
      country: 'DK',
      subject: 'officer',
      token: 'token',
      purpose: 'INVESTIGATION',
      operation: 'dunhammer',
      status: 'OK',
      given: '3',
      withheld: '2',
      document: '{ cases(of: $1) { ref } }',
      joins: 'AT 2',
    });
    expect(rows[1]?.justification).toBe("'=2+3");
  });

  test('a spreadsheet takes no cell for a formula', async () => {
    const starts = ['=', '+', '-', '@', '\t', '\r'];
    const reader = await openReader({ kind: 'sqlite', file: at.file });
    const [whole] = await readInPlace(reader, await reader.entries(3, 1));
    await reader.close();
    if (!whole?.entry) throw new Error('no entry');
    const { entry, parts } = whole;
    for (const start of starts) {
      const cell = `${start}HYPERLINK("http://evil.example")`;
      const page = [
        {
          ...whole,
          entry: {
            ...entry,
            justification: cell,
            requester: { country: cell, subject: cell, tokenId: cell },
            operations: [cell],
          },
          parts: parts.map((part) => ({ ...part, document: cell, status: cell })),
        },
      ];
      const [row] = parse(toSliceCsv(page)) as string[][];
      expect(row?.filter((one) => one.includes('evil')).length).toBe(7);
      expect(row?.filter((one) => one.startsWith(start))).toEqual([]);
    }
  });

  test('writes first that it was read, with owner and span, as JSON or as CSV', async () => {
    const place = await placeOfLedger(above, 'sliced');
    for (const form of ['--csv', '--json']) await ledger(['slice', '--owner', 'DE', ...DAYS, form], place);
    const read = (await place.entries()).slice(7).map((entry) => entry?.action);
    const action = {
      kind: 'read',
      owner: 'DE',
      from: '2026-11-19T23:00:00.000Z',
      before: '2026-11-20T23:00:00.000Z',
      erased: null,
      by: readBy,
    };
    expect(read).toEqual([action, action]);
  });

  test('a file that is there stays as it is, the ledger first of all', async () => {
    const before = readFileSync(at.file);
    const { code, err } = await ledger(['slice', '--owner', 'DE', ...DAYS, '--out', at.file]);
    expect([code, err]).toEqual([
      2,
      `error: BAD_USER_INPUT: option --out: ${at.file} is there already: give another name, or delete it\n`,
    ]);
    expect(readFileSync(at.file).equals(before)).toBe(true);
  });

  test('interrupted, it leaves nothing half written', async () => {
    const entry = someEntry({ owners: [ownerEntry('DE')], time: SEVEN[0]?.time ?? '' });
    const place = await placeOfLedger(
      above,
      'interrupted',
      {},
      Array.from({ length: 2_500 }, () => entry),
    );
    const words = [
      'slice',
      '--owner',
      'DE',
      ...DAYS,
      '--config',
      place.config,
      '--out',
      join(place.folder, 'de.jsonl'),
    ];
    const running = startProgram('src/cli/main.ts', ['ledger', ...words], /(?!)/);
    const drafts = () => readdirSync(place.folder).filter((name) => name.startsWith('de.jsonl'));
    const isWritten = () => drafts().some((name) => statSync(join(place.folder, name)).size > 100_000);
    while (!isWritten()) await setTimeout(2);
    expect(drafts()).not.toEqual(['de.jsonl']);
    expect((await running.stop()).code).toBe(130);
    expect(drafts()).toEqual([]);
  }, 30_000);
});

describe('prove', () => {
  test('writes a proof that verify-proof takes offline, and of which every bit counts', async () => {
    const out = join(at.folder, 'five.tlog-proof');
    expect(await ledger(['prove', '5', '--out', out])).toMatchObject({
      code: 0,
      out: `the proof of entry 5 is in ${out}\n`,
    });
    const { code, out: said } = await offline(['verify-proof', out, '--key', at.key]);
    expect(code).toBe(0);
    expect(said).toMatch(
      /^entry 5 is in the log ledger\.example\/one, under its signed head of \d+ entries:\n\{"accessDate":/,
    );
    const json = JSON.parse((await offline(['verify-proof', out, '--key', at.key, '--json'])).out);
    expect(json).toMatchObject({ index: 5, entry: { time: SEVEN[5]?.time } });
    const bytes = readFileSync(out);
    const edited = `${out}.edited`;
    for (let bit = 0; bit < bytes.length * 8; bit += 61) {
      writeFileSync(edited, flipBit(bytes, bit));
      expect([bit, await offline(['verify-proof', edited, '--key', at.key])]).toEqual([
        bit,
        expect.objectContaining({ code: 1, out: '' }),
      ]);
    }
  }, 60_000);

  test('writes first that it was read; of an erased entry and of one beyond the log there is no proof', async () => {
    const place = await placeOfLedger(above, 'proved');
    const out = join(place.folder, 'proof');
    await ledger(['prove', '2', '--out', out], place);
    expect((await place.entries())[7]?.action).toMatchObject({
      kind: 'read',
      owner: null,
      from: SEVEN[2]?.time,
    });
    const beyond = await ledger(['prove', '99', '--out', `${out}2`], place);
    expect(beyond).toEqual({
      code: 2,
      out: '',
      err: 'error: BAD_USER_INPUT: entry 99 is not in the log: it has 8: give a number below that\n',
    });
    damage(place, 'UPDATE entries SET salt = NULL, bytes = NULL, parts = NULL WHERE idx = 2');
    const erased = await ledger(['prove', '2', '--out', `${out}2`], place);
    expect(erased).toMatchObject({ code: 2, out: '', err: expect.stringContaining('entry 2 was erased') });
    expect(existsSync(`${out}2`)).toBe(false);
  });

  test('of a log whose leaves are not those of its head there is none', async () => {
    const place = await placeOfLedger(above, 'unprovable');
    damage(place, 'UPDATE entries SET leaf = zeroblob(32) WHERE idx = 0');
    const out = join(place.folder, 'proof');
    expect(await ledger(['prove', '2', '--out', out], place)).toMatchObject({ code: 1, out: '' });
    expect(existsSync(out)).toBe(false);
  });
});

describe('no entry, no reading:', () => {
  let full: PlaceOfLedger;
  beforeAll(async () => {
    full = await placeOfLedger(above, 'full', { retentionDays: { DE: 1 } });
    damage(
      full,
      "CREATE TRIGGER full BEFORE INSERT ON entries BEGIN SELECT RAISE(ABORT, 'disk is full'); END",
    );
  });
  const DE = ['slice', '--owner', 'DE', ...DAYS];
  for (const words of [
    ['show', '1'],
    ['show', '1', '--json'],
    DE,
    [...DE, '--csv'],
    [...DE, '--out', 'OUT'],
    ['prove', '1', '--out', 'OUT'],
    ['erase', '--due', '--yes'],
  ]) {
    test(`${words.join(' ')} gives and takes nothing when that cannot be written`, async () => {
      const before = await full.entries();
      const out = join(full.folder, 'never');
      const run = await ledger(
        words.map((word) => (word === 'OUT' ? out : word)),
        full,
      );
      expect(run).toMatchObject({ code: 2, out: '' });
      expect(run.err).toMatch(/^error: EVIDENCE_LOG_UNAVAILABLE: [^\n]*disk is full[^\n]*\n$/);
      expect(readdirSync(full.folder).filter((name) => name.startsWith('never'))).toEqual([]);
      expect(await full.entries()).toEqual(before);
    });
  }

  test('beside a running gateway all of them work, and the log stays one', async () => {
    const place = await placeOfLedger(above, 'beside');
    const gateway = await openStore(
      { kind: 'sqlite', file: place.file },
      { signer: SIGNER, now: Date.now, isGateway: true },
    );
    for (const words of [
      ['show', '1'],
      ['slice', '--owner', 'DE', ...DAYS],
      ['verify'],
      ['stats'],
      ['prove', '1', '--out', join(place.folder, 'p')],
    ])
      expect([words, (await ledger(words, place)).code]).toEqual([words, 0]);
    await gateway.close();
    expect(await ledger(['verify'], place)).toMatchObject({
      code: 0,
      out: expect.stringContaining(': 10 entries'),
    });
  });
});

test('show says how many requests an entry stands for, where it is more than one', async () => {
  const place = await placeOfLedger(above, 'several');
  expect((await ledger(['show', '6'], place)).out).toMatch(/^requests: +5$/m);
  expect((await ledger(['show', '1'], place)).out).not.toContain('requests:');
});

describe('stats', () => {
  test('counts entries by outcome, requester and owner, and writes nothing', async () => {
    const place = await placeOfLedger(above, 'counted');
    const before = readFileSync(place.file);
    const json = JSON.parse((await ledger(['stats', '--json'], place)).out);
    expect(json).toMatchObject({
      log: SIGNER.key.name,
      size: 7,
      heads: 3,
      erased: 0,
      requests: 11,
      unreadable: 0,
      first: SEVEN[0]?.time,
      last: SEVEN[6]?.time,
      outcomes: { answered: 5, invalid: 1, refused: 1 },
      requesters: { DK: 5, NO: 1, none: 1 },
    });
    expect(json.owners).toContainEqual({ owner: 'DE', entries: 3, given: 5, withheld: 2 });
    const { out } = await ledger(['stats'], place);
    expect(out).toContain('7 entries, of which 0 are erased; 11 requests; ');
    expect(out).toMatch(/\nowner +entries +given +withheld\nAT +4 +4 +0\nDE +3 +5 +2\nFR +2 +2 +0\n$/);
    expect(readFileSync(place.file).equals(before)).toBe(true);
  });

  test('of a damaged ledger says how many entries cannot be read, with exit code 1', async () => {
    const place = await placeOfLedger(above, 'unreadable');
    damage(
      place,
      "UPDATE entries SET bytes = x'7b' WHERE idx = 1; UPDATE entries SET parts = x'ff' WHERE idx = 3",
    );
    const { code, err } = await ledger(['stats'], place);
    expect([code, err]).toEqual([1, '2 entries cannot be read: see what `concordat ledger verify` finds\n']);
  });
});

describe('key', () => {
  test('prints the public key and nothing else: as text, for openssl, as JSON', async () => {
    expect(await ledger(['key'])).toEqual({ code: 0, out: `${at.key}\n`, err: '' });
    const pem = (await ledger(['key', '--pem'])).out;
    expect(pem).toMatch(/^-----BEGIN PUBLIC KEY-----\n[^-]+-----END PUBLIC KEY-----\n$/);
    expect(JSON.parse((await ledger(['key', '--json'])).out)).toEqual({
      key: at.key,
      name: SIGNER.key.name,
      id: SIGNER.key.id,
      pem,
    });
  });
});

describe('erase', () => {
  const RETENTION = { retentionDays: { AT: 1, DE: 30 } };
  /** All of it years ago. */
  const OLD = SEVEN.map((entry, place) => ({
    ...entry,
    time: entry.time.replace('2026', place < 5 ? '2016' : '2020'),
  }));

  test('without --yes says what it would take, and takes nothing', async () => {
    const place = await placeOfLedger(above, 'dry', RETENTION, OLD);
    const before = readFileSync(place.file);
    const { code, out } = await ledger(['erase', '--before', '2016-11-21', '--owner', 'AT'], place);
    expect([code, out]).toEqual([
      0,
      'would be erased: 3 parts of AT, and 1 entries whole, of before 2016-11-21\nnothing was erased: give --yes to do it\n',
    ]);
    expect(readFileSync(place.file).equals(before)).toBe(true);
  });

  test('with --yes takes just that, says so in an entry, and leaves every proof whole', async () => {
    const place = await placeOfLedger(above, 'erased', RETENTION, OLD);
    const proof = join(place.folder, 'proof');
    await ledger(['prove', '0', '--out', proof], place);
    const { code, out } = await ledger(['erase', '--before', '2016-11-21', '--owner', 'AT', '--yes'], place);
    expect([code, out]).toEqual([0, 'erased: 3 parts of AT, and 1 entries whole, of before 2016-11-21\n']);
    const entries = await place.entries();
    expect(entries[0]).toBeNull();
    expect(entries[8]?.action).toEqual({
      kind: 'erase',
      owner: 'AT',
      from: null,
      before: '2016-11-20T23:00:00.000Z',
      by: readBy,
      // Exactly what went: entry 0 whole, and Austria's part of 1 and 4.
      erased: [
        { index: 0, time: Date.parse('2016-11-20T06:00:00.000Z') },
        { index: 1, part: expect.stringMatching(/^[0-9a-f]{64}$/) },
        { index: 4, part: expect.stringMatching(/^[0-9a-f]{64}$/) },
      ],
    });
    expect((await ledger(['verify'], place)).code).toBe(0);
    expect((await offline(['verify-proof', proof, '--key', place.key])).code).toBe(0);
    expect((await ledger(['show', '0'], place)).out).toMatch(
      /^entry 0 was erased: left is its leaf, [0-9a-f]{64}\n$/,
    );
    expect((await ledger(['show', '1'], place)).out).toContain('owners:         2, of which 1 are erased\n');
  });

  test('--due takes of each owner what its period is over for', async () => {
    const place = await placeOfLedger(above, 'due', RETENTION, OLD);
    const dry = JSON.parse((await ledger(['erase', '--due', '--json'], place)).out);
    const done = JSON.parse((await ledger(['erase', '--due', '--yes', '--json'], place)).out);
    expect(dry).toMatchObject({
      done: false,
      erasures: [
        { owner: 'AT', parts: 4 },
        { owner: 'DE', parts: 3 },
      ],
    });
    expect(done).toEqual({ done: true, erasures: dry.erasures });
    expect((await ledger(['verify'], place)).code).toBe(0);
  });

  test('what is not over, and what has no period, is not erased', async () => {
    const place = await placeOfLedger(above, 'kept', RETENTION);
    for (const [words, said] of [
      [
        ['--before', '2999-01-01', '--owner', 'DE'],
        "option --before: what is DE's is kept for 30 days: give ",
      ],
      [
        ['--before', '2016-01-01', '--owner', 'FR'],
        '`ledger.retentionDays` has no `FR`, so nothing of it is erased',
      ],
      [['--before', '2016-01-01'], 'nothing says what to erase: give --before and --owner, or --due'],
      [['--due', '--owner', 'DE'], "option '--due' cannot be used with option '--owner"],
      [['--before', '2016-02-30', '--owner', 'DE'], 'option --before: `2016-02-30` is no date'],
    ] as const) {
      const { code, out, err } = await ledger(['erase', ...words, '--yes'], place);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toContain(said);
    }
    expect((await place.entries()).length).toBe(7);
  });
});

describe('what cannot be used is refused, with the remedy, and nothing on standard output:', () => {
  const slice = (...words: string[]) => ['slice', '--owner', 'DE', ...DAYS, ...words];
  for (const [name, words, code, said] of [
    [
      'a word that is no number',
      ['show', 'x'],
      2,
      '`x` is no number of an entry: write a whole number from 0 on',
    ],
    ['an entry beyond the log', ['show', '99999'], 2, 'entry 99999 is not in the log'],
    ['an owner that is none', slice('--owner', 'Germany'), 2, 'option --owner: `Germany` is no country code'],
    ['a day that is none', slice('--from', '2026-02-30'), 2, 'option --from: `2026-02-30` is no date'],
    [
      'days in the wrong order',
      slice('--to', '2026-11-19'),
      2,
      'option --to: 2026-11-19 is before 2026-11-20',
    ],
    [
      'a folder that is not there',
      slice('--out', '/not/there/x'),
      2,
      'option --out: /not/there/x cannot be written',
    ],
    [
      'CSV and JSON at once',
      slice('--csv', '--json'),
      2,
      "option '--csv' cannot be used with option '--json'",
    ],
    [
      'a head that is not there',
      ['verify', '--head', '/not/there'],
      2,
      'option --head: /not/there cannot be read',
    ],
    ['an unknown subcommand', ['frobnicate'], 2, "unknown command 'frobnicate'"],
  ] as const) {
    test(name, async () => {
      const run = await (words[0] === 'frobnicate' ? offline(words) : ledger(words));
      expect(run).toMatchObject({ code, out: '', err: expect.stringContaining(said) });
    });
  }

  for (const [name, file, key, code, said] of [
    ['a file that is no proof', 'settings.json', null, 1, 'the proof is not as the ledger gave it out'],
    [
      'a file that is not there',
      'nothing',
      null,
      2,
      'nothing cannot be read: give the file that `prove` has written',
    ],
    ['a key that is none', 'settings.json', 'x', 2, 'option --key: neither a key nor a file that holds one'],
  ] as const) {
    test(name, async () => {
      for (const what of ['verify-proof', 'verify-slice']) {
        const words = [what, join(at.folder, file), '--key', key ?? at.key];
        const run = await offline(words);
        const expected = said
          .replace('proof', what.slice(7))
          .replace('`prove`', `\`${what === 'verify-slice' ? 'slice' : 'prove'}\``);
        expect(run).toMatchObject({ code, out: '', err: expect.stringContaining(expected) });
      }
    });
  }

  test('another key than that of the log', async () => {
    const out = join(at.folder, 'other.tlog-proof');
    await ledger(['prove', '1', '--out', out]);
    const other = printNoteKey(signerOf('ledger.example/two', 1).key);
    const { code, err } = await offline(['verify-proof', out, '--key', other]);
    expect([code, err]).toEqual([1, expect.stringContaining('no signature of this key')]);
  });

  test('settings, key or ledger that are not there; none is made', async () => {
    const place = await placeOfLedger(above, 'missing', { file: 'nothing.db' });
    for (const words of [['show', '1'], ['verify'], ['stats'], slice(), ['erase', '--due', '--yes']]) {
      expect([words, await ledger(words, place)]).toEqual([
        words,
        expect.objectContaining({ code: 2, out: '', err: expect.stringContaining('there is no ledger in') }),
      ]);
    }
    expect(existsSync(join(place.folder, 'nothing.db'))).toBe(false);
    const other = await placeOfLedger(above, 'keyless', { keyFile: 'nothing.pem' });
    for (const words of [['show', '1'], ['key'], slice()])
      expect(await ledger(words, other)).toMatchObject({
        code: 2,
        out: '',
        err: expect.stringContaining('take the key back from a copy'),
      });
    expect(existsSync(join(other.folder, 'nothing.pem'))).toBe(false);
    const missing = await offline(['stats', '--config', join(above, 'no.json')]);
    expect(missing).toMatchObject({ code: 2, out: '', err: expect.stringContaining('option --config: ') });
  });

  test('a key that did not sign this log', async () => {
    const place = await placeOfLedger(above, 'swapped', { name: 'ledger.example/two' });
    expect(await ledger(['show', '1'], place)).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('CONFIGURATION_INVALID'),
    });
  });

  test('a file that is no ledger', async () => {
    const place = await placeOfLedger(above, 'garbage');
    writeFileSync(place.file, 'x'.repeat(10_000));
    for (const words of [['show', '1'], ['verify'], ['stats']])
      expect(await ledger(words, place)).toMatchObject({ code: 2, out: '' });
    expect(readFileSync(place.file, 'utf8')).toBe('x'.repeat(10_000));
  });
});

test('what takes longer than two seconds says how far it is, what does not says nothing', async () => {
  const { now } = Date;
  const { err } = await caughtRun(async () => {
    const report = progressOf('entries verified');
    for (const [seconds, done] of [
      [1, 10],
      [2.5, 20],
      [3, 30],
      [5, 40],
    ] as const) {
      const time = now() + seconds * 1_000;
      Date.now = () => time;
      report(done, 50);
    }
  });
  Date.now = now;
  expect(err).toBe('entries verified: 20 of 50\nentries verified: 40 of 50\n');
});

test('each subcommand explains itself, with an example as it is typed and what its exit codes say', async () => {
  for (const what of [
    'verify',
    'slice',
    'verify-slice',
    'show',
    'stats',
    'prove',
    'verify-proof',
    'key',
    'erase',
  ]) {
    const { code, out } = await offline([what, '--help']);
    expect([what, code]).toEqual([what, 0]);
    expect(out).toContain(`\n  $ npx concordat ledger ${what}`);
    expect(out).toContain('\n  --json');
    expect(out).toMatch(/\nExit code: 0; 1 when .*; 2 when /);
  }
});
