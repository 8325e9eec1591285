import { serveIreland } from '../../mocks/ie/mock.ts';
import { ireland } from '../../src/countries/ie/country.ts';
import { INVALID } from '../../src/countries/national-query.ts';
import { expect, test } from '../jest.ts';
import { askOnce, COUNTS } from './against-mock.ts';
import { askMisled, DAYS } from './ask-misled.ts';
import { describeCountry } from './describe-country.ts';
import { describeRows } from './describe-rows.ts';

const FACTS = 'record_id,handling_code,addressees,record_consents,protected_person';

describeRows(ireland, serveIreland, [
  '/api/incidents/icarus?fields=arrests(record_id)&only=arrests(record_id:A1,A2,A3,A4,A5,x%252Cy%2529%26z)&totals=arrests',
]);

describeCountry(ireland, serveIreland, (ask) => {
  test('a whole query is one message', async () => {
    const { messages } = await ask('everything');
    expect(messages).toHaveLength(1);
    expect(messages[0]?.path).toContain(
      '/api/incidents/icarus?fields=modus_operandi,injured_parties_identified,injured_parties_safeguarded,injured_parties_known,arrests(',
    );
    expect(messages[0]?.path).toMatch(/&totals=arrests,suspects,searches,seizures,examinations$/);
  });

  test('a query names its lists with their fields, and the totals it wants', async () => {
    const { messages } = await ask({ arrests: { ...DAYS, count: true }, searches: { ...DAYS, records: [] } });
    expect(messages.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `GET /api/incidents/icarus?fields=arrests(${FACTS},date),searches(${FACTS})&totals=arrests`,
    ]);
  });

  test('totals alone are asked without any field', async () => {
    const { messages } = await ask(COUNTS.lists);
    expect(messages.map(({ path }) => path)).toEqual([
      '/api/incidents/icarus?totals=arrests,suspects,searches,seizures,examinations',
    ]);
  });

  for (const [trap, body] of [
    ['no JSON', '{"arrests":'],
    ['no object', '[]'],
    ['null', 'null'],
    ['no such list', '{}'],
    ['a list that is an array', '{"arrests":[]}'],
    ['rows that are no array', '{"arrests":{"items":{"record_id":"A1"}}}'],
    ['no rows', '{"arrests":{"total":3}}'],
    ['a list hidden behind __proto__', '{"__proto__":{"arrests":{"items":[]}}}'],
  ] as const) {
    test(`${trap} is SOURCE_INVALID, and its text is not repeated`, async () => {
      const { mock } = await ask(COUNTS.lists);
      const { code, message } = await askMisled(ireland, mock, { arrests: DAYS }, { alter: () => body });
      expect(code).toBe('SOURCE_INVALID');
      expect(message).not.toContain('A1');
    });
  }

  test('bytes that are no UTF-8 are SOURCE_INVALID', async () => {
    const { mock } = await ask(COUNTS.lists);
    const body = Buffer.concat([
      Buffer.from('{"arrests":{"items":['),
      Buffer.from([0xff]),
      Buffer.from(']}}'),
    ]);
    const { code } = await askMisled(ireland, mock, { arrests: DAYS }, { alter: () => body as never });
    expect(code).toBe('SOURCE_INVALID');
  });

  for (const [status, times] of [
    [204, 1],
    [302, 1],
    [404, 1],
    [500, 1],
    [503, 3],
  ] as const) {
    test(`status ${status} is SOURCE_UNAVAILABLE, messages: ${times}`, async () => {
      const { mock } = await ask(COUNTS.lists);
      const { code, messages } = await askMisled(ireland, mock, { arrests: DAYS }, { status });
      expect(code).toBe('SOURCE_UNAVAILABLE');
      expect(messages).toHaveLength(times);
    });
  }

  test('a row that is no object is dropped and reported; the others stay', async () => {
    const { mock, world } = await ask(COUNTS.lists);
    const alter = (body: string): string =>
      body.replace('"items":[', '"items":[null,7,"A9",[],{"__proto__":{"record_id":"A8"}},');
    const { lists } = await askMisled(ireland, mock, { arrests: DAYS }, { alter });
    expect(lists.arrests?.dropped).toBe(5);
    expect(lists.arrests?.records?.map(({ facts }) => facts.handle)).toEqual(
      world.arrests.map(({ handle }) => handle),
    );
  });

  test('a code that the list does not hold is INVALID in its own record only', async () => {
    const { mock, world } = await ask(COUNTS.lists);
    const alter = (body: string): string => body.replace(/"status":"[A-Z]+"/, '"status":"constructor"');
    const query = { arrests: { ...DAYS, records: ['status'] } } as const;
    const { lists } = await askMisled(ireland, mock, query, { alter });
    expect(lists.arrests?.records?.map(({ values }) => values.status)).toEqual([
      INVALID,
      ...world.arrests.slice(1).map(({ status }) => status),
    ]);
  });

  test('a total that is a list, a word or a fraction is INVALID; one not given is null, not 0', async () => {
    const { mock } = await ask(COUNTS.lists);
    const query = { arrests: { ...DAYS, count: true, facts: false, records: null } } as const;
    for (const [total, count] of [
      ['[1,2]', INVALID],
      ['"three"', INVALID],
      ['3.5', INVALID],
      ['-3', INVALID],
      ['null', null],
      ['0', 0],
      ['3', 3],
    ] as const) {
      const alter = (): string => `{"arrests":{"total":${total}}}`;
      const { lists } = await askMisled(ireland, mock, query, { alter });
      expect({ total, count: lists.arrests?.count }).toEqual({ total, count });
    }
  });

  test('an operation is one segment of the path, whatever its id holds', async () => {
    const { mock } = await ask(COUNTS.lists);
    for (const [operation, segment] of [
      ['daedalus', 'daedalus'],
      ['icarus/../../x?fields=y#z', 'icarus%2F..%2F..%2Fx%3Ffields%3Dy%23z'],
    ] as const) {
      mock.forget();
      const answer = askOnce(ireland, mock.url, { operation, overview: ['modusOperandi'], lists: {} });
      await expect(answer).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
      expect(mock.messages.map(({ path }) => path)).toEqual([
        `/api/incidents/${segment}?fields=modus_operandi`,
      ]);
    }
  });

  test('an id that would be another place in the path is never sent', async () => {
    const { mock } = await ask(COUNTS.lists);
    for (const operation of ['', '.', '..', '\ud800']) {
      mock.forget();
      const answer = askOnce(ireland, mock.url, { ...COUNTS, operation });
      await expect(answer).rejects.toMatchObject({ code: 'INTERNAL' });
      expect(mock.messages).toEqual([]);
    }
  });

  test('the mock refuses what its interface does not have', async () => {
    const { mock } = await ask(COUNTS.lists);
    for (const [path, status] of [
      ['/api/incidents/icarus?fields=arrests(date)', 200],
      ['/api/incidents/icarus?fields=arrests(colour)', 400],
      ['/api/incidents/icarus?fields=arrests(date,date)', 400],
      ['/api/incidents/icarus?fields=arrests(date', 400],
      ['/api/incidents/icarus?fields=arrests(date))', 400],
      ['/api/incidents/icarus?fields=arrests((date))', 400],
      ['/api/incidents/icarus?fields=arrests(date)searches(date)', 400],
      ['/api/incidents/icarus?fields=arrests()', 400],
      ['/api/incidents/icarus?fields=arrests', 400],
      ['/api/incidents/icarus?fields=arrests(date),arrests(date)', 400],
      ['/api/incidents/icarus?fields=festnahmen(date)', 400],
      ['/api/incidents/icarus?fields=', 400],
      ['/api/incidents/icarus?totals=modus_operandi', 400],
      ['/api/incidents/icarus?totals=arrests(date)', 400],
      ['/api/incidents/icarus?totals=arrests&totals=arrests', 400],
      ['/api/incidents/icarus?totals=arrests&page=2', 400],
      ['/api/incidents/icarus', 400],
      ['/api/incidents/icarus?fields=arrests(date)&only=arrests(record_id:A1)', 200],
      ['/api/incidents/icarus?fields=arrests(date)&only=arrests(colour:A1)', 400],
      ['/api/incidents/icarus?fields=arrests(date)&only=arrests(record_id)', 400],
      ['/api/incidents/icarus?fields=arrests(date)&only=arrests(:A1)', 400],
      ['/api/incidents/icarus?fields=arrests(date)&only=arrests(record_id:A1:A2)', 400],
      ['/api/incidents/icarus?fields=arrests(date)&only=arrests(record_id:%25E0)', 400],
      ['/api/incidents/icarus?fields=arrests(date)&only=arrests', 400],
      ['/api/incidents/icarus?fields=arrests(date)&only=', 400],
      ['/api/incidents/icarus?fields=arrests(date)&only=arrests(record_id:A1))', 400],
      ['/api/incidents/icarus?fields=arrests(date)&only=arrests(date:1),arrests(date:2)', 400],
      ['/api/incidents/icarus?fields=arrests(date)&only=suspects(record_id:S1)', 400],
      ['/api/incidents/icarus?totals=arrests&only=arrests(record_id:A1)', 400],
      [`/api/incidents/icarus?fields=arrests(date)&only=arrests(record_id:${'A'.repeat(8_000)})`, 414],
      ['/api/incidents/daedalus?totals=arrests', 404],
      ['/api/incidents/icarus/arrests?totals=arrests', 404],
    ] as const) {
      const response = await fetch(`${mock.url}${path}`);
      expect({ path, status: response.status }).toEqual({ path, status });
    }
    const posted = await fetch(`${mock.url}/api/incidents/icarus?totals=arrests`, { method: 'POST' });
    expect(posted.status).toBe(405);
  });

  test('every record the mock serves says that it is synthetic', async () => {
    const { mock } = await ask(COUNTS.lists);
    const response = await fetch(`${mock.url}/api/incidents/icarus?fields=arrests(date)`);
    const { arrests } = (await response.json()) as { arrests: { items: Record<string, unknown>[] } };
    expect(arrests.items.map((item) => [Object.keys(item), item.synthetic])).toEqual(
      Array(3).fill([['date', 'synthetic'], true]),
    );
  });
});
