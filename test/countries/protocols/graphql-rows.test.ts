import { serveDenmark } from '../../../mocks/dk/mock.ts';
import { serveIceland } from '../../../mocks/is/mock.ts';
import { serveLuxembourg } from '../../../mocks/lu/mock.ts';
import type { MockSystem } from '../../../mocks/mock-system.ts';
import { denmark } from '../../../src/countries/dk/country.ts';
import { iceland } from '../../../src/countries/is/country.ts';
import { luxembourg } from '../../../src/countries/lu/country.ts';
import type { NativeListRequest } from '../../../src/countries/protocols/native-request.ts';
import { afterAll, beforeAll, describe, expect, test } from '../../jest.ts';
import { askNative } from '../ask-native.ts';
import { worldOf } from '../ask-served.ts';
import { askProtocol } from './ask-protocol.ts';
import { ANYTHING, describeRows } from './describe-rows.ts';
import { HOSTILE, toNativeRelease } from './marked-worlds.ts';

describeRows(denmark, serveDenmark);
describeRows(luxembourg, serveLuxembourg);
describeRows(iceland, serveIceland);

const RELEASE = {
  ...toNativeRelease(denmark, ANYTHING),
  protected: 'item consent',
  consentable: { unprotected: true, protected: false },
} as const;

interface Posted {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

async function post(asked: Partial<NativeListRequest>): Promise<Posted> {
  const { messages } = await askNative(denmark, serveDenmark, worldOf('DK'), { arrests: asked });
  expect(messages).toHaveLength(1);
  return JSON.parse(messages[0]?.body ?? '') as Posted;
}

describe('the document that says which rows are wanted', () => {
  test('is in the country`s own words, each value in a variable of its own type', async () => {
    const { query, variables } = await post({
      fields: ['post_id', 'dato'],
      count: true,
      only: { fields: ['post_id'], values: ['A000001'] },
      filter: {
        release: RELEASE,
        condition: {
          kind: 'all',
          of: [
            { kind: 'not', of: { kind: 'in', fields: ['status'], values: ['tiltalt'] } },
            { kind: 'any', of: [{ kind: 'begins', fields: ['region_nuts2'], values: ['DK0'] }] },
            { kind: 'day', fields: ['dato'], from: '2011-11-01', to: null },
          ],
        },
        most: 5,
      },
    });
    expect(query).toBe(
      'query ($operation: String!, $anholdelser_noegler: Feltvaerdier!, $anholdelser_frigivelse: Frigivelse!, ' +
        '$anholdelser_betingelse: Betingelse!, $anholdelser_hoejst: Int!) ' +
        '{ operation(noegle: $operation) { anholdelser { antal ' +
        'samtykke_muligt(noegler: $anholdelser_noegler, frigivelse: $anholdelser_frigivelse, ' +
        'ubeskyttede: true, beskyttede: false) ' +
        'poster(noegler: $anholdelser_noegler, frigivelse: $anholdelser_frigivelse, ' +
        'betingelse: $anholdelser_betingelse, hoejst: $anholdelser_hoejst) { post_id dato } } } }',
    );
    expect(variables).toEqual({
      operation: 'icarus',
      anholdelser_noegler: { felter: ['post_id'], vaerdier: ['A000001'] },
      anholdelser_frigivelse: {
        land: 'DK',
        dag: '2011-12-16',
        ubeskyttet: 'INTET',
        beskyttet: 'SAMTYKKE',
      },
      anholdelser_betingelse: {
        alle: [
          { ikke: { vaerdi: { felter: ['status'], vaerdier: ['tiltalt'] } } },
          { en_af: [{ begynder_med: { felter: ['region_nuts2'], vaerdier: ['DK0'] } }] },
          { dag: { felter: ['dato'], fra: '2011-11-01', til: null } },
        ],
      },
      anholdelser_hoejst: 5,
    });
  });

  test('asks a page in the country`s own words, and what fits in all and behind the place', async () => {
    const key = (field: string, kind: 'day' | 'text', isDescending: boolean) =>
      ({ fields: [field], kind, isDescending }) as const;
    const { query, variables } = await post({
      fields: ['post_id'],
      filter: {
        condition: { kind: 'in', fields: ['status'], values: ['tiltalt'] },
        most: 3,
        page: {
          order: [
            key('dato', 'day', true),
            key('region_nuts2', 'text', false),
            key('post_id', 'text', false),
          ],
          after: ['2011-12-01', null, 'x'],
          counts: true,
        },
      },
    });
    expect(query).toBe(
      'query ($operation: String!, $anholdelser_betingelse: Betingelse!, $anholdelser_sortering: [Sortering!]!, ' +
        '$anholdelser_efter: Plads!, $anholdelser_hoejst: Int!) { operation(noegle: $operation) { anholdelser { ' +
        'antal_fundne(betingelse: $anholdelser_betingelse) ' +
        'antal_fundne_left: antal_fundne(betingelse: $anholdelser_betingelse, sortering: $anholdelser_sortering, ' +
        'efter: $anholdelser_efter) ' +
        'poster(betingelse: $anholdelser_betingelse, sortering: $anholdelser_sortering, efter: $anholdelser_efter, ' +
        'hoejst: $anholdelser_hoejst) { post_id } } } }',
    );
    expect(variables).toEqual({
      operation: 'icarus',
      anholdelser_betingelse: { vaerdi: { felter: ['status'], vaerdier: ['tiltalt'] } },
      anholdelser_sortering: [
        { felt: 'dato', faldende: true },
        { felt: 'region_nuts2', faldende: false },
        { felt: 'post_id', faldende: false },
      ],
      anholdelser_efter: { vaerdier: ['2011-12-01', null, 'x'], medregnet: false },
      anholdelser_hoejst: 3,
    });
  });

  test('is the same text whatever the values are', async () => {
    const withValue = (value: string): Promise<Posted> =>
      post({
        fields: ['post_id'],
        only: { fields: ['journalnummer'], values: [value] },
        filter: { condition: { kind: 'begins', fields: ['journalnummer'], values: [value] } },
      });
    const plain = await withValue('x');
    for (const value of HOSTILE) expect((await withValue(value)).query).toBe(plain.query);
  });

  test('asks for existence alone without rows, and for no rows but those of its keys', async () => {
    const only = { fields: ['post_id'], values: ['A000001'] };
    const { query } = await post({ only, filter: { release: RELEASE, most: 1 } });
    expect(query).toBe(
      'query ($operation: String!, $anholdelser_noegler: Feltvaerdier!, $anholdelser_frigivelse: Frigivelse!) ' +
        '{ operation(noegle: $operation) { anholdelser { ' +
        'samtykke_muligt(noegler: $anholdelser_noegler, frigivelse: $anholdelser_frigivelse, ' +
        'ubeskyttede: true, beskyttede: false) } } }',
    );
  });

  test('asks all lists of a query in one message, each with its own rows', async () => {
    const { answer, messages } = await askNative(denmark, serveDenmark, worldOf('DK'), {
      arrests: { fields: ['post_id'], only: { fields: ['post_id'], values: ['A000002'] } },
      searches: { fields: ['post_id'], only: { fields: ['post_id'], values: ['H000003'] } },
    });
    expect(messages).toHaveLength(1);
    expect(answer.lists.get('arrests')?.rows).toEqual([{ post_id: 'A000002' }]);
    expect(answer.lists.get('searches')?.rows).toEqual([{ post_id: 'H000003' }]);
    expect(messages[0]?.asked).toEqual([
      {
        list: 'arrests',
        fields: ['handle'],
        count: false,
        only: { fields: ['handle'], values: ['A000002'] },
      },
      {
        list: 'searches',
        fields: ['handle'],
        count: false,
        only: { fields: ['handle'], values: ['H000003'] },
      },
    ]);
  });
});

describe('whether a row only lacks a consent', () => {
  const release = { ...RELEASE, unprotected: 'never' } as const;

  test('is known without asking where such a row never goes', async () => {
    const asked = { fields: ['post_id'], filter: { release } };
    const { answer, messages } = await askNative(denmark, serveDenmark, worldOf('DK'), { arrests: asked });
    expect(answer.lists.get('arrests')?.consentable).toBe(false);
    expect(messages[0]?.body).not.toContain('samtykke_muligt');
  });

  for (const said of ['null', '"nej"', '0']) {
    test(`costs the list when the answer is ${said}: silence is no no`, async () => {
      const request = {
        operation: 'icarus',
        overview: [],
        lists: [
          {
            list: 'arrests',
            native: 'anholdelser',
            fields: [],
            count: false,
            filter: { release: RELEASE },
          },
        ],
      } as const;
      const { answer } = await askProtocol(denmark.protocol, request, {
        graphql: `{"data":{"operation":{"anholdelser":{"samtykke_muligt":${said}}}}}`,
      });
      const { lists } = await answer;
      expect(lists.get('arrests')).toEqual({ count: undefined, rows: [], invalid: true });
    });
  }
});

describe('the mock of Denmark', () => {
  let mock: MockSystem;
  beforeAll(async () => {
    mock = await serveDenmark(worldOf('DK'));
  });
  afterAll(() => mock.close());

  interface Answer {
    readonly data?: { readonly operation: unknown } | null;
    readonly errors?: readonly unknown[];
  }

  const ask = async (list: string): Promise<Answer> => {
    const query = `{ operation(noegle: "icarus") { ${list} } }`;
    const body = JSON.stringify({ query });
    return (await fetch(`${mock.url}/graphql`, { method: 'POST', body })).json() as Promise<Answer>;
  };

  test('says in its journal what was asked of the rows, as it was sent', async () => {
    mock.forget();
    await ask(
      'ransagninger { poster(betingelse: {ikke: {dag: {felter: ["dato"], til: "2011-11-30"}}}) { dato } }',
    );
    await ask('ransagninger { poster(noegler: null, hoejst: 2) { dato } }');
    expect(mock.messages.flatMap(({ asked }) => asked.map(({ filter }) => filter))).toEqual([
      '{"betingelse":{"ikke":{"dag":{"felter":["dato"],"til":"2011-11-30"}}}}',
      '{"hoejst":2}',
    ]);
  });

  for (const args of [
    'noegler: {felter: ["fornavn"], vaerdier: ["x"]}',
    'noegler: {felter: ["dato", "synthetic2"], vaerdier: []}',
    'betingelse: {vaerdi: {felter: ["personrolle"], vaerdier: ["dømt"]}}',
    'betingelse: {alle: [{ikke: {begynder_med: {felter: ["__typename"], vaerdier: [""]}}}]}',
    'betingelse: {dag: {felter: ["region_nuts2"], fra: "2011-11-30"}}',
    'betingelse: {dag: {felter: ["dato"], fra: "30-11-2011"}}',
    'betingelse: {}',
    'betingelse: {alle: [], en_af: []}',
    'betingelse: {eller: []}',
    'frigivelse: {land: "DK", dag: "i dag", ubeskyttet: INTET, beskyttet: INTET}',
    'frigivelse: {land: "DK", dag: "2011-12-16", ubeskyttet: MEGET, beskyttet: INTET}',
    'frigivelse: {land: "DK", dag: "2011-12-16", ubeskyttet: INTET}',
    'hoejst: -1',
    'hoejst: "1"',
    'mindst: 1',
  ]) {
    test(`refuses what it does not know: ${args}`, async () => {
      const { data, errors } = await ask(`anholdelser { poster(${args}) { post_id } }`);
      expect(errors).toHaveLength(1);
      expect(data?.operation ?? null).toBeNull();
    });
  }

  test('refuses an unknown field where it has no rows at all', async () => {
    const condition = { kind: 'in', fields: ['fornavn'], values: ['x'] } as const;
    const asked = askNative(iceland, serveIceland, worldOf('IS'), {
      arrests: { fields: ['faerslu_id'], filter: { condition } },
    });
    await expect(asked).rejects.toMatchObject({ code: 'SOURCE_INVALID' });
  });
});
