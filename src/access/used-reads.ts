import { GatewayError } from '../errors.ts';
import type { FieldAccess } from './access-map.ts';
import { argumentPlace, type Read, type Reads } from './reads.ts';

/**
 * What the arguments of a field read: every argument, input, value of an enum that is used, at whatever depth, variables
 * and defaults among them (`args` are canonical: coerced by graphql-js, so nothing is in them that the schema lacks).
 *
 * INVARIANT: start-up has seen every place of the schema; one it has not seen is a failure, never "reads nothing".
 */
export function usedReads(access: FieldAccess, args: Readonly<Record<string, unknown>>): readonly Read[] {
  const used: Read[] = [];
  for (const [name, value] of Object.entries(args)) {
    add(access.reads, argumentPlace(access.coordinate, name), value, used);
  }
  return used;
}

function add(reads: Reads, place: string, value: unknown, used: Read[]): void {
  if (value === undefined || value === null) return;
  const { read, type } = placeOf(reads, place);
  if (read !== null) used.push(read);
  if (type === null) return;
  for (const item of [value].flat(Number.POSITIVE_INFINITY)) {
    if (typeof item !== 'object' || item === null) addWord(reads, `${type}.${String(item)}`, used);
    else for (const [name, inner] of Object.entries(item)) add(reads, `${type}.${name}`, inner, used);
  }
}

function addWord(reads: Reads, place: string, used: Read[]): void {
  const { read } = placeOf(reads, place);
  if (read !== null) used.push(read);
}

function placeOf(reads: Reads, place: string): { readonly read: Read | null; readonly type: string | null } {
  const known = reads.get(place);
  if (known === undefined)
    throw new GatewayError('INTERNAL', `no place \`${place}\` in the schema that was read`);
  return known;
}
