/** What a SOAP message asks, or the fault it earns: envelope, action and every element are checked. */
import type { Request } from '../mock-system.ts';
import { childrenOf, readXml, type XmlElement } from './read-xml.ts';
import { actionOf, ENVELOPES, type SoapFault, type SoapOperation, type SoapService } from './soap-service.ts';

export interface SoapQuestion {
  /** Native list; undefined: the summary. */
  readonly list: string | undefined;
  readonly operation: string;
  readonly key: string;
  readonly groups: readonly string[];
  /** The total of this list is asked. */
  readonly total: boolean;
  /** Lists whose totals a summary is asked for. */
  readonly totals: readonly string[];
  readonly header: XmlElement | undefined;
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
  const key = children?.get(service.key)?.text;
  if (children === undefined || key === undefined) return refused(service, 'incomplete request');
  const totals = list === undefined ? children.get(summary.totals) : undefined;
  const groups = Object.keys(operation.groups);
  const known = [service.key, list === undefined ? summary.totals : service.total, ...groups];
  const flags = [...children].filter(([name]) => name !== service.key && name !== summary.totals);
  flags.push(...(totals?.children ?? []).map((child): [string, XmlElement] => [child.name, child]));
  if ([...children.keys()].some((name) => !known.includes(name))) return refused(service, 'unknown element');
  if (flags.some(([, { text }]) => text !== 'true' && text !== 'false'))
    return refused(service, 'no boolean');
  const asked = flags.filter(([, { text }]) => text === 'true').map(([name]) => name);
  return {
    list,
    operation: message.name,
    key,
    groups: groups.filter((group) => asked.includes(group)),
    total: list !== undefined && asked.includes(service.total),
    totals: Object.keys(lists).filter((name) => totals !== undefined && asked.includes(name)),
    header,
  };
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
