import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { makeWorld, type NationalWorld, toRows } from '../../mocks/world.ts';
import { describe, expect, jest, test } from '../jest.ts';

/** Read here again, apart from the world's own reading. */
const TABLE = readTable('icarus.csv');
const PATTERNS = new Map(readTable('countries.csv').map((row) => [row.iso2, row.mock_case_ref_regex]));
const WORLD = makeWorld();

const LISTS = ['arrests', 'suspects', 'searches', 'seizures', 'forensicExams'] as const;

/** What each column of icarus.csv counts in a national file. Terabytes are compared in tenths: whole numbers add exactly. */
const MEASURES: Readonly<Record<string, (world: NationalWorld) => number>> = {
  arrests: ({ arrests }) => arrests.length,
  further_suspects: ({ suspects }) => suspects.length,
  persons_total: ({ arrests, suspects }) => arrests.length + suspects.length,
  house_searches: ({ searches }) => searches.length,
  seized_computers: (world) => itemsOf(world, 'COMPUTER'),
  seized_storage_media: (world) => itemsOf(world, 'STORAGE_MEDIUM'),
  seized_mobile_devices: (world) => itemsOf(world, 'MOBILE_DEVICE'),
  seized_other_items: (world) => itemsOf(world, 'OTHER'),
  seized_items_total: ({ seizures }) => sum(seizures.map(({ itemCount }) => itemCount)),
  seized_data_tb: ({ seizures }) => sum(seizures.map(({ dataVolumeTb }) => tenths(dataVolumeTb))),
  forensic_total: ({ forensicExams }) => forensicExams.length,
  forensic_completed: (world) => examsOf(world, 'COMPLETED'),
  forensic_in_progress: (world) => examsOf(world, 'IN_PROGRESS'),
  forensic_pending: (world) => examsOf(world, 'PENDING'),
  victims_identified: ({ victims }) => victims.identified,
};

/** Columns that count nothing in a national file. Packages are Europol's: europol.test.ts counts them. */
const NOT_NATIONAL = [
  'iso2',
  'country',
  'published_result_country',
  'alt_reading_further_suspects',
  'intel_packages_received',
  'synthetic',
  'note',
];

describe('the world adds up', () => {
  test('no column of icarus.csv is left unmeasured', () => {
    expect([...Object.keys(MEASURES), ...NOT_NATIONAL].sort()).toEqual(Object.keys(TABLE[0] ?? {}).sort());
  });

  test('its countries are those of icarus.csv', () => {
    expect([...WORLD.countries.keys()].sort()).toEqual(TABLE.map(({ iso2 }) => iso2).sort());
  });

  for (const row of TABLE) {
    test(`${row.iso2}: every column is the table's`, () => {
      const national = nationalOf(row.iso2);
      const measured = Object.entries(MEASURES).map(([column, measure]) => [column, measure(national)]);
      expect(Object.fromEntries(measured)).toEqual(
        Object.fromEntries(Object.keys(MEASURES).map((column) => [column, tableValue(row, column)])),
      );
    });
  }

  for (const [column, measure] of Object.entries(MEASURES)) {
    test(`all countries together: ${column} is the sum of its column`, () => {
      expect(sum([...WORLD.countries.values()].map(measure))).toBe(
        sum(TABLE.map((row) => tableValue(row, column))),
      );
    });
  }

  test('the published totals come out: 112 arrests, 269 further suspects, results in 22 countries', () => {
    const nations = [...WORLD.countries.values()];
    expect(sum(nations.map(({ arrests }) => arrests.length))).toBe(112);
    expect(sum(nations.map(({ suspects }) => suspects.length))).toBe(269);
    const withResults = nations.filter(({ arrests, suspects }) => arrests.length + suspects.length > 0);
    expect(withResults.map(({ code }) => code).sort()).toEqual(
      TABLE.filter((row) => row.published_result_country === 'yes')
        .map(({ iso2 }) => iso2)
        .sort(),
    );
    expect(withResults).toHaveLength(22);
  });

  test('there is one seizure for each search and device type', () => {
    for (const { code, searches, seizures } of WORLD.countries.values()) {
      expect({ code, seizures: seizures.length }).toEqual({ code, seizures: searches.length * 4 });
    }
  });
});

describe('references', () => {
  for (const [code, national] of WORLD.countries) {
    test(`${code}: case references match the country's pattern and none is used twice`, () => {
      const references = [...national.arrests, ...national.suspects, ...national.searches].map(
        ({ caseRef }) => caseRef,
      );
      const pattern = new RegExp(`^(?:${PATTERNS.get(code)})$`, 'u');
      expect(references.filter((reference) => !pattern.test(reference))).toEqual([]);
      expect(new Set(references).size).toBe(references.length);
    });
  }

  test('an exhibit is seized once, and only what was seized is examined', () => {
    for (const { seizures, forensicExams } of WORLD.countries.values()) {
      const seized = new Set(seizures.map(({ exhibitRef }) => exhibitRef));
      expect(seized.size).toBe(seizures.length);
      expect(forensicExams.filter(({ exhibitRef }) => !seized.has(exhibitRef))).toEqual([]);
    }
  });
});

