/** What a store gives back may be damaged: a row of another form is told, and nothing crashes over it. */
import { sealEntry } from '../../../src/ledger/entry/seal-entry.ts';
import { type EntryRow, toEntryRow, toKeptEntry } from '../../../src/ledger/store/entry-row.ts';
import { expect, test } from '../../jest.ts';
import { someEntry } from '../some-entry.ts';

const { leaf, time, salt, bytes, parts } = sealEntry(someEntry());
const ROW = toEntryRow({ index: 3, leaf, time, entry: { salt, bytes }, parts });

test('a row comes back as the entry that it was', () => {
  expect(toEntryRow(toKeptEntry(ROW))).toEqual(ROW);
});

// Trap: a changed byte of a page makes SQLite give null for a column that is NOT NULL.
for (const [what, own] of [
  ['without a leaf', { leaf: null }],
  ['with a leaf of another length', { leaf: leaf.subarray(1) }],
  ['without a time', { time: null }],
  ['with an index that is none', { idx: -1 }],
  ['with a text for its bytes', { bytes: 'text' }],
  ['with a number for its parts', { parts: 5 }],
] as const) {
  test(`a row ${what} is no entry`, () => {
    const row = { ...ROW, ...own } as unknown as EntryRow;
    expect(() => toKeptEntry(row)).toThrow(expect.objectContaining({ code: 'EVIDENCE_INVALID' }));
  });
}
