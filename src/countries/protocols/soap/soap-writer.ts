/**
 * Messages to a SOAP service, written by its description (WSDL). The only file that knows the library `soap`.
 *
 * The library writes and never reads. It would read what a source can steer: `href` and `id` attributes copy one
 * element into another, `xsi:type` changes how a value is read, `parseInt` makes 12 of `12abc`, XML inside CDATA
 * becomes data, and a fault becomes an error whose message holds its detail. Answers are read by read-envelope.ts.
 * Nor does it send: its place for an HTTP client takes the message out instead.
 */
import { readFile } from 'node:fs/promises';
import { Client, createClientAsync, type IHttpClient, type IOptions, type SoapMethod, type WSDL } from 'soap';
import { GatewayError } from '../../../errors.ts';
import type { NativeHttpRequest, NativeRow } from '../protocol.ts';
import type { SoapVersion } from './read-envelope.ts';

/** The header of one message. */
export interface SoapHeader {
  /** Header elements as the library takes them: names with the prefixes of the description. */
  readonly elements: object;
  /** Whether a header that came belongs to this one. */
  readonly answeredBy: (header: NativeRow) => boolean;
}

type Write = (operation: string, question: NativeRow, header?: SoapHeader) => Promise<NativeHttpRequest>;

const ACCEPT = { '1.1': 'text/xml', '1.2': 'application/soap+xml' } as const;

/**
 * Writes messages to the service that `wsdl` describes, at the path its description gives. The description is read
 * once, before the first message, and never from the network. Each message has a client of its own around it (a few
 * closures), so that messages at the same time share nothing that changes.
 * Throws CONFIGURATION_INVALID when the description cannot be read or lacks the operation.
 */
export function soapWriter({ wsdl, version }: { readonly wsdl: URL; readonly version: SoapVersion }): Write {
  let description: Promise<WSDL> | undefined;
  return async (operation, question, header) => {
    description ??= readDescription(wsdl, version).catch((cause: unknown) => {
      description = undefined;
      throw cause;
    });
    return writeMessage(await description, version, operation, question, header);
  };
}

async function readDescription(wsdl: URL, version: SoapVersion): Promise<WSDL> {
  try {
    const client = await createClientAsync(await readFile(wsdl, 'utf8'), {
      ...optionsOf(version, refuse),
      disableCache: true,
      // It leaves a text that begins and ends like CDATA as it is: `escaped` below leaves none.
      escapeXML: false,
    });
    return client.wsdl;
  } catch (cause) {
    throw new GatewayError('CONFIGURATION_INVALID', `no service description in \`${wsdl}\``, {}, { cause });
  }
}

/** The client of each message sets them again on the description, which they share: always to the same. */
function optionsOf(version: SoapVersion, request: IHttpClient['request']): IOptions {
  return { httpClient: { request }, forceSoap12Headers: version === '1.2' };
}

/** A description that leads to another, by import, would be fetched by the library. */
const refuse: IHttpClient['request'] = (url, _, callback) => {
  callback(new GatewayError('CONFIGURATION_INVALID', `the service description leads to \`${url}\``));
  return new Promise<never>(() => {});
};

function writeMessage(
  wsdl: WSDL,
  version: SoapVersion,
  operation: string,
  question: NativeRow,
  header: SoapHeader | undefined,
): NativeHttpRequest {
  let message: NativeHttpRequest | undefined;
  const request: IHttpClient['request'] = (url, body: string, _, headers = {}) => {
    const names = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
    message = {
      method: 'POST',
      path: new URL(url).pathname,
      headers: { ...Object.fromEntries(names), accept: ACCEPT[version] },
      body,
    };
    return new Promise<never>(() => {});
  };
  const client = new Client(wsdl, undefined, optionsOf(version, request));
  if (header !== undefined) client.addSoapHeader(escaped(header.elements));
  const method: SoapMethod | undefined = Object.hasOwn(client, operation) ? client[operation] : undefined;
  method?.(escaped(question), () => {});
  if (message === undefined) {
    throw new GatewayError(
      'CONFIGURATION_INVALID',
      `no operation \`${operation}\` in the service description`,
    );
  }
  return message;
}

/** The texts of `value` as XML text; attributes are left to the library. A character XML does not have becomes U+FFFD. */
function escaped(value: unknown): unknown {
  if (typeof value === 'string') {
    return (
      value
        .toWellFormed()
        .replace(NOT_XML, '\ufffd')
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        // As it stands, a reader would make a line feed of it (XML 1.0, section 2.11).
        .replaceAll('\r', '&#13;')
    );
  }
  if (Array.isArray(value)) return value.map(escaped);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, name === 'attributes' ? part : escaped(part)]),
  );
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters XML 1.0 does not have (section 2.2)
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
