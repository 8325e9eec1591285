import { serveCzechia } from '../../mocks/cz/mock.ts';
import type { MockSystem } from '../../mocks/mock-system.ts';
import { makeWorld, type NationalWorld } from '../../mocks/world.ts';
import { czechia } from '../../src/countries/cz/country.ts';
import { INVALID } from '../../src/countries/national-query.ts';
import { describe, expect, test } from '../jest.ts';
import { askOnce, COUNTS, EVERYTHING } from './against-mock.ts';
import { askMisled, DAYS } from './ask-misled.ts';
import { askServed, worldOf } from './ask-served.ts';
import { describeCountry } from './describe-country.ts';
import { describeRows } from './describe-rows.ts';

const FACTS = 'pole=id_záznamu,kód_nakládání,příjemci,souhlasy,chráněná_osoba';

/** A system that gives four rows a page, whatever is asked. */
const serveInFours = (world: NationalWorld): Promise<MockSystem> => serveCzechia(world, { largestPage: 4 });

describeRows(czechia, serveInFours, [
  '/api/spisy/icarus/zadr%C5%BEen%C3%AD?pole=id_z%C3%A1znamu&jen=id_z%C3%A1znamu:A1,A2,A3,A4,A5,x%252Cy%2529%26z&velikost=100&s_po%C4%8Dtem=true',
  '/api/spisy/icarus/zadr%C5%BEen%C3%AD?pole=id_z%C3%A1znamu&jen=id_z%C3%A1znamu:A1,A2,A3,A4,A5,x%252Cy%2529%26z&velikost=100&kurzor=arrests%2B4%20%26%3D%3F',
]);

