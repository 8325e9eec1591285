import { serveEstonia } from '../../mocks/ee/mock.ts';
import { estonia } from '../../src/countries/ee/country.ts';
import { INVALID } from '../../src/countries/national-query.ts';
import { restJsonProtocol } from '../../src/countries/protocols/rest-json.ts';
import { overXRoad } from '../../src/countries/protocols/x-road.ts';
import { expect, test } from '../jest.ts';
import { COUNTS } from './against-mock.ts';
import { askMisled, DAYS } from './ask-misled.ts';
import { describeCountry } from './describe-country.ts';
import { describeRows } from './describe-rows.ts';

const SERVICE = '/r1/MOCK/GOV/MOCK-EE/asjad/menetlused';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describeRows(estonia, serveEstonia, [
  '/r1/MOCK/GOV/MOCK-EE/asjad/menetlused/icarus?v%C3%A4ljad=kinnipidamised(kirje_id)&ainult=kinnipidamised(kirje_id:A1,A2,A3,A4,A5,x%252Cy%2529%26z)&koguarvud=kinnipidamised',
]);

describeCountry(estonia, serveEstonia, (ask) => {
  test('a query is one message to the service, and names its lists in their own letters', async () => {
    const { messages } = await ask({ searches: { ...DAYS, count: true } });
    expect(messages.map(({ method, path }) => `${method} ${decodeURIComponent(path)}`)).toEqual([
      `GET ${SERVICE}/icarus?väljad=` +
        'läbiotsimised(kirje_id,käitlemiskood,adressaadid,nõusolekud,kaitstud,kuupäev)&koguarvud=läbiotsimised',
    ]);
    expect(messages[0]?.path).toMatch(/^[!-~]+$/);
  });

  test('a whole query is one message', async () => {
    const { messages } = await ask('everything');
    expect(messages).toHaveLength(1);
  });

  test('each message names the client and has an id of its own', async () => {
    const ids = new Set<string | undefined>();
    for (let round = 0; round < 3; round++) {
      const { messages } = await ask(COUNTS.lists);
      expect(messages.map(({ headers }) => headers['x-road-client'])).toEqual(['MOCK/GOV/CONCORDAT/gateway']);
      expect(messages[0]?.headers['x-road-id']).toMatch(UUID);
      ids.add(messages[0]?.headers['x-road-id']);
    }
    expect(ids.size).toBe(3);
  });

  test('the parts of an X-Road id are encoded one by one', async () => {
    const protocol = overXRoad(
      restJsonProtocol({
        path: '',
        parameters: { fields: 'f', totals: 't', only: 'o' },
        count: 'c',
        rows: 'r',
      }),
      { client: 'EE/GOV/a b/ü', service: 'EE/GOV/c?d/e#f/g' },
    );
    const sent: unknown[] = [];
    await protocol.ask({ operation: 'icarus', overview: ['o'], lists: [] }, async ({ path, headers }) => {
      sent.push([path, headers?.['x-road-client'], headers?.accept]);
      return { status: 200, headers: {}, body: Buffer.from('{}') };
    });
    expect(sent).toEqual([
      ['/r1/EE/GOV/c%3Fd/e%23f/g/icarus?f=o', 'EE/GOV/a%20b/%C3%BC', 'application/json'],
    ]);
  });

  test('the mock refuses a message without its headers or to another service, with an X-Road error', async () => {
    const { mock } = await ask(COUNTS.lists);
    const client = { 'X-Road-Client': 'MOCK/GOV/CONCORDAT/gateway' };
    const id = { 'X-Road-Id': '3f1c2a3e-9a57-4c1e-8c0a-0d5a5d8f2b11' };
    for (const [path, headers, type] of [
      [SERVICE, {}, 'Client.MissingHeader'],
      [SERVICE, client, 'Client.MissingHeader'],
      [SERVICE, id, 'Client.MissingHeader'],
      [SERVICE, { ...client, 'X-Road-Id': '1' }, 'Client.MissingHeader'],
      [SERVICE, { ...id, 'X-Road-Client': 'gateway' }, 'Client.MissingHeader'],
      ['/r1/MOCK/GOV/MOCK-EE/asjad/other', { ...client, ...id }, 'Server.ServerProxy.UnknownService'],
      [SERVICE, { ...client, ...id }, null],
    ] as const) {
      const response = await fetch(`${mock.url}${path}/icarus?koguarvud=ekspertiisid`, { headers });
      expect(response.headers.get('x-road-error')).toBe(type);
      const body = (await response.json()) as Record<string, unknown>;
      if (type === null) expect(response.status).toBe(200);
      else {
        expect(response.status).toBeGreaterThanOrEqual(400);
        expect(body).toEqual({ type, message: expect.any(String), detail: expect.any(String) });
      }
    }
  });

  test('an X-Road error is SOURCE_UNAVAILABLE, and its text is not repeated', async () => {
    const { mock } = await ask(COUNTS.lists);
    const { code, message } = await askMisled(estonia, mock, { arrests: DAYS }, { status: 500 });
    expect(code).toBe('SOURCE_UNAVAILABLE');
    expect(message).toBe('`EE`: status 500');
  });

  test('an error body under status 200 is SOURCE_INVALID, and its text is not repeated', async () => {
    const { mock } = await ask(COUNTS.lists);
    const alter = (): string => '{"type":"Server.X","message":"secret","detail":"secret"}';
    const { code, message } = await askMisled(estonia, mock, { arrests: DAYS }, { alter });
    expect(code).toBe('SOURCE_INVALID');
    expect(message).not.toContain('secret');
  });

  test('an unknown code is INVALID, and letters are read however they are composed', async () => {
    const { mock, world } = await ask(COUNTS.lists);
    const status = async (native: string) => {
      const alter = (body: string): string => body.replace(/"staatus":"[^"]+"/, `"staatus":"${native}"`);
      const query = { arrests: { ...DAYS, records: ['status'] } } as const;
      const { lists } = await askMisled(estonia, mock, query, { alter });
      return lists.arrests?.records?.map(({ values }) => values.status);
    };
    expect(world.arrests).toHaveLength(1);
    expect(await status('Süüdistatud')).toEqual([INVALID]);
    expect(await status('süüdistatud'.normalize('NFD'))).toEqual(['CHARGED']);
  });
});
