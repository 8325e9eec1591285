import { GatewayError } from '../../errors.ts';

/**
 * `text` as JSON. `place`, a word of ours, is what a failure names; no text of the source is in its message.
 *
 * Throws SOURCE_INVALID for what is no JSON, and for an object that has a key twice: JSON.parse keeps the last in silence,
 * another reader the first (RFC 8259, section 4), and of two markings nobody here can know which is meant.
 */
export function parseJson(text: string, place: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new GatewayError('SOURCE_INVALID', `${place} is no JSON`, {}, { cause });
  }
  if (keysWritten(text) !== keysRead(value)) {
    throw new GatewayError('SOURCE_INVALID', `${place} has a key twice in one object`);
  }
  return value;
}

/** How many keys stand in `text`, which is JSON: the colons outside its strings. */
function keysWritten(text: string): number {
  let keys = 0;
  let isInString = false;
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place);
    if (code === QUOTE) isInString = !isInString;
    else if (code === BACKSLASH) place++;
    else if (code === COLON && !isInString) keys++;
  }
  return keys;
}

const QUOTE = 0x22;
const COLON = 0x3a;
const BACKSLASH = 0x5c;

/** How many keys all objects of `value` have together. Without recursion: it may be nested beyond any stack. */
function keysRead(value: unknown): number {
  const open: unknown[] = [value];
  let keys = 0;
  while (open.length > 0) {
    const node = open.pop();
    if (Array.isArray(node)) {
      for (const item of node) if (typeof item === 'object') open.push(item);
    } else if (typeof node === 'object' && node !== null) {
      const children = Object.values(node);
      keys += children.length;
      for (const child of children) if (typeof child === 'object') open.push(child);
    }
  }
  return keys;
}
