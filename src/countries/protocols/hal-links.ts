/** Links of a HAL resource. None is ever followed as it stands: a source says which page is next, not where to go. */
import { GatewayError } from '../../errors.ts';
import { asRow, type NativeRow } from './protocol.ts';

/** Throws SOURCE_INVALID when `resource` says of itself that it is another one than that at `path`. */
export function checkHalSelf(resource: NativeRow, path: string): void {
  readSelf(resource, path);
}

/**
 * The value of `parameter` in the page's `_links.next`; null after the last page. Throws SOURCE_INVALID when the link
 * leads anywhere but to the place where the page itself says to be, or has no such value.
 */
export function readHalNext(page: NativeRow, path: string, parameter: string): string | null {
  const self = readSelf(page, path);
  const { next } = asRow(page._links, '`_links`');
  if (next === undefined || next === null) return null;
  const link = readLink(next, self);
  if (link.origin !== self.origin || link.pathname !== self.pathname) {
    throw new GatewayError('SOURCE_INVALID', '`_links.next` leaves its own list');
  }
  const value = link.searchParams.get(parameter);
  if (value === null || value === '') {
    throw new GatewayError('SOURCE_INVALID', `\`_links.next\` has no \`${parameter}\``);
  }
  return value;
}

/** Any origin, for a system behind a proxy may not know its public one; but a path that ends in the one asked. */
function readSelf(resource: NativeRow, path: string): URL {
  const asked = new URL(path, 'http://source.invalid');
  const { self } = asRow(resource._links, '`_links`');
  const link = self === undefined || self === null ? asked : readLink(self, asked);
  if (!link.pathname.endsWith(asked.pathname)) {
    throw new GatewayError('SOURCE_INVALID', '`_links.self` is another resource than the one asked');
  }
  return link;
}

function readLink(link: unknown, base: URL): URL {
  const { href } = asRow(link, 'a link');
  const url = typeof href === 'string' ? URL.parse(href, base.href) : null;
  if (url === null) throw new GatewayError('SOURCE_INVALID', 'a link has no address');
  return url;
}
