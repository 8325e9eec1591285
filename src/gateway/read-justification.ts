import { GatewayError } from '../errors.ts';

const LONGEST = 500;
/**
 * What can break a line, act on a terminal, turn the reading order, or change in a JSON round trip: C0, DEL and C1, bidi
 * controls, line and paragraph separators, and half of a surrogate pair.
 */
const UNFIT = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Cs}]/u;
const VISIBLE = /\S/u;

/**
 * Reads the reason a caller states: 1 to 500 characters (code points), not all of them blank, none a control character.
 *
 * `text` is untrusted and comes out unchanged: what is logged is what was stated. Pure. Throws JUSTIFICATION_INVALID,
 * without the text, which may hold personal data.
 */
export function readJustification(text: string): string {
  // Code points are never more than UTF-16 units, nor fewer than half: a text of megabytes is not spread into an array.
  if (text.length > 2 * LONGEST || [...text].length > LONGEST) {
    throw refusal(`longer than ${LONGEST} characters`, 'state it in fewer words');
  }
  if (!VISIBLE.test(text)) {
    throw refusal('empty', 'state it, or leave it out');
  }
  if (UNFIT.test(text)) {
    throw refusal('with a control character', 'write it on one line, as plain text');
  }
  return text;
}

function refusal(problem: string, remedy: string): GatewayError {
  return new GatewayError('JUSTIFICATION_INVALID', `the justification is ${problem}: ${remedy}`, { problem });
}
