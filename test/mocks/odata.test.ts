/** The mock OData server is asked here by hand: what a client of ours relies on is really done, and nonsense is refused. */

import { serveAustria } from '../../mocks/at/mock.ts';
import type { MockSystem } from '../../mocks/mock-system.ts';
import { makeWorld, type NationalWorld, type Seizure } from '../../mocks/world.ts';
import { afterAll, beforeAll, describe, expect, test } from '../jest.ts';

const SEIZURES: readonly Partial<Seizure>[] = [
  {
    exhibitRef: "O'Hara",
    deviceType: 'COMPUTER',
    itemCount: 1,
    dataVolumeTb: 0.5,
    protected: true,
    addressees: ['DK', 'DE'],
    itemConsents: [{ to: 'DK', from: '2011-09-01' }],
  },
  {
    exhibitRef: 'EX-2',
    deviceType: 'OTHER',
    itemCount: 10,
    dataVolumeTb: 2,
    protected: false,
    addressees: ['NO'],
  },
  { exhibitRef: 'EX-3', deviceType: 'OTHER', itemCount: 9, dataVolumeTb: 2, protected: false },
];

let mock: MockSystem;

beforeAll(async () => {
  const austria = makeWorld().countries.get('AT') as NationalWorld;
  const [first] = austria.seizures;
  if (first === undefined) throw new Error('Austria has no seizure');
  const seizures = SEIZURES.map((seizure, index) => ({ ...first, ...seizure, handle: `B${index + 1}` }));
  const arrests = Array.from({ length: 250 }, (_, index) => ({
    ...(austria.arrests[0] as NationalWorld['arrests'][number]),
    handle: `A${String(index).padStart(3, '0')}`,
    ageBand: index === 0 ? null : ('AGE_18_29' as const),
  }));
  mock = await serveAustria({ ...austria, seizures, arrests });
});
afterAll(() => mock.close());

interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly body: Readonly<Record<string, unknown>>;
  readonly value: readonly Readonly<Record<string, unknown>>[];
}

async function get(path: string, init?: RequestInit): Promise<Answer> {
  const response = await fetch(new URL(path, `${mock.url}/odata/v4/`), init ?? {});
  const text = await response.text();
  const type = response.headers.get('content-type');
  const body = type?.startsWith('application/json') ? JSON.parse(text) : { text };
  return { status: response.status, type, body, value: body.value ?? [] };
}

async function filtered(filter: string): Promise<unknown> {
  const { status, value } = await get(
    `sicherstellungen?$filter=${encodeURIComponent(filter)}&$select=satz_id`,
  );
  return status === 200 ? value.map(({ satz_id }) => satz_id).join(' ') : status;
}

