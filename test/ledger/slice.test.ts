/** An owner's slice: whole with the public key alone, nothing of anybody else in it, and no edit goes unseen. */
import { join } from 'node:path';
import { digestOf } from '../../src/ledger/entry/digest-of.ts';
import { hashSalted } from '../../src/ledger/entry/entry-leaf.ts';
import { readPart } from '../../src/ledger/entry/read-entry.ts';
import { sealEntry } from '../../src/ledger/entry/seal-entry.ts';
import { openProver } from '../../src/ledger/proof/open-prover.ts';
import { readLines } from '../../src/ledger/slice/read-lines.ts';
import { readSliceLine, type SliceEntry } from '../../src/ledger/slice/slice-lines.ts';
import { type SliceOrder, sliceOf } from '../../src/ledger/slice/slice-of.ts';
import { verifySlice } from '../../src/ledger/slice/verify-slice.ts';
import type { KeptEntry, LedgerStore } from '../../src/ledger/store/ledger-store.ts';
import { openReader } from '../../src/ledger/store/open-store.ts';
import { beforeAll, describe, expect, test } from '../jest.ts';
import { flipBit } from './flip-bit.ts';
import { signerOf } from './signers.ts';
import { ownerEntry, someEntry } from './some-entry.ts';
import { temporaryFolder } from './store/temporary-folder.ts';
import { SEVEN, SIGNER, writeLog } from './written-log.ts';

const FROM = Date.UTC(2026, 10, 20);
const BEFORE = Date.UTC(2026, 10, 21);
const file = join(temporaryFolder(), 'ledger.db');
const invalid = expect.objectContaining({ code: 'EVIDENCE_INVALID' });
let slice: string;
beforeAll(async () => {
  await writeLog(file, SEVEN, async (store) => {
    slice = await sliceFrom(store, 'DE');
  });
});

/** As the command does it: the reading first, and the slice under the head over it. */
async function sliceFrom(store: LedgerStore, owner: string, from = FROM, before = BEFORE): Promise<string> {
  const entry = sealEntry(readingOf({ owner, from, before }));
  const head = await store.append([entry]);
  const prover = await openProver(store, head, SIGNER.key, () => {});
  const reading = { index: head.size - 1, entry };
  return textOf(sliceOf(store, { owner, from, before, reading }, prover, () => {}));
}

function readingOf({ owner, from, before }: Omit<SliceOrder, 'reading'>) {
  const [start, end] = [from, before].map((time) => new Date(time).toISOString()) as [string, string];
  const action = { kind: 'read', owner, from: start, before: end, by: 'root@host', erased: null } as const;
  return someEntry({ action, requester: null, owners: [] });
}

async function textOf(lines: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const line of lines) text += line;
  return text;
}

async function verify(text: string | Uint8Array, key = SIGNER.key) {
  return verifySlice(readLines(chunksOf(Buffer.from(text))), key);
}

/** Small ones, so that lines are cut anywhere. */
async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1_000) yield bytes.subarray(at, at + 1_000);
}

const linesOf = (text: string): string[] => text.split('\n').slice(0, -1);
const toText = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
const entriesOf = (text: string): SliceEntry[] =>
  linesOf(text)
    .slice(1)
    .map((line, at) => readSliceLine(line, at + 2))
    .filter((line): line is SliceEntry => 'entry' in line);

test('holds what was asked and given of the owner, and verifies with the public key alone', async () => {
  expect(await verify(slice)).toMatchObject({
    owner: 'DE',
    from: '2026-11-20T00:00:00.000Z',
    before: '2026-11-21T00:00:00.000Z',
    head: { origin: SIGNER.key.name, size: 8 },
    entries: 3,
    given: 5,
    withheld: 2,
  });
  expect(entriesOf(slice).map(({ index }) => index)).toEqual([1, 3, 5]);
});

test('an owner of which nothing was asked has a slice that says so', async () => {
  const copy = join(temporaryFolder(), 'ledger.db');
  let empty = '';
  await writeLog(copy, SEVEN, async (store) => {
    empty = await sliceFrom(store, 'SE');
  });
  expect(await verify(empty)).toMatchObject({ owner: 'SE', entries: 0, given: 0 });
});

