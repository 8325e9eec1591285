import { setTimeout as sleep } from 'node:timers/promises';
import type { MockSystem } from '../../mocks/mock-system.ts';
import { serveNetherlands } from '../../mocks/nl/mock.ts';
import type { NationalWorld } from '../../mocks/world.ts';
import { callNational } from '../../src/countries/call-national.ts';
import { openDeadline } from '../../src/countries/connection/deadline.ts';
import { openConnection } from '../../src/countries/connection/open-connection.ts';
import { INVALID, type NationalAnswer, type RecordField } from '../../src/countries/national-query.ts';
import { netherlands } from '../../src/countries/nl/country.ts';
import { describe, expect, test } from '../jest.ts';
import { askOnce, COUNTS, EVERYTHING, releaseAll } from './against-mock.ts';
import { askServed, worldOf } from './ask-served.ts';
import { describeCountry } from './describe-country.ts';
import { describeRows } from './describe-rows.ts';

const arrestsWith = (records: readonly RecordField[], count = false) => ({
  arrests: { count, byStatus: false, byAgeBand: false, facts: true, records },
});
const ARRESTS = '/operaties/icarus/aanhoudingen';
const FIELDS =
  'velden=registratienummer%2Cafhandelingscode%2Cgeadresseerden%2Ctoestemmingen%2Cafgeschermd%2Cdatum&omvang=100';

/** A system that gives five rows a page, whatever is asked. */
const serveInFives = (world: NationalWorld): Promise<MockSystem> =>
  serveNetherlands(world, { largestPage: 5 });

describeRows(netherlands, serveInFives, [
  '/operaties/icarus/aanhoudingen?velden=registratienummer&alleen=registratienummer%3AA1%2CA2%2CA3%2CA4%2CA5%2Cx%252Cy%2529%26z&omvang=100&met_totaal=true',
  '/operaties/icarus/aanhoudingen?velden=registratienummer&alleen=registratienummer%3AA1%2CA2%2CA3%2CA4%2CA5%2Cx%252Cy%2529%26z&omvang=100&pagina=2',
]);

