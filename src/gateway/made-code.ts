/** Code that is made for a query: of names of the schema, each checked (`schemaName`), and of nothing that anybody writes. */
import { LRUCache } from 'lru-cache';

const MOST = 500;

type Code = (...values: never[]) => unknown;

/** By parameters and text. What is asked of 26 countries is mostly the same, and so is their code. */
const MADE = new LRUCache<string, Code>({ max: MOST });

/** A function with these parameters and this body. */
export function madeCode(parameters: readonly string[], body: string): Code {
  const key = `${parameters.join(',')}\n${body}`;
  const known = MADE.get(key);
  if (known !== undefined) return known;
  const made = new Function(...parameters, body) as Code;
  MADE.set(key, made);
  return made;
}

/**
 * `name` as it is written into such code. Anything but a name of the schema in its place would be a fault of ours, and is no
 * code: throws.
 */
export function schemaName(name: string): string {
  if (!/^(?:__typename|[A-Za-z][A-Za-z0-9]*)$/.test(name))
    throw new Error(`INVARIANT: \`${name}\` is no name of the schema`);
  return name;
}
