import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadKnownFigures } from '../../src/cli/load-known-figures.ts';
import { GatewayError } from '../../src/errors.ts';
import { readKnownFigures } from '../../src/statistics/read-known-figures.ts';
import { describe, expect, test } from '../jest.ts';

const HEAD = 'operation,measure,code,value,source\n';

/** What `act` is refused with. */
function refusalOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'POLICY_INVALID') return error.message;
    throw error;
  }
  return 'not refused';
}

const read = (rows: string, operation = 'icarus') => readKnownFigures('known.csv', HEAD + rows, operation);

describe('figures that everybody knows', () => {
  test('are read with the country, or the total where there is none, and where they were published', () => {
    expect(read('icarus,ARRESTS,DK,19,"ndtv.com, cphpost.dk"\nicarus,SEARCHES,,355,europol\n')).toEqual([
      { measure: 'ARRESTS', code: 'DK', value: 19, source: 'ndtv.com, cphpost.dk' },
      { measure: 'SEARCHES', code: null, value: 355, source: 'europol' },
    ]);
  });

  test('are those of the operation: of others nothing is known', () => {
    const rows = 'other,ARRESTS,DK,3,press\nicarus,ARRESTS,DK,19,press\nicarus-2,ARRESTS,DK,4,press\n';
    expect(read(rows)).toEqual([{ measure: 'ARRESTS', code: 'DK', value: 19, source: 'press' }]);
    expect(read('', 'icarus')).toEqual([]);
  });

  test('of zero are known too', () => {
    expect(read('icarus,ARRESTS,CH,0,press\n')).toMatchObject([{ value: 0 }]);
  });

  for (const [name, row, said] of [
    [
      'an unknown measure',
      'icarus,VICTIMS,DK,19,press',
      'no measure `VICTIMS`: write one of ARRESTS, SUSPECTS, ARRESTED_OR_SUSPECTED, SEARCHES, SEIZED_ITEMS, SEIZED_DATA_TB, FORENSIC_EXAMS',
    ],
    ['a word in place of a number', 'icarus,ARRESTS,DK,many,press', 'no number `many`'],
    ['no number', 'icarus,ARRESTS,DK,,press', 'no number ``'],
    ['a negative number', 'icarus,ARRESTS,DK,-1,press', 'no number `-1`'],
    ['half a person', 'icarus,ARRESTS,DK,1.5,press', 'no number `1.5`'],
    [
      'a number in the digits of another script',
      'icarus,ARRESTS,DK,１９,press',
      'no number `\\u{ff11}\\u{ff19}`',
    ],
    ['no source', 'icarus,ARRESTS,DK,19,', 'no source: write where it was published'],
  ] as const) {
    test(`with ${name} are refused by file, row and remedy, whichever operation it is of`, () => {
      for (const operation of ['icarus', 'other']) {
        const message = refusalOf(() => read(`icarus,SEARCHES,,355,europol\n${row}\n`, operation));
        expect(message).toContain(`known.csv row 3: ${said}`);
        expect(message).toMatch(/: write [^:]+$/);
      }
    });
  }

  test('in a table without its columns are refused', () => {
    expect(refusalOf(() => readKnownFigures('known.csv', 'operation,measure\n', 'icarus'))).toContain(
      'known.csv row 1: missing column `code`',
    );
  });

  test('that come with the product are read: what the press has named of Icarus', () => {
    const all = loadKnownFigures('icarus');
    expect(all.map(({ measure, code, value }) => `${measure} ${code} ${value}`)).toEqual([
      'ARRESTED_OR_SUSPECTED AT 19',
      'ARRESTS DK 19',
      'ARRESTS CH 0',
    ]);
  });

  test('are taken from a file of the settings, and one that cannot be read is refused by its name', () => {
    const folder = mkdtempSync(join(tmpdir(), 'concordat-known-'));
    const file = join(folder, 'mine.csv');
    expect(refusalOf(() => loadKnownFigures('icarus', file))).toBe(
      `${file}: cannot be read: let this user read it`,
    );
    writeFileSync(file, `${HEAD}icarus,SEARCHES,DE,61,press\n`);
    expect(loadKnownFigures('icarus', file)).toHaveLength(1);
    rmSync(folder, { recursive: true });
  });
});