describe('markings', () => {
  for (const list of LISTS) {
    test(`${list}: handling, addressees, protection and consents follow the formula by place in the list`, () => {
      for (const [code, national] of WORLD.countries) {
        const records = [...national[list]].sort((left, right) =>
          referenceOf(left) < referenceOf(right) ? -1 : 1,
        );
        const found = records.map(({ handling, addressees, itemConsents, ...record }) => ({
          code,
          handling,
          addressees,
          protected: record.protected,
          consentTo: itemConsents.map(({ to }) => to),
        }));
        expect(found).toEqual(records.map((_, index) => expectedMarking(code, list, index + 1)));
      }
    });
  }

  test('a list is long enough for every branch of the formula', () => {
    const suspects = [...WORLD.countries.values()].flatMap((national) => national.suspects);
    expect(new Set(suspects.map(({ handling }) => handling))).toEqual(new Set(['H0', 'H1', 'H2', 'H3']));
    expect(suspects.some((suspect) => suspect.protected)).toBe(true);
    expect(suspects.some(({ itemConsents }) => itemConsents.length > 0)).toBe(true);
  });
});

describe('a table', () => {
  // Trap: the tables have CRLF; a row that an editor appends with LF was read as cells of the row above.
  test('is read with either end of a line, also mixed', () => {
    const rows = [
      { iso2: 'DK', arrests: '19' },
      { iso2: 'SI', arrests: '0' },
    ];
    for (const text of [
      'iso2,arrests\r\nDK,19\r\nSI,0\r\n',
      'iso2,arrests\r\nDK,19\r\nSI,0\n',
      'iso2,arrests\nDK,19\nSI,0',
    ]) {
      expect(toRows('icarus.csv', text)).toEqual(rows);
    }
  });
  test('that cannot be read is named', () => {
    expect(() => toRows('icarus.csv', 'iso2,arrests\r\nSI\r\n')).toThrow(
      /^mocks\/data\/icarus\.csv: .*line 2/,
    );
  });
});

describe('what the world is', () => {
  test('the same seed gives the same world, without clock or chance', () => {
    const random = jest.spyOn(Math, 'random').mockImplementation(() => refuse('Math.random'));
    const now = jest.spyOn(Date, 'now').mockImplementation(() => refuse('Date.now'));
    try {
      expect(textOf(makeWorld())).toBe(textOf(WORLD));
    } finally {
      random.mockRestore();
      now.mockRestore();
    }
  });

  test('every record says that it is synthetic', () => {
    const records = [...WORLD.countries.values()].flatMap((national) =>
      LISTS.flatMap((list) => [...national[list]]),
    );
    expect(records.filter(({ synthetic }) => synthetic !== true)).toEqual([]);
    expect(records.length).toBeGreaterThan(2_000);
  });

  test('no key is like a name, address, birth date, image, file, hash, IP address or account', () => {
    const keys = new Set(
      [...WORLD.countries.values()].flatMap(({ profile: _, ...national }) => keysOf(national)),
    );
    expect([...keys].filter(isForbidden)).toEqual([]);
  });

  for (const key of [
    'fullName',
    'surname',
    'homeAddress',
    'dateOfBirth',
    'dob',
    'fileHash',
    'md5',
    'ipAddress',
  ]) {
    test(`a key \`${key}\` would be noticed`, () => {
      expect(isForbidden(key)).toBe(true);
    });
  }
});

const FORBIDDEN =
  /name|address(?!ees)|street|birth|dob|image|photo|file|hash|md5|sha\d|^ip|Ip[A-Z]|_ip|account|email|phone|passport/i;

function isForbidden(key: string): boolean {
  return FORBIDDEN.test(key);
}

function keysOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(keysOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, below]) => [key, ...keysOf(below)]);
}

/** The formula of the fixture, written again. */
function expectedMarking(code: string, list: (typeof LISTS)[number], i: number) {
  const isSuspect = list === 'suspects';
  let handling = 'H0';
  if (i % 10 === 4) handling = 'H1';
  if (i % 10 === 7) handling = 'H2';
  if (i % 25 === 0) handling = 'H3';
  return {
    code,
    handling,
    addressees: handling === 'H2' ? ['DK', 'DE'] : [],
    protected: isSuspect && i % 20 === 11,
    consentTo: isSuspect && code === 'CH' && i % 4 === 2 ? ['DK'] : [],
  };
}

function referenceOf(record: { readonly caseRef: string } | { readonly exhibitRef: string }): string {
  return 'caseRef' in record ? record.caseRef : record.exhibitRef;
}

function nationalOf(code: string | undefined): NationalWorld {
  const national = WORLD.countries.get(code ?? '');
  if (national === undefined) throw new Error(`the world has no ${code}`);
  return national;
}

function itemsOf({ seizures }: NationalWorld, device: string): number {
  return sum(seizures.filter(({ deviceType }) => deviceType === device).map(({ itemCount }) => itemCount));
}

function examsOf({ forensicExams }: NationalWorld, wanted: string): number {
  return forensicExams.filter(({ status }) => status === wanted).length;
}

function tableValue(row: Readonly<Record<string, string>>, column: string): number {
  return column === 'seized_data_tb' ? tenths(Number(row[column])) : Number(row[column]);
}

function tenths(value: number): number {
  return Math.round(value * 10);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function readTable(name: string): Record<string, string>[] {
  return parse(readFileSync(new URL(`../../mocks/data/${name}`, import.meta.url)), {
    columns: true,
    bom: true,
    record_delimiter: ['\r\n', '\n'],
  });
}

function textOf(world: ReturnType<typeof makeWorld>): string {
  return JSON.stringify([...world.countries]);
}

function refuse(what: string): never {
  throw new Error(`the world asked for ${what}`);
}