describe('$filter', () => {
  for (const [filter, handles] of [
    ["einsatz eq 'icarus'", 'B1 B2 B3'],
    ["einsatz eq 'Icarus'", ''],
    ["einsatz ne 'icarus'", ''],
    ["beweismittelnummer eq 'O''Hara'", 'B1'],
    ['stückzahl gt 9', 'B2'],
    ['stückzahl ge 9', 'B2 B3'],
    ['stückzahl lt 9', 'B1'],
    ['stückzahl le 9', 'B1 B3'],
    ['datenmenge_tb eq 0.5', 'B1'],
    ['datenmenge_tb gt -1e-3', 'B1 B2 B3'],
    ["gerätetyp eq 'A' or stückzahl eq 9 and datenmenge_tb eq 2", 'B1 B3'],
    ["(gerätetyp eq 'A' or stückzahl eq 9) and datenmenge_tb eq 2", 'B3'],
    ['geschützt', 'B1'],
    ['not geschützt', 'B2 B3'],
    ['geschützt eq false', 'B2 B3'],
    ['not (stückzahl gt 5)', 'B1'],
    ['not not geschützt', 'B1'],
    ["contains(beweismittelnummer,'-')", 'B2 B3'],
    ["startswith(beweismittelnummer , 'EX-3')", 'B3'],
    ["not contains(beweismittelnummer,'EX')", 'B1'],
    ["'EX-2' eq beweismittelnummer", 'B2'],
    ['gerätetyp eq null', ''],
    ['gerätetyp ne null', 'B1 B2 B3'],
    ['null', ''],
    ['not null', ''],
    ['null or geschützt', 'B1'],
    ['stückzahl gt null', ''],
    ["gerätetyp gt null or contains(null,'A')", ''],
    ['stückzahl gt 5 eq true', 'B2 B3'],
    ["einsatz eq 'x' or einsatz ne ''", 'B1 B2 B3'],
    ["endswith(beweismittelnummer,'3')", 'B3'],
    ['length(beweismittelnummer) eq 6', 'B1'],
    ["substring(beweismittelnummer,3) eq '2'", 'B2'],
    ["substring(beweismittelnummer,1,2) eq 'X-'", 'B2 B3'],
    ["substring(beweismittelnummer,99,2) eq ''", 'B1 B2 B3'],
    ["startswith(substring(beweismittelnummer,0,2) , 'E')", 'B2 B3'],
    ["empfänger/any(a:a eq 'DK')", 'B1'],
    ["not empfänger/any(a:a eq 'DK')", 'B2 B3'],
    ["empfänger/any( a : a eq 'NO' or gerätetyp eq 'A' and a gt 'D' )", 'B1 B2'],
    ['empfänger/any()', 'B1 B2'],
    ['not empfänger/any(a:a eq null)', 'B1 B2 B3'],
    ['empfänger/any(a:zustimmungen/any(c:startswith(c,a)))', 'B1'],
    [`satz_id eq 'B2'${" or satz_id eq 'x'".repeat(200)}`, 'B2'],
  ] as const) {
    test(`${filter.slice(0, 90)} gives ${handles === '' ? 'nothing' : handles}`, async () => {
      expect(await filtered(filter)).toBe(handles);
    });
  }

  for (const filter of [
    '',
    'unbekannt eq 1',
    'stückzahl',
    'stückzahl eq',
    "stückzahl eq '9'",
    'geschützt gt false',
    'empfänger eq null',
    "einsatz eq 'icarus",
    "einsatz eq 'ic'arus'",
    "einsatz eq'icarus'",
    'einsatz eq "icarus"',
    "einsatz EQ 'icarus'",
    "einsatz eq 'icarus' or",
    "einsatz eq 'icarus')",
    "(einsatz eq 'icarus'",
    'contains(stückzahl,1)',
    "contains(einsatz 'i')",
    'stückzahl eq 9x',
    'true; true',
    "trim(einsatz) eq 'x'",
    "constructor(einsatz,'x')",
    'endswith(einsatz)',
    "endswith(einsatz,'x','y')",
    'endswith(einsatz,1)',
    'length(stückzahl) eq 1',
    "length(einsatz) eq '6'",
    "substring(einsatz,'1') eq 'x'",
    "substring(einsatz,-1) eq 'x'",
    "substring(einsatz,1.5) eq 'x'",
    "substring(einsatz,stückzahl) eq 'x'",
    'substring(einsatz,1)',
    "empfänger eq 'DK'",
    'empfänger/any(a:a eq 1)',
    'empfänger/any(a:a)',
    "empfänger/any(a eq 'DK')",
    "empfänger/any(:a eq 'DK')",
    'empfänger/any(a:)',
    "empfänger/any(a:a eq 'DK'",
    "empfänger/any(a:a eq 'DK') and a eq 'DK'",
    "empfänger/any(satz_id:satz_id eq 'DK')",
    "empfänger/any(a:empfänger/any(a:a eq 'DK'))",
    "empfänger/all(a:a eq 'DK')",
    'empfänger/',
    "einsatz/any(a:a eq 'DK')",
    "unbekannt/any(a:a eq 'DK')",
    `${'('.repeat(200)}true${')'.repeat(200)}`,
    `${'not '.repeat(200)}true`,
  ]) {
    test(`${filter.slice(0, 40)} is refused`, async () => {
      expect(await filtered(filter)).toBe(400);
    });
  }
});

