import fc from 'fast-check';
import { parseJson } from '../../../src/countries/protocols/parse-json.ts';
import { expect, test } from '../../jest.ts';

/** What `parseJson` gives in pieces of so few characters, with prototypes as JSON.parse has them. */
async function inPieces(text: string, size: number): Promise<unknown> {
  return JSON.parse(JSON.stringify(await parseJson(text, 'the body', size)));
}

test('a text in pieces, wherever it is cut, is what JSON.parse makes of it', async () => {
  const json = fc.json({ maxDepth: 6 });
  await fc.assert(
    fc.asyncProperty(json, fc.nat(40), async (text, size) => {
      const printed = JSON.stringify(JSON.parse(text), null, size % 3);
      expect(await inPieces(printed, size)).toEqual(JSON.parse(printed));
    }),
    { numRuns: 1_000 },
  );
});

test('a text that is damaged in one place is no JSON in pieces if it is none as a whole', async () => {
  const damage = fc.constantFrom(
    '',
    ',',
    '"',
    '[',
    ']',
    '{',
    '}',
    ':',
    '0',
    '-',
    '\\',
    ' ',
    '[]',
    '],[',
    '"":',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.json({ maxDepth: 5 }),
      fc.nat(),
      damage,
      fc.nat(2),
      fc.nat(20),
      async (text, at, put, over, size) => {
        const place = at % (text.length + 1);
        const damaged = text.slice(0, place) + put + text.slice(place + over);
        const whole = await parseJson(damaged, 'the body', 1_000_000).catch(() => undefined);
        const pieces = await parseJson(damaged, 'the body', size).catch(() => undefined);
        expect(JSON.stringify(pieces)).toBe(JSON.stringify(whole));
        if (whole !== undefined) expect(whole).toEqual(JSON.parse(damaged));
      },
    ),
    { numRuns: 5_000 },
  );
});

for (const [trap, text] of [
  ['a key twice, in one piece', '{"a":1,"a":2}'],
  ['a key twice, far from each other', `{"handling":"H3","x":"${'x'.repeat(300_000)}","handling":"H0"}`],
  ['a key twice, one of them escaped', '[{"a":1,"\\u0061":2}]'],
  ['a key twice, with as many colons as one has in an escape', '{"a":1,"b":"\\u003a","a":2}'],
  ['a key twice, the last with a colon in its value', '{"a":"","a":":"}'],
  ['a key twice, the first with colons in its value', '{"a":"DK:2011-09-01:","a":""}'],
  ['a key with a colon twice', '{"a:b":":","a:b":":"}'],
  ['a number before a large value', `[1[${'"x",'.repeat(50_000)}0]]`],
  ['two values', '1,2'],
  ['nothing', ''],
  ['65 lists in each other', `${'['.repeat(65)}${']'.repeat(65)}`],
  ['5,000,000 lists in each other', `${'['.repeat(5_000_000)}${']'.repeat(5_000_000)}`],
  [
    'an object of more keys than any record has',
    `{${Array.from({ length: 40_000 }, (_, n) => `"key${n}":1`).join(',')}}`,
  ],
] as const) {
  test(`${trap} is SOURCE_INVALID`, async () => {
    await expect(parseJson(text, 'the body')).rejects.toMatchObject({ code: 'SOURCE_INVALID' });
  });
}

test('a hostile key is a key like any other', async () => {
  const text = `{"__proto__":{"a":1},"x":"${'x'.repeat(300_000)}","y":[${'1,'.repeat(200_000)}1]}`;
  const value = (await parseJson(text, 'the body')) as object;
  expect(Object.keys(value)).toEqual(['__proto__', 'x', 'y']);
  expect('a' in value).toBe(false);
});

test('64 lists in each other are read', async () => {
  const text = `${'['.repeat(64)}${']'.repeat(64)}`;
  expect(JSON.stringify(await parseJson(text, 'the body', 5))).toBe(text);
});