describeCountry(czechia, serveInFours, (ask) => {
  test('a list is asked page by page, its total once, each cursor as it came', async () => {
    const { messages, answer } = await ask({ searches: { ...DAYS, count: true } });
    expect(messages.map(({ method, path }) => `${method} ${decodeURIComponent(path)}`)).toEqual([
      `GET /api/spisy/icarus/domovní_prohlídky?${FACTS},datum&velikost=100&s_počtem=true`,
      `GET /api/spisy/icarus/domovní_prohlídky?${FACTS},datum&velikost=100&kurzor=searches+4 &=?`,
      `GET /api/spisy/icarus/domovní_prohlídky?${FACTS},datum&velikost=100&kurzor=searches+8 &=?`,
    ]);
    expect(messages.map(({ path }) => path).join('')).toMatch(/^[!-~]+$/);
    expect(answer.lists.searches?.records).toHaveLength(10);
  });

  test('a whole query is one message for the overview and one for each page, never the same twice', async () => {
    const { messages, world } = await ask('everything');
    const lists = [world.arrests, world.suspects, world.searches, world.seizures, world.forensicExams];
    const pages = lists.reduce((sum, list) => sum + Math.ceil(list.length / 4), 0);
    expect(messages).toHaveLength(1 + pages);
    expect(new Set(messages.map(({ path }) => path)).size).toBe(1 + pages);
    expect(messages.map(({ path }) => decodeURIComponent(path))).toContain(
      '/api/spisy/icarus?pole=způsob_spáchání,poškození_ztotožnění,poškození_v_bezpečí,poškození_známi',
    );
  });

  test('totals alone are one message a list, without rows', async () => {
    const { messages } = await ask(COUNTS.lists);
    expect(messages.map(({ path }) => decodeURIComponent(path)).sort()).toEqual(
      ['domovní_prohlídky', 'podezřelí', 'zadržení', 'zajištěné_věci', 'znalecká_zkoumání'].map(
        (list) => `/api/spisy/icarus/${list}?s_počtem=true`,
      ),
    );
    const response = await fetch(
      `${messages.length > 0 ? (await ask({})).mock.url : ''}${messages[0]?.path}`,
    );
    expect(Object.keys((await response.json()) as object)).toEqual(['počet']);
  });

  const askPages = async (
    change: (page: Record<string, unknown>) => void,
    query: object = { searches: DAYS },
  ) => {
    const { mock } = await ask(COUNTS.lists);
    const alter = (body: string): string => {
      const page = JSON.parse(body);
      change(page);
      return JSON.stringify(page);
    };
    return askMisled(czechia, mock, query, { alter });
  };

  test('pages that go in a circle are SOURCE_INVALID after each has been asked once', async () => {
    const { code, messages } = await askPages((page) => {
      page.další_kurzor = page.další_kurzor === 'searches+4 &=?' ? 'searches+8 &=?' : 'searches+4 &=?';
    });
    expect(code).toBe('SOURCE_INVALID');
    expect(messages).toHaveLength(3);
    expect(new Set(messages.map(({ path }) => path)).size).toBe(3);
  });

  test('a list without an end is SOURCE_INVALID after 10,000 pages', async () => {
    let sent = 0;
    const lists = [{ list: 'arrests', native: 'zadržení', fields: ['datum'], count: false }] as const;
    const answer = czechia.protocol.ask({ operation: 'icarus', overview: [], lists }, async () => {
      sent++;
      return { status: 200, headers: {}, body: Buffer.from(`{"záznamy":[],"další_kurzor":"${sent}"}`) };
    });
    await expect(answer).rejects.toMatchObject({ code: 'SOURCE_INVALID' });
    expect(sent).toBe(10_000);
  });

  for (const [trap, cursor] of [
    ['a page that does not say whether it is the last', undefined],
    ['an empty cursor', ''],
    ['a cursor that is a number', 4],
    ['a cursor that is a list', ['searches+4 &=?']],
    ['a cursor of 1,001 characters', 'x'.repeat(1_001)],
    ['a cursor that is no text', '\ud800'],
  ] as const) {
    test(`${trap} is SOURCE_INVALID: the list would be cut short unseen`, async () => {
      const { code, messages } = await askPages((page) => {
        page.další_kurzor = cursor;
      });
      expect(code).toBe('SOURCE_INVALID');
      expect(messages).toHaveLength(1);
    });
  }

  test('a cursor that looks like an address is a parameter of the same list, not a place to go', async () => {
    const cursor = 'http://jinde.invalid/../podezřelí?pole=jméno&kurzor=1#x';
    const { code, messages } = await askPages((page) => {
      page.další_kurzor = cursor;
    });
    expect(code).toBe('SOURCE_UNAVAILABLE');
    expect(messages).toHaveLength(2);
    const asked = new URL(messages[1]?.path ?? '', 'http://mock.invalid');
    expect(decodeURIComponent(asked.pathname)).toBe('/api/spisy/icarus/domovní_prohlídky');
    expect([...asked.searchParams]).toEqual([
      ['pole', 'id_záznamu,kód_nakládání,příjemci,souhlasy,chráněná_osoba,datum'],
      ['velikost', '100'],
      ['kurzor', cursor],
    ]);
  });

  test('rows that are no list on a later page are SOURCE_INVALID; rows that are no object are dropped', async () => {
    const broken = await askPages((page) => {
      if (page.další_kurzor === null) page.záznamy = {};
    });
    expect(broken.code).toBe('SOURCE_INVALID');
    const dropped = await askPages((page) => (page.záznamy as unknown[]).push(null, 'x', []));
    expect(dropped.lists.searches?.dropped).toBe(9);
    expect(dropped.lists.searches?.records).toHaveLength(10);
  });

  test('an unknown code is INVALID in its own record only', async () => {
    const { world } = await ask(COUNTS.lists);
    const { lists } = await askPages(
      (page) => Object.assign((page.záznamy as object[])[0] ?? {}, { stav: '__proto__' }),
      { arrests: { ...DAYS, records: ['status'] } },
    );
    expect(lists.arrests?.records?.map(({ values }) => values.status)).toEqual([
      INVALID,
      ...world.arrests.slice(1).map(({ status }) => status),
    ]);
  });

  test('a body that is no JSON object is SOURCE_INVALID, status 500 SOURCE_UNAVAILABLE', async () => {
    const { mock } = await ask(COUNTS.lists);
    for (const body of ['', '[]', 'null', '{"záznamy":[', '<spis/>']) {
      expect((await askMisled(czechia, mock, { arrests: DAYS }, { alter: () => body })).code).toBe(
        'SOURCE_INVALID',
      );
    }
    expect((await askMisled(czechia, mock, { arrests: DAYS }, { status: 500 })).code).toBe(
      'SOURCE_UNAVAILABLE',
    );
  });

  test('the mock refuses what its interface does not have', async () => {
    const { mock } = await ask(COUNTS.lists);
    for (const [path, status] of [
      ['/icarus/zadržení?pole=datum', 200],
      ['/icarus/zadržení?pole=barva', 400],
      ['/icarus/zadržení?pole=datum,datum', 400],
      ['/icarus/zadržení?pole=datum(x)', 400],
      ['/icarus/zadržení?pole=datum&kurzor=4', 400],
      ['/icarus/zadržení?pole=datum&kurzor=suspects%2B4%20%26%3D%3F', 400],
      ['/icarus/zadržení?pole=datum&strana=2', 400],
      ['/icarus/zadržení', 400],
      ['/icarus/zadržení?pole=datum&velikost=0', 400],
      ['/icarus/zadržení?pole=datum&velikost=mnoho', 400],
      ['/icarus/zadržení?pole=datum&jen=id_záznamu:A1', 200],
      ['/icarus/zadržení?pole=datum&jen=barva:A1', 400],
      ['/icarus/zadržení?pole=datum&jen=id_záznamu', 400],
      [`/icarus/zadržení?pole=datum&jen=id_záznamu:${'A'.repeat(8_000)}`, 414],
      ['/icarus/festnahmen?pole=datum', 400],
      ['/icarus/%E0?pole=datum', 400],
      ['/icarus?pole=datum', 400],
      ['/icarus', 400],
      ['/daedalus/zadržení?pole=datum', 404],
      ['/daedalus', 404],
    ] as const) {
      const response = await fetch(`${mock.url}/api/spisy${path}`);
      expect({ path, status: response.status }).toEqual({ path, status });
    }
  });
});

