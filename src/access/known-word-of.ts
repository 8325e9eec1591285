/**
 * The word of a closed set that `text` is to the letter, or null. `text` may be anything; a word that comes out is trusted.
 *
 * Looked up by comparison, never as a property: `__proto__` or `constructor` finds nothing.
 */
export function knownWordOf<Word extends string>(words: readonly Word[], text: string): Word | null {
  for (const word of words) {
    if (word === text) {
      return word;
    }
  }
  return null;
}
