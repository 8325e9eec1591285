import { hash } from 'node:crypto';
import { GatewayError } from '../../errors.ts';

/** A text that is kept once, by its content, whatever entries name it. No value of a record or a caller is in it. */
export interface KeptText {
  readonly text: string;
  /** SHA-256 of its UTF-8, in hex. */
  readonly sha256: string;
}

/** Throws only on a broken promise: INVARIANT, half a character, which two texts could share. */
export function keptText(text: string): KeptText {
  if (!text.isWellFormed())
    throw new GatewayError('EVIDENCE_LOG_UNAVAILABLE', 'INVARIANT: half a character in a text');
  return { text, sha256: hashText(text) };
}

/** The name by which a text is kept. */
export function hashText(text: string): string {
  return hash('sha256', text);
}
