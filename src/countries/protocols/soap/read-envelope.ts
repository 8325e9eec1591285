/** An answer of a SOAP service, read by an XML parser: the library `soap` guesses (see soap-writer.ts). */
import { GatewayError } from '../../../errors.ts';
import { checkXmlText } from '../check-xml-text.ts';
import { parseXml, type XmlTag } from '../parse-xml.ts';
import { asRow, type NativeHttpResponse, type NativeRow, readText } from '../protocol.ts';

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
export async function readEnvelope(response: NativeHttpResponse, version: SoapVersion): Promise<SoapAnswer> {
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
async function readFailure(response: NativeHttpResponse): Promise<SoapAnswer> {
  const { status } = response;
  if (status === 500 || status === 400) {
    try {
      const answer = await readParts(readText({ ...response, status: 200 }));
      if (answer.kind === 'fault') return answer;
    } catch {
      // no fault that can be read: the status says enough
    }
  }
  throw new GatewayError('SOURCE_UNAVAILABLE', `status ${status}`, { status });
}

async function readParts(text: string): Promise<SoapAnswer> {
  const { Envelope: envelope } = await readXml(text);
  const { Body: body, Header: header = '' } = asPart(envelope, 'the envelope');
  const [answer, ...answers] = Object.entries(asPart(body, 'the body'));
  if (answer === undefined || answers.length > 0 || Array.isArray(answer[1])) {
    throw new GatewayError('SOURCE_INVALID', 'the body is not one answer');
  }
  const [name, content] = answer;
  if (name === 'Fault') return readFault(content);
  return { kind: 'body', header: asPart(header, 'the header'), body: { [name]: content } };
}

/** An element that holds others, there once; an empty one holds none. Blanks between them are left out. */
function asPart(value: unknown, place: string): NativeRow {
  return value === '' ? NOTHING : asRow(value, place);
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

/**
 * The document by local names, as `parseXml` gives it: envelope, its parts, their content, and all of headers and faults.
 * Of an answer's content, what is of another namespace than the answer is another's word, whatever its local name: it gets a
 * name that nobody asks for, and is no field, and no row of a list either.
 *
 * SOURCE_INVALID for a document type (SOAP 1.1, section 3; SOAP 1.2, section 5) and what else `checkXmlText` and `parseXml`
 * refuse. The source's text is in no message or cause.
 */
async function readXml(text: string): Promise<NativeRow> {
  checkXmlText(text);
  const nameOf = localNames();
  return parseXml(text, { nameOf, namespaces: true, attributes: [], repeated: [], trims: true });
}

function localNames(): (tag: XmlTag, depth: number) => string {
  let own: string | null = null;
  let isBody = false;
  return ({ local = '', uri = '' }, depth) => {
    if (depth === 1) isBody = local === 'Body';
    if (depth === 2) own = isBody && local !== 'Fault' ? uri : null;
    const isRead = depth < 3 || own === null || uri === '' || uri === own;
    return isRead ? local : `{${uri}}${local}`;
  };
}
