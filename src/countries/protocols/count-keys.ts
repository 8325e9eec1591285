/**
 * How many keys all objects of `text` have together, as it is written: the colons outside strings. Null: more than `depth`
 * brackets are open at once, or not as many are closed as were opened.
 *
 * Of what is no JSON it says something all the same: whoever parses the text finds that.
 */
export function countKeys(text: string, depth: number): number | null {
  let keys = 0;
  let level = 0;
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place);
    if (code === QUOTE) place = endOfString(text, place);
    else if (code === COLON) keys++;
    else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      level += 1;
      if (level > depth) return null;
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) level -= 1;
  }
  return level === 0 ? keys : null;
}

export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const COLON = 0x3a;
const BACKSLASH = 0x5c;
export const OPEN_LIST = 0x5b;
export const CLOSE_LIST = 0x5d;
export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;

/** Of the string that begins at `place`; the end of the text where it has none. */
export function endOfString(text: string, place: number): number {
  for (let end = place + 1; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === QUOTE) return end;
    if (code === BACKSLASH) end++;
  }
  return text.length;
}
