import { createHash } from 'node:crypto';

/**
 * The key under which a field stands in the canonical query and in every document that is sent: its name, and where it
 * has arguments a digest of them. Never an alias of a caller. A GraphQL name; schema names hold no underscore, so no key
 * is the name of another field.
 */
export function responseKeyOf(name: string, args: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(args).filter(([, value]) => value !== undefined);
  if (given.length === 0) return name;
  const text = JSON.stringify(given.sort(([left], [right]) => (left < right ? -1 : 1)));
  return `${name}_${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;
}
