/** A cross-check: references that a caller brings, looked up at their owners, with what rules 20 and 21 open and no more. */

import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import type { Suspect } from '../../mocks/world.ts';
import type { QueryOutcome } from '../../src/gateway/run-query.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../jest.ts';
import { openTestGateway, type TestGateway } from './open-test-gateway.ts';

let mocks: Mocks;
let gateway: TestGateway;
beforeAll(async () => {
  mocks = await startMocks();
  gateway = openTestGateway(mocks, '2011-12-16', 10_000);
});
afterAll(async () => {
  await gateway.close();
  await mocks.close();
});
beforeEach(() => {
  for (const mock of [...mocks.national.values(), mocks.europol, mocks.interpol]) mock.forget();
});

interface Reference {
  readonly country: string;
  readonly caseRef: string;
}
interface Checked {
  readonly country: { readonly code: string };
  readonly caseRef: string;
  readonly result: string | null;
  readonly arrest: Record<string, unknown> | null;
  readonly suspect: Record<string, unknown> | null;
  readonly search: Record<string, unknown> | null;
  readonly contact: { readonly unit: string } | null;
}
type Answered = Extract<QueryOutcome, { kind: 'answered' }>;

const QUERY = /* GraphQL */ `
  query ($refs: [CaseReference!]!) { operation(id: "icarus") { crossCheck(refs: $refs) {
    country { code } caseRef result contact { unit }
    arrest { caseRef date status }
    suspect { caseRef dataSubjectCategory ageBand marking { handling } interpol { hit } provenance { country { code } } }
    search { caseRef date placeNuts2 } } } }`;

async function check(
  country: string,
  refs: readonly Reference[],
  purpose = 'CROSS_CHECK',
): Promise<{ readonly outcome: Answered; readonly checked: readonly Checked[] }> {
  const outcome = await gateway.ask(country, QUERY, { purpose, variables: { refs } });
  if (outcome.kind !== 'answered') throw new Error(JSON.stringify(outcome));
  return { outcome, checked: (outcome.data.operation as { crossCheck: Checked[] }).crossCheck };
}

/** The suspect of `owner` that stands at place `i` of the fixture's formula, counted from 1. */
function suspectOf(owner: string, i: number): Suspect {
  const suspect = mocks.world.countries.get(owner)?.suspects[i - 1];
  if (suspect === undefined) throw new Error(`${owner} has no suspect ${i}`);
  return suspect;
}

const refOf = (owner: string, i: number): Reference => ({
  country: owner,
  caseRef: suspectOf(owner, i).caseRef,
});

describe('a member that takes no part and cross-checks (rule 21)', () => {
  test('is given the personal fields of the record, and nothing that opens a list', async () => {
    const { checked, outcome } = await check('GR', [refOf('DE', 1)]);
    const suspect = suspectOf('DE', 1);
    expect(checked[0]).toMatchObject({
      result: 'HIT',
      arrest: null,
      search: null,
      suspect: {
        caseRef: suspect.caseRef,
        dataSubjectCategory: suspect.dataSubjectCategory,
        marking: { handling: ['H0'] },
      },
      contact: { unit: 'Mock Zentralstelle Digitale Delikte' },
    });
    // Interpol's own right is Greece's to have, and it has none: no reference travels.
    expect(outcome.errors.map(({ extensions }) => [extensions.coordinate, extensions.countries])).toEqual([
      ['Suspect.interpol', ['XO']],
    ]);
    expect(mocks.interpol.messages).toEqual([]);
    expect(
      [...mocks.national.values()].filter(({ messages }) => messages.length > 0).map(({ code }) => code),
    ).toEqual(['DE']);
  });

  test('of a house search is given the reference, and not what is operational', async () => {
    const search = mocks.world.countries.get('DE')?.searches[0];
    const { checked, outcome } = await check('GR', [{ country: 'DE', caseRef: search?.caseRef ?? '' }]);
    expect(checked[0]).toMatchObject({
      result: 'HIT',
      search: { caseRef: search?.caseRef, date: null, placeNuts2: null },
    });
    expect(outcome.errors.map(({ extensions }) => [extensions.coordinate, extensions.code])).toEqual([
      ['Search.date', 'HIT_ONLY'],
      ['Search.placeNuts2', 'HIT_ONLY'],
    ]);
    const asked = mocks.national.get('DE')?.messages.flatMap((message) => message.asked) ?? [];
    expect(asked.flatMap(({ fields }) => fields)).not.toContain('date');
  });

  test('with another purpose is told hit or no hit, and of neither what there is', async () => {
    const { checked, outcome } = await check(
      'GR',
      [refOf('DE', 1), { country: 'DE', caseRef: 'MOCK-VG-BE-11-999999' }],
      'OPERATIONAL_ANALYSIS',
    );
    expect(checked.map(({ result, suspect }) => [result, suspect])).toEqual([
      ['HIT', null],
      ['NO_HIT', null],
    ]);
    for (const { extensions } of outcome.errors)
      expect(extensions).toMatchObject({ code: 'HIT_ONLY', at: { indices: [[[0, 1]]] } });
    const asked = mocks.national.get('DE')?.messages.flatMap((message) => message.asked) ?? [];
    expect(new Set(asked.flatMap(({ fields }) => fields))).toEqual(
      new Set(['handle', 'handling', 'addressees', 'itemConsents', 'protected', 'caseRef']),
    );
  });
});

