import { hashSalted } from '../../../src/ledger/entry/entry-leaf.ts';
import { readEntry } from '../../../src/ledger/entry/read-entry.ts';
import { type SealedEntry, type SealedPart, sealEntry } from '../../../src/ledger/entry/seal-entry.ts';
import { isIncluded } from '../../../src/ledger/is-included.ts';
import type { LedgerEntry } from '../../../src/ledger/ledger.ts';
import { readSignedNote } from '../../../src/ledger/note/signed-note.ts';
import { verifyCheckpoint } from '../../../src/ledger/note/verify-checkpoint.ts';
import { perfectNodes } from '../../../src/ledger/perfect-nodes.ts';
import type { LedgerReader, LedgerStore } from '../../../src/ledger/store/ledger-store.ts';
import type { ErasureRecord } from '../../../src/ledger/store/seal-erasure.ts';
import type { StoreOptions } from '../../../src/ledger/store/store-options.ts';
import { toInclusionProof } from '../../../src/ledger/to-inclusion-proof.ts';
import { appendLeaf, EMPTY_TREE, rootOf } from '../../../src/ledger/tree.ts';
import { afterEach, beforeEach, describe, expect, test } from '../../jest.ts';
import { signerOf } from '../signers.ts';
import { ownerEntry, someEntry, someErasure } from '../some-entry.ts';

/** A place for a ledger that nothing has been written to yet. */
export interface StorePlace {
  open(options: StoreOptions): Promise<LedgerStore>;
  read(): Promise<LedgerReader>;
  /** Runs statements on the database behind the store's back: `entries`, `texts` and `heads` are tables of the same columns everywhere. */
  run(sql: string): Promise<void>;
  /** Makes its heads so much older, in milliseconds, where the time is not that of `StoreOptions.now`. */
  age?(ms: number): Promise<void>;
}

const SIGNER = signerOf('ledger.example/one', 1);
const START = Date.parse('2026-11-26T06:00:00.000Z');
const NOBODY = { from: 0, before: Number.MAX_SAFE_INTEGER, after: -1, most: 100 };

