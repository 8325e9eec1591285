/** An owner is sent several messages: what one of them brought is in the evidence, whatever became of the others. */
import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import type { OwnerEntry } from '../../src/ledger/ledger.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '../jest.ts';
import { worldOf } from './cut-world.ts';
import { openTestGateway, type TestGateway } from './open-test-gateway.ts';
import { dataOf } from './plain-records.ts';

const COUNTRIES = ['DE', 'DK', 'NO'];

let mocks: Mocks;
let gateway: TestGateway;
beforeAll(async () => {
  mocks = await startMocks({ world: worldOf(COUNTRIES), only: COUNTRIES });
  gateway = openTestGateway(mocks, '2011-12-16', 20_000);
});
afterEach(() => {
  for (const mock of [...mocks.national.values(), mocks.europol, mocks.interpol]) {
    mock.behave({});
    mock.forget();
  }
});
afterAll(async () => {
  await gateway.close();
  await mocks.close();
});

const ownerOf = (code: string): OwnerEntry | undefined =>
  gateway.ledger.entries.at(-1)?.owners.find(({ owner }) => owner === code);
const ask = async (caller: string, fields: string): Promise<unknown> =>
  dataOf(await gateway.ask(caller, `{ operation(id: "icarus") { ${fields} } }`));

describe('coordinates say what each message brought', () => {
  test("of Europol the facts, when its second answer fails, and of a provider none of Europol's packages", async () => {
    mocks.europol.behave({ alter: (body) => (body.includes('"actionDays"') ? '<html>' : body) });
    const data = await ask(
      'DE',
      'codeName actionDays { date } intelligencePackages { totalCount nodes { id } } participations { role } participation(country: "NO") { role }',
    );
    expect(data).toMatchObject({ operation: { codeName: 'Icarus', actionDays: null } });
    expect(ownerOf('XE')).toMatchObject({
      status: 'INVALID',
      coordinates: ['Operation.codeName', 'Participation.role'],
    });
    expect(COUNTRIES.flatMap((code) => ownerOf(code)?.coordinates ?? [])).toEqual([]);
  });

  test('of Interpol its index, when its notices fail, and the other way round', async () => {
    const query = 'notices { colour } suspects { records(first: 3) { nodes { interpol { hit } } } }';
    mocks.interpol.behave({ alter: (body) => body.replace(/"n0":\[.*?\]/, '"n0":7') });
    expect(await ask('DK', query)).toMatchObject({ operation: { notices: null } });
    expect(ownerOf('XO')).toMatchObject({ status: 'INVALID', coordinates: ['InterpolReference.hit'] });
    mocks.interpol.behave({ alter: (body) => body.replace(/"index":\[.*?\]/, '"index":7') });
    await ask('DK', query);
    expect(ownerOf('XO')).toMatchObject({ status: 'INVALID', coordinates: ['Notice.colour'] });
  });

  // Trap: the same country answers in one operation and fails in the other.
  test('of a country by operation', async () => {
    mocks.europol.behave({ alter: withAnother });
    let messages = 0;
    mocks.national.get('NO')?.behave({
      alter: (body) => {
        messages += 1;
        return messages === 1 ? body : '<html>';
      },
    });
    const data = dataOf(
      await gateway.ask(
        'DE',
        `{ one: operation(id: "icarus") { participation(country: "NO") { modusOperandi } }
           two: operation(id: "other") { participation(country: "NO") { suspects { count { exact } } } } }`,
      ),
    ) as Record<'one' | 'two', { participation: Record<string, unknown> }>;
    const given =
      data.one.participation.modusOperandi !== null ? 'Participation.modusOperandi' : 'Count.exact';
    expect(ownerOf('NO')).toMatchObject({ status: 'UNAVAILABLE', coordinates: [given] });
  });
});

/** Europol answers for a second operation as for the first. */
function withAnother(body: string): string {
  const { data } = JSON.parse(body) as { data: Record<string, unknown> };
  const other = JSON.parse(JSON.stringify(data.o0).replaceAll('icarus', 'other'));
  return JSON.stringify({ data: { ...data, o1: other } });
}

describe('an object of an owner counts when only fields of the gateway are asked of it', () => {
  test('the recipient of a package is its provider’s', async () => {
    await ask('NO', 'intelligencePackages { nodes { recipient { code } } }');
    expect(ownerOf('DK')?.given).toBeGreaterThan(0);
    expect(ownerOf('DK')?.coordinates).toEqual(['IntelligencePackage.recipient']);
  });

  test('the leading country, and who takes part, are Europol’s', async () => {
    await ask(
      'DE',
      'leadCountry { code } participations { country { name } } arrests { completeness { of } }',
    );
    expect(ownerOf('XE')?.coordinates).toEqual([
      'Operation.leadCountry',
      'Participation.country',
      'Operation.arrests',
    ]);
  });

  test('the list of operations is Europol’s, and what a failed Europol did not give is not', async () => {
    const query = '{ operations { totalCount } }';
    await gateway.ask('DE', query);
    expect(ownerOf('XE')?.coordinates).toEqual(['Query.operations']);
    mocks.europol.behave({ status: 500 });
    await gateway.ask('DE', query);
    expect(ownerOf('XE')?.coordinates).toEqual([]);
  });
});
