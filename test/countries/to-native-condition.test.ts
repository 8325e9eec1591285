/** What a national system is asked to filter by: never narrower than what the caller asks, whatever the rows hold. */

import fc from 'fast-check';
import type { Country } from '../../src/countries/country.ts';
import { INVALID, RECORD_FIELDS, type RecordField } from '../../src/countries/national-query.ts';
import type { NativeCondition } from '../../src/countries/protocols/native-request.ts';
import type { NativeRow } from '../../src/countries/protocols/protocol.ts';
import { readFacts } from '../../src/countries/read-record.ts';
import { toDate } from '../../src/countries/read-values.ts';
import type { ConditionField, RecordCondition } from '../../src/countries/record-condition.ts';
import { CODE_ORDERS } from '../../src/countries/record-order.ts';
import { COUNTRIES } from '../../src/countries/registry.ts';
import { type PushedCondition, toNativeCondition } from '../../src/countries/to-native-condition.ts';
import { valuesReaderOf } from '../../src/countries/values-reader.ts';
import { fitsWhere } from '../../src/gateway/records/fits-where.ts';
import { LIST_NAMES, type ListName } from '../../src/terms.ts';
import { describe, expect, test } from '../jest.ts';

const countryOf = (code: string, days = true): Country => {
  const country = COUNTRIES.get(code);
  if (country === undefined) throw new Error(`no country \`${code}\``);
  return { ...country, protocol: { ...country.protocol, filters: { days } } };
};

describe('a condition in the words of a country', () => {
  const custody = { kind: 'in', field: 'status', values: ['IN_CUSTODY'] } as const;
  const pushed = (code: string, condition: RecordCondition, list: ListName = 'arrests', days = true) =>
    toNativeCondition(countryOf(code, days), list, condition);
  const native = {
    kind: 'in',
    fields: ['status'],
    values: ['varetægtsfængslet', 'varetægtsfængslet'.normalize('NFD')],
  };

  test('names native fields and codes, in either Unicode form', () => {
    expect(pushed('DK', custody)).toEqual({ ...native, values: [...new Set(native.values)] });
  });
  test('of an offence names the articles that lead to its ICCS code', () => {
    const articles = { kind: 'in', fields: ['lovbestemmelse'], values: ['straffeloven § 235'] };
    expect(pushed('DK', { kind: 'begins', field: 'offence', values: ['0302'] })).toEqual(articles);
    expect(pushed('DK', { kind: 'in', field: 'offence', values: ['0401'] })).toBe('nothing');
  });
  test('holds days only where the system can filter by them', () => {
    const day = { kind: 'day', field: 'date', from: '2011-11-01', to: null } as const;
    expect(pushed('DK', day)).toEqual({ kind: 'day', fields: ['dato'], from: '2011-11-01', to: null });
    expect(pushed('DK', day, 'arrests', false)).toBeNull();
  });
  test('is negated where it is exact, and left out where it is not: over several names, days, beginnings, nulls', () => {
    const not = (of: RecordCondition): RecordCondition => ({ kind: 'not', of });
    expect(pushed('DK', not(custody))).toMatchObject({ kind: 'not', of: { kind: 'in' } });
    expect(pushed('CH', custody)).toMatchObject({ fields: ['status', 'statut', 'stato'] });
    for (const [code, inner] of [
      ['CH', custody],
      ['DK', { kind: 'day', field: 'date', from: '2011-11-01', to: null }],
      ['DK', { kind: 'begins', field: 'placeNuts2', values: ['DK0'] }],
      ['DK', { kind: 'in', field: 'placeNuts2', values: ['DK01'] }],
      ['DK', { kind: 'null', field: 'ageBand', is: true }],
      ['DK', { kind: 'in', field: 'handling', values: ['H0'] }],
    ] as const) {
      expect({ inner, pushed: pushed(code, not(inner)) }).toEqual({ inner, pushed: null });
    }
  });
  test('keeps of `all` what can be said, and of `any` nothing unless all of it can', () => {
    const unsaid = { kind: 'in', field: 'handling', values: ['H0'] } as const;
    expect(pushed('DK', { kind: 'all', of: [custody, unsaid] })).toEqual(pushed('DK', custody));
    expect(pushed('DK', { kind: 'any', of: [custody, unsaid] })).toBeNull();
    const never = { kind: 'in', field: 'status', values: [] } as const;
    expect(pushed('DK', { kind: 'any', of: [custody, never] })).toEqual(pushed('DK', custody));
    expect(pushed('DK', { kind: 'all', of: [custody, never] })).toBe('nothing');
    expect(pushed('DK', { kind: 'not', of: never })).toBeNull();
  });
  test('is left out where a correction looks at all rows together: FI keeps a person’s first row', () => {
    // Trap: with the first row filtered away, the second would be kept, and shown as the person's record.
    expect(pushed('FI', { kind: 'in', field: 'ageBand', values: ['AGE_18_29'] }, 'suspects')).toBeNull();
    expect(pushed('FI', { kind: 'in', field: 'ageBand', values: ['AGE_18_29'] })).not.toBeNull();
  });
  test('is left out when it has more values than an address can hold', () => {
    const values = Array.from({ length: 101 }, (_, place) => `MOCK-${place}`);
    expect(pushed('DK', { kind: 'in', field: 'caseRef', values })).toBeNull();
    expect(pushed('DK', { kind: 'in', field: 'caseRef', values: values.slice(1) })).not.toBeNull();
  });
});

