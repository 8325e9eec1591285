import type { MockSystem } from '../../mocks/mock-system.ts';
import { serveSweden } from '../../mocks/se/mock.ts';
import { INVALID, type NationalAnswer, type NationalQuery } from '../../src/countries/national-query.ts';
import { sweden } from '../../src/countries/se/country.ts';
import { expect, test } from '../jest.ts';
import { askOnce, COUNTS, EVERYTHING } from './against-mock.ts';
import { describeCountry } from './describe-country.ts';
import { describeRows } from './describe-rows.ts';

const COUNT = { count: true, byStatus: false, byAgeBand: false, facts: false, records: null } as const;
const ARRESTS: NationalQuery['lists'] = { arrests: { ...COUNT, facts: true, records: ['status'] } };

describeRows(sweden, serveSweden, [
  '/operationer/icarus?include=gripanden&fields%5Boperationer%5D=gripanden&fields%5Bgripanden%5D=&filter%5Bgripanden%5D=id%3AA1%2CA2%2CA3%2CA4%2CA5%2Cx%252Cy%2529%26z&medAntal=gripanden',
]);

describeCountry(sweden, serveSweden, (ask) => {
  const askAltered = async (
    alter: (body: string) => string,
    lists: NationalQuery['lists'] = ARRESTS,
  ): Promise<NationalAnswer | { code: unknown }> => {
    const { mock } = await ask({});
    mock.behave({ alter });
    try {
      const query: NationalQuery = { operation: 'icarus', overview: [], lists };
      return await askOnce(sweden, mock.url, query).catch((error) => ({ code: error.code }));
    } finally {
      mock.behave({});
    }
  };
  const alterDocument = (change: (document: Document) => void) => (body: string) => {
    const document = JSON.parse(body);
    change(document);
    return JSON.stringify(document);
  };
  const arrestsOf = (answer: NationalAnswer | { code: unknown }) =>
    'lists' in answer ? answer.lists.arrests : undefined;

  test('a whole query is one message', async () => {
    const { messages } = await ask('everything');
    expect(messages).toHaveLength(1);
    expect(messages[0]?.headers.accept).toBe('application/vnd.api+json');
  });

  test('the message names lists, fields and nothing else, percent-encoded; the id is no field', async () => {
    const { messages } = await ask({
      arrests: { ...COUNT, facts: true, records: ['caseRef', 'date'] },
      suspects: { ...COUNT, count: false, facts: true, records: ['ageBand'] },
      searches: COUNT,
    });
    expect(messages.map(({ path }) => path)).toEqual([
      '/operationer/icarus?include=gripanden%2Cmisst%C3%A4nkta' +
        '&fields%5Boperationer%5D=gripanden%2Cmisst%C3%A4nkta%2Chusrannsakningar' +
        '&fields%5Bgripanden%5D=hanteringskod%2Cmottagare%2Cmedgivanden%2Cskyddad%2Cdiarienummer%2Cdatum' +
        '&fields%5Bmisst%C3%A4nkta%5D=hanteringskod%2Cmottagare%2Cmedgivanden%2Cskyddad%2C%C3%A5ldersgrupp%2Cmisstankegrad' +
        '&medAntal=gripanden%2Chusrannsakningar',
    ]);
  });

  test('totals alone come without rows, from the meta of the relationships', async () => {
    const { arrests, searches } = COUNTS.lists;
    const { messages, answer, world } = await ask({ arrests: arrests ?? COUNT, searches: searches ?? COUNT });
    expect(messages.map(({ path }) => path)).toEqual([
      '/operationer/icarus?fields%5Boperationer%5D=gripanden%2Chusrannsakningar' +
        '&medAntal=gripanden%2Chusrannsakningar',
    ]);
    expect(answer.lists.arrests?.count).toBe(world.arrests.length);
  });

  test('a total travels only when it is asked: records alone ask for none and bring none', async () => {
    const { messages, mock } = await ask({
      arrests: { ...COUNT, count: false, facts: true, records: ['date'] },
    });
    expect(messages.flatMap(({ asked }) => asked.map(({ list, count }) => [list, count]))).toEqual([
      ['arrests', false],
    ]);
    for (const { path } of messages) {
      expect(path).not.toContain('medAntal');
      expect(JSON.stringify(await readMock(mock, path.slice(path.indexOf('?'))))).not.toContain('"antal"');
    }
  });

  test('a total that comes without being asked is ignored', async () => {
    const list = { list: 'arrests', native: 'gripanden', fields: ['status'], count: false } as const;
    const relationships = { gripanden: { data: [], meta: { antal: 99 } } };
    const document = { data: { type: 'operationer', id: 'icarus', relationships }, included: [] };
    const { lists } = await sweden.protocol.ask(
      { operation: 'icarus', overview: [], lists: [list] },
      async () => ({ status: 200, headers: {}, body: Buffer.from(JSON.stringify(document)) }),
    );
    expect(lists.get('arrests')).toEqual({ count: undefined, rows: [] });
  });

  test('kan misstänkas is no suspect: left out of the count, the records and their order', async () => {
    const { answer, mock, world } = await ask({
      suspects: { ...COUNT, facts: true, records: ['caseRef'] },
    });
    const gross = await readMock(mock, '?fields[operationer]=misst%C3%A4nkta&medAntal=misst%C3%A4nkta');
    expect(gross.data.relationships).toEqual({ misstänkta: { meta: { antal: world.suspects.length + 4 } } });
    expect(answer.lists.suspects?.count).toBe(world.suspects.length);
    expect(answer.lists.suspects?.dropped).toBe(0);
    expect(answer.lists.suspects?.records?.map(({ values }) => values.caseRef)).toEqual(
      world.suspects.map(({ caseRef }) => caseRef),
    );
  });

  test('both grades from skäligen misstänkt up are suspects, and counting asks the grade and nothing else', async () => {
    const { answer, messages, world } = await ask({ suspects: COUNT });
    expect(messages.map(({ path }) => path)).toEqual([
      '/operationer/icarus?include=misst%C3%A4nkta&fields%5Boperationer%5D=misst%C3%A4nkta' +
        '&fields%5Bmisst%C3%A4nkta%5D=misstankegrad',
    ]);
    expect(answer.lists.suspects?.count).toBe(world.suspects.length);
    const one = await askAltered((body) => body.replace('på sannolika skäl misstänkt', 'kan misstänkas'), {
      suspects: COUNT,
    });
    expect('lists' in one && one.lists.suspects?.count).toBe(world.suspects.length - 1);
  });

  for (const value of [
    undefined,
    null,
    '',
    2,
    true,
    ['skäligen misstänkt'],
    'skäligen',
    'SKÄLIGEN MISSTÄNKT',
  ]) {
    const what = JSON.stringify(value) ?? 'absent';
    test(`a misstankegrad that is ${what}: the row is dropped, the count is INVALID, the others are given`, async () => {
      const alter = alterDocument(({ included }) => {
        const row = included.find(({ type, id }) => type === 'misstänkta' && id === 'S000002');
        Object.assign(row?.attributes ?? {}, { misstankegrad: value });
      });
      const lists = { suspects: { ...COUNT, facts: true, records: ['caseRef'] } } as const;
      const answer = await askAltered(alter, lists);
      const suspects = 'lists' in answer ? answer.lists.suspects : undefined;
      expect(suspects).toMatchObject({ count: INVALID, dropped: 1 });
      expect(suspects?.records).toHaveLength(12);
      expect(suspects?.records?.map(({ facts }) => facts.handle)).not.toContain('S000002');
    });
  }

  for (const [trap, change] of [
    ['another operation', (document) => Object.assign(document.data, { id: 'daedalus' })],
    ['another type', (document) => Object.assign(document.data, { type: 'gripanden' })],
    ['no relationships', (document) => Object.assign(document.data, { relationships: null })],
    ['no such relationship', (document) => Object.assign(document.data, { relationships: {} })],
    ['no total', (document) => Object.assign(document.data.relationships.gripanden, { meta: {} })],
    ['no meta', (document) => Object.assign(document.data.relationships.gripanden, { meta: 7 })],
    [
      'one identifier for a list',
      (document) => Object.assign(document.data.relationships.gripanden, { data: {} }),
    ],
    ['included that is no list', (document) => Object.assign(document, { included: {} })],
    ['a resource twice', (document) => document.included.push(document.included[0] as Resource)],
    ['a resource that no list names', (document) => document.included.push({ type: 'gripanden', id: 'X' })],
    ['a resource nobody asked for', (document) => document.included.push({ type: 'sigtede', id: 'A000001' })],
  ] as [string, (document: Document) => unknown][]) {
    test(`a document with ${trap} is SOURCE_INVALID`, async () => {
      const answer = await askAltered(alterDocument((document) => void change(document)));
      expect(answer).toEqual({ code: 'SOURCE_INVALID' });
    });
  }

  for (const body of ['<html>', '[]', 'null', '{}', '{"data":null}', '{"errors":[{"title":"nej"}]}']) {
    test(`the body ${body} is SOURCE_INVALID`, async () => {
      expect(await askAltered(() => body)).toEqual({ code: 'SOURCE_INVALID' });
    });
  }

  test('a row of one list never passes into another', async () => {
    const foreign = alterDocument((document) => {
      document.data.relationships.gripanden.data.push({ type: 'misstänkta', id: 'S000001' });
    });
    const suspects = { ...COUNT, facts: true, records: ['caseRef'] } as const;
    const answer = await askAltered(foreign, { ...ARRESTS, suspects });
    expect(arrestsOf(answer)?.records).toHaveLength(7);
    expect(arrestsOf(answer)?.dropped).toBe(1);
    expect('lists' in answer && answer.lists.suspects?.records).toHaveLength(13);
  });

  test('an operation is written as one part of the path, whatever it holds', async () => {
    const { mock } = await ask({});
    mock.forget();
    const query = { ...COUNTS, operation: 'icarus/../x?a=b&c#d' };
    await expect(askOnce(sweden, mock.url, query)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    for (const { path } of mock.messages)
      expect(path).toMatch(/^\/operationer\/icarus%2F\.\.%2Fx%3Fa%3Db%26c%23d[/?]/);
    expect(mock.messages.length).toBeGreaterThan(0);
  });

  test('status 500 is SOURCE_UNAVAILABLE, as is an operation that the system does not know', async () => {
    const { mock } = await ask({});
    mock.behave({ status: 500 });
    await expect(askOnce(sweden, mock.url, EVERYTHING)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    mock.behave({});
    await expect(askOnce(sweden, mock.url, { ...COUNTS, operation: 'daedalus' })).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
    });
  });

  test('a code that the list does not hold is INVALID for its record only', async () => {
    const answer = await askAltered(
      alterDocument((document) => {
        Object.assign(document.included[2]?.attributes ?? {}, { status: 'constructor' });
      }),
    );
    const values = arrestsOf(answer)?.records?.map((record) => record.values.status);
    expect(values?.map((value) => value === INVALID)).toEqual([
      false,
      false,
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  for (const [trap, change] of [
    ['an identifier without its resource', (document) => document.included.shift()],
    [
      'attributes that are no object',
      (document) => Object.assign(document.included[0] ?? {}, { attributes: 7 }),
    ],
    ['a resource that is no object', (document) => document.included.splice(0, 1, null as never)],
    [
      'an identifier used before',
      (document) => document.data.relationships.gripanden.data.push({ type: 'gripanden', id: 'A000001' }),
    ],
  ] as [string, (document: Document) => unknown][]) {
    test(`${trap} is one row dropped and reported`, async () => {
      const answer = arrestsOf(await askAltered(alterDocument((document) => void change(document))));
      expect(answer?.dropped).toBe(1);
      expect(answer?.records?.length).toBeGreaterThanOrEqual(6);
      expect(new Set(answer?.records?.map(({ facts }) => facts.handle)).size).toBe(answer?.records?.length);
    });
  }

  test('a hostile key does no harm', async () => {
    const answer = await askAltered((body) =>
      body.replace(
        '"attributes":{"hanteringskod"',
        '"attributes":{"__proto__":{"status":"x"},"hanteringskod"',
      ),
    );
    expect(arrestsOf(answer)?.records).toHaveLength(7);
    expect(arrestsOf(answer)?.dropped).toBe(0);
    expect({}).not.toHaveProperty('status');
  });

  for (const [trap, query, accept, status] of [
    ['another media type', '', 'application/json', 406],
    ['a media type with parameters', '', 'application/vnd.api+json;ext=x', 406],
    ['an unknown field', '?include=gripanden&fields[gripanden]=namn', 'application/vnd.api+json', 400],
    ['the id as a field', '?include=gripanden&fields[gripanden]=id', 'application/vnd.api+json', 400],
    ['an unknown list', '?include=personer', 'application/vnd.api+json', 400],
    ['an unknown parameter', '?sort=datum', 'application/vnd.api+json', 400],
    ['keys of a list not included', '?filter[gripanden]=id:A1', 'application/vnd.api+json', 400],
    [
      'keys of an unknown field',
      '?include=gripanden&filter[gripanden]=namn:A1',
      'application/vnd.api+json',
      400,
    ],
    [
      'a line above 8,000 characters',
      `?include=gripanden&filter[gripanden]=id:${'A'.repeat(8_000)}`,
      'application/vnd.api+json',
      414,
    ],
    ['the total of an unknown list', '?medAntal=personer', 'application/vnd.api+json', 400],
    [
      'a total beside its relationship',
      '?fields[operationer]=beslag&medAntal=gripanden',
      'application/vnd.api+json',
      400,
    ],
  ] as const) {
    test(`the mock answers ${trap} with ${status}`, async () => {
      const { mock } = await ask({});
      expect(await statusOf(mock, `/operationer/icarus${query}`, accept)).toBe(status);
    });
  }
});

const JSON_API = { headers: { accept: 'application/vnd.api+json' } };

async function readMock(mock: MockSystem, query: string): Promise<Document> {
  return (await (await fetch(`${mock.url}/operationer/icarus${query}`, JSON_API)).json()) as Document;
}

interface Resource {
  type: string;
  id: string;
  attributes?: object;
}

interface Document {
  data: { relationships: { gripanden: { data: { type: string; id: string }[]; meta: object } } };
  included: Resource[];
}

async function statusOf(mock: MockSystem, path: string, accept: string): Promise<number> {
  const response = await fetch(`${mock.url}${path}`, { headers: { accept } });
  await response.text();
  return response.status;
}
