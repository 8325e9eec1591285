/** `concordat statistics` over the mocks, with settings in a file as the demo writes them. */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import type { ExactFigures } from '../../src/statistics/exact-figures.ts';
import { releaseTable } from '../../src/statistics/release-table.ts';
import { openSolver } from '../../src/statistics/solver.ts';
import { DEFAULT_RULES } from '../../src/statistics/table-rules.ts';
import { afterAll, beforeAll, describe, expect, test } from '../jest.ts';
import { smallFigures } from '../statistics/small-figures.ts';
import { askProgram } from './ask-program.ts';
import type { Run } from './run-program.ts';

const DATE = '2011-12-16';
const TABLE = `icarus_${DATE}.json`;

const folder = mkdtempSync(join(tmpdir(), 'concordat-statistics-'));
const settings = join(folder, 'settings.json');
let mocks: Mocks;
let built: Run;
beforeAll(async () => {
  mocks = await startMocks();
  writeSettings(settings, {});
  built = await statistics('build');
});
afterAll(async () => {
  await mocks.close();
  rmSync(folder, { recursive: true });
});

/** Settings of the whole; `change` is of `statistics`, which null leaves out. */
function writeSettings(file: string, change: object | null): void {
  const systems = [...mocks.national, ['XE', mocks.europol] as const, ['XO', mocks.interpol] as const];
  const statistics = {
    folder: 'tables',
    reportingDates: { icarus: [DATE, '2012-01-31', '2999-12-31'], small: [DATE] },
    ...change,
  };
  const whole = {
    accessDate: DATE,
    deadlineMs: 60_000,
    tokens: { algorithms: ['EdDSA'], jwksFile: 'key-set.json' },
    ...(change === null ? {} : { statistics }),
    systems: Object.fromEntries(
      systems.map(([code, { url }]) => [code, { url, synthetic: true, timeoutMs: 20_000 }]),
    ),
  };
  writeFileSync(file, JSON.stringify(whole));
}

/** Other settings in a file of their own. */
function otherSettings(name: string, change: object | null): string {
  const file = join(folder, `${name}.json`);
  writeSettings(file, { folder: name, ...change });
  if (change === null) writeSettings(file, null);
  return file;
}

function statistics(
  what: string,
  words: readonly string[] = [],
  { config = settings, operation = 'icarus', date = DATE } = {},
): Promise<Run> {
  const all = ['--config', config, '--operation', operation, '--date', date];
  return askProgram(['statistics', what, ...all, ...words]);
}

describe('build', () => {
  test('prints the table with x for what is held back, says beside it what it does, and keeps it', () => {
    expect(built.code).toBe(0);
    expect(built.out).toMatch(/^icarus, reporting date 2011-12-16: below 5 held back/);
    expect(built.out).toMatch(/\ncountry +arrests +suspects +arrested_or_suspected +searches\n/);
    expect(built.out).toMatch(/\nAT +x +x +19 +19\nBE +5 +11 +16 +15\n/);
    expect(built.out).toMatch(/\ntotal +112 +269 +381 +355\n/);
    const steps = built.err.split('\n');
    expect(steps).toEqual(
      expect.arrayContaining([
        'asking Europol who takes part',
        '1 of 26 countries asked',
        '26 of 26 countries asked',
        'no attack succeeds',
        `kept in ${join(folder, 'tables', TABLE)}`,
      ]),
    );
    expect(readdirSync(join(folder, 'tables'))).toEqual([TABLE]);
  });

  test('asks nobody and prints nothing when the table is there: it is built once', async () => {
    for (const mock of mocks.national.values()) mock.forget();
    const { code, out, err } = await statistics('build');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toBe(
      `error: CONFIGURATION_INVALID: the table of \`icarus\` for ${DATE} is there already: it is built once\n`,
    );
    expect([...mocks.national.values()].flatMap(({ messages }) => messages)).toEqual([]);
  });

  test('keeps nothing while a country does not answer, and names it', async () => {
    const config = otherSettings('waiting', {});
    mocks.national.get('MT')?.behave({ status: 500 });
    const { code, out, err } = await statistics('build', [], { config });
    mocks.national.get('MT')?.behave({});
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/\nerror: STATISTICS_NOT_RELEASABLE: .*not complete: MT ARRESTS \(SOURCE_/);
    expect(err).toContain('build it again when they have reported, or set `incomplete` to SAY');
    expect(existsSync(join(folder, 'waiting'))).toBe(false);
  });

  test('keeps nothing of an operation that Europol does not know', async () => {
    const config = otherSettings('unknown', { reportingDates: { other: [DATE] } });
    const { code, out, err } = await statistics('build', [], { config, operation: 'other' });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('error: STATISTICS_NOT_RELEASABLE: operation `other`: Europol names no countries');
  });

  test('is gone at once when it is interrupted, and keeps nothing', async () => {
    const config = otherSettings('interrupted', {});
    mocks.national.get('MT')?.behave({ latencyMs: 15_000 });
    const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
    const words = ['statistics', 'build', '--config', config, '--operation', 'icarus', '--date', DATE];
    const child = spawn(process.execPath, [main, ...words], { stdio: ['ignore', 'ignore', 'pipe'] });
    const ended = new Promise((resolve) => child.on('close', (_, signal) => resolve(signal)));
    let err = '';
    child.stderr.on('data', (chunk) => {
      err += String(chunk);
      if (err.includes('25 of 26 countries asked')) child.kill('SIGINT');
    });
    expect(await ended).toBe('SIGINT');
    mocks.national.get('MT')?.behave({});
    expect(existsSync(join(folder, 'interrupted'))).toBe(false);
  });
});