describe('every row whose record fits is kept by what is pushed', () => {
  for (const code of COUNTRIES.keys()) {
    test(`in ${code}, for every list, whatever the rows hold`, () => {
      const tally = { pushed: 0, negated: 0, left: 0 };
      for (const list of LIST_NAMES) {
        const country = countryOf(code);
        fc.assert(
          fc.property(conditionOf(list, country), rowsOf(list, country), (condition, rows) => {
            const native = toNativeCondition(country, list, condition);
            tally.pushed += native === null ? 0 : 1;
            tally.negated += JSON.stringify(native).includes('"not"') ? 1 : 0;
            for (const row of rows) {
              const facts = readFacts(country, row);
              const record =
                facts === null
                  ? null
                  : { facts, values: valuesReaderOf(country, list)(RECORD_FIELDS[list], row) };
              const isKept = isKeptBy(country, native, row);
              if (record !== null && fitsWhere(record, condition))
                expect({ row, native, isKept }).toMatchObject({ isKept: true });
              tally.left += isKept ? 0 : 1;
            }
          }),
          { numRuns: 150 },
        );
      }
      // The generators reach what they are for: conditions that are said, rows that are left out, and, where a country has
      // one name for a field, negated conditions.
      const isNegatable = typeof COUNTRIES.get(code)?.lists.arrests.fields.status === 'string';
      expect([tally.pushed > 20, tally.left > 20, tally.negated > 20]).toEqual([true, true, isNegatable]);
    });
  }
});

/** A national system, as the contract has it (`NativeCondition`). */
function isKeptBy(country: Country, condition: PushedCondition, row: NativeRow): boolean {
  if (condition === null || condition === 'nothing') return condition === null;
  return holds(country, condition, row);
}

function holds(country: Country, condition: NativeCondition, row: NativeRow): boolean {
  const texts = (fields: readonly string[]): string[] =>
    fields
      .map((field) => row[field])
      .filter((value) => value !== null && value !== undefined && value !== '')
      .map(String);
  switch (condition.kind) {
    case 'all':
      return condition.of.every((one) => holds(country, one, row));
    case 'any':
      return condition.of.some((one) => holds(country, one, row));
    case 'not':
      return !holds(country, condition.of, row);
    case 'in':
      return texts(condition.fields).some((text) => condition.values.includes(text));
    case 'begins':
      return texts(condition.fields).some((text) => condition.values.some((value) => text.startsWith(value)));
    case 'day':
      return condition.fields.some((field) => {
        const day = toDate(row[field], country);
        if (typeof day !== 'string') return day === INVALID; // It compares texts of its own, and may keep what we cannot read.
        return (
          (condition.from === null || condition.from <= day) && (condition.to === null || day <= condition.to)
        );
      });
    default:
      return condition satisfies never;
  }
}

const TEXTS = ['MOCK-1', 'MOCK-é1', 'DK01', 'DE21', 'DE2', 'é'];
const DAYS = ['2011-11-07', '2011-11-30', '2011-12-09', '2250-01-01'];

