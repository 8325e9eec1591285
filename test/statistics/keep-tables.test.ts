import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GatewayError } from '../../src/errors.ts';
import { digestOf, type KeptTable, keepTable, readKeptTables } from '../../src/statistics/keep-tables.ts';
import { DEFAULT_RULES } from '../../src/statistics/table-rules.ts';
import { afterEach, beforeEach, describe, expect, test } from '../jest.ts';
import { smallFigures } from './small-figures.ts';

const DATE = '2011-12-16';

let above = '';
let folder = '';
beforeEach(() => {
  above = mkdtempSync(join(tmpdir(), 'concordat-kept-'));
  folder = join(above, 'statistics');
});
afterEach(() => rmSync(above, { recursive: true }));

function keptOf(operation = 'small', date = DATE): KeptTable {
  const figures = { ...smallFigures({ DE: [20, 30], FR: [2, 40] }), operation, date };
  return {
    table: {
      operation,
      date,
      rules: DEFAULT_RULES,
      figures: [
        { id: 'ARRESTS DE', measure: 'ARRESTS', code: 'DE', published: 20, isKnown: false },
        { id: 'ARRESTS FR', measure: 'ARRESTS', code: 'FR', published: null, isKnown: false },
      ],
      absent: [],
      audit: [{ name: 'ARRESTS FR', low: 0, high: null, width: 4 }],
      digest: digestOf('salt', figures),
    },
    figures,
    known: [{ measure: 'ARRESTS', code: 'DE', value: 20, source: 'press' }],
    salt: 'salt',
  };
}

/** What `act` is refused with. */
function refusalOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'CONFIGURATION_INVALID') return error.message;
    throw error;
  }
  return 'not refused';
}

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

describe('a table that is kept', () => {
  test('is read as it was written, and is there for this user alone', () => {
    const file = keepTable(folder, keptOf());
    expect(readKeptTables(folder, 'small')).toEqual([keptOf()]);
    expect([modeOf(file), modeOf(folder)]).toEqual(['600', '700']);
  });

  test('is written once: another of its date is refused, and the first one stays', () => {
    const file = keepTable(folder, keptOf());
    const text = readFileSync(file, 'utf8');
    const second = { ...keptOf(), salt: 'another' };
    expect(refusalOf(() => keepTable(folder, second))).toBe(
      `${file} is there already: a table is built once`,
    );
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  test('is there whole or not at all: nothing else is left in its folder', () => {
    keepTable(folder, keptOf());
    refusalOf(() => keepTable(folder, keptOf()));
    expect(readdirSync(folder)).toEqual([`small_${DATE}.json`]);
    // Trap: what a killed process leaves has the name of a table at its beginning.
    writeFileSync(join(folder, `small_${DATE}.json.7f3a`), '{"table":');
    expect(readKeptTables(folder, 'small')).toHaveLength(1);
  });

  test('stands beside those of other dates, oldest first', () => {
    for (const date of ['2012-01-01', '2011-12-16', '2011-12-31']) keepTable(folder, keptOf('small', date));
    expect(readKeptTables(folder, 'small').map(({ table }) => table.date)).toEqual([
      '2011-12-16',
      '2011-12-31',
      '2012-01-01',
    ]);
  });

  // Trap: a name that begins with that of another operation.
  test('is read for its own operation only', () => {
    for (const operation of ['icarus', 'icarus-2']) keepTable(folder, keptOf(operation));
    for (const operation of ['icarus', 'icarus-2']) {
      expect(readKeptTables(folder, operation).map(({ table }) => table.operation)).toEqual([operation]);
    }
    expect(readKeptTables(folder, 'icar')).toEqual([]);
  });

  test('may be missing: without a file, or without its folder, there is none', () => {
    expect(readKeptTables(folder, 'small')).toEqual([]);
    keepTable(folder, keptOf('other'));
    expect(readKeptTables(folder, 'small')).toEqual([]);
  });

  test('needs a folder: a file in its place is refused with the remedy', () => {
    writeFileSync(folder, '');
    expect(refusalOf(() => keepTable(folder, keptOf()))).toBe(
      `${folder}/small_${DATE}.json cannot be written: let this user write the folder`,
    );
    expect(refusalOf(() => readKeptTables(folder, 'small'))).toBe(
      `${folder} cannot be read: let this user read the folder`,
    );
  });
});

describe('a table is refused by file and remedy', () => {
  for (const mode of [0o640, 0o604, 0o620]) {
    test(`when others can have it (${mode.toString(8)})`, () => {
      const file = keepTable(folder, keptOf());
      chmodSync(file, mode);
      expect(refusalOf(() => readKeptTables(folder, 'small'))).toBe(
        `${file} can be read by others: chmod 600`,
      );
    });
  }

  const damaged = 'is no table, or is damaged: take it back from a copy';
  const other = 'does not fit the figures it was built from: take it back from a copy';
  const change = (how: (kept: never) => void) => (): string => {
    const kept = structuredClone(keptOf());
    how(kept as never);
    return JSON.stringify(kept);
  };
  for (const [name, textOf, said] of [
    ['empty', () => '', damaged],
    ['cut', () => JSON.stringify(keptOf()).slice(0, 200), damaged],
    ['a list', () => '[]', damaged],
    [
      'with a key that nobody knows',
      change((kept: { more?: number }) => {
        kept.more = 1;
      }),
      damaged,
    ],
    [
      'with a negative figure',
      change(({ table }: { table: { figures: { published: number }[] } }) => {
        for (const figure of table.figures) figure.published = -1;
      }),
      damaged,
    ],
    ['of another operation', () => JSON.stringify(keptOf('other')), other],
    ['of another date', () => JSON.stringify(keptOf('small', '2011-12-17')), other],
    [
      'with other figures behind it',
      change(({ figures }: { figures: { reported: { ARRESTS: Record<string, object> } } }) => {
        figures.reported.ARRESTS.FR = { FR: 3 };
      }),
      other,
    ],
    [
      'with another digest',
      change(({ table }: { table: { digest: string } }) => {
        table.digest = digestOf('another', keptOf().figures);
      }),
      other,
    ],
    [
      'with a figure under the id of another',
      change(({ table }: { table: { figures: { id: string }[] } }) => {
        for (const figure of table.figures) figure.id = figure.id.replace('ARRESTS', 'SUSPECTS');
      }),
      other,
    ],
    [
      'with a figure twice',
      change(({ table }: { table: { figures: object[] } }) => {
        table.figures.push(table.figures[0] as object);
      }),
      other,
    ],
  ] as const) {
    test(`when it is ${name}`, () => {
      const file = keepTable(folder, keptOf());
      writeFileSync(file, textOf());
      expect(refusalOf(() => readKeptTables(folder, 'small'))).toBe(`${file} ${said}`);
    });
  }
});