describe('query options', () => {
  for (const [query, handles] of [
    ['$orderby=stückzahl desc', 'B2 B3 B1'],
    ['$orderby=datenmenge_tb desc,stückzahl', 'B3 B2 B1'],
    ['$orderby=stückzahl&$top=2', 'B1 B3'],
    ['$skip=1&$top=1', 'B2'],
    ['$top=0', ''],
    ['nobody=minds', 'B1 B2 B3'],
  ] as const) {
    test(`${query} gives ${handles === '' ? 'nothing' : handles}`, async () => {
      const { value } = await get(`sicherstellungen?${query}`);
      expect(value.map(({ satz_id }) => satz_id).join(' ')).toBe(handles);
    });
  }

  for (const [query, status] of [
    ['$select=unbekannt', 400],
    ['$select=satz_id,', 400],
    ['$orderby=unbekannt', 400],
    ['$orderby=stückzahl up', 400],
    ['$top=-1', 400],
    ['$top=x', 400],
    ['$count=yes', 400],
    ['$top=1&$top=2', 400],
    ['$unknown=1', 400],
    ['$filter=%E0%A4%A', 400],
    ['$skiptoken=%00', 400],
    ['$expand=x', 501],
    ['$format=xml', 415],
  ] as const) {
    test(`${query} is refused with ${status} and an OData error object`, async () => {
      const answer = await get(`sicherstellungen?${query}`);
      expect(answer.status).toBe(status);
      expect(answer.body).toEqual({ error: { code: expect.any(String), message: expect.any(String) } });
    });
  }

  test('$select gives these properties and no other; without it all come, `synthetic` too', async () => {
    const { value } = await get('sicherstellungen?$select=stückzahl,satz_id&$top=1');
    expect(value).toEqual([{ stückzahl: 1, satz_id: 'B1' }]);
    const whole = await get('sicherstellungen?$top=1');
    expect(whole.value[0]).toMatchObject({ synthetic: true, einsatz: 'icarus', empfänger: ['DK', 'DE'] });
  });

  test('$count is of all that passes the filter, whatever $top and $skip', async () => {
    const { body } = await get('sicherstellungen?$filter=stückzahl gt 5&$count=true&$top=1&$skip=1');
    expect(body).toMatchObject({ '@odata.count': 2, value: [{ satz_id: 'B3' }] });
    expect((await get('sicherstellungen/$count?$filter=stückzahl gt 5')).body).toEqual({ text: '2' });
  });

  test('a value that is null stands in the row, and comes first in an order', async () => {
    const { value } = await get('festnahmen?$orderby=altersgruppe&$top=1&$select=satz_id,altersgruppe');
    expect(value).toEqual([{ satz_id: 'A000', altersgruppe: null }]);
  });
});

describe('pages', () => {
  async function walk(path: string): Promise<readonly (readonly unknown[])[]> {
    const pages: unknown[][] = [];
    for (let next: unknown = path; typeof next === 'string'; ) {
      const { status, body, value } = await get(next);
      expect(status).toBe(200);
      pages.push(value.map(({ satz_id }) => satz_id));
      next = body['@odata.nextLink'];
    }
    return pages;
  }

  test('hold 100 rows; the link of each leads to the next, with its options kept', async () => {
    const pages = await walk('festnahmen?$select=satz_id&$orderby=satz_id desc');
    expect(pages.map(({ length }) => length)).toEqual([100, 100, 50]);
    expect(new Set(pages.flat()).size).toBe(250);
    expect(pages[0]?.[0]).toBe('A249');
  });

  test('keep to $top and $skip across the links', async () => {
    const pages = await walk('festnahmen?$select=satz_id&$top=150&$skip=20');
    expect(pages.map(({ length }) => length)).toEqual([100, 50]);
    expect(pages.flat().at(-1)).toBe('A169');
  });
});

