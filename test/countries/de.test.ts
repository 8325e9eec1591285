import { serveGermany } from '../../mocks/de/mock.ts';
import { makeWorld, type NationalWorld } from '../../mocks/world.ts';
import { germany } from '../../src/countries/de/country.ts';
import { INVALID } from '../../src/countries/national-query.ts';
import { describe, expect, test } from '../jest.ts';
import { askOnce, COUNTS, EVERYTHING } from './against-mock.ts';
import { askMisled, DAYS } from './ask-misled.ts';
import { describeCountry } from './describe-country.ts';
import { describeRows } from './describe-rows.ts';

const TOTAL = { arrests: { ...DAYS, count: true, facts: false, records: null } } as const;

interface Answer {
  länder: { land: string; festnahmen: { anzahl?: unknown; datensätze?: Record<string, unknown>[] } }[];
}

describeRows(germany, serveGermany, [
  '/api/vorgaenge/icarus?felder=festnahmen(datensatz_id)&nur=festnahmen(datensatz_id:A1,A2,A3,A4,A5,x%252Cy%2529%26z)&anzahl=festnahmen',
]);

describeCountry(germany, serveGermany, (ask) => {
  test('a whole query is one message for all 16 Länder', async () => {
    const { messages } = await ask('everything');
    expect(messages).toHaveLength(1);
  });

  test('a query names its lists with their fields, and the totals it wants', async () => {
    const { messages } = await ask({
      arrests: { ...DAYS, count: true, records: ['caseRef'] },
      seizures: { ...DAYS, records: ['itemCount'] },
    });
    expect(messages.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /api/vorgaenge/icarus?felder=' +
        'festnahmen(datensatz_id,verwendungscode,empf%C3%A4nger,einzelzustimmungen,schutzvermerk,aktenzeichen),' +
        'sicherstellungen(datensatz_id,verwendungscode,empf%C3%A4nger,einzelzustimmungen,schutzvermerk,st%C3%BCckzahl)&anzahl=festnahmen',
    ]);
  });

  test('each Land keeps its own records, also the ones with none, and the lists are joined', async () => {
    const { mock, world } = await ask(COUNTS.lists);
    const response = await fetch(
      `${mock.url}/api/vorgaenge/icarus?felder=festnahmen(aktenzeichen)&anzahl=festnahmen`,
    );
    const { länder } = (await response.json()) as Answer;
    expect(länder).toHaveLength(16);
    for (const { land, festnahmen } of länder) {
      const own = world.arrests.filter(({ caseRef }) => caseRef.startsWith(`MOCK-VG-${land}-11-`));
      expect(festnahmen.anzahl).toBe(String(own.length));
      expect(festnahmen.datensätze?.map((row) => row.aktenzeichen)).toEqual(
        own.map(({ caseRef }) => caseRef),
      );
    }
    expect(länder.map(({ festnahmen }) => festnahmen.anzahl)).toContain('0');
  });

  const changed = async (change: (answer: Answer) => void, query: object = TOTAL) => {
    const { mock } = await ask(COUNTS.lists);
    const alter = (body: string): string => {
      const answer = JSON.parse(body);
      change(answer);
      return JSON.stringify(answer);
    };
    return askMisled(germany, mock, query, { alter });
  };

  for (const [sum, totals] of [
    [1_250, ['1.234', '16']],
    [3_912_001, ['3.912.000', '1']],
    [16, [16, '0']],
    [null, [null, '3']],
    [null, ['', '3']],
    [INVALID, ['12.34', '3']],
    [INVALID, ['1,5', '3']],
    [INVALID, ['-1', '3']],
    [INVALID, [['1', '2'], '3']],
    [INVALID, [null, 'drei']],
    [INVALID, [Number.MAX_SAFE_INTEGER, '1']],
  ] as const) {
    test(`the totals ${JSON.stringify(totals)} of two Länder and 0 of the others are ${String(sum)}`, async () => {
      const { lists } = await changed(({ länder }) => {
        for (const [index, part] of länder.entries())
          part.festnahmen.anzahl = index < 2 ? totals[index] : '0';
      });
      expect(lists.arrests?.count).toBe(sum);
    });
  }

  for (const [trap, change] of [
    ['without one Land', (answer) => answer.länder.pop()],
    ['with a Land twice', (answer) => answer.länder.push(answer.länder[0] as Answer['länder'][0])],
    [
      'with a Land twice in place of another',
      (answer) => Object.assign(answer.länder[1] as object, answer.länder[0]),
    ],
    ['with a seventeenth Land', (answer) => answer.länder.push({ land: 'XX', festnahmen: { anzahl: '1' } })],
    ['with an unknown Land', (answer) => Object.assign(answer.länder[3] as object, { land: 'XX' })],
    ['with a Land that is no object', (answer) => answer.länder.splice(4, 1, 'HB' as never)],
    ['with Länder that are no list', (answer) => Object.assign(answer, { länder: {} })],
    ['without Länder', (answer) => Object.assign(answer, { länder: [] })],
    [
      'with a Land that lacks a list',
      (answer) => Object.assign(answer.länder[5] as object, { festnahmen: null }),
    ],
  ] as [string, (answer: Answer) => void][]) {
    test(`an answer ${trap} is SOURCE_INVALID: its sum would be too low or too high`, async () => {
      expect((await changed(change)).code).toBe('SOURCE_INVALID');
    });
  }

  test('a total that disagrees with the joined rows is INVALID', async () => {
    const { lists } = await changed(
      ({ länder }) => Object.assign(länder[0]?.festnahmen ?? {}, { anzahl: '99' }),
      { arrests: { ...DAYS, count: true } },
    );
    expect(lists.arrests?.count).toBe(INVALID);
    expect(lists.arrests?.records).toHaveLength(14);
  });

  test('a row that is no object is dropped in its Land; an unknown code is INVALID in its own record only', async () => {
    const { lists } = await changed(
      ({ länder }) => {
        for (const { festnahmen } of länder) {
          if (festnahmen.datensätze?.[0] !== undefined) festnahmen.datensätze[0].status = 'flüchtig';
          festnahmen.datensätze?.push('x' as never);
        }
      },
      { arrests: { ...DAYS, records: ['status'] } },
    );
    const values = lists.arrests?.records?.map(({ values: { status } }) => status) ?? [];
    expect(lists.arrests?.dropped).toBe(16);
    expect(values).toHaveLength(14);
    expect(values).toContain(INVALID);
    expect(values.filter((status) => status !== INVALID).length).toBeGreaterThan(0);
  });

  test('status 500 is SOURCE_UNAVAILABLE', async () => {
    const { mock } = await ask(COUNTS.lists);
    expect((await askMisled(germany, mock, TOTAL, { status: 500 })).code).toBe('SOURCE_UNAVAILABLE');
  });
});

