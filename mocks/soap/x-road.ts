/** The security server before an X-Road service (message protocol 4.0, section 2): what it asks of a header. */
import type { XmlElement } from './read-xml.ts';
import type { SoapFault, XRoadIds } from './soap-service.ts';
import { escapeXml } from './write-envelope.ts';

export const X_ROAD = 'http://x-road.eu/xsd/xroad.xsd';
export const X_ROAD_IDS = 'http://x-road.eu/xsd/identifiers';
export const X_ROAD_HEADERS = ['client', 'service', 'id', 'userId', 'protocolVersion'] as const;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const PARTS = [
  'xRoadInstance',
  'memberClass',
  'memberCode',
  'subsystemCode',
  'serviceCode',
  'serviceVersion',
] as const;

/** A gate of one server: it refuses an incomplete header, another member or service, and an id it has seen. */
export function xRoadGate(
  ids: XRoadIds,
): (header: XmlElement | undefined, operation: string) => SoapFault | undefined {
  const seen = new Set<string>();
  return (header, operation) => {
    const refused = (text: string): SoapFault => ({ code: 'Client', text });
    const given = new Map(
      header?.children.filter(({ namespace }) => namespace === X_ROAD).map((child) => [child.name, child]),
    );
    if (X_ROAD_HEADERS.some((name) => !given.has(name))) return refused('X-Road header incomplete');
    if (idIn(given.get('client')) !== `SUBSYSTEM:${ids.client}`) return refused('X-Road client unknown');
    if (idIn(given.get('service')) !== `SERVICE:${ids.service}/${operation}/v1`) {
      return refused('X-Road service unknown');
    }
    if (given.get('protocolVersion')?.text !== '4.0') return refused('X-Road protocol version unknown');
    const id = given.get('id')?.text ?? '';
    if (!UUID.test(id) || seen.has(id)) return refused('X-Road id is no fresh UUID');
    seen.add(id);
    return undefined;
  };
}

/** The header of an answer: that of the request (section 2.3). */
export function echo(header: XmlElement): string {
  return header.children.map(write).join('');
}

function idIn(element: XmlElement | undefined): string {
  const parts = element?.children.filter(({ namespace }) => namespace === X_ROAD_IDS) ?? [];
  const ordered = PARTS.flatMap((name) => parts.filter((part) => part.name === name).map(({ text }) => text));
  return `${typeIn(element)}:${ordered.join('/')}`;
}

function typeIn(element: XmlElement | undefined): string {
  const attributes = Object.entries(element?.attributes ?? {});
  return attributes.find(([name]) => name.endsWith(':objectType'))?.[1] ?? '';
}

function write(element: XmlElement): string {
  const content =
    element.children.length > 0 ? element.children.map(write).join('') : escapeXml(element.text);
  const type = typeIn(element);
  const kind = type === '' ? '' : ` xmlns:i="${X_ROAD_IDS}" i:objectType="${escapeXml(type)}"`;
  return `<x:${element.name} xmlns:x="${element.namespace}"${kind}>${content}</x:${element.name}>`;
}
