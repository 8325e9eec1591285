/** Rows by key, as national REST systems that list fields in the query string take them. */
import type { NativeKeys } from './native-request.ts';

/**
 * `field:value,value`, or `field|field:value,value` where one of several fields may hold the value. What would part the
 * list stands percent-encoded inside a name or value, so that it survives the system's own parsing; the whole is still
 * to be encoded for the query string. A text that is none (a lone surrogate) is written as one no record has.
 */
export function toKeyList({ fields, values }: NativeKeys): string {
  return `${fields.map(escapeMarks).join('|')}:${values.map(escapeMarks).join(',')}`;
}

/** `text` encoded for a query string (RFC 3986, section 3.4), its commas and colons left to be read. */
export function toQueryText(text: string): string {
  return encodeURIComponent(text).replace(/%(?:2C|3A)/g, decodeURIComponent);
}

function escapeMarks(text: string): string {
  return text
    .toWellFormed()
    .replace(/[%,:|()]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
