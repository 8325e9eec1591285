import { GatewayError } from '../../errors.ts';

/** Tags and references in one document: ten thousand records of a dozen fields. What has more would hold up every query. */
const MOST_MARKS = 300_000;

/**
 * Throws SOURCE_INVALID for what a plain answer never has, whatever a parser would make of it: a document type (with it go
 * all entities of its own), a declared encoding that is not UTF-8, in which `text` has been read (XML 1.0, section 4.3.3),
 * and more than 300,000 tags and references. The time it takes grows with the length of `text`, whatever stands there.
 */
export function checkXmlText(text: string): void {
  if (/<!DOCTYPE/i.test(text)) throw new GatewayError('SOURCE_INVALID', 'the document has a DOCTYPE');
  const declared = /^<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"']*)["']/.exec(text)?.[1] ?? 'UTF-8';
  if (declared.toUpperCase() !== 'UTF-8') {
    throw new GatewayError('SOURCE_INVALID', 'the document declares another encoding than UTF-8');
  }
  if (countOf('<', text) + countOf('&', text) > MOST_MARKS) {
    throw new GatewayError('SOURCE_INVALID', 'the document has too many tags and references');
  }
}

function countOf(mark: string, text: string): number {
  let count = 0;
  for (let place = text.indexOf(mark); place !== -1; place = text.indexOf(mark, place + 1)) count++;
  return count;
}
