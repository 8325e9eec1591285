/** An entry as it is handed to the thread that writes: its row, in one buffer that holds nothing else. */
import { sealEntry } from '../../../src/ledger/entry/seal-entry.ts';
import { toEntryRow } from '../../../src/ledger/store/entry-row.ts';
import { toSealedRow } from '../../../src/ledger/store/sealed-row.ts';
import { expect, test } from '../../jest.ts';
import { ownerEntry, someEntry } from '../some-entry.ts';

for (const owners of [[], ['AT'], ['AT', 'DE', 'XO']]) {
  test(`an entry of ${owners.length} owners is the row that is read back, and its texts`, () => {
    const sealed = sealEntry(someEntry({ owners: owners.map((owner) => ownerEntry(owner)) }));
    const { texts, ...row } = toSealedRow(sealed);
    const { idx, ...expected } = toEntryRow({ ...sealed, index: 3, entry: sealed });
    expect(Object.keys(row).sort()).toEqual(Object.keys(expected).sort());
    for (const [column, value] of Object.entries(expected))
      expect([column, plain(row[column as keyof typeof row])]).toEqual([column, plain(value)]);
    expect(texts).toBe(sealed.texts);
  });
}

// Trap: a copy of a part of a buffer takes the whole buffer along, and whatever else stands in it.
test('its bytes stand in one buffer, and nothing else does', () => {
  const { leaf, salt, bytes, parts } = toSealedRow(sealEntry(someEntry({ owners: [ownerEntry('AT')] })));
  const all = [leaf, salt, bytes, parts].flatMap((one) => one ?? []);
  expect(new Set(all.map(({ buffer }) => buffer)).size).toBe(1);
  const length = all.reduce((sum, one) => sum + one.length, 0);
  expect(leaf.buffer.byteLength).toBe(length);
});

function plain(value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;
}
