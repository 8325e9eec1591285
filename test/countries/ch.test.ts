import { serveSwitzerland } from '../../mocks/ch/mock.ts';
import type { Suspect } from '../../mocks/world.ts';
import { switzerland } from '../../src/countries/ch/country.ts';
import { INVALID, type ListQuery, type NationalQuery } from '../../src/countries/national-query.ts';
import { describe, expect, test } from '../jest.ts';
import { COUNTS, EVERYTHING } from './against-mock.ts';
import { askServed, worldOf } from './ask-served.ts';
import { describeCountry } from './describe-country.ts';
import { describeRowsByKey } from './describe-rows-by-key.ts';
import { askEveryCode } from './every-code.ts';

const CANTON_FILES = [
  'affaires-GE-fr.xml',
  'affaires-VD-fr.xml',
  'affaires-VS-fr.xml',
  'casi-TI-it.xml',
  'fälle-AG-de.xml',
  'fälle-BE-de.xml',
  'fälle-BS-de.xml',
  'fälle-LU-de.xml',
  'fälle-SG-de.xml',
  'fälle-ZH-de.xml',
];

const SUSPECTS: ListQuery = {
  count: true,
  byStatus: false,
  byAgeBand: false,
  facts: true,
  records: ['caseRef', 'identifiedOn', 'ageBand', 'dataSubjectCategory'],
};
const ASK_SUSPECTS: NationalQuery = { operation: 'icarus', overview: [], lists: { suspects: SUSPECTS } };

const [FIRST] = worldOf('CH').suspects;
const SUSPECT: Suspect = { ...(FIRST as Suspect), dataSubjectCategory: 'SUSPECT' };

/** `count` suspects of each canton named. */
function suspectsOf(cantons: Readonly<Record<string, number>>): Suspect[] {
  return Object.entries(cantons).flatMap(([canton, count]) =>
    Array.from({ length: count }, (_, index) => ({
      ...SUSPECT,
      handle: `S-${canton}-${index}`,
      caseRef: `MOCK-KST-${canton}-11-${String(index).padStart(4, '0')}`,
    })),
  );
}

describeRowsByKey(switzerland, serveSwitzerland);

describeCountry(switzerland, serveSwitzerland, (ask) => {
  test.each(['ZH', 'GE', 'TI'])(
    'every code and every field is read in the language of %s',
    async (canton) => {
      const caseRef = `MOCK-KST-${canton}-11-0001`;
      const { received, expected } = await askEveryCode(switzerland, serveSwitzerland, caseRef);
      expect(received).toEqual(expected);
    },
  );

  test('a whole query is the index, one message for each canton, and the overview', async () => {
    const { messages } = await ask('everything');
    const paths = messages.map(({ method, path }) => `${method} ${decodeURIComponent(path)}`);
    expect(paths.sort()).toEqual(
      [...CANTON_FILES, 'verzeichnis.xml', 'übersicht.xml']
        .map((file) => `GET /ablage/icarus/${file}`)
        .sort(),
    );
  });

  test('without the overview it is the index first, then one message for each canton', async () => {
    const { messages } = await ask({ suspects: SUSPECTS });
    const [first, ...others] = messages.map(({ path }) => decodeURIComponent(path));
    expect(first).toBe('/ablage/icarus/verzeichnis.xml');
    expect(others.sort()).toEqual(CANTON_FILES.map((file) => `/ablage/icarus/${file}`).sort());
  });

  test('the overview alone is one message', async () => {
    const query: NationalQuery = { operation: 'icarus', overview: ['modusOperandi'], lists: {} };
    const { answer, messages } = await askServed(switzerland, serveSwitzerland, query);
    expect((await answer).overview).toEqual({ modusOperandi: worldOf('CH').modusOperandi });
    expect(messages.map(({ path }) => decodeURIComponent(path))).toEqual(['/ablage/icarus/übersicht.xml']);
  });

  test('records of German, French and Italian cantons are read alike', async () => {
    const world = worldOf('CH', { suspects: suspectsOf({ ZH: 1, GE: 1, TI: 1 }) });
    const bodies: string[] = [];
    const alter = (body: string): string => {
      bodies.push(body);
      return body;
    };
    const { answer } = await askServed(switzerland, serveSwitzerland, ASK_SUSPECTS, { world, alter });
    const { records } = (await answer).lists.suspects ?? {};
    const { identifiedOn, ageBand, dataSubjectCategory } = SUSPECT;
    expect(records?.map(({ values }) => values).sort(byCaseRef)).toEqual(
      ['GE', 'TI', 'ZH'].map((canton) => ({
        caseRef: `MOCK-KST-${canton}-11-0000`,
        identifiedOn,
        ageBand,
        dataSubjectCategory,
      })),
    );
    const sent = bodies.join();
    for (const word of ['prévenu<', 'imputato<', 'beschuldigt<']) expect(sent).toContain(word);
  });
});

