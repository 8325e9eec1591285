import { startMock } from '../../../mocks/mock-system.ts';
import { openDeadline } from '../../../src/countries/connection/deadline.ts';
import { openConnection } from '../../../src/countries/connection/open-connection.ts';
import type { NativeRequest } from '../../../src/countries/protocols/native-request.ts';
import { odataProtocol } from '../../../src/countries/protocols/odata.ts';
import type { NativeAnswer, NativeRow, Send } from '../../../src/countries/protocols/protocol.ts';
import { describe, expect, test } from '../../jest.ts';
import { requestOf } from './ask-protocol.ts';

const PROTOCOL = odataProtocol({
  root: '/odata',
  overview: 'øversigt',
  operation: 'operation',
  setSeparator: '|',
});
const ROWS = requestOf({ fields: ['id', 'sted_æ'], count: true });
const COUNT = requestOf({ fields: [], count: true });
const SELECT = '/odata/list?$select=id,sted_%C3%A6';
const FILTER = "$filter=operation%20eq%20'icarus'";

interface Talk {
  readonly answer: Promise<NativeAnswer>;
  readonly paths: readonly string[];
}

/** Asks over a real socket. `reply` gets the path as it came: an object is JSON, a number a status without content. */
async function ask(request: NativeRequest, reply: (path: string) => object | string | number): Promise<Talk> {
  const mock = await startMock('XX', new Date(0), ({ path }) => {
    const given = reply(path);
    if (typeof given === 'number') return { status: given, type: 'text/plain', body: '', asked: [] };
    const body = typeof given === 'string' ? given : JSON.stringify(given);
    return { type: 'application/json', body, asked: [] };
  });
  const connection = openConnection('XX', { url: mock.url, timeoutMs: 5_000 });
  try {
    const answer = connection.within(openDeadline(30_000), (send) => PROTOCOL.ask(request, send));
    await Promise.allSettled([answer]);
    return { answer, paths: mock.messages.map(({ path }) => path) };
  } finally {
    await connection.close();
    await mock.close();
  }
}

async function arrestsOf({ answer }: Talk): Promise<unknown> {
  return (await answer).lists.get('arrests');
}

describe('what is sent', () => {
  test('is one message for a list: exactly the fields asked, and the operation as a filter', async () => {
    const { paths } = await ask(ROWS, () => ({ '@odata.count': 0, value: [] }));
    expect(paths).toEqual([`${SELECT}&${FILTER}&$count=true`]);
  });

  test('does not ask for a total that is not wanted, nor for rows when only the total is', async () => {
    const fields = await ask(requestOf({ fields: ['id'], count: false }), () => ({ value: [] }));
    expect(fields.paths).toEqual([`/odata/list?$select=id&${FILTER}`]);
    const total = await ask(COUNT, () => ({ '@odata.count': 7, value: [] }));
    expect(total.paths).toEqual([`/odata/list?${FILTER}&$top=0&$count=true`]);
    expect(await arrestsOf(total)).toEqual({ count: 7, rows: [] });
  });

  test('is nothing when nothing is wanted', async () => {
    const { paths, answer } = await ask(requestOf({ fields: [], count: false }), () => 500);
    expect(paths).toEqual([]);
    expect(Object.keys((await answer).overview)).toEqual([]);
  });

  test('asks the overview by key, with its own fields only', async () => {
    const request = { ...ROWS, lists: [], overview: ['måde'] };
    const { paths, answer } = await ask(request, () => ({ måde: 'x' }));
    expect(paths).toEqual(["/odata/%C3%B8versigt('icarus')?$select=m%C3%A5de"]);
    expect((await answer).overview).toEqual({ måde: 'x' });
  });

  for (const operation of ["x' or operation ne '", 'a&$select=secret', 'a/../b?c#d', '%27', "'", 'œ +']) {
    test(`keeps an operation inside its literal: ${operation}`, async () => {
      const request = { ...requestOf({ fields: ['id'] }, operation), overview: ['m'] };
      const { paths } = await ask(request, (path) => (path.includes('(') ? {} : { value: [] }));
      const literal = `'${operation.replaceAll("'", "''")}'`;
      const [entity, list] = [...paths].sort();
      expect(decodeURIComponent(entity?.split('?')[0] ?? '')).toBe(`/odata/øversigt(${literal})`);
      expect(entity?.split('/')).toHaveLength(3);
      const options = (list?.split('?')[1] ?? '').split('&').map(decodeURIComponent);
      expect(options).toEqual(['$select=id', `$filter=operation eq ${literal}`, '$count=true']);
    });
  }

  test('an operation that is no text is never sent', async () => {
    const { paths, answer } = await ask(requestOf({ fields: ['id'] }, 'a\ud800'), () => ({ value: [] }));
    await expect(answer).rejects.toMatchObject({ code: 'INTERNAL' });
    expect(paths).toEqual([]);
  });
});

