/** Hostile case 78: a code that no code list knows is never guessed and never passed on; it is named as SOURCE_INVALID. */

import { makeWorld, type NationalWorld, type World } from '../../../mocks/world.ts';
import { afterAll, beforeAll, describe, expect, test } from '../../jest.ts';
import { EVIL, expectHarmless, type Misled, openMisled } from './misled.ts';

/** Switzerland has arrested nobody: it is given Denmark's arrests under references of its own. */
function worldWithSwissArrests(): World {
  const world = makeWorld();
  const swiss = world.countries.get('CH') as NationalWorld;
  const danish = world.countries.get('DK') as NationalWorld;
  const arrests = danish.arrests.map((one, place) => ({ ...one, caseRef: `MOCK-KST-ZH-11-${place}` }));
  return { ...world, countries: new Map([...world.countries, ['CH', { ...swiss, arrests }]]) };
}

let misled: Misled;
beforeAll(async () => {
  misled = await openMisled(
    STATUSES.map(([code]) => code),
    worldWithSwissArrests(),
  );
});
afterAll(() => misled.it.close());

/** Of each protocol: the status of arrests as it is written, and a code that the list does hold. */
const STATUSES = [
  ['DK', 'GraphQL', /("status":")([^"]*)(")/g, 'varetægtsfængslet'],
  ['AT', 'OData', /("status":)(\d+)([,}])/g, '10'],
  ['IE', 'REST/JSON', /("status":")([^"]*)(")/g, 'DET'],
  ['CZ', 'REST by page', /("stav":")([^"]*)(")/g, 'vazba'],
  ['NL', 'HAL', /("status":")([^"]*)(")/g, 'INV'],
  ['NO', 'NDJSON', /("status":")([^"]*)(")/g, 'varetekt'],
  ['SE', 'JSON:API', /("status":")([^"]*)(")/g, 'häktad'],
  ['FR', 'SOAP', /(<ns2:etat>)([^<]*)(<)/g, 'DP'],
  ['ES', 'REST/XML', /(<estado>)([^<]*)(<)/g, 'prision_provisional'],
  ['CH', 'XML files', /(<stat(?:us|ut|o)>)([HEA])(<)/g, 'H'],
] as const;

/** Puts `code` in the place of the first status that is given, in whatever message; where it is a number, as a text. */
const withCode = (written: RegExp, code: string) => {
  let place = 0;
  return (body: string): string =>
    body.replace(written, (whole, begin: string, _, end) => {
      if (place++ > 0) return whole;
      return begin + (begin.endsWith(':') ? JSON.stringify(code) : code) + end;
    });
};

for (const [country, protocol, written, known] of STATUSES) {
  describe(`78 ${country} (${protocol})`, () => {
    // Intent: have a record shown under a status it does not have. Trap: the nearest code, the first one, or the word itself.
    for (const code of [
      EVIL,
      'IN_CUSTODY',
      'constructor',
      '__proto__',
      `${known}x`,
      known.slice(0, -1) || 'X',
      '-1',
    ]) {
      test(`${code} is null with SOURCE_INVALID, and counts in no cell`, async () => {
        const healthy = await misled.healthy(country);
        const told = await misled.tell(country, { alter: withCode(written, code) });
        const nodes = told.own.arrests.records?.nodes ?? [];
        const lost = nodes.filter(({ status }) => status === null);
        expect(lost).toHaveLength(1);
        const before = healthy.own.arrests.records?.nodes ?? [];
        expect(nodes).toEqual(
          before.map((node) => (node.caseRef === lost[0]?.caseRef ? { ...node, status: null } : node)),
        );
        expect(told.own.arrests.byStatus).toBeNull();
        expect(told.errors).toEqual(['SOURCE_INVALID Arrest.status', 'SOURCE_INVALID Arrests.byStatus']);
        expect(told.owner).toMatchObject({ status: 'PARTIAL', given: healthy.owner.given });
        expect(told.sent).toEqual(healthy.sent);
        await expectHarmless(misled, country, healthy, told);
      });
    }
  });
}

describe('78 a filter finds no record by a code that is not known', () => {
  for (const [country, protocol, written] of STATUSES.filter(([code]) =>
    ['AT', 'DK', 'FR', 'IE'].includes(code),
  )) {
    test(`${country} (${protocol})`, async () => {
      // Trap: unknown is read as "none", and a filter for "none" shows the record.
      const { it } = misled;
      const all = '[IN_CUSTODY, RELEASED_UNDER_INVESTIGATION, CHARGED, RELEASED_NO_ACTION]';
      const records = (where: string): string => `records(where: { status: ${where} }) { totalCount }`;
      const query = (where: string): string =>
        `{ operation(id: "icarus") { participation(country: "${country}") { arrests { ${records(where)} } } } }`;
      const total = async (where: string): Promise<unknown> => {
        const { outcome } = await it.ask(country, query(where));
        const { data } = outcome as unknown as Filtered;
        return data.operation.participation.arrests.records.totalCount;
      };
      const arrests = it.mocks.world.countries.get(country)?.arrests.length ?? 0;
      expect([await total(`{ in: ${all} }`), await total('{ isNull: true }')]).toEqual([arrests, 0]);
      // Every message that gives a status at all is altered, whichever of them comes first.
      const alter = (body: string): string => withCode(written, EVIL)(body);
      it.mocks.national.get(country)?.behave({ alter });
      expect([await total(`{ in: ${all} }`), await total('{ isNull: true }')]).toEqual([arrests - 1, 0]);
      it.mocks.national.get(country)?.behave({});
    });
  }
});

interface Filtered {
  readonly data: {
    readonly operation: {
      readonly participation: { readonly arrests: { readonly records: { readonly totalCount: number } } };
    };
  };
}
