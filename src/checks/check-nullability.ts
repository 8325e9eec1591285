import { type FieldDefinitionNode, Kind, parse } from 'graphql';
import { type AccessMap, namedTypeOf, objectTypesOf, readAccessMap } from '../access/access-map.ts';
import { leadingAccess } from '../access/leading-access.ts';
import { isMoreClosed } from './is-more-closed.ts';
import type { Violation } from './violation.ts';

type Types = ReturnType<typeof objectTypesOf>;

/** What the gateway says of a record: its leaves are ours, and always there. */
const BY_GATEWAY: ReadonlySet<string> = new Set(['Provenance']);

/**
 * A field is nullable when it is more closed than the fields that lead to it, and every leaf of a national record is:
 * a system may send nonsense, and a null must not take its neighbours along. A contract closes nothing more tightly:
 * the border hands over null where the public schema lets it.
 *
 * The categories have been checked (`checkCategories`).
 */
export function checkNullability(
  operation: string,
  contracts: Readonly<Record<string, string>> = {},
): readonly Violation[] {
  const schema = parse(operation);
  const map = readAccessMap(schema);
  const types = objectTypesOf(schema);
  const leads = leadingAccess(map, types);
  const recordParts = recordPartsOf(types, map);
  const own = fieldsOf(types).flatMap(({ type, place, field }): Violation[] => {
    const access = map.get(place);
    if (access === undefined || isNullable(field)) return [];
    const isLeaf = !types.has(namedTypeOf(field.type));
    if (isLeaf && (access.owner === 'COUNTRY' || (access.owner === null && recordParts.has(type)))) {
      return [violation(place, 'a leaf of a national record is never null', 'operation')];
    }
    if (![...(leads.get(type) ?? [])].some((lead) => isMoreClosed(access, lead))) return [];
    return [violation(place, 'never null, though more closed than a field that leads to it', 'operation')];
  });
  return [...own, ...Object.entries(contracts).flatMap(([name, sdl]) => ofContract(name, sdl, types))];
}

function ofContract(name: string, sdl: string, types: Types): Violation[] {
  const nullable = new Set(
    fieldsOf(types)
      .filter(({ field }) => isNullable(field))
      .map(({ place }) => place),
  );
  return fieldsOf(objectTypesOf(parse(sdl)))
    .filter(({ type, place, field }) => type !== 'Query' && !isNullable(field) && nullable.has(place))
    .map(({ place }) => violation(place, 'never null, though operation.graphql lets it be', name));
}

/** The types of national records, and the types inside them that inherit. */
function recordPartsOf(types: Types, map: AccessMap): ReadonlySet<string> {
  const parts = new Set<string>();
  const add = (name: string): void => {
    if (parts.has(name) || BY_GATEWAY.has(name) || !types.has(name)) return;
    parts.add(name);
    for (const field of types.get(name)?.fields ?? []) {
      const target = namedTypeOf(field.type);
      const inner = types.get(target)?.fields ?? [];
      if (inner.some((leaf) => map.get(`${target}.${leaf.name.value}`)?.owner === null)) add(target);
    }
  };
  for (const { type, field } of fieldsOf(types)) {
    const record = namedTypeOf(field.type);
    if (field.name.value === 'nodes' && type.endsWith('Connection') && isNational(record, types, map)) {
      add(record);
    }
  }
  return parts;
}

/** True for a type with a leaf that a country owns: an operation only leads to such. */
function isNational(record: string, types: Types, map: AccessMap): boolean {
  const fields = types.get(record)?.fields ?? [];
  return fields.some(
    (field) =>
      !types.has(namedTypeOf(field.type)) && map.get(`${record}.${field.name.value}`)?.owner === 'COUNTRY',
  );
}

function fieldsOf(types: Types): { type: string; place: string; field: FieldDefinitionNode }[] {
  return [...types].flatMap(([type, { fields = [] }]) =>
    fields.map((field) => ({ type, place: `${type}.${field.name.value}`, field })),
  );
}

function isNullable(field: FieldDefinitionNode): boolean {
  return field.type.kind !== Kind.NON_NULL_TYPE;
}

function violation(place: string, missing: string, file: string): Violation {
  return { country: '-', place, missing, remedy: `make it nullable in schema/${file}.graphql` };
}
