import { GatewayError } from '../../errors.ts';
import { checkXmlText } from './check-xml-text.ts';
import { parseXml } from './parse-xml.ts';
import { type NativeHttpResponse, type NativeRow, readText } from './protocol.ts';

export interface XmlShape {
  /** Names of the attributes that are read, each under `@name`; all others are left out. */
  readonly attributes: readonly string[];
  /** Names of elements that are lists, also with one item. */
  readonly repeated: readonly string[];
}

/**
 * The body of a 200 as `parseXml` gives it, by names as they are written, without the blanks around texts. Throws
 * SOURCE_UNAVAILABLE as `readText` does; SOURCE_INVALID for what `checkXmlText` and `parseXml` refuse, and for any reference
 * beside the five of XML 1.0 (section 4.6), which a plain answer never has.
 */
export async function readXml(response: NativeHttpResponse, shape: XmlShape): Promise<NativeRow> {
  const text = readText(response);
  checkXmlText(text);
  if (/&(?!(?:amp|lt|gt|quot|apos);)/.test(text)) {
    throw new GatewayError('SOURCE_INVALID', 'the body has an entity beside the five predefined');
  }
  return parseXml(text, { ...shape, nameOf: ({ name }) => name, namespaces: false, trims: true });
}
