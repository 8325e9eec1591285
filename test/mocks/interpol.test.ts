import { serveInterpol } from '../../mocks/interpol/interpol.ts';
import type { MockSystem, Reference } from '../../mocks/mock-system.ts';
import { makeWorld, type World } from '../../mocks/world.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../jest.ts';
import { postGraphql } from './post-graphql.ts';

interface Entry {
  readonly hit: boolean;
  readonly noticeColour: string | null;
}

const WORLD = makeWorld();
const INDEX = 'query ($references: [ReferenceKey!]!) { index(references: $references) { hit noticeColour } }';
const NO_HIT: Entry = { hit: false, noticeColour: null };

let interpol: MockSystem;
let suspects: readonly Reference[];
/** Suspects that Interpol knows. */
let known: readonly Reference[];
beforeAll(async () => {
  interpol = await serveInterpol(WORLD);
  suspects = suspectsOf(WORLD);
  const entries = await indexOf(interpol, suspects);
  known = suspects.filter((_, position) => entries[position]?.hit === true);
});
beforeEach(() => interpol.forget());
afterAll(() => interpol.close());

function suspectsOf(world: World): Reference[] {
  return [...world.countries].flatMap(([country, national]) =>
    national.suspects.map(({ caseRef }) => ({ country, caseRef })),
  );
}

async function indexOf(system: MockSystem, references: readonly Reference[]): Promise<readonly Entry[]> {
  const { data, errors } = await postGraphql(system, INDEX, { references });
  expect(errors).toEqual([]);
  return data?.index as readonly Entry[];
}

describe('the index', () => {
  test('knows about one suspect in six, some of several countries', () => {
    expect(suspects).toHaveLength(269);
    expect(known.length).toBeGreaterThan(269 / 9);
    expect(known.length).toBeLessThan(269 / 4);
    expect(new Set(known.map(({ country }) => country)).size).toBeGreaterThan(5);
  });

  test('gives a hit one of four notice colours, all in use, and no colour without a hit', async () => {
    const entries = await indexOf(interpol, suspects);
    const hits = entries.filter(({ hit }) => hit);
    expect(new Set(hits.map(({ noticeColour }) => noticeColour))).toEqual(
      new Set(['BLUE', 'RED', 'GREEN', 'YELLOW']),
    );
    expect(entries.filter(({ hit }) => !hit)).toEqual(suspects.slice(known.length).map(() => NO_HIT));
  });

  test('answers one entry for each reference, in the order asked, repeats too', async () => {
    const [first, second] = known as [Reference, Reference];
    const stranger = { country: 'DK', caseRef: 'nobody has this' };
    const [one, two] = await indexOf(interpol, [first, second]);
    expect(await indexOf(interpol, [second, stranger, first, second])).toEqual([two, NO_HIT, one, two]);
  });

  test('is by pair: the reference of a hit with another country is another case (trap: an index by reference)', async () => {
    const elsewhere = known.map(({ country, caseRef }) => ({
      country: country === 'SE' ? 'DE' : 'SE',
      caseRef,
    }));
    expect(await indexOf(interpol, elsewhere)).toEqual(elsewhere.map(() => NO_HIT));
  });

  test('knows suspects only: no arrest and no search is there', async () => {
    const others = [...WORLD.countries].flatMap(([country, { arrests, searches }]) =>
      [...arrests, ...searches].map(({ caseRef }) => ({ country, caseRef })),
    );
    expect(await indexOf(interpol, others)).toEqual(others.map(() => NO_HIT));
  });

  test('is the same for the same world, and a country less moves no entry of the others', async () => {
    const countries = new Map([...WORLD.countries].filter(([code]) => code !== 'AT'));
    const other = await serveInterpol({ ...makeWorld(), countries });
    try {
      const rest = suspects.filter(({ country }) => country !== 'AT');
      expect(await indexOf(other, rest)).toEqual(await indexOf(interpol, rest));
    } finally {
      await other.close();
    }
  });
});

describe('notices', () => {
  test('of icarus are a few, each with a colour and a day before the results were published', async () => {
    const { data } = await postGraphql(interpol, '{ notices(operation: "icarus") { colour issuedOn } }');
    const notices = data?.notices as { colour: string; issuedOn: string }[];
    expect(notices.length).toBeGreaterThan(1);
    for (const { colour, issuedOn } of notices) {
      expect(colour).toMatch(/^(BLUE|RED|GREEN|YELLOW)$/);
      expect(issuedOn).toMatch(/^2011-\d\d-\d\d$/);
      expect(issuedOn < '2011-12-16').toBe(true);
    }
  });

  test('of another operation are none', async () => {
    const { data } = await postGraphql(interpol, '{ notices(operation: "daedalus") { colour } }');
    expect(data).toEqual({ notices: [] });
  });
});

describe('the journal shows exactly which references travelled', () => {
  const A = { country: 'DK', caseRef: 'MOCK-1' };
  const B = { country: 'SE', caseRef: 'MOCK-1' };
  const literal = ({ country, caseRef }: Reference): string =>
    `{ country: "${country}", caseRef: "${caseRef}" }`;
  const cases: readonly {
    readonly how: string;
    readonly query: string;
    readonly variables?: Record<string, unknown>;
    readonly references: readonly Reference[];
  }[] = [
    {
      how: 'as literals, in order, repeats kept',
      query: `{ index(references: [${[A, B, A].map(literal).join()}]) { hit } }`,
      references: [A, B, A],
    },
    { how: 'as a variable', query: INDEX, variables: { references: [B, A] }, references: [B, A] },
    {
      how: 'as variables inside a literal',
      query:
        'query ($c: CountryCode!, $r: String!) { index(references: [{ country: $c, caseRef: $r }]) { hit } }',
      variables: { c: 'DK', r: 'MOCK-1' },
      references: [A],
    },
    {
      how: 'as one object where a list is expected',
      query: `{ index(references: ${literal(A)}) { hit } }`,
      references: [A],
    },
    {
      how: 'as the default of a variable',
      query: `query ($r: [ReferenceKey!]! = [${literal(B)}]) { index(references: $r) { hit } }`,
      references: [B],
    },
    {
      how: 'under several aliases',
      query: `{ a: index(references: [${literal(A)}]) { hit } b: index(references: [${literal(B)}]) { hit } }`,
      references: [A, B],
    },
    {
      how: 'under a field that is skipped (trap: a journal made by executing)',
      query: `{ index(references: [${literal(A)}]) @skip(if: true) { hit } notices(operation: "icarus") { colour } }`,
      references: [A],
    },
    {
      how: 'in a document the schema refuses (trap: a journal made by executing)',
      query: `{ index(references: [${literal(A)}]) { hit name } }`,
      references: [A],
    },
    { how: 'not at all, for notices', query: '{ notices(operation: "icarus") { colour } }', references: [] },
  ];
  for (const { how, query, variables, references } of cases) {
    test(how, async () => {
      await postGraphql(interpol, query, variables);
      expect(interpol.messages.map((message) => message.references)).toEqual([references]);
    });
  }

  test('and the coordinates asked of it', async () => {
    await indexOf(interpol, [A]);
    expect(interpol.messages.map((message) => message.coordinates)).toEqual([
      ['Query.index', 'IndexEntry.hit', 'IndexEntry.noticeColour'],
    ]);
  });

  test('a text that is no document leaves its raw body', async () => {
    await postGraphql(interpol, '{ index(');
    expect(interpol.messages.map(({ body, coordinates }) => ({ body, coordinates }))).toEqual([
      { body: JSON.stringify({ query: '{ index(' }), coordinates: [] },
    ]);
  });
});
