import { GatewayError } from '../../errors.ts';

/**
 * For answers whose names are read as they are written: throws SOURCE_INVALID when the namespace of plain names is declared
 * anywhere but on the first element, for then the same name means two things (Namespaces in XML 1.0, section 6.2). A name
 * with a prefix is another name, and nobody asks for it.
 *
 * Text that only looks like such a declaration is refused, too: where a tag ends, a pattern cannot tell. The time it takes
 * grows with the length of `text`, whatever stands there.
 */
export function checkPlainNames(text: string): void {
  const end = text.indexOf('>', text.search(/<[^?!]/));
  if (end !== -1 && /\sxmlns\s*=/.test(text.slice(end))) {
    throw new GatewayError('SOURCE_INVALID', 'an element has a namespace of its own');
  }
}
