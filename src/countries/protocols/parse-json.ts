import { GatewayError } from '../../errors.ts';
import { nextTurn } from '../../next-turn.ts';
import { countKeys } from './count-keys.ts';
import { type Cut, cutJson, type Piece } from './cut-json.ts';

const MOST_DEPTH = 64;
/** Of an object that does not fit in one piece: of what such a one has more, no record has fields. */
const MOST_KEYS = 10_000;
/** Characters that are parsed in one turn of the event loop, about. */
const PIECE = 256 * 1024;

/**
 * `text` as JSON. `place`, a word of ours, is what a failure names; no text of the source is in its message. A large text is
 * parsed in pieces of about `size` characters, and the event loop is free in between: how long one turn takes is not the
 * source's choice.
 *
 * Throws SOURCE_INVALID for what is no JSON, for lists and objects more than 64 deep, for an object of more than 10,000 keys
 * that does not fit in one piece, and for one that has a key twice: JSON.parse keeps the last in silence, another reader the
 * first (RFC 8259, section 4), and of two markings nobody here can know which is meant.
 */
export async function parseJson(text: string, place: string, size = PIECE): Promise<unknown> {
  return (text.length <= size ? parseAtOnce(text) : null) ?? parseInPieces(text, place, size);
}

/**
 * A text that fits into one piece, and needs no cutting. Null for all that is refused, and for `null`: why, is then for
 * `parseInPieces` to say.
 */
function parseAtOnce(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  return isWhole(text, value) ? value : null;
}

/**
 * Has every key of `text` come out of it, and is it not too deep? The colons say so, which are found faster than keys: one
 * for each key, and those in strings. INVARIANT: what JSON.parse dropped took at least the colon of its key along, so that
 * there are as many in the text as in its value only where nothing was. An escape may be a colon that the text has not:
 * there the keys are counted one by one.
 */
function isWhole(text: string, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return text.includes('\\')
    ? countKeys(text, MOST_DEPTH) === keysRead(value)
    : colonsIn(text) === colonsRead(value, MOST_DEPTH);
}

function colonsIn(text: string): number {
  let colons = 0;
  for (let at = text.indexOf(':'); at !== -1; at = text.indexOf(':', at + 1)) colons += 1;
  return colons;
}

/** One for each key of `value`, and those of its strings; NaN, which nothing equals, where it is deeper than `depth`. */
function colonsRead(value: object, depth: number): number {
  if (depth === 0) return Number.NaN;
  let colons = 0;
  // By name: Object.values would make a list of each object. Of a list, too, `for in` would make texts of its places.
  if (Array.isArray(value)) for (const item of value) colons += colonsOf(item, depth);
  else
    for (const key in value) colons += 1 + colonsOf((value as Readonly<Record<string, unknown>>)[key], depth);
  return colons;
}

function colonsOf(value: unknown, depth: number): number {
  if (typeof value === 'string') return colonsIn(value);
  return typeof value === 'object' && value !== null ? colonsRead(value, depth - 1) : 0;
}

async function parseInPieces(text: string, place: string, size: number): Promise<unknown> {
  const document = cutJson(text, size, MOST_DEPTH);
  if (document === null) throw refuse(`${place} is no JSON, or is nested too deep`);
  const reading: Reading = { text, place, keys: 0 };
  const items = await parseCut(reading, document.cut);
  if (!Array.isArray(items) || items.length !== 1) throw refuse(`${place} is no JSON`);
  if (reading.keys !== document.keys) throw refuse(`${place} has a key twice in one object`);
  return items[0];
}

interface Reading {
  readonly text: string;
  readonly place: string;
  /** How many keys all objects have together that were parsed. */
  keys: number;
}

function parseCut(reading: Reading, cut: Cut): Promise<unknown> {
  return cut.isList ? parseList(reading, cut) : parseObject(reading, cut);
}

async function parseList(reading: Reading, { pieces }: Cut): Promise<unknown[]> {
  const list: unknown[] = [];
  for (const piece of pieces) {
    if (piece !== pieces[0]) await nextTurn();
    const items = parsePiece(reading, piece, '[', ']') as unknown[];
    // Between two commas there is something.
    if (items.length === 0 && pieces.length > 1) throw refuse(`${reading.place} is no JSON`);
    if (piece.large !== null) list.push(await parseCut(reading, piece.large));
    else for (const item of items) list.push(item);
  }
  return list;
}

async function parseObject(reading: Reading, { pieces }: Cut): Promise<Record<string, unknown>> {
  const object: Record<string, unknown> = Object.create(null);
  let known = 0;
  for (const piece of pieces) {
    if (piece !== pieces[0]) await nextTurn();
    const members = Object.entries(parsePiece(reading, piece, '{', '}'));
    if (members.length === 0 && pieces.length > 1) throw refuse(`${reading.place} is no JSON`);
    known += members.length;
    if (known > MOST_KEYS) throw refuse(`${reading.place} has an object with too many keys`);
    const large = piece.large === null ? undefined : await parseCut(reading, piece.large);
    for (const [key, value] of members) {
      if (Object.hasOwn(object, key)) throw refuse(`${reading.place} has a key twice in one object`);
      object[key] = large ?? value;
    }
  }
  return object;
}

/** INVARIANT: what is parsed is the text itself, but for a large value, in the place of which stands an empty list. */
function parsePiece(reading: Reading, { from, to, large }: Piece, open: string, close: string): object {
  const { text, place } = reading;
  const inside =
    large === null
      ? text.slice(from, to)
      : `${text.slice(from, large.from - 1)}[]${text.slice(large.to + 1, to)}`;
  let value: object;
  try {
    value = JSON.parse(`${open}${inside}${close}`);
  } catch (cause) {
    throw refuse(`${place} is no JSON`, cause);
  }
  reading.keys += keysRead(value);
  return value;
}

/** How many keys all objects of `value` have together: no more than 64 stand in each other. */
function keysRead(value: object): number {
  let keys = 0;
  if (Array.isArray(value)) {
    for (const item of value) if (typeof item === 'object' && item !== null) keys += keysRead(item);
    return keys;
  }
  // By name: Object.values would make a list of each object.
  for (const key in value) {
    keys += 1;
    const item = (value as Readonly<Record<string, unknown>>)[key];
    if (typeof item === 'object' && item !== null) keys += keysRead(item);
  }
  return keys;
}

function refuse(message: string, cause?: unknown): GatewayError {
  return new GatewayError('SOURCE_INVALID', message, {}, { cause });
}