function filterFieldsOf(list: ListName): readonly RecordField[] {
  return (RECORD_FIELDS[list] as readonly RecordField[]).filter(
    (field) => !/Evaluation$|^itemCount$|^dataVolumeTb$/.test(field),
  );
}

function codeListOf(
  list: ListName,
  field: RecordField,
  { codes }: Country,
): Readonly<Record<string, string>> | null {
  if (field === 'status') return codes[list === 'arrests' ? 'arrestStatus' : 'forensicStatus'];
  return field in codes ? codes[field as 'ageBand'] : null;
}

function conditionOf(list: ListName, country: Country): fc.Arbitrary<RecordCondition> {
  const leaf = fc
    .constantFrom<ConditionField>(...filterFieldsOf(list), 'handling')
    .chain((field) => leafOf(list, field, country));
  const { tree } = fc.letrec<{ tree: RecordCondition }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.record({ kind: fc.constant('not' as const), of: tie('tree') }),
      fc.record({
        kind: fc.constantFrom('all' as const, 'any' as const),
        of: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }),
      }),
    ),
  }));
  return tree;
}

function leafOf(list: ListName, field: ConditionField, country: Country): fc.Arbitrary<RecordCondition> {
  const isNull = fc.record({
    kind: fc.constant('null' as const),
    field: fc.constant(field),
    is: fc.boolean(),
  });
  const among = (words: readonly string[]): fc.Arbitrary<RecordCondition> =>
    fc.record({
      kind: fc.constant('in' as const),
      field: fc.constant(field),
      values: fc.subarray([...words]),
    });
  if (field === 'handling') return among(['H0', 'H1', 'H2', 'H3']);
  if (/^date$|On$/.test(field)) {
    const day = fc.option(fc.constantFrom(...DAYS));
    return fc.oneof(
      isNull,
      fc.record({ kind: fc.constant('day' as const), field: fc.constant(field), from: day, to: day }),
    );
  }
  const orders: { readonly [name in RecordField]?: readonly string[] } = CODE_ORDERS[list];
  const codes = orders[field];
  if (codes !== undefined) return fc.oneof(isNull, among(codes));
  const words = field === 'offence' ? [...new Set(Object.values(country.codes.offence)), '0401'] : TEXTS;
  const begins = fc.record({
    kind: fc.constant('begins' as const),
    field: fc.constant(field),
    values: fc.subarray(words.flatMap((word) => [word, word.slice(0, 1)])),
  });
  return fc.oneof(isNull, among(words), begins);
}

/** Rows with values of every kind in every native field: known and unknown codes, both Unicode forms, nothing, nonsense. */
function rowsOf(list: ListName, country: Country): fc.Arbitrary<NativeRow[]> {
  const { marking, lists } = country;
  const values: Record<string, fc.Arbitrary<unknown>> = {
    [marking.handle]: fc.constant('h1'),
    [marking.handling]: fc.constantFrom<unknown>('H0', 'H1', ['H0', 'H2'], 'H0+H3', 'H9', null),
    [marking.protected]: fc.constant(Object.keys(country.codes.protected)[0]),
  };
  for (const field of filterFieldsOf(list)) {
    const names = lists[list].fields[field] ?? [];
    for (const name of typeof names === 'string' ? [names] : names)
      values[name] = nativeValueOf(list, field, country);
  }
  return fc.array(fc.record(values), { minLength: 1, maxLength: 4 });
}

function nativeValueOf(list: ListName, field: RecordField, country: Country): fc.Arbitrary<unknown> {
  const nothing = fc.constantFrom<unknown>(null, '', undefined, 'unknown', 7, { odd: true });
  const codes = codeListOf(list, field, country);
  const own = codes === null ? TEXTS : Object.keys(codes);
  const texts = /^date$|On$/.test(field)
    ? ['2011-11-30', '30-11-2011', '30.11.2011', '30/11/2011', '20111130', '2011.11.30.', '2250-01-01']
    : own.flatMap((text) => [text.normalize('NFC'), text.normalize('NFD')]);
  const epochs = fc.constantFrom(1_322_611_200_000, 1_321_000_000_000);
  const written = fc.constantFrom<unknown>(...texts);
  return fc.oneof(
    { weight: 4, arbitrary: /^date$|On$/.test(field) ? fc.oneof(written, epochs) : written },
    { weight: 1, arbitrary: nothing },
  );
}
