/** An XML document as a tree, read in steps between which the event loop is free: how long one takes is not the source's choice. */
import { SaxesParser, type SaxesTagNS, type SaxesTagPlain } from 'saxes';
import { GatewayError } from '../../errors.ts';
import { nextTurn } from '../../next-turn.ts';
import { asRow, type NativeRow } from './protocol.ts';

export interface XmlReader {
  /** The key of an element in the object of the one that holds it. `depth`: how many are open around it. */
  readonly nameOf: (tag: XmlTag, depth: number) => string;
  /** True: namespaces are resolved, and a prefix that is not declared is no XML. */
  readonly namespaces: boolean;
  /** Attributes that are read, each under `@name`; all others are left out. */
  readonly attributes: readonly string[];
  /** Names of elements that are lists, also with one item. */
  readonly repeated: readonly string[];
  /** The blanks around a text are taken off; inside, where comments or CDATA part it, they stay. */
  readonly trims: boolean;
}

/** As written; `local` and `uri` only where namespaces are resolved. */
export interface XmlTag {
  readonly name: string;
  readonly local?: string;
  readonly uri?: string;
}

interface Open {
  readonly name: string;
  readonly row: Record<string, unknown>;
  isEmpty: boolean;
  text: string;
}

const STEP = 64 * 1024;
const MOST_DEPTH = 64;
const MOST_ATTRIBUTES = 1_000;
/** Nobody asks for these, and whoever copies a row that has them changes more than the row. */
const SPECIAL: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * `text` as an object with the document element as its only key: an element with children or attributes that are read is an
 * object without prototype, its own text under `#text`; one with text alone its text, an empty one ''; several of one name
 * an array. Values stay text.
 *
 * SOURCE_INVALID: what is not well-formed (XML 1.0), a document type, a reference beside the five of section 4.6 and those to
 * characters, a name that is special in JavaScript, elements more than 64 deep, an element with more than 1,000 attributes,
 * and, where names are read as they are written, the namespace of plain names declared anywhere but on the first element:
 * there the same name would mean two things (Namespaces in XML 1.0, section 6.2). No text of the source is in the message.
 */
export async function parseXml(text: string, reader: XmlReader): Promise<NativeRow> {
  const document: Open = { name: '', row: Object.create(null), isEmpty: true, text: '' };
  const parser = openParser(reader, document);
  for (let from = 0; from < text.length; from += STEP) {
    if (from > 0) await nextTurn();
    orNoXml(() => parser.write(text.slice(from, from + STEP)));
  }
  orNoXml(() => parser.close());
  return asRow(document.row, 'the document');
}

/** What the parser says holds text of the source. */
function orNoXml(step: () => void): void {
  try {
    step();
  } catch (cause) {
    throw cause instanceof GatewayError ? cause : refuse('is no XML that can be read');
  }
}

function openParser(reader: XmlReader, document: Open): SaxesParser {
  const parser = new SaxesParser({
    xmlns: reader.namespaces,
    position: false,
    defaultXMLVersion: '1.0',
    forceXMLVersion: true,
  }) as SaxesParser;
  const open: Open[] = [document];
  let attributes = 0;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', () => {
    throw refuse('has a DOCTYPE');
  });
  parser.on('attribute', ({ name }) => {
    attributes += 1;
    if (attributes > MOST_ATTRIBUTES) throw refuse('has an element with too many attributes');
    if (!reader.namespaces && name === 'xmlns' && open.length > 1) {
      throw refuse('has an element with a namespace of its own');
    }
  });
  parser.on('opentag', (tag) => {
    attributes = 0;
    if (open.length > MOST_DEPTH) throw refuse('has elements that are nested too deep');
    open.push(begin(reader, tag, open.length - 1));
  });
  parser.on('text', (piece) => addText(open, piece));
  parser.on('cdata', (piece) => addText(open, piece));
  parser.on('closetag', () => end(reader, open));
  return parser;
}

function begin(reader: XmlReader, tag: SaxesTagNS | SaxesTagPlain, depth: number): Open {
  const name = reader.nameOf(tag, depth);
  if (SPECIAL.has(name)) throw refuse('has an element whose name is special in JavaScript');
  const element: Open = { name, row: Object.create(null), isEmpty: true, text: '' };
  for (const attribute of reader.attributes) {
    const given = Object.hasOwn(tag.attributes, attribute) ? tag.attributes[attribute] : undefined;
    if (given === undefined) continue;
    element.row[`@${attribute}`] = textOf(reader, typeof given === 'string' ? given : given.value);
    element.isEmpty = false;
  }
  return element;
}

/** Outside of the document element there is nothing but blanks. */
function addText(open: readonly Open[], piece: string): void {
  const element = open.at(-1);
  if (element !== undefined && open.length > 1) element.text += piece;
}

function end(reader: XmlReader, open: Open[]): void {
  const element = open.pop();
  const parent = open.at(-1);
  if (element === undefined || parent === undefined) throw refuse('is no XML that can be read');
  const { name, row, isEmpty } = element;
  const text = textOf(reader, element.text);
  if (!isEmpty && text !== '') row['#text'] = text;
  add(parent.row, name, isEmpty ? text : row, reader.repeated.includes(name));
  parent.isEmpty = false;
}

function add(row: Record<string, unknown>, name: string, value: unknown, isList: boolean): void {
  const before = row[name];
  if (before === undefined) row[name] = isList ? [value] : value;
  else if (Array.isArray(before)) before.push(value);
  else row[name] = [before, value];
}

/** White space of XML 1.0 (section 2.3): a no-break space is a character like any other. */
function textOf({ trims }: XmlReader, text: string): string {
  return trims ? text.replace(/^[ \t\r\n]+/, '').replace(/(?<![ \t\r\n])[ \t\r\n]+$/, '') : text;
}

function refuse(what: string): GatewayError {
  return new GatewayError('SOURCE_INVALID', `the document ${what}`);
}
