/** Strings and the signs that structure JSON. Numbers, words, commas and blanks lie between matches. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:]/g;

/**
 * The first key that stands twice in one object of `text`, at any depth, or null.
 *
 * JSON.parse keeps the last of such keys in silence, another reader the first (RFC 8259, section 4). Two spellings of a
 * key (`country`, `\u0063ountry`) are one. `text` must have passed JSON.parse: this is no check of the syntax.
 */
export function repeatedKeyOf(text: string): string | null {
  const open: Set<string>[] = [];
  let last = '';
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') {
      open.push(new Set());
    } else if (token === '}' || token === ']') {
      open.pop();
    } else if (token === ':') {
      const key: string = JSON.parse(last);
      const keys = open.at(-1);
      if (keys?.has(key)) {
        return key;
      }
      keys?.add(key);
    }
    last = token;
  }
  return null;
}