describe('show', () => {
  test('prints as text what build has printed', async () => {
    expect(await statistics('show')).toEqual({ code: 0, out: built.out, err: '' });
  });

  test('prints in the form of the table what an outsider can compute, without a limit that nobody knows', () => {
    const [, attack = ''] = built.out.split('what an outsider can compute of what is held back:\n');
    expect(attack).toMatch(/^country +arrests +suspects +arrested_or_suspected +searches\n/);
    expect(attack).toMatch(/\nCZ +0 to 11 +0 to 11\n/);
    expect(attack).not.toMatch(/\d{4,}/);
    expect(attack).toMatch(/\n {2}arrests: 16 of 26 cells \(16 for their own sake, 0 beside them\), 19 %/);
  });

  test('prints as CSV a line for each figure, free or confidential, and nothing of what is confidential', async () => {
    const { code, out, err } = await statistics('show', ['--csv']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.split('\n')[0]).toBe(
      'OPERATION,TIME_PERIOD,MEASURE,DIMENSION,CODE,OBS_VALUE,CONF_STATUS,CONF_REDIST',
    );
    const rows = parse(out, { columns: true }) as Record<string, string>[];
    expect(rows.find(({ MEASURE, CODE }) => `${MEASURE} ${CODE}` === 'ARRESTS DE')).toEqual({
      OPERATION: 'icarus',
      TIME_PERIOD: DATE,
      MEASURE: 'ARRESTS',
      DIMENSION: 'COUNTRY',
      CODE: 'DE',
      OBS_VALUE: '14',
      CONF_STATUS: 'F',
      CONF_REDIST: '',
    });
    expect(rows).toContainEqual(
      expect.objectContaining({ MEASURE: 'ARRESTS', DIMENSION: '_T', CODE: '_T', OBS_VALUE: '112' }),
    );
    expect(new Set(rows.map((row) => `${row.CONF_STATUS}${row.OBS_VALUE ? ' with' : ' without'}`))).toEqual(
      new Set(['F with', 'C without']),
    );
    expect(new Set(rows.map(({ CONF_REDIST }) => CONF_REDIST))).toEqual(new Set(['']));
  });

  test('prints as JSON the figures of the CSV, what an outsider can compute, and no more', async () => {
    const table = JSON.parse((await statistics('show', ['--json'])).out);
    const csv = parse((await statistics('show', ['--csv'])).out, { columns: true }) as Record<
      string,
      string
    >[];
    expect(Object.keys(table).sort()).toEqual(
      ['absent', 'audit', 'date', 'digest', 'figures', 'operation', 'rules'].sort(),
    );
    expect(
      table.figures.map((one: Record<string, unknown>) => [
        one.measure,
        one.code ?? '_T',
        String(one.published ?? ''),
        one.confStatus,
        one.confRedist,
      ]),
    ).toEqual(csv.map((one) => [one.MEASURE, one.CODE, one.OBS_VALUE, one.CONF_STATUS, null]));
    expect(table.audit[0]).toEqual({ name: 'ARRESTS AT', low: 0, high: 19 });
  });

  // Trap: a limit or a width that is computed from what is held back. The two are alike in everything that is published.
  test('prints the same of two tables that differ only in what is held back', async () => {
    const printed = await Promise.all(
      [
        [1, 4_000.3],
        [2, 4_100.9],
      ].map(async ([arrests = 0, volume = 0], place) => {
        const counts = {
          DE: [20, 30],
          FR: [arrests, 43 - arrests],
          IT: [4 - arrests, 40 + arrests],
        } as const;
        const figures = smallFigures({ ...counts, SE: [9, 60] });
        const { SEIZED_DATA_TB: volumes } = figures.reported;
        const SE = { COMPUTER: volume, OTHER: 11 };
        const reported = { ...figures.reported, SEIZED_DATA_TB: { ...volumes, SE } };
        await releaseTable(
          join(folder, `twin${place}`),
          { ...figures, reported },
          [],
          DEFAULT_RULES,
          await openSolver(),
        );
        return otherSettings(`twin${place}`, {});
      }),
    );
    for (const words of [['--json'], ['--csv']]) {
      const [one, other] = [
        await statistics('show', words, { config: printed[0], operation: 'small' }),
        await statistics('show', words, { config: printed[1], operation: 'small' }),
      ].map(({ out }) => out.replace(/"digest": "[0-9a-f]{64}"/, ''));
      expect(one).toContain('SEIZED_DATA_TB');
      expect(other).toBe(one);
    }
  });

  test('refuses a table that was not built, with the command that makes it', async () => {
    const { code, out, err } = await statistics('show', [], { date: '2012-01-31' });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toBe(
      `error: CONFIGURATION_INVALID: no table of \`icarus\` for 2012-01-31 in ${join(folder, 'tables')}: make it with \`concordat statistics build --config ${settings} --operation icarus --date 2012-01-31\`\n`,
    );
  });

  test('refuses a table that was damaged, by its file', async () => {
    const config = otherSettings('damaged', {});
    cpSync(join(folder, 'tables'), join(folder, 'damaged'), { recursive: true });
    const file = join(folder, 'damaged', TABLE);
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, -10));
    const { code, out, err } = await statistics('show', [], { config });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`${file} is no table, or is damaged: take it back from a copy`);
  });
});