describe('pages', () => {
  const page = (value: unknown, next?: unknown): object => ({
    '@odata.count': 3,
    value,
    ...(next === undefined ? {} : { '@odata.nextLink': next }),
  });
  const askPages = (...pages: readonly object[]): Promise<Talk> => {
    let at = 0;
    return ask(ROWS, () => pages[Math.min(at++, pages.length - 1)] ?? {});
  };

  test('are all followed, in their order, an empty one too; the total is that of the first', async () => {
    const talk = await askPages(
      page([{ id: 1 }], 'list?$skiptoken=a'),
      page([], '/odata/list?x=1&%24skiptoken=b%2Bc'),
      { value: [{ id: 2 }, { id: 3 }], '@odata.count': 99 },
    );
    expect(await arrestsOf(talk)).toEqual({ count: 3, rows: [{ id: 1 }, { id: 2 }, { id: 3 }] });
    expect(talk.paths).toEqual([
      `${SELECT}&${FILTER}&$count=true`,
      `${SELECT}&${FILTER}&$skiptoken=a`,
      `${SELECT}&${FILTER}&$skiptoken=b%2Bc`,
    ]);
  });

  // trap: a source that writes other fields, another filter or another place into the link is followed there
  for (const link of [
    'http://elsewhere.invalid/steal?$select=secret&$skiptoken=z',
    '//elsewhere.invalid/?$skiptoken=z&$filter=true',
    "../../admin?$skiptoken=z&$filter=operation eq 'other'",
    'javascript:alert?$skiptoken=z',
  ]) {
    test(`a next link changes neither place, fields nor filter: ${link}`, async () => {
      const { paths } = await askPages(page([], link), page([]));
      expect(paths.slice(1)).toEqual([`${SELECT}&${FILTER}&$skiptoken=z`]);
    });
  }

  for (const [name, link] of Object.entries({
    'no cursor': 'list?$top=5',
    'no link': 'http://[',
    'a number': 5,
    'an object': { $skiptoken: 'a' },
    'an empty text': '',
  })) {
    test(`a next link that is ${name} is SOURCE_INVALID`, async () => {
      const { answer, paths } = await askPages(page([], link));
      await expect(answer).rejects.toMatchObject({ code: 'SOURCE_INVALID' });
      expect(paths).toHaveLength(1);
    });
  }

  test('that come again are SOURCE_INVALID, and not asked for again', async () => {
    const { answer, paths } = await askPages(
      page([], 'list?$skiptoken=a'),
      page([], 'list?$skiptoken=b'),
      page([], 'list?$skiptoken=a'),
    );
    await expect(answer).rejects.toMatchObject({ code: 'SOURCE_INVALID' });
    expect(paths).toHaveLength(3);
  });

  test('without an end are SOURCE_INVALID after 10,000', async () => {
    let sent = 0;
    const endless: Send = async () => {
      const body = JSON.stringify(page([], `list?$skiptoken=${sent++}`));
      return { status: 200, headers: {}, body: Buffer.from(body) };
    };
    await expect(PROTOCOL.ask(ROWS, endless)).rejects.toMatchObject({ code: 'SOURCE_INVALID' });
    expect(sent).toBe(10_000);
  });
});

describe('a source that is told how much is wanted', () => {
  const release = {
    country: 'DK',
    on: '2011-12-16',
    unprotected: 'nothing',
    protected: 'nothing',
    consentable: { unprotected: true, protected: true },
    names: {
      handle: 'id',
      handling: 'kode',
      addressees: 'til',
      itemConsents: 'ja',
      protected: 'beskyttet',
      protectedCodes: { yes: ['J'], no: ['N'] },
    },
  } as const;

  test('and gives more is cut short, and asked no further', async () => {
    const request = requestOf({ fields: ['id'], count: false, filter: { most: 2 } });
    const talk = await ask(request, () => ({
      value: [{ id: 1 }, { id: 2 }, { id: 3 }],
      '@odata.nextLink': 'list?$skiptoken=a',
    }));
    expect(await arrestsOf(talk)).toEqual({ count: undefined, rows: [{ id: 1 }, { id: 2 }] });
    expect(talk.paths).toEqual([`/odata/list?$select=id&$top=2&${FILTER}`]);
  });

  test('counts beside the rows where none is left out', async () => {
    const request = requestOf({ fields: ['id'], count: true, filter: { most: 1 } });
    const talk = await ask(request, () => ({ '@odata.count': 9, value: [{ id: 1 }] }));
    expect(await arrestsOf(talk)).toEqual({ count: 9, rows: [{ id: 1 }] });
    expect(talk.paths).toHaveLength(1);
  });

  for (const [what, pages, said] of [
    ['a row', [{ value: [{ id: 1 }] }], true],
    [
      'a row after an empty page',
      [{ value: [], '@odata.nextLink': '?$skiptoken=a' }, { value: [{ id: 1 }] }],
      true,
    ],
    ['no row', [{ value: [] }], false],
    ['what is no row', [{ value: ['x', {}] }], false],
  ] as const) {
    test(`says by ${what} whether one only lacks a consent`, async () => {
      let at = 0;
      const request = requestOf({ fields: [], count: false, filter: { release } });
      const talk = await ask(request, () => pages[at++] ?? {});
      expect(await arrestsOf(talk)).toEqual({ count: undefined, rows: [], consentable: said });
      for (const path of talk.paths) expect(path).toMatch(/^\/odata\/list\?\$select=id&\$top=1&\$filter=/);
    });
  }
});