describe('pages of Czechia', () => {
  const pagesOf = async (serve: (world: NationalWorld) => Promise<MockSystem>) => {
    const query = { operation: 'icarus', overview: [], lists: { seizures: { ...DAYS, records: [] } } };
    const { answer, messages } = await askServed(czechia, serve, query);
    return { records: (await answer).lists.seizures?.records?.length, pages: messages.length };
  };

  // Trap: pages are asked one after the other; with four rows each, a list of forty takes ten times as long as a page.
  test('hold as many rows as the system gives at once: a hundred, and as few messages', async () => {
    expect(await pagesOf(serveCzechia)).toEqual({ records: 40, pages: 1 });
    expect(await pagesOf(serveInFours)).toEqual({ records: 40, pages: 10 });
  });

  test('are of four rows for whoever asks no size', async () => {
    const mock = await serveCzechia(worldOf('CZ'));
    try {
      const read = async (query: string) => {
        const response = await fetch(`${mock.url}/api/spisy/icarus/domovní_prohlídky?pole=datum${query}`);
        return (await response.json()) as { záznamy: unknown[]; další_kurzor: unknown };
      };
      const { záznamy, další_kurzor } = await read('');
      expect([záznamy.length, další_kurzor]).toEqual([4, 'searches+4 &=?']);
      expect((await read('&velikost=7')).záznamy).toHaveLength(7);
    } finally {
      await mock.close();
    }
  });
});

describe('CZ where a total is not known', () => {
  const world = makeWorld().countries.get('CZ') as NationalWorld;

  test('a total of null is null, not 0, with or without its records; a total of 0 is 0', async () => {
    const mock = await serveCzechia({ ...world, suspects: [] }, { unknownCounts: ['arrests'] });
    try {
      for (const query of [COUNTS, EVERYTHING]) {
        const { lists } = await askOnce(czechia, mock.url, query);
        expect(lists.arrests?.count).toBeNull();
        expect(lists.suspects?.count).toBe(0);
        expect(lists.searches?.count).toBe(world.searches.length);
      }
      const { lists } = await askOnce(czechia, mock.url, EVERYTHING);
      expect(lists.arrests?.records).toHaveLength(world.arrests.length);
      expect(lists.suspects?.records).toEqual([]);
    } finally {
      await mock.close();
    }
  });
});
