import type { MockSystem } from '../../mocks/mock-system.ts';
import { serveNorway } from '../../mocks/no/mock.ts';
import { INVALID, type NationalAnswer, type NationalQuery } from '../../src/countries/national-query.ts';
import { norway } from '../../src/countries/no/country.ts';
import { expect, test } from '../jest.ts';
import { askOnce, COUNTS, EVERYTHING } from './against-mock.ts';
import { describeCountry } from './describe-country.ts';
import { describeRows } from './describe-rows.ts';

const COUNT = { count: true, byStatus: false, byAgeBand: false, facts: false, records: null } as const;
const ARRESTS: NationalQuery['lists'] = { arrests: { ...COUNT, facts: true, records: ['status'] } };
const PATH = '/operasjoner/icarus/utdrag';

describeRows(norway, serveNorway, [
  '/operasjoner/icarus/utdrag?felt.p%C3%A5gripelser=post_id&bare.p%C3%A5gripelser=post_id%3AA1%2CA2%2CA3%2CA4%2CA5%2Cx%252Cy%2529%26z&antall=p%C3%A5gripelser',
]);

describeCountry(norway, serveNorway, (ask) => {
  const askAltered = async (
    alter: (body: string) => string,
    query: Partial<NationalQuery> = {},
  ): Promise<NationalAnswer | { code: unknown }> => {
    const { mock } = await ask({});
    mock.behave({ alter });
    try {
      const whole: NationalQuery = { operation: 'icarus', overview: [], lists: ARRESTS, ...query };
      return await askOnce(norway, mock.url, whole).catch((error) => ({ code: error.code }));
    } finally {
      mock.behave({});
    }
  };
  const arrestsOf = (answer: NationalAnswer | { code: unknown }) =>
    'lists' in answer ? answer.lists.arrests : undefined;

  test('a whole query is one message', async () => {
    const { messages } = await ask('everything');
    expect(messages).toHaveLength(1);
    expect(messages[0]?.headers.accept).toBe('application/x-ndjson');
  });

  test('the message names lists, fields and totals and nothing else, percent-encoded', async () => {
    const { messages } = await ask({
      arrests: { ...COUNT, facts: true, records: ['date'] },
      suspects: { ...COUNT, count: false, facts: true, records: ['caseRef'] },
      searches: COUNT,
    });
    expect(messages.map(({ path }) => path)).toEqual([
      `${PATH}?felt.p%C3%A5gripelser=post_id%2Ch%C3%A5ndteringskode%2Cmottakere%2Csamtykker%2Cskjermet%2Cdato` +
        '&felt.mistenkte=post_id%2Ch%C3%A5ndteringskode%2Cmottakere%2Csamtykker%2Cskjermet%2Csaksnummer' +
        '&antall=p%C3%A5gripelser%2Cransakinger',
    ]);
  });

  test('totals alone are a stream of the trailer only', async () => {
    const { messages, mock } = await ask(COUNTS.lists);
    expect(messages.map(({ path }) => path)).toEqual([
      `${PATH}?antall=p%C3%A5gripelser%2Cmistenkte%2Cransakinger%2Cbeslag%2Cdataunders%C3%B8kelser`,
    ]);
    const body = await (await fetch(`${mock.url}${messages[0]?.path}`)).text();
    expect(body.split('\n')).toHaveLength(2);
    expect(JSON.parse(body)).toEqual({
      liste: 'sluttlinje',
      linjer: {},
      antall: { pågripelser: 4, mistenkte: 7, ransakinger: 10, beslag: 40, dataundersøkelser: 10 },
    });
  });

  test('each line names its list and the last one counts them', async () => {
    const { mock } = await ask({});
    const body = await (
      await fetch(`${mock.url}${PATH}?felt.beslag=beslagsnummer&oversikt=fremgangsm%C3%A5te`)
    ).text();
    const lines = body
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ liste }) => liste)).toEqual(['oversikt', ...Array(40).fill('beslag'), 'sluttlinje']);
    expect(lines[1]).toEqual({ liste: 'beslag', beslagsnummer: 'EX-NO-11-00001', synthetic: true });
    expect(lines.at(-1)).toEqual({ liste: 'sluttlinje', linjer: { oversikt: 1, beslag: 40 }, antall: {} });
  });

  const firstLine = (body: string): string => body.slice(0, body.indexOf('\n') + 1);
  const lastLine = (body: string): string => body.slice(body.trimEnd().lastIndexOf('\n') + 1);
  for (const [trap, alter] of [
    ['without its trailer', (body) => body.slice(0, -lastLine(body).length)],
    ['with its trailer first', (body) => lastLine(body) + body.slice(0, -lastLine(body).length)],
    ['with a line after its trailer', (body) => body + firstLine(body)],
    ['with two trailers', (body) => body + lastLine(body)],
    ['of one line less than its trailer says', (body) => body.slice(firstLine(body).length)],
    ['of one line more than its trailer says', (body) => firstLine(body) + body],
    ['cut in its last line', (body) => body.slice(0, -3)],
    ['cut in the middle', (body) => body.slice(0, body.length / 2)],
    ['cut before anything', () => ''],
    ['with an empty line', (body) => body.replace('\n', '\n\n')],
    ['with a line that is no JSON', (body) => `<html>\n${body}`],
    ['with a line that is null', (body) => `null\n${body}`],
    ['with a line that is no object', (body) => `7\n${body}`],
    ['whose trailer says to be a row', (body) => body.replace('sluttlinje', 'pågripelser')],
    ['with a line of a list nobody asked', (body) => `{"liste":"mistenkte","post_id":"X"}\n${body}`],
    ['with a line of no list', (body) => `{"post_id":"X"}\n${body}`],
    ['with a line of the list __proto__', (body) => `{"liste":"__proto__","post_id":"X"}\n${body}`],
    [
      'whose trailer counts as text',
      (body) => body.replace('"linjer":{"pågripelser":4}', '"linjer":{"pågripelser":"4"}'),
    ],
    ['whose trailer counts another list', (body) => body.replace('"linjer":{', '"linjer":{"mistenkte":0,')],
    ['whose trailer does not count', (body) => body.replace('"linjer"', '"rader"')],
    ['whose trailer lacks the total', (body) => body.replace('"antall":{"pågripelser":4}', '"antall":{}')],
    ['whose trailer lacks all totals', (body) => body.replace('"antall"', '"sum"')],
  ] as [string, (body: string) => string][]) {
    test(`a stream ${trap} is SOURCE_INVALID`, async () => {
      expect(await askAltered(alter)).toEqual({ code: 'SOURCE_INVALID' });
    });
  }

  test('a stream that lacks only the end of its last line is whole', async () => {
    expect(arrestsOf(await askAltered((body) => body.trimEnd()))?.records).toHaveLength(4);
  });

  test('the total is of all records, the lines are of this stream: they are counted apart', async () => {
    const total = (body: string): string =>
      body.replace('"antall":{"pågripelser":4}', '"antall":{"pågripelser":9}');
    expect(arrestsOf(await askAltered(total, { lists: { arrests: COUNT } }))?.count).toBe(9);
    expect(arrestsOf(await askAltered(total))?.count).toBe(INVALID);
    const none = (body: string): string => body.replace('"pågripelser":4}}', '"pågripelser":null}}');
    expect(arrestsOf(await askAltered(none, { lists: { arrests: COUNT } }))?.count).toBeNull();
  });

  test('two lines of the operation itself are SOURCE_INVALID', async () => {
    const answer = await askAltered(
      (body) => (firstLine(body) + body).replace('"oversikt":1', '"oversikt":2'),
      { overview: ['modusOperandi'] },
    );
    expect(answer).toEqual({ code: 'SOURCE_INVALID' });
  });

  test('an operation is written as one part of the path, whatever it holds', async () => {
    const { mock } = await ask({});
    mock.forget();
    const query = { ...COUNTS, operation: 'icarus/../x?a=b&c#d' };
    await expect(askOnce(norway, mock.url, query)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    for (const { path } of mock.messages)
      expect(path).toMatch(/^\/operasjoner\/icarus%2F\.\.%2Fx%3Fa%3Db%26c%23d[/?]/);
    expect(mock.messages.length).toBeGreaterThan(0);
  });

  test('status 500 is SOURCE_UNAVAILABLE, as is an operation that the system does not know', async () => {
    const { mock } = await ask({});
    mock.behave({ status: 500 });
    await expect(askOnce(norway, mock.url, EVERYTHING)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    mock.behave({});
    await expect(askOnce(norway, mock.url, { ...COUNTS, operation: 'daedalus' })).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
    });
  });

  test('a code that the list does not hold is INVALID for its record only', async () => {
    const answer = await askAltered((body) => body.replace(/"status":"[^"]+"/, '"status":"toString"'));
    const values = arrestsOf(answer)?.records?.map((record) => record.values.status === INVALID);
    expect(values).toEqual([true, false, false, false]);
  });

  test('a line without a handle is dropped and reported, a hostile key does no harm', async () => {
    const answer = await askAltered((body) =>
      `{"liste":"pågripelser","__proto__":{"post_id":"X"}}\n${body}`.replace(
        '{"pågripelser":4}',
        '{"pågripelser":5}',
      ),
    );
    expect(arrestsOf(answer)?.dropped).toBe(1);
    expect(arrestsOf(answer)?.records).toHaveLength(4);
    expect({}).not.toHaveProperty('post_id');
  });

  test('the mock answers a line above 8,000 characters with 414', async () => {
    const { mock } = await ask({});
    const query = `felt.beslag=post_id&bare.beslag=post_id:${'B'.repeat(8_000)}`;
    expect(await statusOf(mock, `${PATH}?${query}`)).toBe(414);
  });

  for (const [trap, query] of [
    ['an unknown field', 'felt.beslag=navn'],
    ['an unknown list', 'felt.personer=post_id'],
    ['an unknown list to count', 'antall=personer'],
    ['a field twice', 'felt.beslag=beslagsnummer,beslagsnummer'],
    ['an unknown parameter', 'sorter=dato'],
    ['keys of rows not asked', 'antall=beslag&bare.beslag=post_id:B1'],
    ['keys of an unknown field', 'felt.beslag=post_id&bare.beslag=navn:B1'],
    ['keys without a field', 'felt.beslag=post_id&bare.beslag=B1'],
  ] as const) {
    test(`the mock answers ${trap} with 400`, async () => {
      const { mock } = await ask({});
      expect(await statusOf(mock, `${PATH}?${query}`)).toBe(400);
    });
  }
});

async function statusOf(mock: MockSystem, path: string): Promise<number> {
  const response = await fetch(`${mock.url}${path}`);
  await response.text();
  return response.status;
}