test('the span ends before its end: an entry of that very moment is not in it', async () => {
  const copy = join(temporaryFolder(), 'ledger.db');
  const [from, before] = [SEVEN[1], SEVEN[5]].map((entry) => Date.parse(entry?.time ?? ''));
  let text = '';
  await writeLog(copy, SEVEN, async (store) => {
    text = await sliceFrom(store, 'DE', from, before);
  });
  expect(entriesOf(text).map(({ index }) => index)).toEqual([1, 3]);
});

test('references and arguments that the owner knows can be checked under the salt of the part', () => {
  const [first] = entriesOf(slice);
  const { references, arguments: values } = readPart(first?.part ?? new Uint8Array());
  expect(references).toBe(
    digestOf(first?.partSalt ?? new Uint8Array(), 'references', [
      'icarus arrests DE-11',
      'icarus arrests DE-3',
    ]),
  );
  expect(values).toBe(digestOf(first?.partSalt ?? new Uint8Array(), 'arguments', ['one']));
});

// Trap: an entry of three owners names all their parts. What is given out must not let anybody try out what they say.
test('of other owners there is nothing: no part, no salt, no text that only they name', async () => {
  const reader = await openReader({ kind: 'sqlite', file });
  const all = await reader.entries(0, 7);
  await reader.close();
  const bytes = Buffer.from(slice);
  const decoded = Buffer.concat([bytes, ...entriesOf(slice).flatMap(({ entry, part }) => [entry, part])]);
  for (const { parts } of all) {
    for (const { owner, salt, bytes: part } of parts.filter((one) => one.owner !== 'DE')) {
      for (const secret of [salt, part]) {
        expect(bytes.includes(Buffer.from(secret).toString('base64'))).toBe(false);
        expect(decoded.includes(Buffer.from(secret))).toBe(false);
        expect(decoded.includes(Buffer.from(secret).toString('hex'))).toBe(false);
      }
      expect(decoded.includes(`"owner":"${owner}","references":"`)).toBe(false);
    }
  }
  // The one thing of them: as many hashes as the entry had owners, under salts that are not here.
  const [entry] = entriesOf(slice);
  const hashes = all[1]?.parts.map((part) => Buffer.from(hashSalted(part)).toString('hex')) ?? [];
  for (const hash of hashes) expect(Buffer.from(entry?.entry ?? []).includes(hash)).toBe(true);
});

describe('a damaged ledger gives out no slice:', () => {
  type Find = LedgerStore['find'];
  const damages: Readonly<Record<string, (find: Find, all: readonly KeptEntry[]) => Find>> = {
    'a part gone': (find) => async (search) => (await find(search)).map((kept) => ({ ...kept, parts: [] })),
    'an entry gone': (find) => async (search) =>
      (await find(search)).map((kept) => ({ ...kept, entry: null })),
    'another entry in its place': (find, all) => async (search) =>
      (await find(search)).map((kept) => ({ ...kept, entry: all[6]?.entry ?? null })),
    'another salt': (find, all) => async (search) =>
      (await find(search)).map((kept) => ({
        ...kept,
        entry: kept.entry && { ...kept.entry, salt: all[6]?.entry?.salt ?? kept.entry.salt },
      })),
    'the part of another entry': (find, all) => async (search) =>
      (await find(search)).map((kept) => ({
        ...kept,
        parts: all[kept.index === 1 ? 3 : 1]?.parts.slice(-1) ?? [],
      })),
    'the part of another owner': (find, all) => async (search) =>
      (await find(search)).map((kept) => ({ ...kept, parts: all[kept.index]?.parts.slice(0, 1) ?? [] })),
    'something erased while it is made': (find) => {
      let asked = 0;
      return async (search) => {
        asked += 1;
        return (await find(search)).slice(0, asked === 1 ? 3 : 2);
      };
    },
  };
  for (const [name, damage] of Object.entries(damages)) {
    test(name, async () => {
      const copy = join(temporaryFolder(), 'ledger.db');
      await writeLog(copy, SEVEN, async (store) => {
        const find = damage((search) => store.find(search), await store.entries(0, 7));
        await expect(sliceFrom({ ...store, find }, 'DE')).rejects.toThrow(invalid);
      });
    });
  }

  test('a text gone', async () => {
    const copy = join(temporaryFolder(), 'ledger.db');
    await writeLog(copy, SEVEN, async (store) => {
      await expect(sliceFrom({ ...store, texts: async () => new Map() }, 'DE')).rejects.toThrow(invalid);
    });
  });
});