describe('the marking of the record decides', () => {
  test('H3 and absent are the same: answer, errors, what is sent to others', async () => {
    const restricted = refOf('DE', 25);
    const absent = { country: 'DE', caseRef: 'MOCK-VG-BE-11-999999' };
    const results = [];
    for (const reference of [restricted, absent]) {
      for (const mock of mocks.national.values()) mock.forget();
      mocks.interpol.forget();
      const { outcome } = await check('FR', [reference]);
      const others = [...mocks.national].flatMap(([code, { messages }]) => (code === 'DE' ? [] : messages));
      const { receipt: _, ...answer } = outcome;
      results.push({
        answer: JSON.stringify(answer).replaceAll(reference.caseRef, 'REF'),
        toOthers: others.length,
        toInterpol: mocks.interpol.messages.length,
        toOwner: mocks.national.get('DE')?.messages.length,
      });
    }
    expect(results[0]).toEqual(results[1]);
    expect(results[0]?.answer).toContain('"NO_HIT"');
  });

  test('H2 goes to an addressee; who is none is told to ask the owner', async () => {
    const { checked } = await check('DK', [refOf('DE', 7)]);
    expect(checked[0]).toMatchObject({ result: 'HIT', suspect: { marking: { handling: ['H2'] } } });
    const { checked: others, outcome } = await check('FR', [refOf('DE', 7)]);
    expect(others[0]).toMatchObject({ result: null, suspect: null, contact: { unit: expect.any(String) } });
    expect(
      outcome.errors
        .map(({ extensions }) => [extensions.coordinate, extensions.code, extensions.reason])
        .sort(),
    ).toEqual(
      ['CrossCheck.arrest', 'CrossCheck.result', 'CrossCheck.search', 'CrossCheck.suspect'].map(
        (coordinate) => [coordinate, 'CONSENT_REQUIRED', 'H2_NOT_AN_ADDRESSEE'],
      ),
    );
  });

  test('H1 is given under an obligation that names the reference and its place', async () => {
    const { outcome } = await check('FR', [refOf('DE', 1), refOf('DE', 4)]);
    expect(outcome.obligations).toEqual([
      {
        obligation: 'NO_JUDICIAL_USE',
        references: [{ country: 'DE', reference: suspectOf('DE', 4).caseRef }],
        at: { path: ['operation', 'crossCheck', '*', 'suspect'], indices: [[1]] },
      },
    ]);
  });

  test('a protected person never goes further than HIT without item consent', async () => {
    const { checked, outcome } = await check('FR', [refOf('DE', 11)], 'OPERATIONAL_ANALYSIS');
    expect(checked[0]).toMatchObject({ result: 'HIT', arrest: null, suspect: null, search: null });
    expect(
      outcome.errors
        .map(({ extensions }) => [extensions.coordinate, extensions.code, extensions.reason])
        .sort(),
    ).toEqual(
      ['CrossCheck.arrest', 'CrossCheck.search', 'CrossCheck.suspect'].map((coordinate) => [
        coordinate,
        'HIT_ONLY',
        'PROTECTED_PERSON',
      ]),
    );
    expect(mocks.interpol.messages).toEqual([]);
    // The purpose CROSS_CHECK reaches PERSONAL only: then there is no trace of a protected person.
    const { checked: checking } = await check('FR', [refOf('DE', 11)]);
    expect(checking[0]).toMatchObject({ result: 'NO_HIT', suspect: null });
    const { checked: toThird } = await check('NO', [refOf('DE', 11)], 'OPERATIONAL_ANALYSIS');
    expect(toThird[0]).toMatchObject({ result: 'NO_HIT', suspect: null });
  });

  test('item consent opens what nothing else opens: Switzerland to Denmark', async () => {
    const { checked } = await check('DK', [refOf('CH', 2), refOf('CH', 1)], 'OPERATIONAL_ANALYSIS');
    expect(checked.map(({ result, suspect }) => [result, suspect?.caseRef ?? null])).toEqual([
      ['HIT', suspectOf('CH', 2).caseRef],
      ['HIT', null],
    ]);
  });
});

