/**
 * STAND-IN, NOT THE ORIGINAL. The engineer of the file drops overwrote the file of this name that belongs to
 * rest-xml.ts, by mistake, on its first day, before it was committed. This was written anew from how rest-xml.ts
 * calls it. Its owner: put your own text back over this one; nothing else imports it.
 */
import { XMLParser } from 'fast-xml-parser';
import { GatewayError } from '../../errors.ts';
import { asRow, type NativeHttpResponse, type NativeRow, readText } from './protocol.ts';

export interface XmlShape {
  /** Attributes that are kept, under their name with `@` before it. */
  readonly attributes: readonly string[];
  /** Elements that are always an array, also when there is one. */
  readonly repeated: readonly string[];
}

/**
 * The body of a 200 as an object with the document element as its only key; every value stays text. SOURCE_INVALID:
 * no XML, a DOCTYPE, an entity that is not one of the predefined five, more than one document element.
 */
export function readXml(response: NativeHttpResponse, shape: XmlShape): NativeRow {
  const text = readText(response);
  if (/<!DOCTYPE/i.test(text) || /&(?!(?:amp|lt|gt|quot|apos);)/.test(text)) {
    throw new GatewayError('SOURCE_INVALID', 'the body has a DOCTYPE or an entity that is not predefined');
  }
  const document = asRow(parse(text, shape), 'the body');
  if (Object.keys(document).length !== 1) {
    throw new GatewayError('SOURCE_INVALID', 'the body has not one document element');
  }
  return document;
}

function parse(text: string, { attributes, repeated }: XmlShape): unknown {
  const parser = new XMLParser({
    attributeNamePrefix: '@',
    ignoreAttributes: (name) => !attributes.includes(name),
    ignoreDeclaration: true,
    ignorePiTags: true,
    isArray: (name) => repeated.includes(name),
    parseAttributeValue: false,
    parseTagValue: false,
  });
  try {
    return parser.parse(text, true);
  } catch (cause) {
    throw new GatewayError('SOURCE_INVALID', 'the body is no XML', {}, { cause });
  }
}
