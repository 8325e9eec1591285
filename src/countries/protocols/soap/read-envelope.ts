/** An answer of a SOAP service, read by an XML parser: the library `soap` guesses (see soap-writer.ts). */
import { XMLParser } from 'fast-xml-parser';
import { GatewayError } from '../../../errors.ts';
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
  const envelope = asRow(readXml(text).Envelope, 'the envelope');
  const body = asRow(envelope.Body, 'the body');
  if (Object.keys(body).length !== 1) throw new GatewayError('SOURCE_INVALID', 'the body is not one answer');
  if (body.Fault !== undefined) return readFault(body.Fault);
  const header = (envelope.Header ?? '') === '' ? NOTHING : asRow(envelope.Header, 'the header');
  return { kind: 'body', header, body };
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
  ignoreAttributes: true,
  ignoreDeclaration: true,
  removeNSPrefix: true,
  parseTagValue: false,
  // The way to have numeric references read; names beside the five of XML are refused before.
  htmlEntities: true,
  maxNestedTags: 32,
});

/**
 * The document by local names: text stays text, an element without content is '', one that is repeated an array.
 * SOURCE_INVALID for a document type (SOAP 1.1, section 3; SOAP 1.2, section 5), for references beside the five of
 * XML 1.0 (section 4.6) and to characters, and for what is not well-formed. The source's text is in no message or cause.
 */
function readXml(text: string): NativeRow {
  if (/<!DOCTYPE/i.test(text)) throw new GatewayError('SOURCE_INVALID', 'the answer has a document type');
  for (const [reference] of text.replace(CDATA, '').matchAll(/&[^;&<]{0,12};?/g)) {
    if (!isReference(reference)) throw new GatewayError('SOURCE_INVALID', 'the answer has an unknown entity');
  }
  let document: unknown;
  try {
    document = PARSER.parse(text, true);
  } catch {
    throw new GatewayError('SOURCE_INVALID', 'the answer is no XML that can be read');
  }
  const row = asRow(document, 'the answer');
  if (Object.keys(row).length !== 1)
    throw new GatewayError('SOURCE_INVALID', 'the answer is not one document');
  return row;
}

const CDATA = /<!\[CDATA\[[\s\S]*?\]\]>/g;

/** One of the five entities of XML, or a reference to a character that XML has (XML 1.0, section 2.2). */
function isReference(reference: string): boolean {
  if (/^&(?:amp|lt|gt|quot|apos);$/.test(reference)) return true;
  const [, digits, hex] = /^&#(?:(\d+)|x([0-9a-fA-F]+));$/.exec(reference) ?? [];
  if (digits === undefined && hex === undefined) return false;
  const point = digits === undefined ? Number.parseInt(hex ?? '', 16) : Number.parseInt(digits, 10);
  if (point < 0x20) return point === 0x9 || point === 0xa || point === 0xd;
  return point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff) && point !== 0xfffe && point !== 0xffff;
}
