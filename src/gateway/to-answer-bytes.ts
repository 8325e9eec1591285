import type { ErrorEntry } from './answer/to-errors.ts';

/** What a caller is given: what is closed in the data, the data, and what goes beside. */
export interface Answer {
  readonly errors: readonly ErrorEntry[];
  readonly data: Readonly<Record<string, unknown>>;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/**
 * The answer as it is sent: JSON in UTF-8, and a newline; no errors, no word of them. Of an answer that several callers have,
 * data and errors are encoded once for all of them: they are frozen (`freezeAnswer`).
 */
export function toAnswerBytes({ errors, data, extensions }: Answer): Buffer {
  const opening = errors.length === 0 ? [] : [encoded('"errors":'), bytesOf(errors), encoded(',')];
  const closing = encoded(`,"extensions":${JSON.stringify(extensions)}}\n`);
  return Buffer.concat([encoded('{'), ...opening, encoded('"data":'), bytesOf(data), closing]);
}

const known = new WeakMap<object, Uint8Array>();

function bytesOf(part: object): Uint8Array {
  const before = known.get(part);
  if (before !== undefined) return before;
  const bytes = encoded(JSON.stringify(part));
  if (Object.isFrozen(part)) known.set(part, bytes);
  return bytes;
}

/** Making room for a text of which nobody knows the length takes longer than writing it. */
const ROOM = new Uint8Array(256 * 1024);
const ENCODER = new TextEncoder();

function encoded(text: string): Uint8Array {
  const { read, written } = ENCODER.encodeInto(text, ROOM);
  return read === text.length ? ROOM.slice(0, written) : Buffer.from(text);
}
