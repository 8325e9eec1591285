/** What a short text means in a country's words is remembered, within a bound, and reads the same. */
import { INVALID } from '../../src/countries/national-query.ts';
import { COUNTRIES } from '../../src/countries/registry.ts';
import { fieldReadersOf } from '../../src/countries/values-reader.ts';
import { expect, test } from '../jest.ts';

/** A country of its own, of which nothing has been read; and how one of its offences is. */
function reader() {
  const country = COUNTRIES.get('DE');
  if (country === undefined) throw new Error('no DE');
  const { offence, status } = fieldReadersOf({ ...country }, 'arrests');
  const { fields } = country.lists.arrests;
  return {
    offence: (text: string) => offence({ [String(fields.offence)]: text }),
    status: (text: string) => status({ [String(fields.status)]: text }),
  };
}

test('a text that comes again is the same value, and nobody can change it', () => {
  const { offence } = reader();
  expect(offence('§ 1')).toBe(offence('§ 1'));
  expect(Object.isFrozen(offence('§ 1'))).toBe(true);
});

test('no more than 200 texts of a field are kept, whatever a system sends, and none that is long', () => {
  const { offence } = reader();
  const texts = Array.from({ length: 300 }, (_, n) => `§ ${n}`);
  const before = texts.map(offence);
  const after = texts.map(offence);
  expect(after).toEqual(before);
  expect(after.filter((value, place) => value === before[place])).toHaveLength(200);
  const long = '§'.repeat(41);
  expect(reader().offence(long)).toEqual({ national: long, iccs: null });
  const { offence: other } = reader();
  expect(other(long)).not.toBe(other(long));
});

test('what cannot be read stays so', () => {
  const { status } = reader();
  expect([status('no code'), status('no code')]).toEqual([INVALID, INVALID]);
});