describe('DE in large numbers', () => {
  test('1.234 items are one thousand two hundred and thirty-four, and 64,3 TB are 64.3', async () => {
    const world = makeWorld().countries.get('DE') as NationalWorld;
    const [first] = world.seizures;
    const mock = await serveGermany({
      ...world,
      seizures: first === undefined ? [] : [{ ...first, itemCount: 1_234, dataVolumeTb: 64.3 }],
    });
    try {
      const answer = await askOnce(germany, mock.url, EVERYTHING);
      expect(answer.lists.seizures?.records?.map(({ values }) => values)).toMatchObject([
        { itemCount: 1_234, dataVolumeTb: 64.3 },
      ]);
      const response = await fetch(
        `${mock.url}/api/vorgaenge/icarus?felder=sicherstellungen(${encodeURIComponent('stückzahl')},datenmenge_tb)`,
      );
      expect(await response.text()).toContain('"stückzahl":"1.234","datenmenge_tb":"64,3"');
    } finally {
      await mock.close();
    }
  });

  test('a list of 1.120 records in one Land is counted whole', async () => {
    const world = makeWorld().countries.get('DE') as NationalWorld;
    const [first] = world.arrests;
    const arrests = Array.from({ length: 1_120 }, (_, index) => ({ ...first, handle: `A${index}` }));
    const mock = await serveGermany({ ...world, arrests: arrests as NationalWorld['arrests'] });
    try {
      const answer = await askOnce(germany, mock.url, EVERYTHING);
      expect(answer.lists.arrests?.count).toBe(1_120);
      expect(answer.lists.arrests?.records).toHaveLength(1_120);
    } finally {
      await mock.close();
    }
  });
});
