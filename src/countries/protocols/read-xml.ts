import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { GatewayError } from '../../errors.ts';
import { checkPlainXml } from './check-plain-xml.ts';
import { checkXmlText } from './check-xml-text.ts';
import { asRow, type NativeHttpResponse, type NativeRow, readText } from './protocol.ts';
import { trimTexts } from './trim-texts.ts';

export interface XmlShape {
  /** Names of the attributes that are read, each under `@name`; all others are left out. */
  readonly attributes: readonly string[];
  /** Names of elements that are lists, also with one item. */
  readonly repeated: readonly string[];
}

/**
 * The body of a 200 as a tree with the document element as its only key: an element with children is an object, one
 * with text alone its text, an empty one ''. Values stay text. Throws SOURCE_UNAVAILABLE as `readText` does;
 * SOURCE_INVALID for what is not well-formed, and for what a plain answer never has: what `checkXmlText` and
 * `checkPlainXml` refuse, a name that is special in JavaScript, elements more than 100 deep.
 */
export function readXml(response: NativeHttpResponse, shape: XmlShape): NativeRow {
  const text = readText(response);
  checkXmlText(text);
  checkPlainXml(text);
  if (XMLValidator.validate(text) !== true) {
    throw new GatewayError('SOURCE_INVALID', 'the body is no well-formed XML');
  }
  const tree = asRow(trimTexts(parse(text, shape)), 'the body');
  if (Object.keys(tree).length !== 1) {
    throw new GatewayError('SOURCE_INVALID', 'the body has more than one document element');
  }
  return tree;
}

function parse(text: string, shape: XmlShape): unknown {
  const parser = new XMLParser({
    ignoreAttributes: (name) => !shape.attributes.includes(name),
    attributeNamePrefix: '@',
    ignoreDeclaration: true,
    ignorePiTags: true,
    isArray: (name) => shape.repeated.includes(name),
    maxNestedTags: 100,
    parseAttributeValue: false,
    parseTagValue: false,
    trimValues: false,
  });
  try {
    return parser.parse(text);
  } catch (cause) {
    throw new GatewayError('SOURCE_INVALID', 'the body is no XML that can be read', {}, { cause });
  }
}
