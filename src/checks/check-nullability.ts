import { Kind, parse } from 'graphql';
import { type FieldAccess, namedTypeOf, objectTypesOf, readAccessMap } from '../access/access-map.ts';
import { CATEGORIES } from '../terms.ts';
import type { Violation } from './violation.ts';

/**
 * A field is nullable when it is more closed than the fields that lead to it, and every leaf of a national record is:
 * a system may send nonsense, and a null must not take its neighbours along.
 */
export function checkNullability(operation: string): readonly Violation[] {
  const schema = parse(operation);
  const map = readAccessMap(schema);
  const types = objectTypesOf(schema);
  const leads = leadingAccess(map, types);
  const violations: Violation[] = [];
  for (const type of types.values()) {
    for (const field of type.fields ?? []) {
      const place = `${type.name.value}.${field.name.value}`;
      const access = map.get(place);
      if (access === undefined || field.type.kind !== Kind.NON_NULL_TYPE) continue;
      const isLeaf = !types.has(namedTypeOf(field.type));
      if (isLeaf && access.owner === 'COUNTRY') {
        violations.push(violation(place, 'a leaf of a national record is never null'));
      } else if ((leads.get(type.name.value) ?? []).some((lead) => isMoreClosed(access, lead))) {
        violations.push(violation(place, 'never null, though more closed than a field that leads to it'));
      }
    }
  }
  return violations;
}

function violation(place: string, missing: string): Violation {
  return { country: '-', place, missing, remedy: 'make it nullable in schema/operation.graphql' };
}

/** By type: the access of every field that leads to it; a frame that inherits passes on what leads to itself. */
function leadingAccess(
  map: ReturnType<typeof readAccessMap>,
  types: ReturnType<typeof objectTypesOf>,
): ReadonlyMap<string, readonly FieldAccess[]> {
  const leads = new Map<string, FieldAccess[]>();
  for (const type of types.values()) {
    for (const field of type.fields ?? []) {
      const access = map.get(`${type.name.value}.${field.name.value}`);
      const target = namedTypeOf(field.type);
      if (access === undefined || !types.has(target)) continue;
      const through = access.category === 'INHERIT' ? (leads.get(type.name.value) ?? []) : [access];
      leads.set(target, [...(leads.get(target) ?? []), ...through]);
    }
  }
  return leads;
}

function isMoreClosed(access: FieldAccess, lead: FieldAccess): boolean {
  if (access.category === 'INHERIT' || access.category === 'PUBLIC' || lead.category === 'INHERIT')
    return false;
  const open =
    lead.secondGate === null
      ? rankOf(lead.category)
      : Math.max(rankOf(lead.category), rankOf(lead.secondGate));
  return rankOf(access.category) > open;
}

function rankOf(category: (typeof CATEGORIES)[number]): number {
  return CATEGORIES.indexOf(category);
}
