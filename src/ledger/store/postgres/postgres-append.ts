import type { SealedEntry } from '../../entry/seal-entry.ts';
import type { NoteSigner } from '../../note/sign-note.ts';
import { type EntryRow, toEntryRow } from '../entry-row.ts';
import { growLog } from '../grow-log.ts';
import type { HeadRow } from '../head-row.ts';
import { HEAD_EVERY } from '../ledger-store.ts';
import { type LockedLog, SERVER_MS } from './postgres-lock.ts';
import type { PostgresSession } from './postgres-session.ts';
import type { SeenLog } from './postgres-tree.ts';

const APPEND = {
  name: 'append',
  text: `WITH new_texts AS (
      INSERT INTO concordat.texts (sha256, text) SELECT * FROM unnest($7::bytea[], $8::bytea[]) ON CONFLICT DO NOTHING
    ), new_heads AS (
      INSERT INTO concordat.heads (size, time, note, peaks)
      SELECT size, ${SERVER_MS}, note, peaks FROM unnest($9::bigint[], $10::text[], $11::bytea[]) AS head (size, note, peaks)
    )
    INSERT INTO concordat.entries (idx, leaf, time, salt, bytes, parts)
    SELECT * FROM unnest($1::bigint[], $2::bytea[], $3::bigint[], $4::bytea[], $5::bytea[], $6::bytea[])`,
};

/** What is put at the end of a locked log. */
export interface Addition {
  readonly group: readonly SealedEntry[];
  /** UTF-8 by SHA-256 (hex), those that may be missing. */
  readonly texts: ReadonlyMap<string, string>;
}

/** What it is then, and the head over it. */
export interface LockedGrowth {
  readonly seen: SeenLog;
  readonly head: HeadRow;
}

/** Puts the group at the end, with its texts and the heads that are due. It is nowhere until the transaction commits. */
export async function growLocked(
  session: PostgresSession,
  { seen, keptHead }: LockedLog,
  { group, texts }: Addition,
  signer: NoteSigner,
): Promise<LockedGrowth> {
  const leaves = group.map(({ leaf }) => leaf);
  // A clock that was put back must not keep heads away until it is where it was.
  const isTimeUp = keptHead === null || Math.abs(keptHead.ageMs) >= HEAD_EVERY.ms;
  const { tree, head, kept } = growLog(
    seen.tree,
    leaves,
    { keptSize: keptHead?.size ?? 0, isTimeUp },
    signer,
  );
  const rows = group.map((one, at) => toEntryRow({ ...one, index: seen.tree.size + at, entry: one }));
  await session.query(APPEND, [
    ...entryColumns(rows),
    [...texts.keys()].map((sha256) => Buffer.from(sha256, 'hex')),
    [...texts.values()].map((text) => Buffer.from(text)),
    kept.map(({ size }) => size),
    kept.map(({ note }) => note),
    kept.map(({ peaks }) => peaks),
  ]);
  return { seen: { tree, last: leaves.at(-1) ?? seen.last }, head };
}

function entryColumns(rows: readonly EntryRow[]): readonly (readonly unknown[])[] {
  return [
    rows.map(({ idx }) => idx),
    rows.map(({ leaf }) => leaf),
    rows.map(({ time }) => time),
    rows.map(({ salt }) => salt),
    rows.map(({ bytes }) => bytes),
    rows.map(({ parts }) => parts),
  ];
}

const KEEP = {
  text: `INSERT INTO concordat.heads (size, time, note, peaks) VALUES ($1, ${SERVER_MS}, $2, $3)`,
};

/** Keeps this one head. */
export async function keepLocked(session: PostgresSession, { size, note, peaks }: HeadRow): Promise<void> {
  await session.query(KEEP, [size, note, peaks]);
}
