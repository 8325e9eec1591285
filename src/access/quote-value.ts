const LONGEST = 60;
const BEYOND_ASCII = /[^\x20-\x7e]/gu;

/**
 * A word from outside, in backticks, fit for one line of a message or a terminal.
 *
 * `text` may be anything. What is not printable ASCII is written as its code point, so that control characters do
 * nothing and a look-alike (full-width, zero-width) can be told from the word it imitates; a long text is cut.
 */
export function quoteValue(text: string): string {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
  return `\`${cut.replace(BEYOND_ASCII, toCodePoint)}\``;
}

function toCodePoint(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16)}}`;
}
