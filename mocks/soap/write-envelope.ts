/** Answers of a SOAP server: envelope, elements, faults. */
import { ENVELOPES, type SoapFault, type SoapService } from './soap-service.ts';

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

export function envelope(service: SoapService, header: string, body: string): string {
  const head = header === '' ? '' : `<S:Header>${header}</S:Header>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<S:Envelope xmlns:S="${ENVELOPES[service.version]}" xmlns:ns2="${service.namespace}" xmlns:xsi="${XSI}">${head}<S:Body>${body}</S:Body></S:Envelope>`;
}

/** An element of the service's namespace around markup. */
export function element(name: string, content: string): string {
  return `<ns2:${name}>${content}</ns2:${name}>`;
}

/** An element around text; a list is the element repeated, null is `xsi:nil`. */
export function leaf(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => leaf(name, item)).join('');
  if (value === null) return `<ns2:${name} xsi:nil="true"/>`;
  return element(name, escapeXml(String(value)));
}

export function fault(service: SoapService, { code, subcode, text }: SoapFault): string {
  if (service.version === '1.1') {
    return `<S:Fault><faultcode>S:${code}</faultcode><faultstring>${escapeXml(text)}</faultstring></S:Fault>`;
  }
  const own = subcode === undefined ? '' : `<S:Subcode><S:Value>ns2:${subcode}</S:Value></S:Subcode>`;
  const reason = `<S:Reason><S:Text xml:lang="en">${escapeXml(text)}</S:Text></S:Reason>`;
  return `<S:Fault><S:Code><S:Value>S:${code}</S:Value>${own}</S:Code>${reason}</S:Fault>`;
}

/** HTTP status of a fault: SOAP 1.1 section 6.2; SOAP 1.2 part 2 section 7.4.2. */
export function statusOf(service: SoapService, { code }: SoapFault): number {
  return service.version === '1.2' && code === 'Sender' ? 400 : 500;
}

export function typeOf(service: SoapService): string {
  return service.version === '1.1' ? 'text/xml; charset=utf-8' : 'application/soap+xml; charset=utf-8';
}

export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
