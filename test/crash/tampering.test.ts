/** Whatever is altered in a log, or in what was given out of it, is found: all of it by `npm run crash`, this much each time. */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { signCheckpoint } from '../../src/ledger/note/checkpoint.ts';
import { printSignedNote } from '../../src/ledger/note/signed-note.ts';
import { openSqliteReader } from '../../src/ledger/store/sqlite/open-sqlite-reader.ts';
import { appendLeaf, EMPTY_TREE, rootOf } from '../../src/ledger/tree.ts';
import { verifyLog } from '../../src/ledger/verify-log.ts';
import { expect, test } from '../jest.ts';
import { LOG_EDITS } from './log-edits.ts';
import { rowsReader } from './rows-reader.ts';
import { makeTamperedLog, TAMPER_SIGNER } from './tampered-log.ts';
import { tampering } from './tampering.ts';
import { withFolder } from './temporary.ts';
import { testRun } from './test-run.ts';

test('every bit of a proof, bytes of a file, and 10,000 edits of rows are found, or nothing readable is another', async () => {
  const { faults, counts, said } = await tampering(testRun(3));
  expect(faults).toEqual([]);
  expect(counts).toMatchObject({
    tamperEdits: 10_000,
    tamperFileEdits: 300,
    tamperBytes: 300,
    tamperMissed: 0,
  });
  // Of each kind there was some, and every flip of a bit was refused: these files have no bit that means nothing.
  for (const kind of Object.keys(LOG_EDITS)) expect(said.join('\n')).toContain(`  ${kind}: `);
  expect(said.slice(0, 2).every((line) => line.includes(', 0 that say the same, 0 missed'))).toBe(true);
}, 120_000);

test('an index of the database that was altered, so that a search passes entries over, is found', async () => {
  await withFolder(async (folder) => {
    const { file, rows } = await makeTamperedLog(folder, 4, 40);
    const altered = `${file}-index`;
    copyFileSync(file, altered);
    hideFromIndex(altered, rows.entries.at(-2)?.time as number);
    const reader = await openSqliteReader(altered);
    try {
      const { first, faults } = await verifyLog(reader, {
        key: TAMPER_SIGNER.key,
        given: [],
        report: () => {},
      });
      expect([faults > 0, first]).toEqual([
        true,
        { index: null, problem: expect.stringContaining('entries_time') },
      ]);
    } finally {
      await reader.close();
    }
  });
});

test('a column that was renamed in the file is told with a code, and no value is missing without a word', async () => {
  await withFolder(async (folder) => {
    const { file } = await makeTamperedLog(folder, 5, 12);
    const bytes = readFileSync(file);
    bytes.write('sald BLOB', bytes.indexOf('salt BLOB'));
    writeFileSync(file, bytes);
    await expect(openSqliteReader(file)).rejects.toMatchObject({ code: 'EVIDENCE_LOG_UNAVAILABLE' });
  });
});

test('the twin that keeps a head without its last entry is found', async () => {
  await withFolder(async (folder) => {
    const { rows } = await makeTamperedLog(folder, 6, 20);
    const tree = rows.entries.slice(0, -1).reduce((grown, { leaf }) => appendLeaf(grown, leaf), EMPTY_TREE);
    const size = rows.entries.length;
    const note = printSignedNote(signCheckpoint({ size, root: rootOf(tree) }, TAMPER_SIGNER));
    const reader = rowsReader({ ...rows, heads: [...rows.heads.slice(0, -1), { size, note }] });
    const { faults } = await verifyLog(reader, { key: TAMPER_SIGNER.key, given: [], report: () => {} });
    expect(faults).toBeGreaterThan(0);
  });
});

/** Writes another time into the index alone: the table stays as it is. */
function hideFromIndex(file: string, time: number): void {
  const database = new DatabaseSync(file, { readOnly: true });
  const root = Number(
    database.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'entries_time'").get()?.rootpage,
  );
  const size = Number(database.prepare('PRAGMA page_size').get()?.page_size);
  database.close();
  const bytes = readFileSync(file);
  const packed = Buffer.alloc(8);
  packed.writeBigInt64BE(BigInt(time));
  // Six bytes hold a time of this century (https://www.sqlite.org/fileformat2.html#record_format).
  const at = bytes.indexOf(packed.subarray(2), (root - 1) * size);
  expect(at).toBeLessThan(root * size);
  bytes[at + 5] = (bytes[at + 5] as number) ^ 1;
  writeFileSync(file, bytes);
}
