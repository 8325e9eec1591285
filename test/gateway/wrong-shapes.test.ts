/** What Europol and Interpol send in a wrong shape costs its own place: null, named, and the rest is kept. */

import type { MockSystem } from '../../mocks/mock-system.ts';
import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import type { ErrorEntry } from '../../src/gateway/answer/to-errors.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '../jest.ts';
import { worldOf } from './cut-world.ts';
import { openTestGateway, type TestGateway } from './open-test-gateway.ts';

const COUNTRIES = ['DE', 'NO'];

let mocks: Mocks;
let gateway: TestGateway;
beforeAll(async () => {
  // Denmark provides every package: it takes part, and its system is not needed.
  mocks = await startMocks({ world: worldOf(['DK', ...COUNTRIES]), only: COUNTRIES });
  gateway = openTestGateway(mocks, null, 20_000);
});
afterEach(() => {
  for (const mock of [mocks.europol, mocks.interpol]) mock.behave({});
});
afterAll(async () => {
  await gateway.close();
  await mocks.close();
});

interface Answer {
  readonly operation: Record<string, unknown>;
  readonly errors: readonly (readonly [place: string, code: string, countries: readonly string[]])[];
  readonly withheld: Answer['errors'];
}

async function ask(
  system: MockSystem,
  change: readonly [string | RegExp, string],
  fields: string,
): Promise<Answer> {
  let changed = false;
  system.behave({
    alter: (body) => {
      const altered = body.replaceAll(new RegExp(change[0], 'g'), change[1]);
      changed ||= altered !== body;
      return altered;
    },
  });
  const outcome = await gateway.ask('DE', `{ operation(id: "icarus") { ${fields} } }`);
  if (outcome.kind !== 'answered')
    throw new Error(`${JSON.stringify(outcome)} ${gateway.failures.map(String)}`);
  if (!changed) throw new Error(`nothing in the answer of ${system.code} matches ${change[0]}`);
  const brief = ({ path, extensions }: ErrorEntry) =>
    [path.slice(1).join('.'), extensions.code, extensions.countries] as const;
  return {
    operation: outcome.data.operation as Record<string, unknown>,
    errors: outcome.errors.map(brief),
    withheld: outcome.withheld.map(brief),
  };
}

