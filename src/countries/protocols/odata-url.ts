/** The parts of an OData URL (OASIS, OData v4, part 2), and what is sent with each. */
import { GatewayError } from '../../errors.ts';
import type { NativeHttpRequest } from './protocol.ts';

/** `Odata-MaxVersion`: a 4.01 service answers as 4.0, with `@odata.` before its annotations (part 1, section 8.2.7). */
export function toGet(path: string): NativeHttpRequest {
  return { method: 'GET', path, headers: { accept: 'application/json', 'odata-maxversion': '4.0' } };
}

export function toSelect(properties: readonly string[]): string {
  return `$select=${properties.map(encode).join(',')}`;
}

/** A string literal: a quote inside is doubled (section 5.1.1.14.1). Still to be encoded. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * INVARIANT: nothing leaves a literal or a name for the query around it. What is no text (a lone surrogate) throws
 * INTERNAL: an id of ours was not checked where it came in.
 */
export function encode(text: string): string {
  if (!text.isWellFormed()) throw new GatewayError('INTERNAL', 'an id cannot be written into a query');
  return encodeURIComponent(text);
}
