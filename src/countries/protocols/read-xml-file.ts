/** An XML document as plain objects of text: no document type, no entity but the predefined five, no number guessed. */
import { XMLParser } from 'fast-xml-parser';
import { GatewayError } from '../../errors.ts';
import { checkPlainXml } from './check-plain-xml.ts';
import { checkXmlText } from './check-xml-text.ts';
import { asRow, type NativeRow } from './protocol.ts';

const PARSER = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  trimValues: false,
  processEntities: true,
  htmlEntities: false,
  transformTagName: (name) => name.normalize('NFC'),
});

/**
 * The root element `root` of `text`: an element that holds text is a text, one that holds elements an object without
 * prototype, several of one name an array. Names are NFC, as written (a prefix is part of the name); attributes are
 * left aside.
 *
 * SOURCE_INVALID: another root or more than one, what `checkXmlText` and `checkPlainXml` refuse, a character XML 1.0 does
 * not have (section 2.2), and whatever is not well formed. The message never holds text of the document.
 */
export function readXmlFile(text: string, root: string): NativeRow {
  checkXmlText(text);
  checkPlainXml(text);
  if (NOT_XML.test(text)) throw new GatewayError('SOURCE_INVALID', 'the document holds a control character');
  const document = parse(text);
  const [name, ...others] = Object.keys(document);
  if (name !== root || others.length > 0) {
    throw new GatewayError('SOURCE_INVALID', `the root is not one \`${root}\``);
  }
  return asRow(document[root], `\`${root}\``);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not be there
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

function parse(text: string): NativeRow {
  try {
    return asRow(PARSER.parse(text, true), 'the document');
  } catch (cause) {
    throw new GatewayError('SOURCE_INVALID', 'the document is no XML', {}, { cause });
  }
}
