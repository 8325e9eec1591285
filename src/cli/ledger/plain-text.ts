const UNSEEN = /[\p{C}\u2028\u2029]/gu;
const UNSEEN_BUT_NEWLINE = /(?!\n)[\p{C}\u2028\u2029]/gu;

/** A text of somebody else, fit for a line on a terminal: what is not seen, or turns the line around, stands as its code point. */
export function plainText(text: string): string {
  return text.replace(UNSEEN, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

/** A value as JSON that says the same and is fit for a terminal. */
export function plainJson(value: unknown): string {
  // A newline in a text is an escape already.
  return JSON.stringify(value, null, 2).replace(UNSEEN_BUT_NEWLINE, (character) =>
    Array.from({ length: character.length }, (_, at) => escapeOf(character.charCodeAt(at))).join(''),
  );
}

function escapeOf(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}