/** Proves of a store all that does not depend on which database it is. `place` gives a new place for each test. */
export function describeStore(name: string, place: () => Promise<StorePlace>): void {
  describe(name, () => {
    let at: StorePlace;
    let clock: number;
    const opened: { close(): Promise<void> }[] = [];

    beforeEach(async () => {
      at = await place();
      clock = START;
    });
    afterEach(async () => {
      for (const one of opened.splice(0)) await one.close();
    });

    const open = async (own: Partial<StoreOptions> = {}): Promise<LedgerStore> => {
      const store = await at.open({ signer: SIGNER, now: () => clock, isGateway: false, ...own });
      opened.push(store);
      return store;
    };
    const read = async (): Promise<LedgerReader> => {
      const reader = await at.read();
      opened.push(reader);
      return reader;
    };

    const pass = async (ms: number): Promise<void> => {
      clock += ms;
      await at.age?.(ms);
    };

    test('entries stand one behind the other, and the head is over all of them', async () => {
      const store = await open();
      const first = group(2);
      expect((await store.append(first)).size).toBe(2);
      const second = group(3);
      const head = await store.append(second);
      expect(head.size).toBe(5);
      expect(await store.size()).toBe(5);
      const all = [...first, ...second];
      expect(rootIn(head.note)).toEqual(rootOver(all));
      expect(await store.entries(0, 100)).toMatchObject(all.map((_, index) => ({ index })));
      expect((await store.entries(1, 2)).map(({ index }) => index)).toEqual([1, 2]);
      expect(hex(await store.leaves(1, 4))).toBe(hex(Buffer.concat(all.slice(1, 4).map(({ leaf }) => leaf))));
    });

    test('an entry comes back byte for byte, with its parts', async () => {
      const store = await open();
      const one = sealed({ owners: [ownerEntry('AT'), ownerEntry('SE')] });
      await store.append([one]);
      const [kept] = await store.entries(0, 1);
      expect(kept?.time).toBe(one.time);
      expect(kept && [kept.leaf, kept.entry?.salt, kept.entry?.bytes].map(hex)).toEqual(
        [one.leaf, one.salt, one.bytes].map(hex),
      );
      const plain = ({ owner, salt, bytes }: (typeof one.parts)[number]) => [owner, hex(salt), hex(bytes)];
      expect(kept?.parts.map(plain)).toEqual(one.parts.map(plain));
      // What a proof is checked with takes what a store gives, from whichever thread that comes.
      expect(Buffer.compare(kept?.leaf as Uint8Array, one.leaf)).toBe(0);
    });

    test('a text is kept once, and found by its hash', async () => {
      const store = await open();
      const [one, two] = [sealed(), sealed()];
      await store.append([one, two]);
      await store.append([sealed()]);
      const hashes = one.texts.map(({ sha256 }) => sha256);
      const texts = await store.texts([...hashes, '0'.repeat(64)]);
      expect([...texts].sort()).toEqual(one.texts.map(({ sha256, text }) => [sha256, text]).sort());
      // A store that does not know what is there already.
      await (await open()).append([sealed()]);
      expect(await store.size()).toBe(4);
    });

    test('a head is kept every 1,000 entries, and the first one at once', async () => {
      const store = await open();
      await store.append(group(1));
      for (let times = 0; times < 3; times += 1) await store.append(group(700));
      const heads = await store.heads(0, 100);
      expect(heads.map(({ size }) => size)).toEqual([1, 1_001, 2_001]);
      const leaves = await store.leaves(0, 2_101);
      for (const { size, note } of heads)
        expect(rootIn(note)).toEqual(rootOfLeaves(leaves.subarray(0, 32 * size)));
      expect((await store.heads(1_001, 1)).map(({ size }) => size)).toEqual([1_001]);
    });

    test('a head is kept every 1,000 ms', async () => {
      const store = await open();
      for (const ms of [0, 300, 300, 500, 300, 800]) {
        await pass(ms);
        await store.append(group(1));
      }
      expect((await store.heads(0, 100)).map(({ size }) => size)).toEqual([1, 4, 6]);
    });

    test('an idle log is given a head when it is asked for, once', async () => {
      const store = await open();
      await store.append(group(1));
      await store.append(group(1));
      await store.keepHead();
      await store.keepHead();
      expect((await store.heads(0, 100)).map(({ size }) => size)).toEqual([1, 2]);
      const [, last] = await store.heads(0, 100);
      expect(rootIn(last?.note ?? '')).toEqual(rootOfLeaves(await store.leaves(0, 2)));
    });

    test('a log of no entry can have a head', async () => {
      const store = await open();
      await store.keepHead();
      expect((await store.heads(0, 100)).map(({ size }) => size)).toEqual([0]);
      await store.append(group(1));
      expect((await store.heads(0, 100)).map(({ size }) => size).at(-1)).toBeLessThanOrEqual(1);
    });

    test('when the clock jumps back the order stays, the jump is visible, and heads are kept', async () => {
      const store = await open();
      const times = ['2026-11-26T06:00:05.000Z', '2026-11-26T06:00:01.000Z', '2026-11-26T06:00:02.000Z'];
      for (const time of times) {
        await pass(Date.parse(time) - clock);
        await store.append([sealed({ time })]);
      }
      const kept = await store.entries(0, 10);
      expect(kept.map(({ time }) => new Date(time).toISOString())).toEqual(times);
      expect((await store.heads(0, 10)).map(({ size }) => size)).toEqual([1, 2, 3]);
      const found = await store.find({
        ...NOBODY,
        owner: 'AT',
        from: Date.parse('2026-11-26T06:00:02.000Z'),
      });
      expect(found.map(({ index }) => index)).toEqual([0, 2]);
    });

    test('a second writer comes between, and the head is over its entries too', async () => {
      const [one, other] = [await open(), await open()];
      const groups = [group(2), group(1), group(3)];
      await one.append(groups[0] as SealedEntry[]);
      await other.append(groups[1] as SealedEntry[]);
      const head = await one.append(groups[2] as SealedEntry[]);
      expect(head.size).toBe(6);
      expect(rootIn(head.note)).toEqual(rootOver(groups.flat()));
    });

    test('two writers at once give one dense history', async () => {
      const writers = [await open(), await open()];
      const heads = await Promise.all(
        writers.flatMap((writer) => Array.from({ length: 10 }, () => writer.append(group(2)))),
      );
      expect(heads.map(({ size }) => size).sort((a, b) => a - b)).toEqual(
        Array.from({ length: 20 }, (_, n) => 2 * n + 2),
      );
      const leaves = await (await read()).leaves(0, 40);
      for (const { size, note } of heads)
        expect(rootIn(note)).toEqual(rootOfLeaves(leaves.subarray(0, 32 * size)));
    });

    test('a log that is opened again grows on from its newest head and what stands behind it', async () => {
      const groups = [group(1), group(2), group(1)];
      const store = await open();
      await store.append(groups[0] as SealedEntry[]);
      await store.append(groups[1] as SealedEntry[]);
      await opened.pop()?.close();
      const head = await (await open()).append(groups[2] as SealedEntry[]);
      expect(rootIn(head.note)).toEqual(rootOver(groups.flat()));
    });

    test('a log that has shrunk under a store is not written on', async () => {
      const store = await open();
      await store.append(group(3));
      await at.run('DELETE FROM entries WHERE idx = 2');
      await expect(store.append(group(1))).rejects.toMatchObject({ code: 'EVIDENCE_INVALID' });
      expect(await store.size()).toBe(2);
    });

    for (const [what, sql] of [
      ['shorter than its newest head', 'DELETE FROM entries WHERE idx = 2'],
      [
        'with a head that its key did not sign',
        "UPDATE heads SET note = replace(note, 'ledger.example', 'ledger.exbmple')",
      ],
      ['with a head of other entries', 'UPDATE heads SET size = 2 WHERE size = 3'],
      [
        'with peaks that do not lead to its root',
        'UPDATE heads SET peaks = substr(peaks, 1, 32) WHERE size = 3',
      ],
    ] as const)
      test(`a log ${what} is not opened, and what to do is said`, async () => {
        await (await open()).append(group(3));
        await opened.pop()?.close();
        await at.run(sql);
        const failure = open();
        await expect(failure).rejects.toMatchObject({ code: 'EVIDENCE_INVALID' });
        await expect(failure).rejects.toThrow('concordat ledger verify');
      });

    for (const [what, signer] of [
      ['another key', signerOf('ledger.example/one', 2)],
      ['another name', signerOf('ledger.example/two', 1)],
    ] as const)
      test(`a log is not opened with ${what}`, async () => {
        await open();
        await expect(open({ signer })).rejects.toMatchObject({ code: 'CONFIGURATION_INVALID' });
      });

    test('an owner finds its parts alone, by time, in pages', async () => {
      const store = await open();
      const times = [0, 1, 2, 3, 4].map((second) => `2026-11-26T06:00:0${second}.000Z`);
      const owners = [['AT'], ['AT', 'SE'], ['SE'], ['SE', 'AT'], ['AT']];
      await store.append(
        times.map((time, at) => sealed({ time, owners: owners[at]?.map((one) => ownerEntry(one)) ?? [] })),
      );
      const search = { owner: 'AT', from: START + 1_000, before: START + 4_000, after: -1, most: 10 };
      const found = await store.find(search);
      expect(found.map(({ index, parts }) => [index, parts.map(({ owner }) => owner)])).toEqual([
        [1, ['AT']],
        [3, ['AT']],
      ]);
      const indices = async (own: Partial<typeof search>) =>
        (await store.find({ ...search, ...own })).map(({ index }) => index);
      expect(await indices({ most: 1 })).toEqual([1]);
      // A search that ended early holds nothing: the next call sees what another writer has put there.
      const other = [sealed({ owners: [ownerEntry('PL')] })];
      await (await open()).append(other);
      expect((await store.append(other)).size).toBe(7);
      expect(await indices({ after: 1 })).toEqual([3]);
      expect(await indices({ after: 3 })).toEqual([]);
      expect(await indices({ owner: 'FI' })).toEqual([]);
      expect(await indices({ from: 0, before: START + 1 })).toEqual([0]);
    });

    test('what is erased of an owner is gone, and no leaf has changed: old proofs hold', async () => {
      const store = await open();
      const old = '2026-11-26T05:00:00.000Z';
      const all = [
        sealed({ time: old }),
        sealed({ time: old, owners: [ownerEntry('AT'), ownerEntry('SE')] }),
        sealed({ time: old, owners: [ownerEntry('SE')] }),
        sealed({ time: old, owners: [], requester: { country: 'AT', subject: 'x', tokenId: 'y' } }),
        sealed(),
      ];
      const head = await store.append(all);
      const leaves = hex(await store.leaves(0, 5));
      expect(await store.erase('AT', START, erasure())).toEqual({ parts: 2, entries: 2 });
      expect(hex(await store.leaves(0, 5))).toBe(leaves);
      expect(await store.size()).toBe(6);
      const kept = await store.entries(0, 10);
      expect(kept.map(({ entry, parts }) => [entry !== null, parts.map(({ owner }) => owner)])).toEqual([
        [false, []],
        [true, ['SE']],
        [true, ['SE']],
        [false, []],
        [true, ['AT']],
        [true, []],
      ]);
      const hashes = all.map(({ leaf }) => leaf);
      for (const [index, { leaf }] of kept.slice(0, 5).entries())
        expect(
          isIncluded({
            ...{ index, size: 5, leafHash: leaf, root: rootIn(head.note) },
            proof: toInclusionProof(perfectNodes(hashes), index, 5),
          }),
        ).toBe(true);
      expect((await store.find({ ...NOBODY, owner: 'AT' })).map(({ index }) => index)).toEqual([4]);
      expect((await store.append(group(1))).size).toBe(7);
    });

    test('what is erased is named by its entry, thing for thing, and nothing else is', async () => {
      const store = await open();
      const time = '2026-11-26T05:00:00.000Z';
      const all = [
        sealed({ time }),
        sealed({ time, owners: [ownerEntry('AT'), ownerEntry('SE')] }),
        sealed({ time, owners: [ownerEntry('SE')] }),
      ];
      await store.append(all);
      clock = START + 7_000;
      await store.erase('AT', START, erasure());
      const [kept] = await store.entries(3, 1);
      const said = readEntry(kept?.entry?.bytes ?? Buffer.of());
      const part = all[1]?.parts.find(({ owner }) => owner === 'AT') as SealedPart;
      expect(said.action?.erased).toEqual([
        { index: 0, time: Date.parse(time) },
        { index: 1, part: hex(hashSalted(part)) },
      ]);
      // When it is done, and not when it was asked for.
      expect([said.time, kept?.time]).toEqual([new Date(clock).toISOString(), clock]);
    });

    test('where nothing is due nothing is written', async () => {
      const store = await open();
      await store.append(group(2));
      for (let times = 0; times < 3; times += 1)
        expect(await store.erase('AT', START, erasure())).toEqual({ parts: 0, entries: 0 });
      expect(await store.erase('SE', START + 1, erasure())).toEqual({ parts: 0, entries: 0 });
      expect(await store.size()).toBe(2);
    });

    // Trap: whatever makes it look due goes, and nobody can see any more that it was not.
    for (const [what, sql] of [
      ['kept under an earlier time than its own', 'UPDATE entries SET time = 0 WHERE idx = 2'],
      [
        'with the part of another entry',
        'UPDATE entries SET parts = (SELECT parts FROM entries WHERE idx = 0) WHERE idx = 1',
      ],
    ] as const)
      test(`an entry ${what} stops an erasure, and nothing goes`, async () => {
        const store = await open();
        const time = '2026-11-26T05:00:00.000Z';
        await store.append([sealed({ time }), sealed({ time, owners: [ownerEntry('SE')] }), sealed()]);
        await at.run(sql);
        await expect(store.erase('AT', START, erasure())).rejects.toMatchObject({ code: 'EVIDENCE_INVALID' });
        expect((await store.entries(0, 9)).map(({ parts }) => parts.length)).toEqual([1, 1, 1]);
        expect(await store.size()).toBe(3);
      });

    test('what says that something was erased is not erased', async () => {
      const store = await open();
      await store.append([sealEntry({ ...erasure(), time: '2026-11-26T05:00:00.000Z' })]);
      expect(await store.erase('XE', START, erasure())).toEqual({ parts: 0, entries: 0 });
      expect((await store.entries(0, 1))[0]?.entry).not.toBeNull();
    });

    test('an erasure goes through all pages', async () => {
      const store = await open();
      const time = '2026-11-26T05:00:00.000Z';
      for (let times = 0; times < 3; times += 1)
        await store.append(
          Array.from({ length: 900 }, (_, at) =>
            sealed({ time, owners: [ownerEntry(at % 2 ? 'AT' : 'SE')] }),
          ),
        );
      expect(await store.erase('AT', START, erasure())).toEqual({ parts: 1_350, entries: 1_350 });
      expect(await store.size()).toBe(2_700 + 3);
      expect(await store.find({ ...NOBODY, owner: 'AT', most: 2_000 })).toEqual([]);
      expect(await store.find({ ...NOBODY, owner: 'SE', most: 2_000 })).toHaveLength(1_350);
    });

    test('a reader finds all that a store has written', async () => {
      const store = await open();
      const all = group(3);
      await store.append(all);
      const reader = await read();
      expect(reader.identity).toEqual(store.identity);
      expect(reader.identity.name).toBe('ledger.example/one');
      expect(await reader.size()).toBe(3);
      await store.append(group(1));
      expect(await reader.size()).toBe(4);
      expect(await reader.find({ ...NOBODY, owner: 'AT' })).toHaveLength(4);
      expect((await reader.heads(0, 10)).map(({ size }) => size)).toEqual([1 + 2]);
    });

    test('a missing entry is told, and never passed over', async () => {
      const store = await open();
      await store.append(group(3));
      await expect(store.leaves(0, 4)).rejects.toMatchObject({
        code: 'EVIDENCE_INVALID',
        facts: { index: 3 },
      });
      await at.run('DELETE FROM entries WHERE idx = 1');
      const reader = await read();
      await expect(reader.leaves(0, 3)).rejects.toMatchObject({
        code: 'EVIDENCE_INVALID',
        facts: { index: 1 },
      });
      await expect(reader.leaves(0, 9)).rejects.toMatchObject({ code: 'EVIDENCE_INVALID' });
      expect((await reader.entries(0, 9)).map(({ index }) => index)).toEqual([0, 2]);
    });

    test('an entry that cannot be written leaves nothing of its group', async () => {
      const store = await open();
      const bad = { ...sealed(), time: Number.NaN };
      await expect(store.append([sealed(), bad])).rejects.toMatchObject({ code: 'EVIDENCE_LOG_UNAVAILABLE' });
      expect(await store.size()).toBe(0);
      expect((await (await open()).append(group(1))).size).toBe(1);
    });
  });
}

function sealed(own: Partial<LedgerEntry> = {}): SealedEntry {
  return sealEntry(someEntry(own));
}

function group(size: number): readonly SealedEntry[] {
  return Array.from({ length: size }, () => sealed());
}

function erasure(): ErasureRecord {
  return someErasure('AT', new Date(START).toISOString());
}

function rootIn(note: string): Uint8Array {
  return verifyCheckpoint(readSignedNote(Buffer.from(note)), SIGNER.key).root;
}

function rootOver(entries: readonly SealedEntry[]): Uint8Array {
  return rootOf(entries.map(({ leaf }) => leaf).reduce(appendLeaf, EMPTY_TREE));
}

function rootOfLeaves(leaves: Uint8Array): Uint8Array {
  const hashes = Array.from({ length: leaves.length / 32 }, (_, at) => leaves.slice(32 * at, 32 * at + 32));
  return rootOf(hashes.reduce(appendLeaf, EMPTY_TREE));
}

function hex(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString('hex');
}
