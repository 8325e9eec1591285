/** An XML document as plain objects of text: no document type, no entity but the predefined five, no number guessed. */
import { GatewayError } from '../../errors.ts';
import { checkXmlText } from './check-xml-text.ts';
import { parseXml, type XmlReader } from './parse-xml.ts';
import { asRow, type NativeRow } from './protocol.ts';

const READER: XmlReader = {
  nameOf: ({ name }) => name.normalize('NFC'),
  namespaces: false,
  attributes: [],
  repeated: [],
  trims: false,
};

/**
 * The root element `root` of `text`: an element that holds text is a text, one that holds elements an object without
 * prototype, several of one name an array. Names are NFC, as written (a prefix is part of the name); attributes are
 * left aside.
 *
 * SOURCE_INVALID: another root, what `checkXmlText` and `parseXml` refuse, and a reference that is none of
 * `&amp; &lt; &gt; &quot; &apos;`. The message never holds text of the document.
 */
export async function readXmlFile(text: string, root: string): Promise<NativeRow> {
  checkXmlText(text);
  if (/&(?!(?:amp|lt|gt|quot|apos);)/.test(text)) {
    throw new GatewayError('SOURCE_INVALID', 'the document has an entity that is not predefined');
  }
  const document = await parseXml(text, READER);
  if (!Object.hasOwn(document, root)) {
    throw new GatewayError('SOURCE_INVALID', `the root is not one \`${root}\``);
  }
  return asRow(document[root], `\`${root}\``);
}