describe('resources', () => {
  test('an entity is found by its key and no other', async () => {
    expect((await get("einsätze('icarus')?$select=opfer_identifiziert")).body).toEqual({
      '@odata.context': '/odata/v4/$metadata#einsätze(opfer_identifiziert)/$entity',
      opfer_identifiziert: 0,
    });
    expect((await get("einsätze('Icarus')")).status).toBe(404);
    expect((await get('einsätze(1)')).status).toBe(400);
    expect((await get("einsätze('icarus')?$filter=true")).status).toBe(400);
  });

  test('the service document names every entity set, $metadata every property with its type', async () => {
    const { value } = await get('');
    const sets = [
      'einsätze',
      'festnahmen',
      'tatverdaechtige',
      'hausdurchsuchungen',
      'sicherstellungen',
      'auswertungen',
    ];
    expect(value.map(({ name }) => name)).toEqual(sets);
    const { body, type } = await get('$metadata');
    expect(type).toBe('application/xml');
    for (const set of sets) {
      expect(body.text).toContain(`<EntitySet Name="${set}" EntityType="AT.OData.${set}_type"/>`);
    }
    expect(body.text).toContain('<Property Name="stückzahl" Type="Edm.Int32"/>');
    expect(body.text).toContain('<Property Name="satz_id" Type="Edm.String" Nullable="false"/>');
  });

  test('what is not there is 404, what may not be done 405, what cannot be given 406, a line too long 414', async () => {
    expect((await get('unbekannt')).status).toBe(404);
    expect((await get('/odata/v4x/festnahmen')).status).toBe(404);
    expect((await get("festnahmen('A001')/zeitpunkt")).status).toBe(501);
    expect((await get('festnahmen', { method: 'POST', body: '{}' })).status).toBe(405);
    expect((await get('festnahmen', { headers: { accept: 'text/csv' } })).status).toBe(406);
    expect((await get(`festnahmen?x=${'y'.repeat(8_000)}`)).status).toBe(414);
  });

  test('the journal tells which rows were asked: keys by the world`s names, the rest as it was written', async () => {
    mock.forget();
    const scope = "einsatz eq 'icarus'";
    const keys = "(satz_id eq 'A001' or satz_id eq 'A002' or geschaeftszahl eq 'X')";
    for (const filter of [
      scope,
      `${scope} and ${keys}`,
      `${keys} and status eq 10 and ${scope}`,
      'geschützt',
    ]) {
      await get(`festnahmen?$select=satz_id&$top=1&$filter=${encodeURIComponent(filter)}`);
    }
    const asked = { list: 'arrests', fields: ['handle'], count: false };
    const only = { fields: ['handle', 'caseRef'], values: ['A001', 'A002', 'X'] };
    expect(mock.messages.flatMap((message) => message.asked)).toEqual([
      asked,
      { ...asked, only },
      { ...asked, only, filter: `${keys} and status eq 10 and ${scope}` },
      { ...asked, filter: 'geschützt' },
    ]);
  });

  test('the journal tells in the world`s words what was asked', async () => {
    mock.forget();
    await get('festnahmen?$select=geschaeftszahl,zeitpunkt&$count=true');
    await get('festnahmen?$top=0&$count=true');
    await get("einsätze('icarus')?$select=begehungsweise");
    expect(mock.messages.map(({ asked }) => asked)).toEqual([
      [{ list: 'arrests', fields: ['caseRef', 'date'], count: true }],
      [{ list: 'arrests', fields: [], count: true }],
      [{ list: 'overview', fields: ['modusOperandi'], count: false }],
    ]);
  });
});
