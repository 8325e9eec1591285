import { INVALID, type NationalRecord, type RecordValue } from '../../../src/countries/national-query.ts';
import { type RecordCondition, toRecordCondition } from '../../../src/countries/record-condition.ts';
import { fitsWhere } from '../../../src/gateway/records/fits-where.ts';
import { describe, expect, test } from '../../jest.ts';

const recordOf = (completedOn: RecordValue, handling: readonly string[] = ['H0']): NationalRecord => ({
  facts: { handle: 'h', handling, addressees: [], itemConsents: [], protected: false },
  values: { completedOn, status: 'COMPLETED' },
});
const fits = (value: RecordValue, where: Parameters<typeof toRecordCondition>[0]): boolean =>
  fitsWhere(recordOf(value), toRecordCondition(where));

describe('a value that is not there, or cannot be read, fits nothing but the absence of one, and negations', () => {
  for (const [value, isNull, isNotNull] of [
    ['2011-12-05', false, true],
    [null, true, false],
    [INVALID, false, false],
  ] as const) {
    test(String(value), () => {
      const isDay = typeof value === 'string';
      expect([
        fits(value, { completedOn: { from: '2011-12-05', to: '2011-12-05' } }),
        fits(value, { not: { completedOn: { from: '2011-12-05' } } }),
        fits(value, { completedOn: { isNull: true } }),
        fits(value, { completedOn: { isNull: false } }),
        fits(value, { not: { completedOn: { isNull: false } } }),
      ]).toEqual([isDay, !isDay, isNull, isNotNull, !isNotNull]);
    });
  }
  test('a field that was not asked is as one without a value', () => {
    expect(fits('2011-12-05', { openedOn: { from: '2000-01-01' } })).toBe(false);
  });
});

test('what stands in one input holds together, and operators of one filter too', () => {
  expect(fits('2011-12-05', { completedOn: { from: '2011-12-01' }, status: { in: ['PENDING'] } })).toBe(
    false,
  );
  expect(
    fits('2011-12-05', { completedOn: { from: '2011-12-01', isNull: false }, status: { in: ['COMPLETED'] } }),
  ).toBe(true);
});

test('an offence is compared by its ICCS code, not by its article', () => {
  const record: NationalRecord = {
    facts: { handle: 'h', handling: ['H0'], addressees: [], itemConsents: [], protected: false },
    values: { offence: { national: '0302', iccs: null } },
  };
  const isFit = (where: Parameters<typeof toRecordCondition>[0]): boolean =>
    fitsWhere(record, toRecordCondition(where));
  expect([isFit({ offence: { beginsWith: ['03'] } }), isFit({ offence: { isNull: true } })]).toEqual([
    false,
    true,
  ]);
});

test('text is compared in NFC, whatever the caller writes', () => {
  const record = { ...recordOf(null), values: { caseRef: 'MOCK-é' } };
  expect(fitsWhere(record, toRecordCondition({ caseRef: { in: ['MOCK-é'.normalize('NFD')] } }))).toBe(true);
});

describe('the handling is compared by its codes as they are shown', () => {
  for (const [codes, shown] of [
    [['H0'], ['H0']],
    [
      ['H1', 'H2'],
      ['H1', 'H2'],
    ],
    [['H9'], ['H3']],
    [[], ['H3']],
  ] as const) {
    test(`${codes.join('+')}`, () => {
      const found = ['H0', 'H1', 'H2', 'H3'].filter((code) => {
        const condition: RecordCondition = { kind: 'in', field: 'handling', values: [code] };
        return fitsWhere(recordOf(null, codes), condition);
      });
      expect(found).toEqual(shown);
    });
  }
});
