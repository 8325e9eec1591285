import { createHash } from 'node:crypto';
import { canonicalJson } from '../canonical-json.ts';

/**
 * The key under which a field stands in the canonical query and in every document that is sent: its name, and where it
 * has arguments a digest of them. Never an alias of a caller. A GraphQL name; schema names hold no underscore, so no key
 * is the name of another field. An argument that is null is as one that is not there.
 */
export function responseKeyOf(name: string, args: Readonly<Record<string, unknown>>): string {
  const known = KEYS.get(args);
  if (known?.name === name) return known.key;
  const key = keyOf(name, args);
  KEYS.set(args, { name, key });
  return key;
}

/** By arguments, which are never changed: a field of a query that is kept is looked up in every answer. */
const KEYS = new WeakMap<object, { readonly name: string; readonly key: string }>();

function keyOf(name: string, args: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(args).filter(([, value]) => value !== undefined && value !== null);
  if (given.length === 0) return name;
  const text = canonicalJson(Object.fromEntries(given));
  return `${name}_${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;
}
