import { GatewayError } from '../../errors.ts';

/**
 * `text` as exactly one segment of a path (RFC 3986, section 3.3). A text that would be another place (empty, `.`, `..`)
 * or is no text at all (a lone surrogate) throws INTERNAL: an id of ours was not checked where it came in.
 */
export function toPathSegment(text: string): string {
  if (text === '' || text === '.' || text === '..' || !text.isWellFormed()) {
    throw new GatewayError('INTERNAL', 'an id cannot be written as a path segment');
  }
  return encodeURIComponent(text);
}
