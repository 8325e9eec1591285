import { GatewayError } from './errors.ts';

/**
 * The one JSON text of a value: no blanks, the keys of an object in the order of their UTF-16 units, numbers and strings as
 * ECMAScript writes them (RFC 8785). Half of a surrogate pair is written as an escape, so that the text is always UTF-8. A
 * key without a value is no key.
 *
 * Throws only on a broken promise: INVARIANT, something that JSON has no word for, and would lose.
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return JSON.stringify(value);
    case 'number':
      if (!Number.isFinite(value)) break;
      return JSON.stringify(value);
    case 'object':
      if (value === null) return 'null';
      if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
      return ofObject(value as Readonly<Record<string, unknown>>);
  }
  throw new GatewayError('INTERNAL', 'INVARIANT: a value that JSON has no word for');
}

function ofObject(value: Readonly<Record<string, unknown>>): string {
  const pairs: string[] = [];
  for (const key of Object.keys(value).sort())
    if (value[key] !== undefined) pairs.push(`${JSON.stringify(key)}:${canonicalJson(value[key])}`);
  return `{${pairs.join(',')}}`;
}