describe('of Europol', () => {
  const PUBLIC = `codeName crimeArea status synthetic leadCountry { code }
    publishedTotals { countries countriesWithResults arrests furtherSuspects source reading }`;
  for (const [place, change] of [
    ['codeName', ['"codeName":"Icarus"', '"codeName":7']],
    ['status', ['"status":"CONCLUDED"', '"status":"OVER"']],
    ['synthetic', ['"synthetic":true', '"synthetic":"yes"']],
    ['leadCountry', ['"leadCountry":"DK"', '"leadCountry":"QQ"']],
    ['leadCountry', ['"leadCountry":"DK"', '"leadCountry":["DK"]']],
    ['publishedTotals', [/"publishedTotals":\{[^}]*\}/, '"publishedTotals":"112"'] as const],
    ['publishedTotals', [/"publishedTotals":\{[^}]*\}/, '"publishedTotals":[{"arrests":112}]'] as const],
    ['publishedTotals.arrests', ['"arrests":112', '"arrests":"112"']],
    ['publishedTotals.countries', ['"countries":26', '"countries":2.5']],
    ['publishedTotals.source', [/"source":"[^"]*"/, '"source":{"text":"x"}'] as const],
  ] as const) {
    test(`${change[1]} is null with its cause, and the rest of the operation is given`, async () => {
      const honest = await ask(mocks.europol, ['"codeName":', '"codeName": '], PUBLIC);
      expect(honest.errors).toEqual([]);
      const { operation, errors } = await ask(mocks.europol, change, PUBLIC);
      expect(errors).toEqual([[place, 'SOURCE_INVALID', ['XE']]]);
      const kept = structuredClone(honest.operation);
      const [first = '', second] = place.split('.');
      if (second === undefined) kept[first] = null;
      else (kept[first] as Record<string, unknown>)[second] = null;
      expect(operation).toEqual(kept);
    });
  }

  const DAYS = 'codeName actionDays { date status }';
  test('a day that is null or no object is dropped, and the list says so', async () => {
    const days = [/"actionDays":\[\{/, '"actionDays":[null,7,{'] as const;
    const { operation, errors, withheld } = await ask(mocks.europol, days, DAYS);
    expect(operation.actionDays).toHaveLength(5);
    expect(errors).toEqual([]);
    expect(withheld).toEqual([['actionDays', 'SOURCE_INVALID', ['XE']]]);
  });
  test('a day of which nothing can be read stands with its causes', async () => {
    const days = [/"actionDays":\[\{[^}]*\}/, '"actionDays":[{"date":"7 November","status":"OVER"}'] as const;
    const { operation, errors } = await ask(mocks.europol, days, DAYS);
    expect((operation.actionDays as unknown[])[0]).toEqual({ date: null, status: null });
    expect(errors).toEqual([
      ['actionDays.0.date', 'SOURCE_INVALID', ['XE']],
      ['actionDays.0.status', 'SOURCE_INVALID', ['XE']],
    ]);
  });
  test('days that are no list, or are not there, are null with their cause', async () => {
    for (const value of ['"actionDays":{}', '"days":[]']) {
      const { operation, errors } = await ask(mocks.europol, [/"actionDays":\[[^\]]*\]/, value], DAYS);
      expect(operation).toEqual({ codeName: 'Icarus', actionDays: null });
      expect(errors).toEqual([['actionDays', 'SOURCE_INVALID', ['XE']]]);
    }
  });

  const PACKAGES = `intelligencePackages(first: 500) { totalCount nodes { id disseminatedOn recipient { code } handlingText
    marking { handling sourceEvaluation informationEvaluation } } }`;
  const packagesOf = ({ operation }: Answer) =>
    operation.intelligencePackages as { totalCount: number; nodes: Record<string, unknown>[] };
  test('a package that is null or no object is dropped, and the list says so', async () => {
    const honest = packagesOf(await ask(mocks.europol, ['"provider":', '"provider": '], PACKAGES));
    const lied = await ask(mocks.europol, [/("intelligencePackages_\w+":\[)\{/, '$1null,"x",{'], PACKAGES);
    expect(packagesOf(lied)).toEqual(honest);
    expect(lied.withheld).toContainEqual(['intelligencePackages', 'SOURCE_INVALID', ['XE']]);
  });
  for (const [field, change] of [
    ['disseminatedOn', [/"disseminatedOn":"[^"]*"/, '"disseminatedOn":20110913']],
    ['recipient', [/"recipient":"\w+"/, '"recipient":"QQ"']],
    ['marking.sourceEvaluation', [/"sourceEvaluation":"\w"/, '"sourceEvaluation":"Z"']],
    ['marking.informationEvaluation', [/"informationEvaluation":"\w"/, '"informationEvaluation":9']],
    ['id', [/"id":"IP-[^"]*"/, '"id":{}']],
    ['marking', [/"marking":\{[^}]*\}/, '"marking":"H0"']],
  ] as const) {
    test(`${change[1]} of every package is null with one entry`, async () => {
      const lied = await ask(mocks.europol, change, PACKAGES);
      expect(packagesOf(lied).nodes.length).toBeGreaterThan(0);
      const [, ...rest] = lied.errors;
      expect([lied.errors[0]?.[0], lied.errors[0]?.[1], lied.errors[0]?.[2], rest]).toEqual([
        `intelligencePackages.nodes.0.${field}`,
        'SOURCE_INVALID',
        ['XE'],
        [],
      ]);
    });
  }
  test('a handling code that nobody knows is shown as H3, which is how it is read', async () => {
    // The border fact stays as it was: the package goes.
    const marking = [/("marking":\{"handling":)\[[^\]]*\]/, '$1["H9"]'] as const;
    const { nodes } = packagesOf(await ask(mocks.europol, marking, PACKAGES));
    expect((nodes[0] as { marking: { handling: unknown } }).marking.handling).toEqual(['H3']);
  });
});

describe('of Interpol', () => {
  const NOTICES = 'codeName notices { colour issuedOn }';
  const ENTRIES = 'suspects { records(first: 3) { nodes { caseRef interpol { hit noticeColour } } } }';

  for (const [place, change] of [
    ['notices.0.colour', ['"colour":"BLUE"', '"colour":"MAUVE"']],
    ['notices.0.issuedOn', [/"issuedOn":"[^"]*"/, '"issuedOn":5'] as const],
  ] as const) {
    test(`${change[1]} is null with its cause`, async () => {
      const { operation, errors } = await ask(mocks.interpol, change, NOTICES);
      expect(operation.notices).toHaveLength(4);
      expect(errors).toEqual([[place, 'SOURCE_INVALID', ['XO']]]);
    });
  }
  test('a notice that is null or no object is dropped, and the list says so', async () => {
    const notices = [/"n0":\[\{/, '"n0":[null,"RED",{'] as const;
    const { operation, errors, withheld } = await ask(mocks.interpol, notices, NOTICES);
    expect(operation.notices).toHaveLength(4);
    expect([errors, withheld]).toEqual([[], [['notices', 'SOURCE_INVALID', ['XO']]]]);
  });
  test('notices that are no list cost the notices, and no entry of the index', async () => {
    const { operation, errors } = await ask(
      mocks.interpol,
      [/"n0":\[[^\]]*\]/, '"n0":7'],
      `${NOTICES} ${ENTRIES}`,
    );
    expect(operation.notices).toBeNull();
    expect(errors.filter(([, code]) => code === 'SOURCE_INVALID')).toEqual([
      ['notices', 'SOURCE_INVALID', ['XO']],
    ]);
    expect(JSON.stringify(operation)).toContain('"hit":"NO_HIT"');
  });
  test('an index of another length costs the index, and no notice', async () => {
    const { operation, errors } = await ask(
      mocks.interpol,
      [/"index":\[/, '"index":[{"hit":true},'],
      `${NOTICES} ${ENTRIES}`,
    );
    expect(operation.notices).toHaveLength(4);
    expect(JSON.stringify(operation)).not.toContain('"hit"');
    expect(errors).toEqual([['suspects.records.nodes.0.interpol', 'SOURCE_INVALID', ['XO']]]);
  });
  for (const [field, change] of [
    ['hit', [/"hit":\w+/, '"hit":"yes"']],
    ['noticeColour', [/"noticeColour":[^}]*/, '"noticeColour":"MAUVE"']],
    ['noticeColour', [/"noticeColour":[^}]*/, '"noticeColour":7']],
    ['noticeColour', [/,"noticeColour":[^}]*/, '']],
  ] as const) {
    test(`\`${change[1]}\` for ${field} of an entry is null with its cause`, async () => {
      const { operation, errors } = await ask(mocks.interpol, change, ENTRIES);
      expect(JSON.stringify(operation)).toContain(`"${field}":null`);
      expect(errors).toEqual([[`suspects.records.nodes.0.interpol.${field}`, 'SOURCE_INVALID', ['XO']]]);
    });
  }
});
