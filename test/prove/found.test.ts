/** Counterexamples that the proofs have found, each as small as it became. */

import { parse } from 'graphql';
import { expect, test } from '../jest.ts';
import { openStage } from './observe.ts';
import { loadProduct } from './product.ts';
import { toWorld, type WorldPlan } from './worlds.ts';

const FREE = { addressees: [], consents: [], protected: false, source: 'A', information: '1' } as const;
const EMPTY = { arrests: [], suspects: [], searches: [], seizures: [], forensicExams: [] };

/** Runs `text` for an analyst of `country` on 2011-12-16. */
async function ask(plan: WorldPlan, country: string, text: string, purpose = 'OPERATIONAL_ANALYSIS') {
  const caller = { country, date: '2011-12-16', purpose };
  const stage = await openStage(await loadProduct(), toWorld(plan, [caller]));
  try {
    const { outcome } = await stage.ask({
      caller,
      document: parse(text),
      operationName: null,
      variables: {},
    });
    if (outcome.kind !== 'answered') throw new Error(JSON.stringify(outcome));
    return outcome;
  } finally {
    await stage.close();
  }
}

test('of withheld packages shows neither how many there are nor how many owners have one', async () => {
  const withheld = (count: number) =>
    ask(
      {
        countries: {
          DE: { lists: EMPTY, victims: 0, method: 0 },
          FR: { lists: EMPTY, victims: 0, method: 0 },
        },
        crimeArea: 'CSE',
        failing: [],
        packages: Array.from({ length: count }, () => ({
          ...FREE,
          handling: 'H2',
          provider: 1,
          recipient: 3,
        })),
      },
      'DE',
      '{ operation(id: "icarus") { intelligencePackages { totalCount } } }',
    );
  const [one, three] = [await withheld(1), await withheld(3)];
  expect(one.withheld.map(({ extensions }) => extensions.at.indices)).toEqual([[[]]]);
  expect(three).toEqual({ ...one, receipt: { index: 0, head: expect.any(String) } });
});

test('asks Interpol for a suspect whose reference its owner has opened by consent to this record alone', async () => {
  const plan: WorldPlan = {
    countries: {
      GB: {
        lists: {
          ...EMPTY,
          suspects: [
            {
              ...FREE,
              handling: 'H0',
              consents: [
                { to: 0, when: 'open' },
                { to: 2, when: 'open' },
              ],
              salt: 1,
              shared: null,
            },
          ],
        },
        victims: 0,
        method: 0,
      },
      HU: { lists: EMPTY, victims: 0, method: 0 },
    },
    crimeArea: 'CSE',
    failing: [],
    packages: [],
  };
  const { data, errors } = await ask(
    plan,
    'XO',
    '{ operation(id: "icarus") { suspects { records { nodes { caseRef interpol { hit } } } } } }',
  );
  const { suspects } = data.operation as { suspects: { records: { nodes: unknown[] } } };
  expect({ nodes: suspects.records.nodes, errors }).toEqual({
    nodes: [{ caseRef: 'CASE-11-BE-00200-R', interpol: { hit: expect.stringMatching(/HIT/) } }],
    errors: [],
  });
});

test('the evidence names what Interpol closes also where a list is open by consent to single records alone', async () => {
  const plan: WorldPlan = {
    countries: {
      SK: {
        lists: {
          ...EMPTY,
          suspects: [{ ...FREE, handling: 'H0', consents: [{ to: 0, when: 'open' }], salt: 1, shared: null }],
        },
        victims: 0,
        method: 0,
      },
      DK: { lists: EMPTY, victims: 0, method: 0 },
    },
    crimeArea: 'CSE',
    packages: [],
    failing: [],
  };
  const caller = { country: 'DK', date: '2017-05-01', purpose: 'CROSS_CHECK' };
  const query =
    '{ operation(id: "icarus") { participation(country: "SK") { suspects { records { nodes { interpol { hit } } } } } } }';
  const stage = await openStage(await loadProduct(), toWorld(plan, [caller]));
  try {
    const { outcome, entry } = await stage.ask({
      caller,
      document: parse(query),
      operationName: null,
      variables: {},
    });
    expect(outcome).toMatchObject({
      errors: [{ extensions: { coordinate: 'Suspect.interpol', countries: ['XO'] } }],
    });
    expect(entry?.owners.find(({ owner }) => owner === 'XO')?.denials).toEqual([
      { coordinate: 'Suspect.interpol', reason: 'ORIGINATOR_CONSENT' },
    ]);
  } finally {
    await stage.close();
  }
});