// Trap: each line is the log's own, and leads to the head. It is not of what the first line says.
describe('a slice that was put together of true lines is found:', () => {
  const HOURS = {
    owner: 'DE',
    from: Date.parse(SEVEN[1]?.time ?? ''),
    before: Date.parse(SEVEN[5]?.time ?? ''),
  };
  let own: string;
  let wider: string;
  let french: string;
  let later: string;
  beforeAll(async () => {
    const copy = join(temporaryFolder(), 'ledger.db');
    await writeLog(copy, SEVEN, async (store) => {
      const entry = sealEntry(readingOf(HOURS));
      const reading = { index: (await store.append([entry])).size - 1, entry };
      const after = someEntry({ time: SEVEN[2]?.time ?? '', owners: [ownerEntry('DE')] });
      await store.append([sealEntry(after)]);
      const head = await store.append([sealEntry(someEntry({ owners: [] }))]);
      const prover = await openProver(store, head, SIGNER.key, () => {});
      const made = (order: Partial<SliceOrder>) =>
        textOf(sliceOf(store, { ...HOURS, reading, ...order }, prover, () => {}));
      own = await made({});
      wider = await made({ from: FROM, before: BEFORE });
      french = await made({ owner: 'FR' });
      later = await made({ reading: { index: reading.index + 2, entry } });
    });
  });

  /** The first line of `own`, for as many entries as there are among `lines`. */
  const under = (lines: readonly string[]): string => {
    const entries = lines.filter((line) => line.includes('"partSalt"')).length;
    return toText([(linesOf(own)[0] ?? '').replace(/"entries":\d+/, `"entries":${entries}`), ...lines]);
  };
  const isEntry = (line: string): boolean => line.includes('"partSalt"');
  const rest = (text: string): string[] => linesOf(text).slice(1);

  test('and one that is as it was made holds', async () => {
    expect(await verify(under(rest(own)))).toMatchObject({ entries: 2, head: { size: 10 } });
  });
  test('lines of another owner', () => expect(verify(under(rest(french)))).rejects.toThrow(invalid));
  test('lines of another time', () => expect(verify(under(rest(wider)))).rejects.toThrow(invalid));
  test('an entry twice', async () => {
    const last = rest(own).at(-1) ?? '';
    await expect(verify(under([...rest(own), last]))).rejects.toThrow(invalid);
  });
  test('entries in another order', async () => {
    const texts = rest(own).filter((line) => !isEntry(line));
    await expect(verify(under([...texts, ...rest(own).filter(isEntry).toReversed()]))).rejects.toThrow(
      invalid,
    );
  });
  test('a text twice', async () => {
    const [text = ''] = rest(own);
    expect(isEntry(text)).toBe(false);
    await expect(verify(under([text, ...rest(own)]))).rejects.toThrow(invalid);
  });
  test('an entry that came after the reading', async () => {
    const entries = rest(later).filter(isEntry);
    expect(JSON.parse(entries.at(-1) ?? '{}')).toMatchObject({ index: 8 });
    await expect(verify(under(rest(later)))).rejects.toThrow(invalid);
  });
});

test('a byte changed anywhere is found', async () => {
  const bytes = Buffer.from(slice);
  let flips = 0;
  for (let at = 0; at < bytes.length; at += 7) {
    await expect(verify(flipBit(bytes, at * 8 + (at % 8)))).rejects.toThrow(invalid);
    flips += 1;
  }
  expect(flips).toBeGreaterThan(1_000);
}, 60_000);