test('only references that may travel reach Interpol', async () => {
  await check('DE', [refOf('DE', 1), refOf('DE', 4), refOf('DE', 7), refOf('DE', 11), refOf('DE', 25)]);
  const sent = mocks.interpol.messages.flatMap(({ references }) => references ?? []);
  expect(sent).toEqual([refOf('DE', 1), refOf('DE', 4)]);
});

test('a strategic partner is told nothing and nothing is sent, also of what is not there', async () => {
  const { checked, outcome } = await check(
    'RS',
    [refOf('DE', 1), { country: 'DE', caseRef: 'nothing' }],
    'CROSS_CHECK',
  );
  expect(checked.map(({ result, suspect }) => [result, suspect])).toEqual([
    [null, null],
    [null, null],
  ]);
  for (const { extensions } of outcome.errors) {
    expect(extensions).toMatchObject({
      code: 'ACCESS_DENIED',
      reason: 'REQUESTER_AGREEMENT_CEILING',
      at: { indices: [[[0, 1]]] },
    });
  }
  expect([...mocks.national.values()].flatMap(({ messages }) => messages)).toEqual([]);
});

test('the same reference of two countries are two cases; a country that takes no part has none', async () => {
  const { caseRef } = suspectOf('DE', 1);
  const { checked, outcome } = await check('DK', [
    { country: 'DE', caseRef },
    { country: 'FR', caseRef },
    { country: 'US', caseRef },
    { country: 'DE', caseRef },
  ]);
  expect(checked.map(({ country, result }) => [country.code, result])).toEqual([
    ['DE', 'HIT'],
    ['FR', 'NO_HIT'],
    ['US', null],
    ['DE', 'HIT'],
  ]);
  expect(
    outcome.errors.map(({ extensions }) => [extensions.coordinate, extensions.code, extensions.countries]),
  ).toContainEqual(['CrossCheck.result', 'ACCESS_DENIED', ['US']]);
  const asked =
    mocks.national
      .get('DE')
      ?.messages.flatMap(({ asked: parts }) => parts.flatMap(({ only }) => only?.values ?? [])) ?? [];
  expect(asked.filter((value) => value === caseRef).length).toBe(3);
});

test('every protocol finds its own records by reference, and says so when one is not there', async () => {
  const refs = [...mocks.world.countries].flatMap(([country, { suspects }]) =>
    suspects[0] === undefined ? [] : [{ country, caseRef: suspects[0].caseRef }],
  );
  for (const { country, caseRef } of refs) {
    const { checked } = await check(
      country,
      [
        { country, caseRef },
        { country, caseRef: `${caseRef}-not` },
      ],
      'OPERATIONAL_ANALYSIS',
    );
    expect({
      country,
      found: checked.map(({ result, suspect }) => [result, suspect?.caseRef ?? null]),
    }).toEqual({
      country,
      found: [
        ['HIT', caseRef],
        ['NO_HIT', null],
      ],
    });
  }
});

test('no reference and more than 50 are refused before anything is sent', async () => {
  for (const refs of [[], Array.from({ length: 51 }, (_, i) => ({ country: 'DE', caseRef: `R${i}` }))]) {
    const outcome = await gateway.ask('DK', QUERY, { purpose: 'CROSS_CHECK', variables: { refs } });
    expect(outcome).toMatchObject({
      kind: 'refused',
      code: 'BAD_USER_INPUT',
      where: 'Operation.crossCheck(refs:)',
    });
  }
  expect([...mocks.national.values(), mocks.europol].flatMap(({ messages }) => messages)).toEqual([]);
});

test('the evidence names the owner asked, where references stood in its document, and what was given', async () => {
  await check('FR', [refOf('DE', 1), refOf('DE', 25)]);
  const entry = gateway.ledger.entries.at(-1);
  const germany = entry?.owners.find(({ owner }) => owner === 'DE');
  expect(germany).toMatchObject({ given: 1, withheld: 1, overshared: 0, status: 'ANSWERED' });
  expect(germany?.document).toContain('crossCheck(refs: $1)');
  expect(germany?.document).not.toContain(suspectOf('DE', 25).caseRef);
  expect(JSON.stringify(germany?.arguments)).toContain(suspectOf('DE', 25).caseRef);
});

test('a country that fails costs its own references', async () => {
  mocks.national.get('DE')?.behave({ status: 500 });
  const { checked, outcome } = await check('DK', [refOf('DE', 1), refOf('FR', 1)]);
  mocks.national.get('DE')?.behave({});
  expect(checked.map(({ result }) => result)).toEqual([null, 'HIT']);
  expect(outcome.errors.map(({ extensions }) => [extensions.code, extensions.countries])).toContainEqual([
    'SOURCE_UNAVAILABLE',
    ['DE'],
  ]);
});
