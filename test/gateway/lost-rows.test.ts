/** A list that lost rows that could not be read says so, and nothing that is made of its rows is shown as if it were whole. */

import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import type { ErrorEntry } from '../../src/gateway/answer/to-errors.ts';
import type { QueryOutcome } from '../../src/gateway/run-query.ts';
import { afterAll, afterEach, beforeAll, expect, test } from '../jest.ts';
import { worldOf } from './cut-world.ts';
import { openTestGateway, type TestGateway } from './open-test-gateway.ts';

let mocks: Mocks;
let gateway: TestGateway;
beforeAll(async () => {
  mocks = await startMocks({ world: worldOf(['DE', 'NO']), only: ['DE', 'NO'] });
  gateway = openTestGateway(mocks, '2011-12-16', 20_000);
});
afterEach(() => mocks.national.get('DE')?.behave({}));
afterAll(async () => {
  await gateway.close();
  await mocks.close();
});

type Row = Record<string, unknown>;

/** Has Germany spoil the first two rows of every list it sends, each of its parts, that have the native field `key`. */
function spoil(spoilt: (row: Row) => unknown, key = HANDLE): void {
  mocks.national.get('DE')?.behave({
    alter: (body) =>
      JSON.stringify(JSON.parse(body), (_, value: unknown) =>
        Array.isArray(value) && Object.hasOwn((value[0] ?? {}) as Row, key)
          ? value.map((row, place) => (place < 2 ? spoilt(row as Row) : row))
          : value,
      ),
  });
}

async function ask(caller: string, fields: string) {
  const outcome: QueryOutcome = await gateway.ask(caller, `{ operation(id: "icarus") { ${fields} } }`);
  if (outcome.kind !== 'answered')
    throw new Error(`${JSON.stringify(outcome)} ${gateway.failures.map(String)}`);
  const brief = ({ path, extensions }: ErrorEntry): string =>
    `${extensions.code} ${extensions.countries} ${extensions.coordinate} ${path.slice(1).join('.')} ${JSON.stringify(extensions.at)}`;
  return {
    operation: outcome.data.operation as { participations: Record<string, unknown>[]; suspects: unknown },
    errors: outcome.errors.map(brief).filter((one) => one.startsWith('SOURCE')),
    withheld: outcome.withheld.map(brief).filter((one) => one.startsWith('SOURCE')),
  };
}

const HANDLE = 'datensatz_id';
const STATUS = 'status';
const totalOf = (participation: unknown): number =>
  (participation as { suspects: { records: { totalCount: number } } }).suspects.records.totalCount;
const WITHIN =
  'participations { id source { status } suspects { records(first: 500) { totalCount nodes { identifiedOn } } } }';

for (const [what, spoilt] of [
  ['are no objects', () => null],
  ['have no handle', ({ [HANDLE]: _, ...row }: Row) => row],
] as const) {
  test(`a list of a country, two rows of which ${what}, is given with an entry, and the system is PARTIAL`, async () => {
    const whole = await ask('DE', WITHIN);
    expect(whole.withheld).toEqual([]);
    spoil(spoilt);
    const { operation, errors, withheld } = await ask('DE', WITHIN);
    const [before, after] = [whole, { operation }].map(
      ({ operation: { participations } }) => participations[0],
    );
    expect([before, after]).toMatchObject([
      { source: { status: 'ANSWERED' } },
      { source: { status: 'PARTIAL' } },
    ]);
    expect([totalOf(after), totalOf(before)]).toEqual([
      expect.any(Number),
      mocks.world.countries.get('DE')?.suspects.length,
    ]);
    expect(totalOf(after)).toBeLessThan(totalOf(before) - 1);
    expect(errors).toEqual([]);
    expect(withheld).toEqual([
      'SOURCE_INVALID DE Suspects.records participations.0.suspects.records {"path":["operation","participations","*","suspects","records"],"indices":[[0]]}',
    ]);
  });

  test(`so is a list across countries, two rows of which ${what}`, async () => {
    spoil(spoilt);
    const { errors, withheld } = await ask(
      'NO',
      'suspects { records(first: 500) { nodes { identifiedOn } } }',
    );
    expect(errors).toEqual([]);
    expect(withheld).toEqual([
      'SOURCE_INVALID DE Suspects.records suspects.records {"path":["operation","suspects","records"],"indices":[[]]}',
    ]);
  });
}

test('where no row can be read nobody says that there is no hit', async () => {
  mocks.national.get('DE')?.behave({ alter: (body) => body.replaceAll(`"${HANDLE}"`, '"other"') });
  const { operation, errors } = await ask('NO', 'participations { id suspects { hit } }');
  expect(operation.participations[0]).toEqual({ id: 'icarus.DE', suspects: { hit: null } });
  expect(errors).toEqual([
    expect.stringMatching(/^SOURCE_INVALID DE Suspects\.hit participations\.0\.suspects\.hit /),
  ]);
});

test('cells over rows that are no objects are not shown', async () => {
  spoil(() => null, STATUS);
  const { operation, errors } = await ask('DE', 'participations { id arrests { byStatus { count } } }');
  expect(operation.participations[0]).toEqual({ id: 'icarus.DE', arrests: { byStatus: null } });
  expect(errors).toEqual([expect.stringMatching(/^SOURCE_INVALID DE Arrests\.byStatus /)]);
});

test('a reference that may stand in a row that is lost is not called absent', async () => {
  const refs = 'refs: [{ country: "DE", caseRef: "none" }]';
  const honest = await ask('DE', `crossCheck(${refs}) { result arrest { date } }`);
  expect(honest.operation).toEqual({ crossCheck: [{ result: 'NO_HIT', arrest: null }] });
  expect(honest.errors).toEqual([]);
  const known = mocks.world.countries.get('DE')?.suspects[0]?.caseRef;
  mocks.national.get('DE')?.behave({ alter: (body) => body.replaceAll(`"${HANDLE}"`, '"other"') });
  const { operation, errors } = await ask(
    'DE',
    `crossCheck(refs: [{ country: "DE", caseRef: ${JSON.stringify(known)} }]) { result suspect { identifiedOn } }`,
  );
  expect(operation).toEqual({ crossCheck: [{ result: null, suspect: null }] });
  expect(errors).toEqual([
    expect.stringMatching(/^SOURCE_INVALID DE CrossCheck\.result /),
    expect.stringMatching(/^SOURCE_INVALID DE CrossCheck\.suspect /),
  ]);
});
