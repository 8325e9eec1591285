import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { COUNTRIES } from '../../src/countries/registry.ts';
import type { QueryOutcome } from '../../src/gateway/run-query.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../jest.ts';
import { BOARD, openTestGateway, type TestGateway } from './open-test-gateway.ts';

/** Where one system hangs: long enough for the others on a busy machine, short enough to wait for. */
const SHORT_MS = 3_000;

let mocks: Mocks;
let gateway: TestGateway;
beforeAll(async () => {
  mocks = await startMocks();
  gateway = openTestGateway(mocks);
});
afterAll(async () => {
  await gateway.close();
  await mocks.close();
});
beforeEach(() => {
  for (const mock of [...mocks.national.values(), mocks.europol, mocks.interpol]) {
    mock.behave({});
    mock.forget();
  }
});

type Answered = Extract<QueryOutcome, { kind: 'answered' }>;
async function askBoard(country = 'DK', asked = gateway): Promise<Answered> {
  const outcome = await asked.ask(country, BOARD);
  if (outcome.kind !== 'answered') throw new Error(JSON.stringify(outcome));
  return outcome;
}

describe('calls for one board', () => {
  function assertCalls(): void {
    expect([mocks.europol.messages.length, mocks.interpol.messages.length]).toEqual([1, 1]);
    for (const [code, { messages }] of mocks.national) {
      const sent = messages.map(
        ({ method, path, body }) => `${method} ${path} ${body.replaceAll(/[\da-f-]{36}/g, '')}`,
      );
      expect({ code, twice: sent.length - new Set(sent).size }).toEqual({ code, twice: 0 });
      // Border facts, and the fields of the records that go: a system that filters is asked for both at once where it can.
      if (COUNTRIES.get(code)?.protocol.name === 'GraphQL')
        expect({ code, calls: sent.length <= 2 }).toEqual({ code, calls: true });
    }
    const owners = gateway.ledger.entries.at(-1)?.owners ?? [];
    expect(owners.map(({ owner }) => owner)).toEqual([...COUNTRIES.keys(), 'XE', 'XO'].sort());
    expect(owners.every(({ document }) => document !== null)).toBe(true);
  }

  test('are one to Europol, one to Interpol, one document to each country and no native message twice', async () => {
    await askBoard();
    assertCalls();
  });

  test('are the same when countries answer after 5, 40 and 90 ms', async () => {
    const first = await askBoard();
    for (const mock of [...mocks.national.values(), mocks.europol, mocks.interpol]) mock.forget();
    for (const [place, mock] of [...mocks.national.values()].entries()) {
      mock.behave({ latencyMs: [5, 40, 90][place % 3] as number });
    }
    const second = await askBoard();
    assertCalls();
    expect(second.data).toEqual(first.data);
  });
});

