import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { GatewayError } from '../../errors.ts';

/** A text that is kept once, by its content, whatever entries name it. No value of a record or a caller is in it. */
export interface KeptText {
  readonly text: string;
  /** SHA-256 of its UTF-8, in hex. */
  readonly sha256: string;
}

/** By the whole text, up to so many characters: documents and lists are the same few from request to request. */
const known = new LRUCache<string, KeptText>({
  maxSize: 2_000_000,
  maxEntrySize: 20_000,
  sizeCalculation: (_, text) => Math.max(1, text.length),
});

/** Throws only on a broken promise: INVARIANT, half a character, which two texts could share. */
export function keptText(text: string): KeptText {
  const one = known.get(text);
  if (one !== undefined) return one;
  if (!text.isWellFormed())
    throw new GatewayError('EVIDENCE_LOG_UNAVAILABLE', 'INVARIANT: half a character in a text');
  const made = Object.freeze({ text, sha256: hashText(text) });
  known.set(text, made);
  return made;
}

/** The name by which a text is kept. */
export function hashText(text: string): string {
  return hash('sha256', text);
}
