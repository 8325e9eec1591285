/** Tables on disk: written once, readable by this user only, checked when they are read. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson } from '../canonical-json.ts';
import { GatewayError } from '../errors.ts';
import type { IsoDate } from '../terms.ts';
import type { ExactFigures, KnownFigure } from './exact-figures.ts';
import { cellId, MEASURES } from './measures.ts';
import type { ProtectedTable } from './protected-table.ts';

/** A released table with the exact figures behind it, which an audit needs, and every later table of the operation. */
export interface KeptTable {
  readonly table: ProtectedTable;
  readonly figures: ExactFigures;
  readonly known: readonly KnownFigure[];
  /** Without it the digest of so few and small numbers could be found by trying. */
  readonly salt: string;
}

const count = z.number().min(0);
const measure = z.enum(MEASURES);
const absent = z.array(z.strictObject({ country: z.string(), measure: z.string(), cause: z.string() }));
const FORM = z.strictObject({
  table: z.strictObject({
    operation: z.string(),
    date: z.string(),
    rules: z.strictObject({
      threshold: z.int().min(3),
      mode: z.enum(['SUPPRESS', 'ROUND']),
      incomplete: z.enum(['WAIT', 'SAY']),
    }),
    figures: z.array(
      z.strictObject({
        id: z.string(),
        measure,
        code: z.string().nullable(),
        published: z.int().min(0).nullable(),
        isKnown: z.boolean(),
      }),
    ),
    absent,
    audit: z.array(
      z.strictObject({
        name: z.string(),
        low: z.number().nullable(),
        high: z.number().nullable(),
        width: z.number(),
      }),
    ),
    digest: z.string(),
  }),
  figures: z.strictObject({
    operation: z.string(),
    date: z.string(),
    countries: z.array(z.string()),
    reported: z.record(z.string(), z.record(z.string(), z.record(z.string(), count))),
    absent,
    published: z.strictObject({ ARRESTS: count.optional(), SUSPECTS: count.optional() }),
  }),
  known: z.array(z.strictObject({ measure, code: z.string().nullable(), value: count, source: z.string() })),
  salt: z.string(),
});

export function makeSalt(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256, in hexadecimal, of the salt and the figures in canonical JSON. */
export function digestOf(salt: string, figures: ExactFigures): string {
  return createHash('sha256')
    .update(`${salt}\n${canonicalJson(figures)}`)
    .digest('hex');
}

/** Throws CONFIGURATION_INVALID when there is one for this date already, or the folder cannot be written. */
export function keepTable(folder: string, kept: KeptTable): string {
  const file = fileOf(folder, kept.table.operation, kept.table.date);
  const draft = `${file}.${randomUUID()}`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(draft, `${JSON.stringify(kept)}\n`, { flag: 'wx', mode: 0o600 });
    // A link is made whole or not at all; and never over a table: who has seen one of this date would compare.
    linkSync(draft, file);
    return file;
  } catch (cause) {
    const what = existsSync(file)
      ? 'is there already: a table is built once'
      : 'cannot be written: let this user write the folder';
    throw refusal(file, what, cause);
  } finally {
    if (existsSync(draft)) rmSync(draft);
  }
}

/** Tables of `operation`, oldest first. Throws CONFIGURATION_INVALID for one that is damaged, or that others can read. */
export function readKeptTables(folder: string, operation: string): readonly KeptTable[] {
  const names = namesIn(folder).filter((name) => dateIn(name, operation) !== null);
  return names.sort().map((name) => readKept(join(folder, name), operation, dateIn(name, operation) ?? ''));
}

function readKept(file: string, operation: string, date: IsoDate): KeptTable {
  let kept: KeptTable;
  try {
    // Windows has no such mode.
    if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
      throw refusal(file, 'can be read by others: chmod 600');
    kept = FORM.parse(JSON.parse(readFileSync(file, 'utf8'))) as unknown as KeptTable;
  } catch (cause) {
    if (cause instanceof GatewayError) throw cause;
    throw refusal(file, 'is no table, or is damaged: take it back from a copy', cause);
  }
  const { table, figures, salt } = kept;
  const isItself = [table, figures].every((one) => one.operation === operation && one.date === date);
  const ids = new Set(table.figures.map(({ id }) => id));
  const isEachOnce =
    ids.size === table.figures.length &&
    table.figures.every(({ id, measure, code }) => id === cellId(measure, code));
  if (!isItself || !isEachOnce || digestOf(salt, figures) !== table.digest)
    throw refusal(file, 'does not fit the figures it was built from: take it back from a copy');
  return kept;
}

function fileOf(folder: string, operation: string, date: IsoDate): string {
  return join(folder, `${operation}_${date}.json`);
}

function dateIn(name: string, operation: string): IsoDate | null {
  const date = name.startsWith(`${operation}_`) ? name.slice(operation.length + 1) : '';
  return /^(\d{4}-\d{2}-\d{2})\.json$/.exec(date)?.[1] ?? null;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw refusal(folder, 'cannot be read: let this user read the folder', cause);
  }
}

function refusal(file: string, what: string, cause?: unknown): GatewayError {
  return new GatewayError('CONFIGURATION_INVALID', `${file} ${what}`, { file }, { cause });
}
