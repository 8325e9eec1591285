/** An answer of a SOAP service, read by an XML parser: the library `soap` guesses (see soap-writer.ts). */
import { XMLParser } from 'fast-xml-parser';
import { GatewayError } from '../../../errors.ts';
import { checkXmlText } from '../check-xml-text.ts';
import { asRow, type NativeHttpResponse, type NativeRow, readText } from '../protocol.ts';
import { trimTexts } from '../trim-texts.ts';
import { type Child, childrenOf, NO_SCOPE, toLocalNames } from './to-local-names.ts';

export type SoapVersion = '1.1' | '1.2';

export type SoapAnswer =
  | { readonly kind: 'body'; readonly header: NativeRow; readonly body: NativeRow }
  /** Of a fault its codes alone: its text and detail may hold data. Empty when they are not given (SOAP 1.1: `code`). */
  | { readonly kind: 'fault'; readonly code: string; readonly subcode: string };

const MEDIA_TYPES = { '1.1': 'text/xml', '1.2': 'application/soap+xml' } as const;
const NOTHING: NativeRow = Object.freeze(Object.create(null) as NativeRow);

/**
 * Header and body of a 200, or the codes of a fault, by local names.
 *
 * SOURCE_INVALID: attachments (MTOM, whatever the status: the gateway takes no material), another media type, and what
 * is no envelope or no XML that `readXml` below reads. SOURCE_UNAVAILABLE: any other status without a fault.
 */
export function readEnvelope(response: NativeHttpResponse, version: SoapVersion): SoapAnswer {
  const type = response.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type.startsWith('multipart/')) {
    throw new GatewayError('SOURCE_INVALID', 'the answer has attachments: the gateway takes no material');
  }
  if (response.status !== 200) return readFailure(response);
  if (type !== MEDIA_TYPES[version]) {
    throw new GatewayError('SOURCE_INVALID', `the answer is not ${MEDIA_TYPES[version]}`);
  }
  return readParts(readText(response));
}

/** A fault travels with status 500, in SOAP 1.2 with 400 too; without one, such an answer is a failure like any other. */
function readFailure(response: NativeHttpResponse): SoapAnswer {
  const { status } = response;
  if (status === 500 || status === 400) {
    try {
      const answer = readParts(readText({ ...response, status: 200 }));
      if (answer.kind === 'fault') return answer;
    } catch {
      // no fault that can be read: the status says enough
    }
  }
  throw new GatewayError('SOURCE_UNAVAILABLE', `status ${status}`, { status });
}

function readParts(text: string): SoapAnswer {
  const [envelope, ...others] = childrenOf(readXml(text), NO_SCOPE);
  if (envelope?.name !== 'Envelope' || others.length > 0) {
    throw new GatewayError('SOURCE_INVALID', 'the answer is not one envelope');
  }
  const [body, ...bodies] = partsOf(envelope, 'Body');
  const [answer, ...answers] = body === undefined ? [] : partsOf(body);
  if (answer === undefined || bodies.length > 0 || answers.length > 0) {
    throw new GatewayError('SOURCE_INVALID', 'the body is not one answer');
  }
  if (answer.name === 'Fault') return readFault(toLocalNames(answer.value, answer.scope, () => true));
  const [header, ...headers] = partsOf(envelope, 'Header');
  if (headers.length > 0) throw new GatewayError('SOURCE_INVALID', 'the answer has two headers');
  return { kind: 'body', header: readHeader(header), body: { [answer.name]: readContent(answer) } };
}

/** The elements in `element`: those of one name, or all of them. */
function partsOf({ value, scope }: Child, name?: string): readonly Child[] {
  const parts = value === '' ? [] : childrenOf(asRow(value, 'the envelope'), scope);
  return name === undefined ? parts : parts.filter((part) => part.name === name);
}

/** What intermediaries wrote, each in a namespace of its own. */
function readHeader(header: Child | undefined): NativeRow {
  if (header === undefined || header.value === '') return NOTHING;
  return asRow(
    toLocalNames(header.value, header.scope, () => true),
    'the header',
  );
}

/** What is of another namespace than the answer is another's word, whatever its local name. */
function readContent({ value, scope, namespace }: Child): unknown {
  return toLocalNames(value, scope, (other) => other === '' || other === namespace);
}

function readFault(fault: unknown): SoapAnswer {
  const row = fault === '' ? NOTHING : asRow(fault, 'the fault');
  const code = typeof row.Code === 'object' ? asRow(row.Code, 'the code') : NOTHING;
  const subcode = typeof code.Subcode === 'object' ? asRow(code.Subcode, 'the subcode') : NOTHING;
  return { kind: 'fault', code: localName(code.Value ?? row.faultcode), subcode: localName(subcode.Value) };
}

/** The local part of a qualified name that stands in text. */
function localName(value: unknown): string {
  return typeof value === 'string' ? (value.trim().split(':').at(-1) ?? '') : '';
}

const PARSER = new XMLParser({
  ignoreAttributes: (name) => !/^xmlns(?::|$)/.test(name),
  attributeNamePrefix: '@',
  ignoreDeclaration: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  // The way to have numeric references read; names beside the five of XML are refused before.
  htmlEntities: true,
  maxNestedTags: 32,
});

/**
 * The document by names as written: text stays text, an element without content is '', one that is repeated an array.
 * SOURCE_INVALID for a document type (SOAP 1.1, section 3; SOAP 1.2, section 5) and what else `checkXmlText` refuses, for
 * references beside the five of XML 1.0 (section 4.6) and to characters, and for what is not well-formed. The source's
 * text is in no message or cause.
 */
function readXml(text: string): NativeRow {
  checkXmlText(text);
  for (const [reference] of withoutCdata(text).matchAll(/&[^;&<]{0,12};?/g)) {
    if (!isReference(reference)) throw new GatewayError('SOURCE_INVALID', 'the answer has an unknown entity');
  }
  let document: unknown;
  try {
    document = PARSER.parse(text, true);
  } catch {
    throw new GatewayError('SOURCE_INVALID', 'the answer is no XML that can be read');
  }
  return asRow(trimTexts(document), 'the answer');
}

/** By one walk: a pattern would look for the end again from each begin that has none. */
function withoutCdata(text: string): string {
  const [first = '', ...sections] = text.split('<![CDATA[');
  return first + sections.map((section) => section.slice(section.indexOf(']]>') + 3)).join('');
}

/** One of the five entities of XML, or a reference to a character that XML has (XML 1.0, section 2.2). */
function isReference(reference: string): boolean {
  if (/^&(?:amp|lt|gt|quot|apos);$/.test(reference)) return true;
  const [, digits, hex] = /^&#(?:(\d+)|x([0-9a-fA-F]+));$/.exec(reference) ?? [];
  if (digits === undefined && hex === undefined) return false;
  const point = digits === undefined ? Number.parseInt(hex ?? '', 16) : Number.parseInt(digits, 10);
  if (point < 0x20) return point === 0x9 || point === 0xa || point === 0xd;
  return point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff) && point !== 0xfffe && point !== 0xffff;
}
