import fc from 'fast-check';
import { type Answer, toAnswerBytes } from '../../src/gateway/to-answer-bytes.ts';
import { expect, test } from '../jest.ts';

const entry = (sentence: string): Answer['errors'][number] => ({
  message: sentence,
  path: ['operation', 0],
  extensions: { code: 'ACCESS_DENIED', coordinate: 'A.b', countries: [], at: { path: [], indices: [] } },
});

/** What Apollo would have written. */
function textOf({ errors, data, extensions }: Answer): string {
  return `${JSON.stringify(errors.length === 0 ? { data, extensions } : { errors, data, extensions })}\n`;
}

function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) for (const below of Object.values(value)) frozen(below);
  return Object.freeze(value);
}

test('the bytes of an answer are those of its JSON, for one caller and for several', () => {
  const text = fc.string({ unit: 'binary' });
  const object = fc.dictionary(text, fc.jsonValue());
  fc.assert(
    fc.property(fc.array(text.map(entry)), object, object, object, (errors, data, one, other) => {
      const own = { errors, data, extensions: one };
      expect(toAnswerBytes(own).toString()).toBe(Buffer.from(textOf(own)).toString());
      const shared = { errors: frozen([...errors]), data: frozen({ ...data }) };
      for (const extensions of [one, other]) {
        const answer = { ...shared, extensions };
        expect(toAnswerBytes(answer).toString()).toBe(Buffer.from(textOf(answer)).toString());
      }
    }),
  );
});

test('so they are of an answer of any size', () => {
  for (const size of [1, 100_000, 262_144, 1_000_000])
    for (const letter of ['a', 'é', 'Δ', '😀', '\ud800'])
      expect(
        toAnswerBytes({ errors: [], data: { letters: letter.repeat(size) }, extensions: {} }).toString(),
      ).toBe(
        Buffer.from(
          textOf({ errors: [], data: { letters: letter.repeat(size) }, extensions: {} }),
        ).toString(),
      );
});

test('data that are changed between two callers are encoded anew', () => {
  const data = { count: 1 };
  const bytesOf = (): string => toAnswerBytes({ errors: [], data, extensions: {} }).toString();
  expect(bytesOf()).toContain('"count":1');
  data.count = 2;
  expect(bytesOf()).toContain('"count":2');
});
