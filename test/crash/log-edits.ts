/** What somebody with the rights of the database does to the rows of a log: whole statements of SQL, no stray bytes. */
import { createHash } from 'node:crypto';
import type { Random } from '../../mocks/seeded-random.ts';
import { packParts, unpackParts } from '../../src/ledger/entry/part-frames.ts';
import { sealEntry } from '../../src/ledger/entry/seal-entry.ts';
import { signCheckpoint } from '../../src/ledger/note/checkpoint.ts';
import { printNoteKey } from '../../src/ledger/note/note-key.ts';
import { printSignedNote } from '../../src/ledger/note/signed-note.ts';
import type { EntryRow } from '../../src/ledger/store/entry-row.ts';
import { appendLeaf, EMPTY_TREE, rootOf } from '../../src/ledger/tree.ts';
import { signerOf } from '../ledger/signers.ts';
import { someEntry } from '../ledger/some-entry.ts';
import { type LogRows, TAMPER_SIGNER } from './tampered-log.ts';

/** The log with the edit; null where there was nothing to take hold of. */
export type LogEdit = (log: LogRows, random: Random) => LogRows | null;

/** The name of the log with a key of the attacker's own. */
const FORGER = signerOf(TAMPER_SIGNER.key.name, 66);

export const LOG_EDITS = {
  drop: (log, random) => withoutIndex(log, random.below(log.entries.length)),
  'drop and close the gap': (log, random) => {
    const gone = random.below(log.entries.length);
    const shifted = withoutIndex(log, gone).entries.map((row) =>
      row.idx > gone ? { ...row, idx: row.idx - 1 } : row,
    );
    return { ...log, entries: shifted };
  },
  swap: (log, random) => {
    const [one, other] = [random.pick(log.entries), random.pick(log.entries)];
    return replaced(log, { ...other, idx: one.idx }, { ...one, idx: other.idx });
  },
  'swap of bodies, the leaves stay': (log, random) => {
    const [one, other] = [random.pick(log.entries), random.pick(log.entries)];
    return replaced(
      log,
      { ...other, idx: one.idx, leaf: one.leaf },
      { ...one, idx: other.idx, leaf: other.leaf },
    );
  },
  duplicate: (log, random) => {
    const [one, other] = [random.pick(log.entries), random.pick(log.entries)];
    return replaced(log, { ...other, idx: one.idx });
  },
  'duplicate at the end': (log, random) => ({
    ...log,
    entries: [...log.entries, { ...random.pick(log.entries), idx: log.entries.length }],
  }),
  'duplicate put between': (log, random) => {
    const at = random.below(log.entries.length);
    const moved = log.entries.map((row) => (row.idx >= at ? { ...row, idx: row.idx + 1 } : row));
    return { ...log, entries: [...moved, { ...random.pick(log.entries), idx: at }] };
  },
  truncate: (log, random) => ({ ...log, entries: log.entries.slice(0, random.below(log.entries.length)) }),
  'truncate, with the heads': (log, random) => stateOf(log, random.below(log.older.length)),
  'replay of an older state': (log, random) => {
    const { size } = random.pick(log.heads);
    return size > log.older.length ? null : stateOf(log, size);
  },
  fork: (log, random) => forked(log, random.below(log.entries.length), log.heads),
  'fork, without the heads behind it': (log, random) => {
    const at = random.below(log.entries.length);
    return forked(
      log,
      at,
      log.heads.filter(({ size }) => size <= at),
    );
  },
  'fork, with heads of another key': (log, random) => {
    const at = random.below(log.entries.length);
    const { entries } = forked(log, at, []);
    const own = log.heads.filter(({ size }) => size <= at);
    return { ...log, entries, heads: [...own, headBy(FORGER, entries, entries.length)] };
  },
  'fork, with the other key in the log itself': (log, random) => {
    const { entries } = forked(log, random.below(log.entries.length), []);
    const identity = { ...log.identity, key: printNoteKey(FORGER.key) };
    return { ...log, identity, entries, heads: [headBy(FORGER, entries, entries.length)] };
  },
  'old head in place of the newest': (log, random) => {
    const newest = log.heads.at(-1);
    const old = random.pick(log.heads.slice(0, -1));
    if (newest === undefined) return null;
    return { ...log, heads: [...log.heads.slice(0, -1), { size: newest.size, note: old.note }] };
  },
  "another key's head": (log) => ({
    ...log,
    heads: [...log.heads.slice(0, -1), headBy(FORGER, log.entries, log.entries.length)],
  }),
  'body erased without a record': (log, random) => {
    const row = random.pick(
      log.entries.filter(({ idx, bytes }) => bytes !== null && idx >= recordedBefore(log)),
    );
    return replaced(log, { ...row, salt: null, bytes: null, parts: null });
  },
  "erased under another's erasure": (log, random) => {
    // As the erasure that is recorded would have it, but for whose it is, and at the time that it is before.
    const other = log.entries.filter(
      (row) =>
        row.bytes !== null &&
        row.idx < recordedBefore(log) &&
        partsOf(row).every(({ owner }) => owner !== 'AT'),
    );
    if (other.length === 0) return null;
    const row = random.pick(other);
    return replaced(log, { ...row, salt: null, bytes: null, parts: null, time: random.pick([row.time, 0]) });
  },
  'wiped from the first to the erasure': (log) => {
    const end = log.entries.at(-1)?.idx ?? 0;
    const wiped = log.entries
      .filter(({ idx }) => idx < end)
      .map((row) => ({ ...row, salt: null, bytes: null, parts: null, time: 0 }));
    return replaced(log, ...wiped);
  },
  'time column of an erased row set to 0': (log, random) => {
    const erased = log.entries.filter(({ bytes }) => bytes === null);
    return erased.length === 0 ? null : replaced(log, { ...random.pick(erased), time: 0 });
  },
  'part erased without a record': (log, random) => {
    const row = random.pick(
      log.entries.filter(({ idx, parts }) => parts !== null && idx >= recordedBefore(log)),
    );
    const left = partsOf(row).slice(1);
    return replaced(log, { ...row, parts: left.length === 0 ? null : packParts(left) });
  },
  'salt changed': (log, random) => {
    const row = random.pick(log.entries.filter(({ salt }) => salt !== null));
    const salt = row.salt as Uint8Array;
    const other = random.pick([flipped(salt, random), salt.subarray(1), Buffer.concat([salt, Buffer.of(0)])]);
    return replaced(log, { ...row, salt: other });
  },
  'a byte gone over from the salt to the entry': (log, random) => {
    const row = random.pick(log.entries.filter(({ salt }) => salt !== null));
    const salt = row.salt as Uint8Array;
    const bytes = Buffer.concat([salt.subarray(31), row.bytes as Uint8Array]);
    return replaced(log, { ...row, salt: salt.subarray(0, 31), bytes });
  },
  'body changed': (log, random) => {
    const row = random.pick(log.entries.filter(({ bytes }) => bytes !== null));
    return replaced(log, { ...row, bytes: flipped(row.bytes as Uint8Array, random) });
  },
  'body and leaf changed': (log, random) => {
    const row = random.pick(log.entries);
    const { leaf, salt, bytes, time, parts } = sealEntry(
      someEntry({ justification: `another ${random.below(9)}` }),
    );
    return replaced(log, { ...row, leaf, salt, bytes, time, parts: packParts(parts) });
  },
  'leaf changed': (log, random) => {
    const row = random.pick(log.entries);
    return replaced(log, { ...row, leaf: flipped(row.leaf, random) });
  },
  'part moved to another entry': (log, random) => {
    const from = random.pick(log.entries.filter(({ parts }) => parts !== null));
    const to = random.pick(log.entries.filter(({ idx, bytes }) => bytes !== null && idx !== from.idx));
    const [part, ...rest] = partsOf(from);
    if (part === undefined) return null;
    return replaced(
      log,
      { ...from, parts: rest.length === 0 ? null : packParts(rest) },
      { ...to, parts: packParts([...partsOf(to), part]) },
    );
  },
  'part copied to another entry': (log, random) => {
    const from = random.pick(log.entries.filter(({ parts }) => parts !== null));
    const to = random.pick(log.entries.filter(({ bytes }) => bytes !== null));
    return replaced(log, { ...to, parts: packParts([...partsOf(to), ...partsOf(from)]) });
  },
  'owner of a part renamed': (log, random) => {
    const row = random.pick(log.entries.filter(({ parts }) => parts !== null));
    const [part, ...rest] = partsOf(row);
    if (part === undefined) return null;
    return replaced(log, {
      ...row,
      parts: packParts([{ ...part, owner: random.pick(['AT', 'DK', 'XX', '']) }, ...rest]),
    });
  },
  'bytes of a part changed': (log, random) => {
    const row = random.pick(log.entries.filter(({ parts }) => parts !== null));
    return replaced(log, { ...row, parts: flipped(row.parts as Uint8Array, random) });
  },
  'time changed': (log, random) => {
    const row = random.pick(log.entries.filter(({ bytes }) => bytes !== null));
    return replaced(log, { ...row, time: row.time + random.pick([-86_400_000, -1, 1, 86_400_000]) });
  },
  'text replaced': (log, random) => {
    const [hash] = random.pick([...log.texts]);
    return { ...log, texts: new Map([...log.texts, [hash, `{ other${random.below(99)} }`]]) };
  },
  'text taken away': (log, random) => {
    const [gone] = random.pick([...log.texts]);
    return { ...log, texts: new Map([...log.texts].filter(([hash]) => hash !== gone)) };
  },
} satisfies Record<string, LogEdit>;

