import { GatewayError } from '../../errors.ts';

/**
 * For answers whose names and references are read as they are written. Throws SOURCE_INVALID for
 *
 * - the namespace of plain names declared anywhere but on the first element, for then the same name means two things
 *   (Namespaces in XML 1.0, section 6.2); a name with a prefix is another name, and nobody asks for it. Text that only looks
 *   like such a declaration is refused, too: where a tag ends, a pattern cannot tell
 * - a reference that is none of `&amp; &lt; &gt; &quot; &apos;` (XML 1.0, section 4.6): a parser leaves it standing in a value
 *
 * The time it takes grows with the length of `text`, whatever stands there.
 */
export function checkPlainXml(text: string): void {
  const end = text.indexOf('>', text.search(/<[^?!]/));
  if (end !== -1 && /\sxmlns\s*=/.test(text.slice(end))) {
    throw new GatewayError('SOURCE_INVALID', 'an element has a namespace of its own');
  }
  if (/&(?!(?:amp|lt|gt|quot|apos);)/.test(text)) {
    throw new GatewayError('SOURCE_INVALID', 'the document has an entity beside the five predefined');
  }
}
