import { createHash } from 'node:crypto';

/**
 * The key under which a field stands in the canonical query and in every document that is sent: its name, and where it
 * has arguments a digest of them. Never an alias of a caller. A GraphQL name; schema names hold no underscore, so no key
 * is the name of another field. An argument that is null is as one that is not there.
 */
export function responseKeyOf(name: string, args: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(args).filter(([, value]) => value !== undefined && value !== null);
  if (given.length === 0) return name;
  const text = canonicalJson(Object.fromEntries(given));
  return `${name}_${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;
}

/** JSON with the keys of every object in order: the same text for the same arguments, however they were written. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  );
}
