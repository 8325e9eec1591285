import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decideCommand } from '../../src/cli/decide.ts';
import { afterAll, beforeAll, describe, expect, test } from '../jest.ts';
import { caughtRun } from './caught-run.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TABLE = join(ROOT, 'test/access/decisions.csv');
const TEXT = readFileSync(TABLE, 'utf8');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'concordat-decide-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Run {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

async function run(words: readonly string[]): Promise<Run> {
  const { code, out, err } = await caughtRun(() => decideCommand().parseAsync(words, { from: 'user' }));
  return { status: code, out, err };
}

/** As a process of its own, from another folder: once for each way to end. `root` is the checkout it belongs to. */
function spawned(words: readonly string[], root = ROOT): Run {
  const script = `
    const { decideCommand } = await import(${JSON.stringify(join(root, 'src/cli/decide.ts'))});
    await decideCommand().parseAsync(process.argv.slice(1), { from: 'user' });`;
  const options = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', script, '--'];
  const done = spawnSync(process.execPath, [...options, ...words], { cwd: folder, encoding: 'utf8' });
  return { status: done.status, out: done.stdout, err: done.stderr };
}

function writeTable(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const QUESTION: Readonly<Record<string, string>> = {
  '--date': '2011-12-16',
  '--owner': 'DE',
  '--requester': 'NO',
  '--category': 'PERSONAL',
  '--purpose': 'OPERATIONAL_ANALYSIS',
  '--crime-area': 'CSE',
  '--participant': 'yes',
  '--addressee': 'no',
  '--handling': 'H0',
  '--consent': 'none',
  '--log': 'up',
};
const ask = (change: Readonly<Record<string, string>> = {}) =>
  Object.entries({ ...QUESTION, ...change }).flat();

describe('one question', () => {
  test('is answered with effect, reason and legal basis', async () => {
    expect(await run(ask())).toEqual({
      status: 0,
      out: 'effect: CONSENT_REQUIRED\nreason: ORIGINATOR_CONSENT\nlegal basis: Europol Convention Art 18; Reg 2016/794 Art 25(1)(c)\n',
      err: '',
    });
  });

  test('is answered with the obligation, where there is one', async () => {
    expect((await run(ask({ '--handling': 'H1', '--consent': 'general' }))).out).toMatch(
      /^effect: ALLOW\nreason: OK_H1_OBLIGATION\nlegal basis: .+\nobligation: NO_JUDICIAL_USE\n$/,
    );
  });

  test('is answered in JSON with --json', async () => {
    const { status, out, err } = await run([...ask({ '--requester': 'FR' }), '--json']);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(JSON.parse(out)).toEqual({
      effect: 'ALLOW',
      reason: 'OK',
      rule: 21,
      legalBasis: 'Decision 2009/371/JHA',
      obligation: null,
    });
  });

  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['category', { '--category': '' }, 'DENY UNKNOWN_CATEGORY'],
    ['owner', { '--owner': '' }, 'DENY OWNER_AGREEMENT_CEILING'],
    ['purpose', { '--purpose': '' }, 'DENY PURPOSE_MISSING_OR_UNKNOWN'],
    ['crime area', { '--crime-area': '' }, 'DENY CRIME_AREA_OUT_OF_SCOPE'],
    ['handling', { '--handling': '' }, 'DENY H3_RESTRICTION_NOT_MACHINE_READABLE'],
    ['consent', { '--consent': '' }, 'CONSENT_REQUIRED ORIGINATOR_CONSENT'],
    ['requester, which is __proto__', { '--requester': '__proto__' }, 'DENY REQUESTER_AGREEMENT_CEILING'],
  ])('with an empty or unknown word is decided: %s', async (_, change, expected) => {
    const { status, out } = await run(ask(change));
    expect({ status, said: out.split('\n').slice(0, 2).join(' ') }).toEqual({
      status: 0,
      said: `effect: ${expected.replace(' ', ' reason: ')}`,
    });
  });

  test.each<[string, Readonly<Record<string, string>>, string]>([
    [
      'a date that is none',
      { '--date': '2011-02-30' },
      'error: option --date: `2011-02-30` is no date: write a day of the calendar as yyyy-MM-dd\n',
    ],
    [
      'a participant that is neither',
      { '--participant': 'maybe' },
      'error: option --participant: `maybe` is neither yes nor no: write yes or no\n',
    ],
    [
      'an addressee that is neither',
      { '--addressee': '' },
      'error: option --addressee: `` is neither yes nor no: write yes or no\n',
    ],
    [
      'a log that is neither',
      { '--log': 'UP' },
      'error: option --log: `UP` is neither up nor down: write up or down\n',
    ],
  ])('with %s is refused in one line, with exit code 2', async (_, change, err) => {
    expect(await run(ask(change))).toEqual({ status: 2, out: '', err });
  });

  test('with an option missing, unknown, or beside --table is refused in one line, with exit code 2', async () => {
    expect(spawned(ask().slice(0, -2))).toEqual({
      status: 2,
      out: '',
      err: "error: required option '--log <up|down>' not specified\n",
    });
    expect(await run([...ask(), '--requestor', 'NO'])).toEqual({
      status: 2,
      out: '',
      err: "error: unknown option '--requestor'\n",
    });
    expect(await run(['--owner', 'DE', '--table', TABLE])).toEqual({
      status: 2,
      out: '',
      err: "error: option '--table <file>' cannot be used with option '--owner <country>'\n",
    });
  });

  test('is explained by --help, with the example', async () => {
    const { status, out } = await run(['--help']);
    expect(status).toBe(0);
    expect(out).toContain('npx concordat decide --date 2011-12-16 --owner DE');
  });
});

