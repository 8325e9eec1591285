import fc from 'fast-check';
import { INVALID, type NationalRecord, type RecordValue } from '../../../src/countries/national-query.ts';
import type { OrderKey } from '../../../src/countries/record-order.ts';
import { pageOf } from '../../../src/gateway/records/page-of.ts';
import { inOrder, type Position, positionOf } from '../../../src/gateway/records/position.ts';
import { expect, test } from '../../jest.ts';

interface Entry {
  readonly position: Position;
  readonly id: number;
}

const STATUSES: readonly RecordValue[] = ['PENDING', 'COMPLETED', 'IN_PROGRESS', null, INVALID];
const order = (field: OrderKey['field'], isDescending: boolean): OrderKey => ({ field, isDescending });

function entryOf(
  id: number,
  keys: readonly OrderKey[],
  owner: string,
  record: Partial<NationalRecord['values']>,
  handle: string,
): Entry {
  const facts = { handle, handling: ['H0'], addressees: [], itemConsents: [], protected: false };
  return {
    id,
    position: positionOf(
      owner,
      'forensicExams',
      { order: keys, byReference: true },
      { facts, values: record },
    ),
  };
}

test('codes stand as their enum has them; nulls last, first when descending; what cannot be read as nulls', () => {
  for (const isDescending of [false, true]) {
    const keys = [order('status', isDescending)];
    const entries = STATUSES.map((status, id) => entryOf(id, keys, 'DK', { status }, `h${id}`));
    const ids = inOrder(entries, keys).map(({ id }) => STATUSES[id]);
    const codes = ['PENDING', 'IN_PROGRESS', 'COMPLETED'];
    expect(ids).toEqual(isDescending ? [null, INVALID, ...codes.reverse()] : [...codes, null, INVALID]);
  }
});

test('numbers stand as numbers, and text by code unit', () => {
  const place = (value: RecordValue, field: 'itemCount' | 'exhibitRef'): Position[number] =>
    positionOf(
      'DK',
      'seizures',
      { order: [order(field, false)], byReference: false },
      {
        facts: { handle: 'h', handling: [], addressees: [], itemConsents: [], protected: false },
        values: { [field]: value },
      },
    )[0] ?? null;
  expect([place(10, 'itemCount'), place(9, 'itemCount'), place('a', 'exhibitRef')]).toEqual([10, 9, 'a']);
});

test('after the keys stand country, reference, handle; a reference that may not be had parts nothing', () => {
  const entries = [
    entryOf(0, [], 'NO', { exhibitRef: 'A' }, 'h9'),
    entryOf(1, [], 'DK', { exhibitRef: 'B' }, 'h1'),
    entryOf(2, [], 'DK', { exhibitRef: 'A' }, 'h2'),
    entryOf(3, [], 'IT', {}, 'h2'),
    entryOf(4, [], 'IT', {}, 'h1'),
  ];
  expect(inOrder(entries, []).map(({ id }) => id)).toEqual([2, 1, 4, 3, 0]);
});

test('pages of any size give every entry once, also those that nothing parts', () => {
  const entry = fc.tuple(
    fc.constantFrom(...STATUSES),
    fc.constantFrom('DE', 'DK'),
    fc.constantFrom('A', 'B', 'é'.repeat(120), null),
    fc.constantFrom('h1', 'h2', `${'x'.repeat(100)}1`, `${'x'.repeat(100)}2`),
  );
  fc.assert(
    fc.property(
      fc.array(entry, { maxLength: 40 }),
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      (rows, first, isDescending) => {
        const keys = [order('status', isDescending)];
        const all = inOrder(
          rows.map(([status, owner, exhibitRef, handle], id) =>
            entryOf(id, keys, owner, { status, exhibitRef }, handle),
          ),
          keys,
        );
        const seen: number[] = [];
        for (let after: Position | null = null; ; ) {
          const page = pageOf(all, keys, first, after);
          expect([page.before, page.totalCount]).toEqual([seen.length, rows.length]);
          seen.push(...page.entries.map(({ id }) => id));
          const last = page.entries.at(-1);
          if (last === undefined) break;
          // As a cursor has it: through JSON and back.
          after = JSON.parse(JSON.stringify(last.position)) as Position;
        }
        expect(seen).toEqual(all.map(({ id }) => id));
        expect(new Set(seen).size).toBe(rows.length);
      },
    ),
  );
});
