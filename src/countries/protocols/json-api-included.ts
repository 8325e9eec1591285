/** Included resources of a JSON:API compound document, each standing once (JSON:API 1.1, section 7.2.1). */
import { GatewayError } from '../../errors.ts';
import { asRows, type NativeRow } from './protocol.ts';

/**
 * The resources in `included` (absent: none) by type and id. One that lacks either, or is no object, is left out: its
 * list then misses a row, which is reported there. Throws SOURCE_INVALID when a resource stands there twice.
 */
export function readIncluded(included: unknown): Map<string, NativeRow> {
  const resources = new Map<string, NativeRow>();
  for (const resource of included === undefined ? [] : asRows(included, '`included`')) {
    const key = keyOf(resource);
    if (key === null) continue;
    if (resources.has(key)) throw new GatewayError('SOURCE_INVALID', 'a resource is included twice');
    resources.set(key, resource);
  }
  return resources;
}

/**
 * The row that `identifier` stands for, its attributes and its id, taken out of `included`. An identifier of another
 * type than `type`, one used before, and one without its resource give an empty row: dropped and reported when read.
 */
export function takeIncluded(
  included: Map<string, NativeRow>,
  type: string,
  identifier: NativeRow,
): NativeRow {
  const key = identifier.type === type ? keyOf(identifier) : null;
  const resource = key === null ? undefined : included.get(key);
  if (key === null || resource === undefined) return {};
  included.delete(key);
  const { attributes = {}, id } = resource;
  const readable = typeof attributes === 'object' && attributes !== null && !Array.isArray(attributes);
  return readable ? { ...attributes, id } : {};
}

/** Takes every resource of `type` out of `included`: the rows of a list that cannot be read are nobody's. */
export function dropIncluded(included: Map<string, NativeRow>, type: string): void {
  for (const [key, resource] of included) if (resource.type === type) included.delete(key);
}

function keyOf({ type, id }: NativeRow): string | null {
  return typeof type === 'string' && typeof id === 'string' ? JSON.stringify([type, id]) : null;
}