describe('a table of questions', () => {
  /** Row 7 is V08, expected `DENY` for the ceiling; row 2 is V01, expected `ALLOW`. */
  const spoilt = TEXT.replace(/^(V01,.*),ALLOW,PUBLIC_RELEASE,/m, '$1,DENY,PUBLIC_RELEASE,').replace(
    /^(V08,.*),REQUESTER_AGREEMENT_CEILING,/m,
    '$1,NO_REASON,',
  );

  test('that agrees says so, with exit code 0', () => {
    expect(spawned(['--table', TABLE])).toEqual({ status: 0, out: '32 agree, 0 differ\n', err: '' });
  });

  test('prints each row that differs, in effect or in reason, and exits with 1', () => {
    expect(spawned(['--table', writeTable('spoilt.csv', spoilt)])).toEqual({
      status: 1,
      out: [
        'row 2 `V01`: expected `DENY` `PUBLIC_RELEASE`, decided `ALLOW` `PUBLIC_RELEASE` (rule 1)',
        'row 7 `V08`: expected `DENY` `NO_REASON`, decided `DENY` `REQUESTER_AGREEMENT_CEILING` (rule 5)',
        '30 agree, 2 differ',
        '',
      ].join('\n'),
      err: '',
    });
  });

  test('is compared in JSON with --json', async () => {
    const agreed = await run(['--table', TABLE, '--json']);
    expect(agreed.status).toBe(0);
    expect(JSON.parse(agreed.out)).toEqual({ agree: 32, differ: 0, rows: [] });
    const { status, out } = await run(['--json', '--table', writeTable('spoilt.csv', spoilt)]);
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      agree: 30,
      differ: 2,
      rows: [
        { row: 2, id: 'V01', expected: { effect: 'DENY' }, decided: { effect: 'ALLOW', rule: 1 } },
        { row: 7, id: 'V08', expected: { reason: 'NO_REASON' }, decided: { effect: 'DENY', rule: 5 } },
      ],
    });
  });

  const HEADER = TEXT.slice(0, TEXT.indexOf('\n'));
  const rowsOf = (...rows: readonly string[]) => `${[HEADER, ...rows].join('\n')}\n`;

  test('may have empty and unknown words in every other column: they are decided, not refused', async () => {
    const rows = rowsOf(
      'E1,2011-12-16,DE,FR,,OPERATIONAL_ANALYSIS,CSE,yes,no,H0,none,up,DENY,UNKNOWN_CATEGORY,',
      'E2,2011-12-16,DE,FR,PERSONAL,,CSE,yes,no,H0,none,up,DENY,PURPOSE_MISSING_OR_UNKNOWN,',
      'E3,2011-12-16,DE,FR,PERSONAL,OPERATIONAL_ANALYSIS,CSE,yes,no,,none,up,DENY,H3_RESTRICTION_NOT_MACHINE_READABLE,',
      'E4,2011-12-16,DE,NO,PERSONAL,OPERATIONAL_ANALYSIS,CSE,yes,no,H0,,up,CONSENT_REQUIRED,ORIGINATOR_CONSENT,',
      'E5,2011-12-16,DE,FR,PERSONAL,OPERATIONAL_ANALYSIS,,yes,no,H0,none,up,DENY,CRIME_AREA_OUT_OF_SCOPE,',
      ',2011-12-16,,,PUBLIC,,,no,no,,,down,ALLOW,PUBLIC_RELEASE,',
      'E7,2011-12-16,DE,ＦＲ,PERSONAL,toString,constructor,yes,no,H9,maybe,up,DENY,PURPOSE_MISSING_OR_UNKNOWN,',
    );
    expect((await run(['--table', writeTable('empty.csv', `\ufeff${rows}`)])).out).toBe(
      '7 agree, 0 differ\n',
    );
  });

  test('is told apart from a terminal: what a cell holds cannot act on it', async () => {
    const row = '"\u001b[2J",2011-12-16,DE,FR,PUBLIC,,CSE,yes,no,H0,none,up,"DE\nNY",X,';
    const { out } = await run(['--table', writeTable('control.csv', rowsOf(row))]);
    expect(out).toBe(
      'row 3 `\\u{1b}[2J`: expected `DE\\u{a}NY` `X`, decided `ALLOW` `PUBLIC_RELEASE` (rule 1)\n0 agree, 1 differ\n',
    );
  });

  const GOOD = 'G1,2011-12-16,DE,FR,PUBLIC,,CSE,yes,no,H0,none,up,ALLOW,PUBLIC_RELEASE,';

  test.each<[string, string, string]>([
    [
      'without a column',
      rowsOf(GOOD).replace(',handling,', ',marking,'),
      'row 1: missing column `handling`: add it to the header and to each row',
    ],
    [
      'with a date that is none',
      rowsOf(GOOD, GOOD.replace('2011-12-16', '16.12.2011')),
      'row 3: column `date`, `16.12.2011` is no date: write a day of the calendar as yyyy-MM-dd',
    ],
    [
      'without a date',
      rowsOf(GOOD, '', GOOD.replace('2011-12-16', '')),
      'row 4: column `date`, `` is no date: write a day of the calendar as yyyy-MM-dd',
    ],
    [
      'with another participant',
      rowsOf(GOOD.replace('yes,no', 'Yes,no')),
      'row 2: column `participant`, `Yes` is neither yes nor no: write yes or no',
    ],
    [
      'with another addressee',
      rowsOf(GOOD, GOOD.replace('yes,no', 'yes,true')),
      'row 3: column `addressee`, `true` is neither yes nor no: write yes or no',
    ],
    [
      'with another log',
      rowsOf(GOOD.replace(',up,', ',on,')),
      'row 2: column `log`, `on` is neither up nor down: write up or down',
    ],
    [
      'with a row cut short',
      rowsOf(GOOD, 'G2,2011-12-16'),
      'row 3: 2 cells under a header of 15: write one cell for each column, in quotes if it holds a comma',
    ],
  ])('%s is refused with row and remedy, with exit code 2', async (_, text, problem) => {
    const file = writeTable('wrong.csv', text);
    expect(await run(['--table', file])).toEqual({ status: 2, out: '', err: `error: ${file} ${problem}\n` });
  });

  test('that is not there is refused with a remedy, with exit code 2', async () => {
    expect(await run(['--table', 'nowhere.csv'])).toEqual({
      status: 2,
      out: '',
      err: 'error: nowhere.csv cannot be read: give the path of a CSV table with the columns of decisions.csv\n',
    });
  });

  test('of 20,000 rows is compared to the last', async () => {
    const rows = Array.from({ length: 19_999 }, () => GOOD);
    const { status, out } = await run([
      '--table',
      writeTable('long.csv', rowsOf(...rows, GOOD.replace('ALLOW', 'DENY'))),
    ]);
    expect(status).toBe(1);
    expect(out).toMatch(/^row 20001 `G1`: .+\n19999 agree, 1 differ\n$/);
  });
});

describe('with a wrong table of agreements', () => {
  test('nothing is decided: the command says file, row and remedy, with exit code 2', () => {
    const copy = join(folder, 'checkout');
    mkdirSync(copy);
    for (const part of ['src/access', 'src/cli', 'src/errors.ts', 'src/terms.ts', 'schema/agreements']) {
      cpSync(join(ROOT, part), join(copy, part), { recursive: true });
    }
    writeFileSync(join(copy, 'package.json'), '{ "type": "module" }');
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    const file = join(copy, 'schema/agreements/agreements.csv');
    const damaged = readFileSync(file, 'utf8').replace('2017-04-30,Europol', '2017-04-31,Europol');
    writeFileSync(file, damaged);
    expect(spawned(ask(), copy)).toEqual({
      status: 2,
      out: '',
      err: 'error: schema/agreements/agreements.csv row 27: unreadable date `2017-04-31` in `valid_to`: write a day of the calendar as yyyy-MM-dd, or leave the cell blank\n',
    });
    rmSync(file);
    expect(spawned(['--table', TABLE], copy)).toMatchObject({
      status: 2,
      out: '',
      err: 'error: schema/agreements/agreements.csv: cannot be read: put it back, and let this user read it\n',
    });
  });
});