describeCountry(netherlands, serveInFives, (ask) => {
  /** Asks the arrests' days, every answer changed by `alter` on its way. */
  const askAltered = async (
    alter: (body: string) => string,
    records: readonly RecordField[] = ['date'],
    count = false,
  ): Promise<{ answer: NationalAnswer | { code: unknown }; paths: string[] }> => {
    const { mock } = await ask({});
    mock.behave({ alter });
    try {
      const query = { operation: 'icarus', overview: [], lists: arrestsWith(records, count) } as const;
      const answer = await askOnce(netherlands, mock.url, query).catch((error) => ({ code: error.code }));
      return { answer, paths: mock.messages.map(({ path }) => path) };
    } finally {
      mock.behave({});
    }
  };
  const rowsOf = (answer: NationalAnswer | { code: unknown }) =>
    'lists' in answer ? answer.lists.arrests : undefined;
  const alterPage = (change: (page: Page) => unknown) => (body: string) => {
    const page = JSON.parse(body);
    return JSON.stringify(change(page) ?? page);
  };

  test('a list is asked page by page of five, only the fields named, and never the same page twice', async () => {
    const { messages, answer, world } = await ask(arrestsWith(['date']));
    expect(messages.map(({ path }) => path)).toEqual([
      `${ARRESTS}?${FIELDS}`,
      `${ARRESTS}?${FIELDS}&pagina=2`,
    ]);
    expect(messages.map(({ headers }) => headers.accept)).toEqual(Array(2).fill('application/hal+json'));
    expect(answer.lists.arrests?.records).toHaveLength(world.arrests.length);
  });

  test('a whole query is one message for the operation and one for each page', async () => {
    const { messages, world } = await ask('everything');
    const lists = [world.arrests, world.suspects, world.searches, world.seizures, world.forensicExams];
    const pages = lists.map((list) => Math.ceil(list.length / 5)).reduce((sum, count) => sum + count, 0);
    expect(messages).toHaveLength(1 + pages);
    expect(new Set(messages.map(({ path }) => path)).size).toBe(1 + pages);
    expect(messages.map(({ path }) => path)).toContain(
      '/operaties/icarus?velden=werkwijze%2Cslachtoffers_ge%C3%AFdentificeerd%2Cslachtoffers_veiliggesteld%2Cslachtoffers_bekend',
    );
  });

  test('totals alone are one message a list, for a page without rows', async () => {
    const { messages } = await ask(COUNTS.lists);
    expect(messages.map(({ path }) => path).sort()).toEqual(
      ['aanhoudingen', 'digitale_onderzoeken', 'doorzoekingen', 'inbeslagnames', 'verdachten'].map(
        (list) => `/operaties/icarus/${list}?omvang=0&met_totaal=true`,
      ),
    );
    expect(messages.flatMap(({ asked }) => asked.flatMap(({ fields }) => fields))).toEqual([]);
  });

  test('a total travels only when it is asked, with the first page: records alone ask for none and bring none', async () => {
    const { messages, mock } = await ask(arrestsWith(['date'], true));
    expect(messages.map(({ path, asked }) => [path, asked[0]?.count])).toEqual([
      [`${ARRESTS}?${FIELDS}&met_totaal=true`, true],
      [`${ARRESTS}?${FIELDS}&pagina=2`, false],
    ]);
    const alone = await ask(arrestsWith(['date']));
    expect(alone.messages.map(({ path, asked }) => [path, asked[0]?.count])).toEqual([
      [`${ARRESTS}?${FIELDS}`, false],
      [`${ARRESTS}?${FIELDS}&pagina=2`, false],
    ]);
    for (const { path } of alone.messages) expect(await readMock(mock, path)).not.toHaveProperty('totaal');
  });

  test('a total that comes without being asked is ignored', async () => {
    const list = { list: 'arrests', native: 'aanhoudingen', fields: ['datum'], count: false } as const;
    const page = { _links: { self: { href: ARRESTS } }, totaal: 99, _embedded: { aanhoudingen: [] } };
    const { lists } = await netherlands.protocol.ask(
      { operation: 'icarus', overview: [], lists: [list] },
      async () => ({ status: 200, headers: {}, body: Buffer.from(JSON.stringify(page)) }),
    );
    expect(lists.get('arrests')).toEqual({ count: undefined, rows: [] });
  });

  for (const [trap, href] of [
    ['another origin', 'http://elders.invalid/operaties/icarus/aanhoudingen?pagina=2'],
    ['another origin without scheme', '//elders.invalid/operaties/icarus/aanhoudingen?pagina=2'],
    ['another list', '/operaties/icarus/verdachten?pagina=2'],
    ['another list by dots', '/operaties/icarus/aanhoudingen/../verdachten?pagina=2'],
    ['another operation', '/operaties/daedalus/aanhoudingen?pagina=2'],
    ['no page', '/operaties/icarus/aanhoudingen?omvang=5'],
    ['another scheme', 'javascript:pagina=2'],
    ['no text', 2],
  ] as const) {
    test(`a next link to ${trap} is SOURCE_INVALID and not followed`, async () => {
      const { answer, paths } = await askAltered(
        alterPage((page) => {
          page._links.next = { href };
        }),
      );
      expect(answer).toEqual({ code: 'SOURCE_INVALID' });
      expect(paths).toEqual([`${ARRESTS}?${FIELDS}`]);
    });
  }

  test('of a next link only the page is used: a source cannot widen what it is asked', async () => {
    const { paths } = await askAltered(
      alterPage((page) => {
        if (page._links.next) page._links.next.href += '&velden=proces_verbaalnummer&omvang=1';
      }),
    );
    expect(paths).toEqual([`${ARRESTS}?${FIELDS}`, `${ARRESTS}?${FIELDS}&pagina=2`]);
  });

  test('links with an origin and a prefix of their own are read, and the messages stay where they belong', async () => {
    const { answer, paths } = await askAltered((body) =>
      body.replaceAll('"href":"/operaties', '"href":"http://intern:8080/nl/operaties'),
    );
    expect(rowsOf(answer)?.records).toHaveLength(8);
    expect(paths).toEqual([`${ARRESTS}?${FIELDS}`, `${ARRESTS}?${FIELDS}&pagina=2`]);
  });

  test('pages that go in a circle are SOURCE_INVALID after each has been asked once', async () => {
    const { answer, paths } = await askAltered(
      alterPage((page) => {
        page._links.next = { href: `${ARRESTS}?pagina=2` };
      }),
    );
    expect(answer).toEqual({ code: 'SOURCE_INVALID' });
    expect(paths).toHaveLength(2);
  });

  test('a list without an end is SOURCE_INVALID after 10,000 pages', async () => {
    let sent = 0;
    const list = { list: 'arrests', native: 'aanhoudingen', fields: ['datum'], count: false } as const;
    const asked = netherlands.protocol.ask({ operation: 'icarus', overview: [], lists: [list] }, async () => {
      sent++;
      const page = {
        _links: { next: { href: `?pagina=${sent + 1}` } },
        _embedded: { aanhoudingen: [] },
      };
      return { status: 200, headers: {}, body: Buffer.from(JSON.stringify(page)) };
    });
    await expect(asked).rejects.toMatchObject({ code: 'SOURCE_INVALID' });
    expect(sent).toBe(10_000);
  });

  test('when one list fails, the pages of the others are not turned any further', async () => {
    const { mock } = await ask({});
    mock.behave({ alter: (body) => (body.includes('"aanhoudingen":') ? '[]' : body), latencyMs: 20 });
    const connection = openConnection('NL', { url: mock.url, timeoutMs: 5_000 });
    const answer = callNational(netherlands, connection, openDeadline(30_000), [
      { query: EVERYTHING, judge: releaseAll(EVERYTHING) },
    ]);
    await expect(answer).rejects.toMatchObject({ code: 'SOURCE_INVALID' });
    await sleep(300);
    const turned = mock.messages.filter(({ path }) => path.includes('pagina='));
    mock.behave({});
    await connection.close();
    expect(turned.length).toBeLessThanOrEqual(4);
  });

  for (const [trap, body] of [
    ['no JSON', '<html>'],
    ['no object', '[]'],
    ['null', 'null'],
    ['no links', '{"totaal":0,"_embedded":{"aanhoudingen":[]}}'],
    ['a link without address', '{"_links":{"self":{"href":7}},"totaal":0,"_embedded":{"aanhoudingen":[]}}'],
    ['nothing embedded', `{"_links":{"self":{"href":"${ARRESTS}"}},"totaal":8}`],
    [
      'another list embedded',
      `{"_links":{"self":{"href":"${ARRESTS}"}},"totaal":0,"_embedded":{"verdachten":[]}}`,
    ],
    [
      'rows that are no list',
      `{"_links":{"self":{"href":"${ARRESTS}"}},"totaal":0,"_embedded":{"aanhoudingen":{}}}`,
    ],
    [
      'another resource',
      '{"_links":{"self":{"href":"/operaties/x"}},"totaal":0,"_embedded":{"aanhoudingen":[]}}',
    ],
    ['no total', `{"_links":{"self":{"href":"${ARRESTS}"}},"_embedded":{"aanhoudingen":[]}}`],
  ] as const) {
    test(`an answer with ${trap} is SOURCE_INVALID`, async () => {
      const { answer } = await askAltered(() => body, ['date'], true);
      expect(answer).toEqual({ code: 'SOURCE_INVALID' });
    });
  }

  test('a total of another list, and overview of another operation, are SOURCE_INVALID', async () => {
    const { mock } = await ask({});
    mock.behave({ alter: (body) => body.replace('/icarus', '/daedalus') });
    for (const query of [COUNTS, { ...COUNTS, overview: EVERYTHING.overview, lists: {} }]) {
      await expect(askOnce(netherlands, mock.url, query)).rejects.toMatchObject({ code: 'SOURCE_INVALID' });
    }
    mock.behave({});
  });

  test('an operation is written as one part of the path, whatever it holds', async () => {
    const { mock } = await ask({});
    mock.forget();
    const query = { ...COUNTS, operation: 'icarus/../x?a=b&c#d' };
    await expect(askOnce(netherlands, mock.url, query)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    for (const { path } of mock.messages)
      expect(path).toMatch(/^\/operaties\/icarus%2F\.\.%2Fx%3Fa%3Db%26c%23d[/?]/);
    expect(mock.messages.length).toBeGreaterThan(0);
  });

  test('status 500 is SOURCE_UNAVAILABLE, as is an operation that the system does not know', async () => {
    const { mock } = await ask({});
    mock.behave({ status: 500 });
    await expect(askOnce(netherlands, mock.url, COUNTS)).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
    });
    mock.behave({});
    await expect(askOnce(netherlands, mock.url, { ...COUNTS, operation: 'daedalus' })).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
    });
  });

  test('a code that the list does not hold is INVALID for its record only', async () => {
    const { answer } = await askAltered(
      alterPage((page) => {
        if (page._links.next) Object.assign(page._embedded.aanhoudingen[0] ?? {}, { status: '__proto__' });
      }),
      ['status'],
    );
    const values = rowsOf(answer)?.records?.map((record) => record.values.status);
    expect(values?.filter((value) => value === INVALID)).toHaveLength(1);
    expect(values?.[0]).toBe(INVALID);
    expect(values).toHaveLength(8);
  });

  test('a row that is no object is dropped and reported, a hostile key does no harm', async () => {
    const { answer } = await askAltered((body) =>
      body.replace('"aanhoudingen":[', '"aanhoudingen":[7,{"__proto__":{"registratienummer":"X"}},'),
    );
    expect(rowsOf(answer)?.dropped).toBe(4);
    expect(rowsOf(answer)?.records).toHaveLength(8);
    expect({}).not.toHaveProperty('registratienummer');
  });

  test('a total that disagrees with the rows is INVALID', async () => {
    const { answer } = await askAltered(
      alterPage((page) => ({ ...page, totaal: 9 })),
      ['date'],
      true,
    );
    expect(rowsOf(answer)?.count).toBe(INVALID);
  });

  for (const [trap, path, status] of [
    ['an unknown field', `${ARRESTS}?velden=datum,naam`, 400],
    ['an unknown parameter', `${ARRESTS}?velden=datum&sorteer=naam`, 400],
    ['a page past the last', `${ARRESTS}?pagina=3`, 400],
    ['a page above a thousand rows', `${ARRESTS}?omvang=1001`, 400],
    ['a total asked by another word than true or false', `${ARRESTS}?met_totaal=ja`, 400],
    ['an unknown operation', '/operaties/daedalus/aanhoudingen', 404],
    ['keys of an unknown field', `${ARRESTS}?alleen=naam:A1`, 400],
    ['keys without a field', `${ARRESTS}?alleen=A1`, 400],
    ['a line above 8,000 characters', `${ARRESTS}?alleen=registratienummer:${'A'.repeat(8_000)}`, 414],
  ] as const) {
    test(`the mock answers ${trap} with ${status}`, async () => {
      const { mock } = await ask({});
      expect(await statusOf(mock, path)).toBe(status);
    });
  }
});

