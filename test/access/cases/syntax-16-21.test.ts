/**
 * Hostile cases 16 to 21: what a caller types decides nothing. The caller is CH, to whom the references of DE are open and
 * those of NO are closed, beside lists that are open in both: whoever judges by type, alias or fragment mixes them up.
 */
import { afterAll, beforeAll, describe, expect, test } from '../../jest.ts';
import { askedOf, type Case, expectNoReferenceOf, openCase, referencesOf } from './open-case.ts';

let it: Case;
beforeAll(async () => {
  it = await openCase();
});
afterAll(() => it.close());

interface Hostile {
  readonly name: string;
  readonly intent: string;
  readonly trap: string;
  readonly query: string;
  readonly variables?: Record<string, unknown>;
}

const ROOT = 'operation(id: "icarus")';
const CASES: readonly Hostile[] = [
  {
    name: '16 an alias opens nothing',
    intent: 'read a closed reference under another name',
    trap: 'the rule is looked up by response key',
    query: `{ o: ${ROOT} { p: participations { s: searches { r: records { n: nodes { anything: caseRef date } } } } } }`,
  },
  {
    name: '16 an alias named like an open field opens nothing',
    intent: 'read the reference as `date`',
    trap: 'the rule of `date` is applied to what stands under the key `date`',
    query: `{ ${ROOT} { participations { searches { records { nodes { date: caseRef placeNuts2: date } } } } } }`,
  },
  {
    name: '16 an alias named like the type name opens nothing',
    intent: 'read the reference as `__typename`, which no rule looks at',
    trap: 'names with two underscores are left aside by their key',
    query: `{ ${ROOT} { participations { searches { records { nodes { __typename: caseRef date } } } } } }`,
  },
  {
    name: '16 aliases named like the keys of the border open nothing',
    intent: 'move what the border joins by: id, country, handle, marking',
    trap: 'the merge reads `id` and finds the role',
    query: `{ ${ROOT} { id: codeName participations { id: role country: modusOperandi _status: id _invalid: id
      searches { _invalid: count { exact } records { nodes { handle: caseRef facts: marking { handling } date } } } } } }`,
  },
  {
    name: '17 one fragment on two paths is judged on each',
    intent: 'spread it where it is open and where it is closed',
    trap: 'a fragment is judged once, at its definition',
    query: `fragment Ref on Search { caseRef date }
      { ${ROOT} { searches { records(first: 500) { nodes { ...Ref } } } participations { searches { records { nodes { ...Ref } } } } } }`,
  },
  {
    name: '18 fragments in fragments, inline and named, are judged at their end',
    intent: 'hide the field three fragments deep',
    trap: 'only the first level of a fragment is walked',
    query: `query Q { ${ROOT} { ...A } } fragment A on Operation { participations { ... on Participation { ...B } } }
      fragment B on Participation { ... { searches { ...C } } } fragment C on Searches { records { nodes { ... on Search { ... { ...D } } } } }
      fragment D on Search { caseRef date }`,
  },
  {
    name: '19 @include by a variable is judged by its value',
    intent: 'have the field left out when it is judged and put in when it is sent',
    trap: 'directives are resolved with the defaults, then executed with the variables',
    query: `query Q($yes: Boolean! = false, $no: Boolean! = true) { ${ROOT} { participations { searches { records { nodes {
      caseRef @include(if: $yes) @skip(if: $no) date } } } } } }`,
    variables: { yes: true, no: false },
  },
  {
    name: '19 @skip on a fragment takes no field with it that stands beside it too',
    intent: 'have the skipped copy judged instead of the other',
    trap: 'duplicates are merged before directives are resolved',
    query: `query Q($skip: Boolean! = true) { ${ROOT} { participations { searches { records { nodes {
      ... @skip(if: $skip) { caseRef } date caseRef } } } } } }`,
  },
  {
    name: '21 the same field twice, merged from two places, is judged as one',
    intent: 'have the second occurrence pass',
    trap: 'only the first node of a merged field is walked',
    query: `{ ${ROOT} { participations { searches { records { totalCount } } searches { records { nodes { date } } } }
      participations { searches { records { nodes { caseRef } nodes { caseRef date } } } } } }`,
  },
];

describe('what is open in one country and closed in another stays so, however it is typed', () => {
  for (const { name, intent, trap, query, variables = {} } of CASES) {
    test(`${name} (intent: ${intent}; trap: ${trap})`, async () => {
      const result = await it.ask('CH', query, { variables });
      expect(result.outcome.kind).toBe('answered');
      expectNoReferenceOf(it.mocks, 'NO', result);
      expectNoReferenceOf(it.mocks, 'LU', result);
      const denials = result.entry.owners.find(({ owner }) => owner === 'NO')?.denials;
      expect(denials).toContainEqual({ coordinate: 'Search.caseRef', reason: 'ORIGINATOR_CONSENT' });
      // The other half: where it is open it is asked, given, and in the evidence. Else the above would prove nothing.
      expect(referencesOf(it.mocks, 'DE').some((one) => result.answer.includes(one))).toBe(true);
      expect(askedOf(it.mocks, 'DE')).toContain('searches.caseRef');
      const germany = result.entry.owners.find(({ owner }) => owner === 'DE');
      expect(germany?.document).toContain('caseRef');
      expect(germany?.given).toBeGreaterThan(0);
    });
  }

  for (const [directive, given] of [
    ['@include(if: $flag)', false],
    ['@skip(if: $flag)', true],
  ] as const) {
    test(`19 what ${directive} leaves out is neither asked, nor denied, nor in the evidence`, async () => {
      const query = `query Q($flag: Boolean! = ${given}) { ${ROOT} { participations { searches { records { nodes {
        caseRef ${directive} date } } } } } }`;
      const result = await it.ask('CH', query);
      for (const owner of ['DE', 'DK', 'NO', 'LU']) expectNoReferenceOf(it.mocks, owner, result);
      expect(result.entry.owners.flatMap(({ denials }) => denials)).toEqual([]);
    });
  }

  test('16 a closed field takes no open one with it: dates arrive beside closed references', async () => {
    // Trap: one response key with two rights; the null of one is put in the place of the other.
    const { outcome } = await it.ask(
      'CH',
      `{ ${ROOT} { participations { searches { records { nodes { date: caseRef placeNuts2: date } } } } } }`,
    );
    const { participations } = (outcome as unknown as Answered).data.operation;
    const seen = participations
      .flatMap(({ searches }) => searches.records?.nodes ?? [])
      .map(({ date, placeNuts2 }) => [date === null, /^\d{4}-\d\d-\d\d$/.test(placeNuts2 ?? '')].join());
    expect([...new Set(seen)].sort()).toEqual(['false,true', 'true,true']);
  });
});

interface Answered {
  readonly data: {
    readonly operation: {
      readonly participations: readonly {
        readonly searches: {
          readonly records: {
            readonly nodes: readonly { readonly date: string | null; readonly placeNuts2: string | null }[];
          } | null;
        };
      }[];
    };
  };
}
