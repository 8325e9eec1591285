/** Hostile case 25: names that every object has. Trap, everywhere: a look-up by property finds `Object.prototype`. */
import { afterAll, beforeAll, describe, expect, test } from '../../jest.ts';
import { type Case, expectNoReferenceOf, nationalOf, openCase, referencesOf, sentTo } from './open-case.ts';

let it: Case;
beforeAll(async () => {
  it = await openCase(['DE', 'NO']);
});
afterAll(() => it.close());

const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];

for (const name of NAMES) {
  describe(`25 \`${name}\``, () => {
    test('as alias is a key like any other: what is open arrives under it, what is closed does not', async () => {
      const query = `{ ${name}: operation(id: "icarus") { ${name}: participations {
        id ${name}: searches { ${name}: records { ${name}: nodes { ${name}: caseRef date } } } } } }`;
      const result = await it.ask('CH', query);
      expect(result.outcome.kind).toBe('answered');
      expectNoReferenceOf(it.mocks, 'NO', result);
      expect(referencesOf(it.mocks, 'DE').some((one) => result.answer.includes(one))).toBe(true);
      expect(sentTo(it.mocks).join()).not.toContain(name);
      const { data } = result.outcome as unknown as { data: object };
      expect(Object.keys(data)).toEqual([name]);
    });

    test('as name of a fragment, of the query and of a variable opens nothing and travels nowhere', async () => {
      const query = `query ${name}($${name}: Int = 1) { operation(id: "icarus") { participations { searches {
        records(first: $${name}) { nodes { ...${name} } } } } } } fragment ${name} on Search { caseRef date }`;
      const variables = JSON.parse(`{ "${name}": 2 }`) as Record<string, unknown>;
      const result = await it.ask('CH', query, { variables });
      expect(['answered', 'refused']).toContain(result.outcome.kind);
      expectNoReferenceOf(it.mocks, 'NO', result);
      expect(sentTo(it.mocks).join()).not.toContain(name);
    });

    test('as code of a country is refused, and as id of an operation is none', async () => {
      const refused = await it.ask('DE', `{ country(code: "${name}") { code name agreement { kind } } }`);
      expect(refused.outcome).toMatchObject({ kind: 'refused', code: 'BAD_USER_INPUT' });
      expect(sentTo(it.mocks)).toEqual([]);
      const { outcome, entry } = await it.ask('DE', `{ operation(id: "${name}") { codeName } }`);
      expect(outcome).toMatchObject({ kind: 'answered', data: { operation: null }, errors: [] });
      // Europol may be asked whether there is an operation of this name when it has the form of one; no country is.
      expect(sentTo(it.mocks).filter((message) => !message.startsWith('XE '))).toEqual([]);
      expect(nationalOf(entry)).toEqual([]);
    });

    test('as country, or as purpose, of the caller holds no agreement and opens nothing', async () => {
      const query =
        '{ operation(id: "icarus") { codeName participations { searches { records { nodes { caseRef date } } } } } }';
      for (const result of [await it.ask(name, query), await it.ask('DE', query, { purpose: name })]) {
        expect(result.outcome).toMatchObject({
          kind: 'answered',
          data: { operation: { codeName: 'Icarus', participations: null } },
        });
        expectNoReferenceOf(it.mocks, 'NO', result);
        expect(sentTo(it.mocks).filter((message) => !message.startsWith('XE '))).toEqual([]);
        expect(nationalOf(result.entry)).toEqual([]);
        const [europol] = result.entry.owners;
        expect(europol).toMatchObject({ owner: 'XE', given: 0 });
        expect(europol?.document).toMatch(
          /\{ id crimeArea synthetic participations \{ id country role \} codeName \}/,
        );
      }
    });
  });
}

test('25 nothing of the above has changed what every object has', () => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as Record<string, unknown>).first).toBeUndefined();
});