describe('audit', () => {
  test('attacks the table anew, finds what was found, and says that it holds', async () => {
    const { code, out, err } = await statistics('audit');
    expect({ code, out }).toEqual({ code: 0, out: built.out });
    expect(err).toBe(`attacking the table of ${DATE}, with 0 of earlier dates\nthe audit holds\n`);
  });

  for (const [name, id, published, said] of [
    ['a figure is not what was reported', 'ARRESTS DE', 15, 'ARRESTS DE is not what was reported'],
    ['one that was held back is shown', 'ARRESTS AT', 2, 'ARRESTS AT is to be held back, and is shown'],
    ['one beside it tells it', 'SUSPECTS AT', 17, 'ARRESTS AT can be computed as 2 to 2: narrower than 4'],
  ] as const) {
    test(`fails with exit code 1 when ${name}, and names it`, async () => {
      const config = otherSettings('altered', {});
      cpSync(join(folder, 'tables'), join(folder, 'altered'), { recursive: true });
      const file = join(folder, 'altered', TABLE);
      const kept = JSON.parse(readFileSync(file, 'utf8'));
      kept.table.figures.find((figure: { id: string }) => figure.id === id).published = published;
      writeFileSync(file, JSON.stringify(kept));
      const { code, err } = await statistics('audit', [], { config });
      expect(code).toBe(1);
      expect(err).toContain('the audit fails:\n');
      expect(err.split('\n')).toContain(said);
    });
  }

  // Trap: each of the two is right by itself; beside the first the second tells of two searches.
  test('counts the tables of earlier dates as known', async () => {
    const LATER = '2012-01-31';
    const config = otherSettings('dated', { reportingDates: { small: [DATE, LATER] } });
    const figures = smallFigures({ DE: [20, 30], FR: [3, 40], IT: [2, 40], SE: [9, 60] });
    const { SEARCHES: searches } = figures.reported;
    const reported = { ...figures.reported, SEARCHES: { ...searches, SE: { SE: 52 } } };
    const solver = await openSolver();
    const release = (name: string, all: ExactFigures) =>
      releaseTable(join(folder, name), all, [], DEFAULT_RULES, solver);
    await release('dated', { ...figures, date: LATER, reported });
    const { file } = await release('first', figures);
    cpSync(file, join(folder, 'dated', `small_${DATE}.json`));
    const first = await statistics('audit', [], { config, operation: 'small' });
    const second = await statistics('audit', [], { config, operation: 'small', date: LATER });
    expect([first.code, second.code]).toEqual([0, 1]);
    expect(second.err).toContain(`attacking the table of ${LATER}, with 1 of earlier dates\n`);
    expect(second.err).toContain(
      `\nthe change of SEARCHES SE since ${DATE} can be computed as 2 to 2: narrower than 4\n`,
    );
  });
});