describe('pages of the Netherlands', () => {
  const pagesOf = async (serve: (world: NationalWorld) => Promise<MockSystem>) => {
    const seizures = { count: true, byStatus: false, byAgeBand: false, facts: true, records: [] };
    const query = { operation: 'icarus', overview: [], lists: { seizures } };
    const { answer, messages } = await askServed(netherlands, serve, query);
    return { records: (await answer).lists.seizures?.records?.length, pages: messages.length };
  };

  // Trap: pages are asked one after the other; with five rows each, 104 seizures take 21 times as long as a page.
  test('hold as many rows as the system gives at once: a hundred, and as few messages', async () => {
    expect(await pagesOf(serveNetherlands)).toEqual({ records: 104, pages: 2 });
    expect(await pagesOf(serveInFives)).toEqual({ records: 104, pages: 21 });
  });

  test('are of five rows for whoever asks no size', async () => {
    const mock = await serveNetherlands(worldOf('NL'));
    try {
      const page = (await readMock(mock, `${ARRESTS}?velden=datum`)) as Page;
      expect(page._embedded.aanhoudingen).toHaveLength(5);
      expect(page._links.next?.href).toBe(`${ARRESTS}?velden=datum&pagina=2`);
      const sized = (await readMock(mock, `${ARRESTS}?velden=datum&omvang=6`)) as Page;
      expect(sized._embedded.aanhoudingen).toHaveLength(6);
    } finally {
      await mock.close();
    }
  });
});

interface Page {
  _links: { next?: { href: unknown } };
  _embedded: { aanhoudingen: object[] };
}

async function readMock(mock: MockSystem, path: string): Promise<unknown> {
  return (await fetch(`${mock.url}${path}`, { headers: { accept: 'application/hal+json' } })).json();
}

async function statusOf(mock: MockSystem, path: string): Promise<number> {
  const response = await fetch(`${mock.url}${path}`, { headers: { accept: 'application/hal+json' } });
  await response.text();
  return response.status;
}