/** The index from which on no erasure that is recorded explains what is missing. */
function recordedBefore({ entries }: LogRows): number {
  return entries.length / 4;
}

function withoutIndex(log: LogRows, index: number): LogRows {
  return { ...log, entries: log.entries.filter(({ idx }) => idx !== index) };
}

function replaced(log: LogRows, ...rows: readonly EntryRow[]): LogRows {
  const byIndex = new Map(rows.map((row) => [row.idx, row]));
  return { ...log, entries: log.entries.map((row) => byIndex.get(row.idx) ?? row) };
}

/** The log as it was when it had `size` entries, for all that its rows say. */
function stateOf(log: LogRows, size: number): LogRows {
  return {
    ...log,
    entries: log.older.slice(0, size),
    heads: log.heads.filter((head) => head.size <= size),
  };
}

/** Other entries from `at` on, as many, each with the leaf that belongs to it. */
function forked(log: LogRows, at: number, heads: LogRows['heads']): LogRows {
  const { salt, bytes, leaf, time, parts } = sealEntry(someEntry({ justification: 'another history' }));
  const others = log.entries
    .slice(at)
    .map(({ idx }) => ({ idx, leaf, time, salt, bytes, parts: packParts(parts) }));
  return { ...log, entries: [...log.entries.slice(0, at), ...others], heads };
}

function headBy(signer: typeof FORGER, entries: readonly EntryRow[], size: number): LogRows['heads'][number] {
  const tree = entries.slice(0, size).reduce((grown, { leaf }) => appendLeaf(grown, leaf), EMPTY_TREE);
  return { size, note: printSignedNote(signCheckpoint({ size, root: rootOf(tree) }, signer)) };
}

function partsOf({ parts }: EntryRow) {
  return parts === null ? [] : unpackParts(parts);
}

function flipped(bytes: Uint8Array, random: Random): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const at = random.below(copy.length);
  copy[at] = (copy[at] as number) ^ (1 << random.below(8));
  return copy;
}

/** All that a reader of the rows is told, as one hash: two logs with the same one say the same. */
export function readableOf({ identity, entries, heads, texts }: LogRows): string {
  const digest = createHash('sha256').update(JSON.stringify([identity, heads, [...texts].sort()]));
  for (const { idx, leaf, time, salt, bytes, parts } of entries) {
    digest.update(
      JSON.stringify([idx, time, ...[leaf, salt, bytes, parts].map((one) => one?.length ?? null)]),
    );
    for (const one of [leaf, salt, bytes, parts]) if (one !== null) digest.update(one);
  }
  return digest.digest('hex');
}
