/** The lines of an owner's slice: JSON, one line each, canonical, so that each value has one text. Bytes are in base64. */
import { z } from 'zod';
import { canonicalJson } from '../../canonical-json.ts';
import { SALT_BYTES } from '../entry/entry-leaf.ts';
import { ENTRY_BYTES } from '../entry/seal-entry.ts';
import { notAsIssued } from '../not-as-issued.ts';
import { readBase64, toBase64 } from '../note/base64.ts';
import { readJson } from '../read-json.ts';
import { HASH_BYTES } from '../tree-hash.ts';

export const SLICE_FORMAT = 'concordat/ledger-slice@v1';
/** A tree of less than 2^53 leaves is at most 53 high. */
const LONGEST_PROOF = 53;

/** An entry of the log, and that it is there: its salt, its bytes, the hashes from its leaf up to the root. */
const provedEntry = {
  index: z.int().nonnegative(),
  entry: base64(1, ENTRY_BYTES),
  salt: base64(SALT_BYTES, SALT_BYTES),
  proof: z.array(base64(HASH_BYTES, HASH_BYTES)).max(LONGEST_PROOF),
};

const HEAD_LINE = z.strictObject({
  format: z.literal(SLICE_FORMAT),
  /** The name of the log. */
  log: z.string(),
  owner: z.string(),
  /** ISO 8601, UTC: entries of this time and later, */
  from: z.string(),
  /** before this one. */
  before: z.string(),
  /** How many lines with an entry follow. */
  entries: z.int().nonnegative(),
  /** The signed head that all proofs lead to: text of C2SP signed-note. */
  head: z.string(),
  /** The entry that says that this slice was read. */
  reading: z.strictObject(provedEntry),
});

const ENTRY_LINE = z.strictObject({
  ...provedEntry,
  /** The owner's part, with the salt of its own. */
  part: base64(1, ENTRY_BYTES),
  partSalt: base64(SALT_BYTES, SALT_BYTES),
});

/** A text that lines below name by its hash. */
const TEXT_LINE = z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), text: z.string() });

export type SliceHead = Readonly<z.infer<typeof HEAD_LINE>>;
export type SliceEntry = Readonly<z.infer<typeof ENTRY_LINE>>;
export type SliceText = Readonly<z.infer<typeof TEXT_LINE>>;

/** The line, with its newline. */
export function printSliceLine(line: SliceHead | SliceEntry | SliceText): string {
  return `${canonicalJson(toText(line))}\n`;
}

/** The same with base64 where bytes are. */
function toText(value: unknown): unknown {
  if (value instanceof Uint8Array) return toBase64(value);
  if (Array.isArray(value)) return value.map(toText);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toText(inner)]));
}

/** Reads the first line. Nothing in it has been verified. Throws EVIDENCE_INVALID. */
export function readSliceHead(line: string): SliceHead {
  return read(line, HEAD_LINE, `line 1 is not the first line of \`${SLICE_FORMAT}\``);
}

/** Reads a line below the first. Nothing in it has been verified. Throws EVIDENCE_INVALID, with its number. */
export function readSliceLine(line: string, number: number): SliceEntry | SliceText {
  return read(line, z.union([ENTRY_LINE, TEXT_LINE]), `line ${number} is no entry and no text`);
}

function read<Line>(line: string, form: z.ZodType<Line>, problem: string): Line {
  const json = readJson(line);
  const { data } = form.safeParse(json);
  if (data === undefined) throw notAsIssued('slice', problem);
  if (canonicalJson(json) !== line) throw notAsIssued('slice', `${problem}: no canonical JSON`);
  return data;
}

function base64(least: number, most: number) {
  return z.string().transform((text, context): Uint8Array => {
    const bytes = readBase64(text);
    if (bytes !== null && bytes.length >= least && bytes.length <= most) return bytes;
    context.addIssue('no base64 of this length');
    return z.NEVER;
  });
}
