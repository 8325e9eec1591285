/** Hostile case 77: no text of a caller or of a country is more than text in what leaves the gateway. Bytes are asserted. */

import { startMocks } from '../../../mocks/start-mocks.ts';
import { makeWorld, type NationalWorld, type World } from '../../../mocks/world.ts';
import { openTestGateway } from '../../gateway/open-test-gateway.ts';
import { afterAll, beforeAll, describe, expect, test } from '../../jest.ts';
import { type Case, type CaseResult, openCaseOf } from './open-case.ts';

const HOSTILE = [
  "' or 1 eq 1 or 'a' eq '",
  "O''Hara'",
  'a,b;c|d+e:f(g)',
  '../../overview?x=1#y%2F..%2f&only=all',
  '"}) { a } #',
  '\\u0022\\',
  '$select=*&$filter=true',
  "'] | //* | a['",
  '</ns2:numero_procedure><x/><![CDATA[]]>&amp;',
  '{{a}} {b} %00 $a',
  'ø 日本語 𝒳',
] as const;
/** As long as a hostile one and of no meaning anywhere. */
const PLAIN = 'PLAIN0REFERENCE';

const marked = (text: string): string =>
  text.replace(/[%,:|()]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const form = (text: string): string => String(new URLSearchParams({ a: marked(text) })).slice('a='.length);
const query = (text: string): string => encodeURIComponent(marked(text));
/** How a reference is written by each protocol; by files not at all: what is asked of them is the whole file. */
const WRITTEN: Readonly<Record<string, (text: string) => string>> = {
  DK: (text) => JSON.stringify(text).slice(1, -1),
  AT: (text) => encodeURIComponent(text.replaceAll("'", "''")),
  IE: query,
  ES: query,
  CZ: query,
  NL: form,
  NO: form,
  SE: form,
  FR: xml,
  CH: () => PLAIN,
  MT: () => PLAIN,
};
const CODES = Object.keys(WRITTEN);

let it: Case;
beforeAll(async () => {
  const mocks = await startMocks({ only: CODES, world: hostileWorld() });
  it = openCaseOf(mocks, openTestGateway(mocks, '2011-12-16', 30_000));
});
afterAll(async () => {
  expect(it.gateway.failures).toEqual([]);
  await it.close();
});

/** Each country has a search and a suspect under each hostile reference, H0 all; a Swiss one names its canton. */
function hostileWorld(): World {
  const world = makeWorld();
  const hostile = (code: string, country: NationalWorld): NationalWorld => ({
    ...country,
    searches: HOSTILE.map((text, place) => ({
      ...(makeWorld().countries.get('DK') as NationalWorld).searches[0],
      handle: `H${place}`,
      handling: 'H0',
      caseRef: referenceOf(code, text),
    })) as unknown as NationalWorld['searches'],
  });
  return {
    ...world,
    countries: new Map(
      [...world.countries].map(([code, one]) => [code, CODES.includes(code) ? hostile(code, one) : one]),
    ),
  };
}

function referenceOf(code: string, text: string): string {
  return code === 'CH' ? `MOCK-KST-ZH-11-${text}` : text;
}

/** What left for `code`, byte for byte, ids of messages left out; `reference` stands as PLAIN does. */
function sent(code: string, reference: string): readonly string[] {
  const write = WRITTEN[code] as (text: string) => string;
  return (it.mocks.national.get(code)?.messages ?? [])
    .map(({ method, path, body }) => `${method} ${path} ${body}`)
    .map((message) =>
      message.replaceAll(write(referenceOf(code, reference)), write(referenceOf(code, PLAIN))),
    )
    .sort();
}

const given = ({ outcome }: CaseResult): unknown =>
  outcome.kind === 'answered' ? outcome.data.operation : outcome;

describe('77 a reference of a cross-check', () => {
  const CHECK = `query ($refs: [CaseReference!]!) { operation(id: "icarus") { crossCheck(refs: $refs) {
    country { code } result search { caseRef } } } }`;
  const ask = (code: string, text: string) =>
    it.ask(code, CHECK, { variables: { refs: [{ country: code, caseRef: referenceOf(code, text) }] } });

  for (const code of CODES) {
    test(`${code}: is that reference, written as the protocol writes text; the rest of the message is as for any`, async () => {
      // Intent: have another question asked. Trap: a text is put into a message by joining texts.
      await ask(code, PLAIN);
      const plain = sent(code, PLAIN);
      expect(plain.length).toBeGreaterThan(0);
      if (WRITTEN[code]?.('a') === 'a') expect(plain.join()).toContain(PLAIN);
      for (const text of HOSTILE) {
        const reference = referenceOf(code, text);
        const result = await ask(code, text);
        expect(given(result)).toEqual({
          crossCheck: [{ country: { code }, result: 'HIT', search: { caseRef: reference } }],
        });
        // A record that is found is asked by its handle after that; what looks for it is the same message.
        const first = sent(code, text).filter((message) => plain.includes(message));
        expect({ text, first }).toEqual({ text, first: plain });
        for (const { path } of it.mocks.national.get(code)?.messages ?? [])
          expect(path).toMatch(/^\/[!-~]*$/);
        const asked = it.mocks.national.get(code)?.messages.flatMap((message) => message.asked) ?? [];
        const values = new Set(asked.flatMap(({ only }) => only?.values ?? []));
        const isFile = code === 'CH' || code === 'MT';
        expect([...values].filter((value) => !/^H\d+$/.test(value))).toEqual(isFile ? [] : [reference]);
        expect(result.entry.owners.find(({ owner }) => owner === code)).toMatchObject({
          given: 1,
          withheld: 0,
        });
      }
    });
  }
});

describe('77 a value of `where`', () => {
  /** Of another country's records a system leaves out what does not fit itself, where it can. */
  const callerOf = (code: string): string => (code === 'DK' || code === 'AT' ? 'DE' : code);
  const LIST = (code: string, where: string): string =>
    `query ($value: [CaseRef!]) { operation(id: "icarus") { participation(country: "${code}") { searches { records(where: ${where}) { totalCount nodes { caseRef } } } } } }`;

  for (const code of CODES) {
    test(`${code}: filters by that value, and the message differs in nothing else`, async () => {
      const ask = (text: string) =>
        it.ask(callerOf(code), LIST(code, '{ caseRef: { in: $value } }'), {
          variables: { value: [referenceOf(code, text)] },
        });
      await ask(PLAIN);
      const plain = sent(code, PLAIN);
      if (code === 'DK' || code === 'AT') expect(plain.join()).toContain(PLAIN);
      for (const text of HOSTILE) {
        const result = await ask(text);
        expect(given(result)).toEqual({
          participation: {
            searches: { records: { totalCount: 1, nodes: [{ caseRef: referenceOf(code, text) }] } },
          },
        });
        // A page with such a key is not believed, and the list is read whole: a message may come twice.
        const first = [...new Set(sent(code, text))].filter((message) => plain.includes(message));
        expect({ text, first }).toEqual({ text, first: plain });
      }
    });
  }

  for (const code of ['DK', 'AT']) {
    test(`${code}: the beginning of a region is text too`, async () => {
      const list = LIST(code, '{ placeNuts2: { beginsWith: $value } }').replace('[CaseRef!]', '[String!]');
      await it.ask('DE', list, { variables: { value: [PLAIN] } });
      const plain = sent(code, PLAIN);
      expect(plain.join()).toContain(PLAIN);
      for (const text of HOSTILE) {
        const result = await it.ask('DE', list, { variables: { value: [text] } });
        expect(given(result)).toEqual({
          participation: { searches: { records: { totalCount: 0, nodes: [] } } },
        });
        expect({ text, sent: sent(code, text) }).toEqual({ text, sent: plain });
      }
    });
  }
});

describe('77 a reference that a country gives, on its way to Interpol', () => {
  const QUERY = `{ operation(id: "icarus") { participations { id suspects { records(first: 500) { nodes { caseRef interpol { hit } } } } } } }`;
  interface Suspect {
    readonly caseRef: string | null;
    readonly interpol: unknown;
  }
  /** Denmark's first suspect has `reference`; what is told of it, what of all others, and what went to the index. */
  async function askWith(reference: string) {
    const danish = (it.mocks.world.countries.get('DK') as NationalWorld).suspects[0]?.caseRef ?? '';
    it.mocks.national.get('DK')?.behave({
      alter: (body) => body.replaceAll(JSON.stringify(danish), () => reference),
    });
    const result = await it.ask('DK', QUERY);
    it.mocks.national.get('DK')?.behave({});
    if (result.outcome.kind !== 'answered') throw new Error(JSON.stringify(result.outcome));
    const operation = result.outcome.data.operation as {
      participations: { id: string; suspects: { records: { nodes: Suspect[] } | null } | null }[];
    };
    const suspects = operation.participations.flatMap((part) => part.suspects?.records?.nodes ?? []);
    const references = it.mocks.interpol.messages.flatMap((message) => message.references ?? []);
    const errors = result.outcome.errors
      .filter(({ extensions }) => extensions.code === 'SOURCE_INVALID' && extensions.countries.includes('DK'))
      .map(({ extensions }) => extensions.coordinate);
    return { suspects, references, errors };
  }

  for (const text of HOSTILE) {
    test(`${text} is that reference and no other part of the document`, async () => {
      const plain = await askWith(JSON.stringify(PLAIN));
      const told = await askWith(JSON.stringify(text));
      const renamed = (reference: unknown): unknown =>
        JSON.parse(JSON.stringify(reference).replace(JSON.stringify(PLAIN), () => JSON.stringify(text)));
      expect(told.references).toContainEqual({ country: 'DK', caseRef: text });
      const sorted = (references: unknown): unknown[] =>
        (references as unknown[]).map((one) => JSON.stringify(one)).sort();
      expect(sorted(told.references)).toEqual(sorted(plain.references.map(renamed)));
      expect(told.errors).toEqual([]);
    });
  }

  for (const [what, reference] of [
    ['half a character', '"MOCK\\ud800"'],
    ['a line feed', '"MOCK\\n}"'],
    ['a text of 100 kB', JSON.stringify('x'.repeat(100_000))],
  ] as const) {
    test(`${what} does not travel, is named as SOURCE_INVALID, and costs no other its entry`, async () => {
      // Trap: all references go in one document, and one that cannot be read takes the entries of all with it.
      const healthy = await askWith(JSON.stringify(PLAIN));
      const told = await askWith(reference);
      const known = healthy.references.filter(({ caseRef }) => caseRef !== PLAIN);
      expect(told.references).toHaveLength(known.length);
      expect(told.references).toEqual(expect.arrayContaining(known));
      expect(told.errors.sort()).toEqual(['Suspect.caseRef', 'Suspect.interpol']);
      const entries = ({ suspects }: typeof told) =>
        new Map(
          suspects
            .filter(({ caseRef }) => caseRef !== null && caseRef !== PLAIN)
            .map((one) => [one.caseRef, one.interpol]),
        );
      expect(entries(told)).toEqual(entries(healthy));
    });
  }
});

test('77 an id of an operation that is no slug leaves for nobody', async () => {
  for (const id of [
    ...HOSTILE,
    '..',
    '.',
    '',
    'icarus/../icarus',
    "icarus'",
    'ICARUS',
    'icarus ',
    'icarus\u0000',
  ]) {
    const result = await it.ask(
      'DK',
      'query ($id: ID!) { operation(id: $id) { codeName searches { count { exact } } } }',
      {
        variables: { id },
      },
    );
    expect({ id, given: given(result) }).toEqual({ id, given: null });
    const systems = [...it.mocks.national.values(), it.mocks.europol, it.mocks.interpol];
    expect(systems.flatMap(({ messages }) => messages)).toEqual([]);
    expect(result.entry.owners).toEqual([]);
  }
});