describe('what cannot be used is refused with exit code 2, the remedy, and nothing on standard output:', () => {
  const missing = join(folder, 'missing.json');
  for (const [name, order, said] of [
    [
      'an operation without reporting dates',
      { operation: 'other' },
      `${settings}: \`statistics.reportingDates\` has no operation \`other\`: it has icarus, small; add it there, or give one of these`,
    ],
    [
      'a date that is not configured',
      { date: '2011-12-17' },
      `${settings}: \`statistics.reportingDates\` has no 2011-12-17 for \`icarus\`: it has 2011-12-16, 2012-01-31, 2999-12-31; add it there, or give one of these`,
    ],
    [
      'a date that has not come',
      { date: '2999-12-31' },
      `${settings}: the reporting date 2999-12-31 has not come`,
    ],
    ['a date that is none', { date: '2011-02-30' }, 'option --date: `2011-02-30` is no date: write a day'],
    [
      'settings that are not there',
      { config: missing },
      `option --config: ${missing} cannot be read: start the demo (\`npm run demo\`), or give your settings`,
    ],
  ] as const) {
    test(name, async () => {
      for (const what of ['build', 'audit', 'show']) {
        const { code, out, err } = await statistics(what, [], order);
        expect({ code, out }).toEqual({ code: 2, out: '' });
        expect(err).toMatch(/^error: [^\n]+\n$/);
        expect(err).toContain(said);
      }
    });
  }

  test('settings without statistics', async () => {
    const config = otherSettings('without', null);
    const { code, out, err } = await statistics('build', [], { config });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`${config}: no \`statistics\`: write them, with \`folder\` and \`reportingDates\``);
  });

  test('JSON and CSV at once', async () => {
    const { code, out, err } = await statistics('show', ['--json', '--csv']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain("option '--json' cannot be used with option '--csv'");
  });

  test('an order without an operation or a date, or with a word that is no subcommand', async () => {
    for (const words of [['build'], ['show', '--operation', 'icarus'], ['publish']]) {
      const { code, out } = await askProgram(['statistics', ...words]);
      expect({ code, out }).toEqual({ code: 2, out: '' });
    }
  });
});

test('each subcommand explains itself, with an example as it is typed and what its exit codes say', async () => {
  for (const what of ['build', 'audit', 'show']) {
    const { code, out } = await askProgram(['statistics', what, '--help']);
    expect(code).toBe(0);
    expect(out).toContain(`  $ npx concordat statistics ${what} --operation icarus --date 2011-12-16`);
    expect(out).toMatch(/\nExit code: 0; 1 when .*; 2 when /);
  }
});