describe('an edit is found:', () => {
  const edits: Readonly<Record<string, (lines: string[]) => string[]>> = {
    'a line twice': (lines) => [...lines, lines.at(-1) ?? ''],
    'the last line gone': (lines) => lines.slice(0, -1),
    'a text gone': (lines) => lines.filter((line, at) => at === 0 || !line.startsWith('{"sha256"')),
    'the first line gone': (lines) => lines.slice(1),
    'no line': () => [],
    'lines in another order': (lines) => [lines[0] ?? '', ...lines.slice(1).toReversed()],
    'an empty line': (lines) => [...lines, ''],
    'another owner': (lines) => change(lines, 0, (line) => ({ ...line, owner: 'AT' })),
    'an earlier start': (lines) =>
      change(lines, 0, (line) => ({ ...line, from: '2026-11-19T00:00:00.000Z' })),
    'a later end': (lines) => change(lines, 0, (line) => ({ ...line, before: '2026-11-22T00:00:00.000Z' })),
    'another log': (lines) => change(lines, 0, (line) => ({ ...line, log: 'ledger.example/two' })),
    'a key more': (lines) => change(lines, 0, (line) => ({ ...line, complete: true })),
    'another index': (lines) => change(lines, -1, (line) => ({ ...line, index: 4 })),
    'a hash less': (lines) =>
      change(lines, -1, (line) => ({ ...line, proof: (line.proof as string[]).slice(1) })),
    'a hash more': (lines) =>
      change(lines, -1, (line) => ({
        ...line,
        proof: [...(line.proof as string[]), (line.proof as string[])[0]],
      })),
    'the part of another entry': (lines) => {
      const other = lines.find((line) => line.includes('"partSalt"')) ?? '';
      const { part, partSalt } = JSON.parse(other);
      return change(lines, -1, (line) => ({ ...line, part, partSalt }));
    },
    'a text that nothing names': (lines) => [
      ...lines,
      '{"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","text":""}',
    ],
    'blanks in a line': (lines) => [...lines.slice(0, -1), `${lines.at(-1)} `],
  };
  function change(lines: string[], at: number, edit: (line: Record<string, unknown>) => unknown): string[] {
    return lines.with(at, JSON.stringify(sorted(edit(JSON.parse(lines.at(at) ?? '')))));
  }
  const sorted = (value: unknown): unknown =>
    Object.fromEntries(Object.entries(value as object).sort(([one], [other]) => (one < other ? -1 : 1)));

  test('and nothing else is: an edit that changes nothing', async () => {
    for (const at of [0, -1]) expect(change(linesOf(slice), at, (line) => line)).toEqual(linesOf(slice));
  });

  for (const [name, edit] of Object.entries(edits)) {
    test(name, async () => {
      const lines = edit(linesOf(slice));
      expect(lines).not.toEqual(linesOf(slice));
      await expect(verify(toText(lines))).rejects.toThrow(invalid);
    });
  }

  test('the last newline gone, Windows newlines, no UTF-8', async () => {
    for (const text of [
      slice.slice(0, -1),
      slice.replaceAll('\n', '\r\n'),
      Buffer.concat([Buffer.from(slice), Buffer.of(0xff, 10)]),
    ])
      await expect(verify(text)).rejects.toThrow(invalid);
  });

  test('another key, of the same name or not', async () => {
    for (const key of [signerOf(SIGNER.key.name, 2).key, signerOf('ledger.example/two', 1).key])
      await expect(verify(slice, key)).rejects.toThrow(invalid);
  });
});

// What a slice does not promise: it is said in docs/ledger.md, and here.
test('a line left out together with its number is not seen: a slice proves what is in it', async () => {
  const lines = linesOf(slice);
  const fewer = [(lines[0] ?? '').replace('"entries":3', '"entries":2'), ...lines.slice(1, -1)];
  expect(await verify(toText(fewer.filter((line) => !isLastText(line, lines))))).toMatchObject({
    entries: 2,
  });
});

/** Texts that the last entry alone names go with it. */
function isLastText(line: string, lines: readonly string[]): boolean {
  const last = lines.findLastIndex((one, at) => at < lines.length - 1 && one.includes('"partSalt"'));
  return lines.indexOf(line) > last;
}