describe('totals of cantons', () => {
  test("are summed, each written with an apostrophe: 1'234", async () => {
    const world = worldOf('CH', { suspects: suspectsOf({ ZH: 1_234, GE: 1_000, TI: 7 }) });
    const bodies: string[] = [];
    const alter = (body: string): string => {
      bodies.push(body);
      return body;
    };
    const counted = await askServed(switzerland, serveSwitzerland, COUNTS, { world, alter });
    expect((await counted.answer).lists.suspects).toEqual({ count: 2_241, dropped: 0, overshared: 0 });
    expect(bodies.join()).toContain('<total>1&apos;234</total>');
    const whole = await askServed(switzerland, serveSwitzerland, ASK_SUSPECTS, { world });
    const { count, records } = (await whole.answer).lists.suspects ?? {};
    expect({ count, records: records?.length }).toEqual({ count: 2_241, records: 2_241 });
  });

  const TOTALS: [string, string, unknown][] = [
    ['a canton that does not report is not zero: the sum is null', '<total></total>', null],
    ['an apostrophe out of place is INVALID', '<total>1&apos;23</total>', INVALID],
    ['a comma is no separator here: INVALID', '<total>1,234</total>', INVALID],
    ['two totals of one list are INVALID, not added', '<total>1</total><total>1</total>', INVALID],
    ['a minus is INVALID', '<total>-1</total>', INVALID],
  ];
  test.each(TOTALS)('%s', async (_, total, count) => {
    const { answer } = await askServed(switzerland, serveSwitzerland, COUNTS, {
      world: worldOf('CH', { suspects: suspectsOf({ ZH: 3 }) }),
      alter: (body) => body.replace('<total>3</total>', total),
    });
    expect((await answer).lists.suspects?.count).toBe(count);
    expect((await answer).lists.arrests?.count).toBe(0);
  });

  test('a total that disagrees with the rows of the cantons is INVALID', async () => {
    const { answer } = await askServed(switzerland, serveSwitzerland, ASK_SUSPECTS, {
      world: worldOf('CH', { suspects: suspectsOf({ ZH: 3, GE: 2 }) }),
      alter: (body) => body.replace('<total>3</total>', '<total>4</total>'),
    });
    expect((await answer).lists.suspects?.count).toBe(INVALID);
  });
});

describe('a canton that misbehaves', () => {
  test('an unknown code makes that value INVALID, of that record only', async () => {
    const { answer } = await askServed(switzerland, serveSwitzerland, ASK_SUSPECTS, {
      world: worldOf('CH', { suspects: suspectsOf({ ZH: 1, GE: 1 }) }),
      alter: (body) => body.replace('>prévenu<', '>constructor<'),
    });
    const { records } = (await answer).lists.suspects ?? {};
    const read = records?.map(({ values }) => values).sort(byCaseRef);
    expect(read?.map((values) => values.dataSubjectCategory)).toEqual([INVALID, 'SUSPECT']);
  });

  // Trap: without the missing canton the sum would be a smaller, believable number.
  test('its file gone: SOURCE_UNAVAILABLE, never the sum of the others', async () => {
    const { answer } = await askServed(switzerland, serveSwitzerland, COUNTS, {
      alter: (body) => body.replace('affaires-GE-fr.xml', 'affaires-JU-fr.xml'),
    });
    await expect(answer).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  });

  test('status 500 is SOURCE_UNAVAILABLE, and no canton is asked', async () => {
    const { answer, messages } = await askServed(switzerland, serveSwitzerland, EVERYTHING, { status: 500 });
    await expect(answer).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    expect(messages.map(({ path }) => decodeURIComponent(path)).sort()).toEqual([
      '/ablage/icarus/verzeichnis.xml',
      '/ablage/icarus/übersicht.xml',
    ]);
  });
});

function byCaseRef(left: { caseRef?: unknown }, right: { caseRef?: unknown }): number {
  return String(left.caseRef) < String(right.caseRef) ? -1 : 1;
}
