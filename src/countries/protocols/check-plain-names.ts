import { GatewayError } from '../../errors.ts';

/**
 * For answers whose names are read as they are written: throws SOURCE_INVALID when the namespace of plain names is declared
 * anywhere but on the first element, for then the same name means two things (Namespaces in XML 1.0, section 6.2). A name
 * with a prefix is another name, and nobody asks for it.
 */
export function checkPlainNames(text: string): void {
  const root = /<[^?!][^>]*>/.exec(text);
  const behind = root === null ? '' : text.slice(root.index + root[0].length);
  if (/<[^<>]*\sxmlns\s*=/.test(behind)) {
    throw new GatewayError('SOURCE_INVALID', 'an element has a namespace of its own');
  }
}