test('a cross-check gives a search whose provenance is closed to the caller, with the reason', async () => {
  const plan: WorldPlan = {
    countries: {
      IE: {
        lists: { ...EMPTY, searches: [{ ...FREE, handling: 'H0', consents: [], salt: 1, shared: null }] },
        victims: 0,
        method: 0,
      },
      FR: { lists: EMPTY, victims: 0, method: 0 },
    },
    crimeArea: 'CSE',
    packages: [],
    failing: [],
  };
  const { data, errors } = await ask(
    plan,
    // Takes no part: a reference that it brings opens the record (PERSONAL), and no list does (OPERATIONAL).
    'MT',
    '{ operation(id: "icarus") { crossCheck(refs: [{ country: "IE", caseRef: "CASE-11-BE-00300-R" }]) { search { caseRef provenance { system } } } } }',
    'CROSS_CHECK',
  );
  expect(data.operation).toEqual({
    crossCheck: [{ search: { caseRef: 'CASE-11-BE-00300-R', provenance: null } }],
  });
  expect(errors.map(({ extensions }) => extensions.coordinate)).toEqual(['Search.provenance']);
});

test('a country of whose victims only a closed number is asked is NOT_PERMITTED, not NOT_ASKED', async () => {
  const { data } = await ask(
    {
      countries: {
        IE: { lists: EMPTY, victims: 1, method: 0 },
        FR: { lists: EMPTY, victims: 0, method: 0 },
      },
      crimeArea: 'CSE',
      packages: [],
      failing: [],
    },
    'FR',
    '{ operation(id: "icarus") { participation(country: "IE") { victims { identifiedCount } source { status } } } }',
  );
  expect(data.operation).toEqual({
    participation: { victims: { identifiedCount: null }, source: { status: 'NOT_PERMITTED' } },
  });
});

test('of a country whose published figures alone are asked says that it was not asked, and nothing of permission', async () => {
  const plan: WorldPlan = {
    countries: {
      DE: { lists: EMPTY, victims: 0, method: 0 },
      FR: { lists: EMPTY, victims: 0, method: 0 },
    },
    crimeArea: 'CSE',
    failing: [],
    packages: [],
    // A table that shows every figure of arrests.
    tables: [{ caller: 0, days: 0, salt: 1, isRounded: false, operation: 'icarus' }],
  };
  const caller = { country: 'RS', date: '2011-12-16', purpose: 'COORDINATION_STATISTICS' };
  const asked = async (fields: string) => {
    const stage = await openStage(await loadProduct(), toWorld(plan, [caller]));
    try {
      return await stage.ask({
        caller,
        document: parse(`{ operation(id: "icarus") { ${fields} } }`),
        operationName: null,
        variables: {},
      });
    } finally {
      await stage.close();
    }
  };
  const list = await asked(
    'participation(country: "DE") { arrests { count { published } } source { status } }',
  );
  expect(list.outcome).toMatchObject({
    data: {
      operation: {
        participation: {
          arrests: { count: { published: expect.any(Number) } },
          source: { status: 'NOT_ASKED' },
        },
      },
    },
  });
  const broken = await asked('breakdown(of: ARRESTS, by: [COUNTRY]) { cells { published } }');
  for (const { entry } of [list, broken]) {
    expect(entry?.owners.find(({ owner }) => owner === 'DE')).toMatchObject({
      status: 'NOT_ASKED',
      document: null,
      given: 1,
      denials: [],
    });
  }
});

test('asks an OData system for no record whose consent begins on no day', async () => {
  const record = {
    ...FREE,
    handling: 'H2',
    consents: [{ to: 0, when: 'unreadable' as const }],
    salt: 1,
    shared: null,
  };
  const plan: WorldPlan = {
    countries: {
      BE: { lists: { ...EMPTY, searches: [record] }, victims: 0, method: 0 },
      DE: { lists: EMPTY, victims: 0, method: 0 },
    },
    crimeArea: 'CSE',
    failing: [],
    packages: [],
  };
  const { withheld } = await ask(
    plan,
    'DE',
    '{ operation(id: "icarus") { searches { records { nodes { date } } } } }',
  );
  expect(withheld.map(({ extensions }) => [extensions.code, extensions.countries])).toEqual([
    ['CONSENT_REQUIRED', ['BE']],
  ]);
});
