/** What a SOAP message asks, or the fault it earns: envelope, action and every element are checked. */
import type { Request } from '../mock-system.ts';
import { childrenOf, readXml, type XmlElement } from './read-xml.ts';
import {
  actionOf,
  ENVELOPES,
  keysOf,
  type SoapFault,
  type SoapOperation,
  type SoapService,
} from './soap-service.ts';

export interface SoapQuestion {
  /** Native list; undefined: the summary. */
  readonly list: string | undefined;
  readonly operation: string;
  readonly key: string;
  readonly groups: readonly string[];
  /** Of a list: only rows of which `field` holds one of `values`; undefined: all of them. */
  readonly only: Keys | undefined;
  /** The total of this list is asked. */
  readonly total: boolean;
  /** Lists whose totals a summary is asked for. */
  readonly totals: readonly string[];
  readonly header: XmlElement | undefined;
}

export interface Keys {
  readonly field: string;
  readonly values: readonly string[];
}

export function readRequest(service: SoapService, request: Request): SoapQuestion | SoapFault {
  const root = readXml(request.body);
  if (root === undefined || root.name !== 'Envelope') return refused(service, 'no SOAP message');
  if (root.namespace !== ENVELOPES[service.version])
    return { code: 'VersionMismatch', text: service.version };
  const parts = childrenOf(root, root.namespace);
  const content = parts?.get('Body')?.children;
  const [message, ...others] = content ?? [];
  if (message === undefined || others.length > 0) return refused(service, 'no single request');
  if (message.namespace !== service.namespace) return refused(service, 'unknown namespace');
  if (actionOf(service, message.name) !== actionIn(service, request)) return refused(service, 'wrong action');
  return readQuestion(service, message, parts?.get('Header'));
}

function readQuestion(
  service: SoapService,
  message: XmlElement,
  header: XmlElement | undefined,
): SoapQuestion | SoapFault {
  const { summary, lists } = service;
  const list = Object.keys(lists).find((name) => lists[name]?.operation === message.name);
  const operation: SoapOperation | undefined = list === undefined ? summary : lists[list];
  if (operation === undefined || operation.operation !== message.name)
    return refused(service, 'unknown request');
  const children = childrenOf(message, service.namespace);
  const key = children?.get(service.key)?.text.trim();
  if (children === undefined || key === undefined) return refused(service, 'incomplete request');
  const totals = list === undefined ? children.get(summary.totals) : undefined;
  const groups = Object.keys(operation.groups);
  const keys = new Map(list === undefined ? [] : keysOf(service, operation));
  const known = [service.key, list === undefined ? summary.totals : service.total, ...keys.keys(), ...groups];
  if ([...children.keys()].some((name) => !known.includes(name))) return refused(service, 'unknown element');
  const only = readKeys(service, children, keys);
  if (only === null) return refused(service, 'no keys');
  const flags = [...children].filter(
    ([name]) => name !== service.key && name !== summary.totals && !keys.has(name),
  );
  flags.push(...(totals?.children ?? []).map((child): [string, XmlElement] => [child.name, child]));
  if (flags.some(([, { text }]) => !/^\s*(?:true|false)\s*$/.test(text)))
    return refused(service, 'no boolean');
  const asked = flags.filter(([, { text }]) => text.trim() === 'true').map(([name]) => name);
  return {
    list,
    operation: message.name,
    key,
    groups: groups.filter((group) => asked.includes(group)),
    only,
    total: list !== undefined && asked.includes(service.total),
    totals: Object.keys(lists).filter((name) => totals !== undefined && asked.includes(name)),
    header,
  };
}

/** The keys of the rows asked; undefined: none are named; null: what is there is not the keys of one field. */
function readKeys(
  service: SoapService,
  children: ReadonlyMap<string, XmlElement>,
  keys: ReadonlyMap<string, string>,
): Keys | undefined | null {
  const [given, ...others] = [...keys].filter(([element]) => children.has(element));
  if (given === undefined) return undefined;
  const [name, field] = given;
  const { children: values = [], text = '' } = children.get(name) ?? {};
  const areKeys = values.every((value) => value.name === field && value.namespace === service.namespace);
  if (others.length > 0 || values.length === 0 || !areKeys || text.trim() !== '') return null;
  return { field, values: values.map((value) => value.text) };
}

function refused(service: SoapService, text: string): SoapFault {
  return { code: service.version === '1.1' ? 'Client' : 'Sender', text };
}

/** `SOAPAction` (SOAP 1.1, section 6.1.1), or the `action` of the media type (RFC 3902). */
function actionIn(service: SoapService, { headers }: Request): string | undefined {
  const type = headers['content-type'] ?? '';
  if (service.version === '1.2') return /^application\/soap\+xml;.*\baction="([^"]*)"/.exec(type)?.[1];
  return type.startsWith('text/xml') ? headers.soapaction?.replaceAll('"', '') : undefined;
}
