/** A system that fails costs its own fields, in every protocol; a start needs none of them. */
import { createServer, type Server } from 'node:net';
import type { MockSystem } from '../../mocks/mock-system.ts';
import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from '../jest.ts';
import { openTestGateway, type TestGateway } from './open-test-gateway.ts';
import { PARTICIPANTS } from './plain-rights.ts';

// All but the hanging country is free to be slow on a busy machine.

const QUERY = `{ operation(id: "icarus") { codeName arrests { count { exact } completeness { answered of missing { country { code } cause } } }
  participations { country { code } source { status } arrests { count { exact } } } } }`;

let mocks: Mocks;
let gateway: TestGateway;
beforeAll(async () => {
  mocks = await startMocks();
  gateway = openTestGateway(mocks, '2011-12-16', 20_000);
});
afterAll(async () => {
  await gateway.close();
  await mocks.close();
});
beforeEach(() => {
  for (const mock of mocks.national.values()) mock.behave({});
});

/** What an answer says of who failed: in completeness, in source, in errors. */
async function failuresSaid(asked: TestGateway) {
  const outcome = await asked.ask('DE', QUERY);
  if (outcome.kind !== 'answered') throw new Error(JSON.stringify(outcome));
  const { arrests, participations } = outcome.data.operation as {
    arrests: { completeness: { answered: number; missing: { country: { code: string }; cause: string }[] } };
    participations: {
      country: { code: string };
      source: { status: string };
      arrests: { count: { exact: unknown } };
    }[];
  };
  const failed = participations.filter(({ source }) => source.status !== 'ANSWERED');
  return {
    answered: arrests.completeness.answered,
    missing: arrests.completeness.missing.map(({ country, cause }) => `${country.code} ${cause}`),
    sources: failed.map(({ country, source }) => `${country.code} ${source.status}`),
    nulls: participations
      .filter((one) => one.arrests.count.exact === null)
      .map(({ country }) => country.code),
    errors: outcome.errors.map(({ extensions }) => `${extensions.countries} ${extensions.code}`),
  };
}

for (const [name, behaviour, status] of [
  ['a body that is no answer', { alter: (body: string) => body.slice(0, body.length / 3) }, 'INVALID'],
  ['status 500 without a body', { status: 500 }, 'UNAVAILABLE'],
] as const) {
  test(`${name} costs the one country, whichever sends it`, async () => {
    for (const code of PARTICIPANTS) {
      for (const mock of mocks.national.values()) mock.behave(mock.code === code ? behaviour : {});
      expect(await failuresSaid(gateway)).toEqual({
        answered: PARTICIPANTS.length - 1,
        missing: [`${code} ${status}`],
        sources: [`${code} ${status}`],
        nulls: [code],
        errors: [`${code} SOURCE_${status}`],
      });
    }
  });
}

test('a country that takes the message and never answers is TIMEOUT, and the others are not kept waiting for more', async () => {
  const short = openTestGateway(mocks, '2011-12-16', 20_000, { NO: 1_000 });
  mocks.national.get('NO')?.behave({ hangs: true });
  expect(await failuresSaid(short)).toEqual({
    answered: PARTICIPANTS.length - 1,
    missing: ['NO TIMEOUT'],
    sources: ['NO TIMEOUT'],
    nulls: ['NO'],
    errors: ['NO SOURCE_TIMEOUT'],
  });
  await short.close();
});

test('a socket that is closed at once is UNAVAILABLE', async () => {
  const { server, url } = await closing();
  const france = { ...(mocks.national.get('FR') as MockSystem), url };
  const broken = openTestGateway(
    { ...mocks, national: new Map([...mocks.national, ['FR', france]]) },
    '2011-12-16',
    20_000,
  );
  expect(await failuresSaid(broken)).toMatchObject({
    answered: PARTICIPANTS.length - 1,
    sources: ['FR UNAVAILABLE'],
  });
  await broken.close();
  await new Promise((resolve) => server.close(resolve));
});

/** A server that hangs up on whoever calls. */
async function closing(): Promise<{ server: Server; url: string }> {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { server, url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}` };
}

test('a gateway starts and answers with every national system down: Europol speaks, each country is named', async () => {
  const gone = await startMocks();
  const alone = openTestGateway({ ...mocks, national: gone.national });
  await gone.close();
  const said = await failuresSaid(alone);
  expect(said.answered).toBe(0);
  expect(said.sources).toEqual(PARTICIPANTS.map((code) => `${code} UNAVAILABLE`));
  await alone.close();
});

test('a gateway starts with everything down, Europol too, and says so without an answer of its own making', async () => {
  const gone = await startMocks();
  const alone = openTestGateway(gone);
  await gone.close();
  const outcome = await alone.ask(
    'DE',
    '{ operation(id: "icarus") { codeName } viewer { country { code } } }',
  );
  expect(outcome).toMatchObject({
    kind: 'answered',
    data: { operation: null, viewer: { country: { code: 'DE' } } },
    errors: [{ extensions: { code: 'SOURCE_UNAVAILABLE', countries: ['XE'] } }],
  });
  await alone.close();
});