describe('a national system that fails costs only its own fields', () => {
  for (const [name, behaviour, code] of [
    ['does not answer', { hangs: true }, 'TIMEOUT'],
    ['answers 500', { status: 500 }, 'UNAVAILABLE'],
    ['answers nonsense', { alter: () => '{"data":{"operation":[1,2]}}' }, 'INVALID'],
    ['answers half', { alter: (body: string) => body.slice(0, body.length / 2) }, 'INVALID'],
  ] as const) {
    test(`when it ${name}: the rest arrives, and the country is named in errors, completeness and source`, async () => {
      mocks.national.get('DK')?.behave(behaviour);
      const asked = code === 'TIMEOUT' ? openTestGateway(mocks, '2011-12-16', SHORT_MS) : gateway;
      const { data, errors } = await askBoard('DE', asked);
      if (asked !== gateway) await asked.close();
      const operation = data.operation as {
        arrests: {
          count: { exact: number };
          completeness: { answered: number; of: number; missing: unknown[] };
        };
        participations: {
          id: string;
          source: { status: string };
          arrests: { count: { exact: number | null } };
        }[];
      };
      expect(operation.arrests).toMatchObject({
        count: { exact: 112 - 19 },
        completeness: {
          answered: COUNTRIES.size - 1,
          of: COUNTRIES.size,
          missing: [{ country: { code: 'DK' }, cause: code }],
        },
      });
      const denmark = operation.participations.find(({ id }) => id === 'icarus.DK');
      expect(denmark).toMatchObject({
        source: { status: code },
        modusOperandi: null,
        arrests: { count: { exact: null } },
      });
      const answered = operation.participations.filter(({ source }) => source.status === 'ANSWERED');
      expect(answered).toHaveLength(COUNTRIES.size - 1);
      const named = errors.filter(({ extensions }) => extensions.code === `SOURCE_${code}`);
      expect(named.map(({ extensions }) => extensions.countries)).toEqual(named.map(() => ['DK']));
      expect(named.map(({ extensions }) => extensions.coordinate).sort()).toEqual(
        [
          'Arrests.hit',
          'Arrests.records',
          'Count.exact',
          'Count.exact',
          'Participation.modusOperandi',
          'Suspects.hit',
          'Suspects.records',
        ].sort(),
      );
    });
  }

  test('a value of the wrong form is dropped and named, the record and the rest are kept', async () => {
    mocks.national.get('DK')?.behave({ alter: (body) => body.replaceAll('"tiltalt"', '"ukendt"') });
    const { errors } = await askBoard('DK');
    const invalid = errors.filter(({ extensions }) => extensions.code === 'SOURCE_INVALID');
    expect(invalid.map(({ extensions }) => [extensions.coordinate, extensions.countries])).toEqual([
      ['Arrest.status', ['DK']],
    ]);
  });

  test('Interpol down costs the fields of Interpol', async () => {
    mocks.interpol.behave({ status: 503 });
    const { data, errors } = await askBoard('DK');
    const failed = errors.filter(({ extensions }) => extensions.code === 'SOURCE_UNAVAILABLE');
    expect(failed.map(({ extensions }) => [extensions.coordinate, extensions.countries])).toEqual([
      ['Suspect.interpol', ['XO']],
    ]);
    expect((data.operation as { arrests: { count: unknown } }).arrests.count).toMatchObject({ exact: 112 });
  });

  test('Europol down closes the operation and nothing is asked of a country', async () => {
    mocks.europol.behave({ status: 503 });
    const { data, errors } = await askBoard('DK');
    expect(data).toEqual({ operation: null });
    expect(errors.map(({ extensions }) => [extensions.code, extensions.countries])).toEqual([
      ['SOURCE_UNAVAILABLE', ['XE']],
    ]);
    expect([...mocks.national.values()].flatMap(({ messages }) => messages)).toEqual([]);
  });
});

test('the evidence says what was sent, given and withheld, to the number', async () => {
  const { data } = await askBoard('NO');
  const { participations } = data.operation as {
    participations: {
      country: { code: string };
      arrests: { records: { nodes: unknown[] } | null };
      suspects: { records: { nodes: unknown[] } | null };
    }[];
  };
  const entry = gateway.ledger.entries.at(-1);
  expect(entry).toMatchObject({
    outcome: 'answered',
    purpose: 'OPERATIONAL_ANALYSIS',
    requester: { country: 'NO' },
  });
  for (const { country, arrests, suspects } of participations) {
    const owner = entry?.owners.find((one) => one.owner === country.code);
    const nodes = (arrests.records?.nodes.length ?? 0) + (suspects.records?.nodes.length ?? 0);
    expect([country.code, owner?.given]).toEqual([country.code, nodes]);
  }
  const germany = entry?.owners.find(({ owner }) => owner === 'DE');
  // 14 arrests: one is H2 for others. 52 suspects: five are H2, two H3, and three others are protected.
  expect([germany?.given, germany?.withheld]).toEqual([13 + 42, 1 + 10]);
  expect(germany?.document).toContain('caseRef');
  const italy = entry?.owners.find(({ owner }) => owner === 'IT');
  expect(italy?.document).toContain('needs: "item consent"');
  const askedOfItaly = mocks.national.get('IT')?.messages.flatMap(({ asked }) => asked) ?? [];
  expect(askedOfItaly.filter(({ fields }) => fields.includes('date'))).toEqual([]);
  expect(italy?.denials).toContainEqual({ coordinate: 'Arrests.records', reason: 'ORIGINATOR_CONSENT' });
});
