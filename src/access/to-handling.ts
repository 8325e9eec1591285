import type { HandlingCode } from '../terms.ts';
import { HANDLING_CODES } from '../terms.ts';
import { knownWordOf } from './known-word-of.ts';

/**
 * The one handling code that counts, of codes joined with `+`: the strictest of them.
 *
 * `codes` may be anything a national system or a table wrote. No code at all, and any code that is not known
 * to the letter, is H3.
 */
export function toHandling(codes: string): HandlingCode {
  let strictest: HandlingCode = 'H0';
  for (const word of codes.split('+')) {
    const code = knownWordOf(HANDLING_CODES, word) ?? 'H3';
    // The words of the list sort from weak to strict.
    if (code > strictest) {
      strictest = code;
    }
  }
  return strictest;
}