describe('an answer that does not fit', () => {
  for (const [name, body] of Object.entries({
    'no JSON': '<html>',
    'a list': [],
  })) {
    test(`is SOURCE_INVALID, without its words: ${name}`, async () => {
      for (const request of [ROWS, COUNT]) {
        const { answer } = await ask(request, () => body);
        await expect(answer).rejects.toMatchObject({ code: 'SOURCE_INVALID' });
        await expect(answer).rejects.not.toThrow(/hidden|html/);
      }
    });
  }

  for (const [name, body] of Object.entries({
    'no value': { '@odata.count': 0 },
    'a value that is no list': { value: {} },
    'an error object under 200': { error: { code: 'x', message: 'hidden words' } },
  })) {
    test(`costs the list alone: ${name}`, async () => {
      const other = { list: 'searches', native: 'other', fields: ['id'], count: true } as const;
      for (const { lists } of [ROWS, COUNT]) {
        const request = { operation: 'icarus', overview: [], lists: [...lists, other] };
        const { answer } = await ask(request, (path) =>
          path.includes('/other?') ? { '@odata.count': 1, value: [{ id: 9 }] } : body,
        );
        expect((await answer).lists).toEqual(
          new Map([
            ['arrests', { count: undefined, rows: [], invalid: true }],
            ['searches', { count: 1, rows: [{ id: 9 }] }],
          ]),
        );
      }
    });
  }

  test('on a later page, or in what is said of consents, costs the list too', async () => {
    const first = { value: [{ id: 1 }], '@odata.nextLink': '?$skiptoken=a' };
    const talk = await ask(ROWS, (path) => (path.includes('skiptoken') ? { value: 7 } : first));
    expect(await arrestsOf(talk)).toEqual({ count: undefined, rows: [], invalid: true });
  });

  test('is SOURCE_UNAVAILABLE under any other status, on a later page too', async () => {
    for (const status of [204, 302, 404, 500]) {
      const { answer } = await ask(ROWS, () => status);
      await expect(answer).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    }
    const first = { value: [], '@odata.nextLink': '?$skiptoken=a' };
    const { answer } = await ask(ROWS, (path) => (path.includes('skiptoken') ? 500 : first));
    await expect(answer).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  });

  test('in one row empties that row and no other', async () => {
    const talk = await ask(ROWS, () => ({ '@odata.count': 3, value: [{ id: 1 }, 'x', { id: 2 }] }));
    expect(await arrestsOf(talk)).toEqual({ count: 3, rows: [{ id: 1 }, {}, { id: 2 }] });
  });

  test('through a key named after a prototype does no harm', async () => {
    const body = '{"__proto__":{"value":[]},"value":[{"__proto__":{"x":1},"id":1}]}';
    const list = (await arrestsOf(await ask(ROWS, () => body))) as { rows: NativeRow[] };
    expect(list.rows.map(({ id, x }) => [id, x])).toEqual([[1, undefined]]);
    expect(({} as NativeRow).x).toBeUndefined();
  });
});

describe('a list in several entity sets', () => {
  test('is asked of each, in order, with its total in parts', async () => {
    const request = requestOf({ native: 'één|deux', fields: ['id'] });
    const talk = await ask(request, (path) => ({
      '@odata.count': 1,
      value: [{ id: path.includes('deux') ? 2 : 1 }],
    }));
    expect(await arrestsOf(talk)).toEqual({
      count: undefined,
      partCounts: [1, 1],
      rows: [{ id: 1 }, { id: 2 }],
    });
    expect(talk.paths.map((path) => path.split('?')[0]).sort()).toEqual([
      '/odata/%C3%A9%C3%A9n',
      '/odata/deux',
    ]);
  });

  test('is no list when one of them fails', async () => {
    const request = requestOf({ native: 'a|b', fields: ['id'] });
    const { answer } = await ask(request, (path) => (path.includes('/b?') ? 503 : { value: [] }));
    await expect(answer).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  });
});
