import type { DocumentNode, ObjectTypeDefinitionNode } from 'graphql';
import { type AccessMap, namedTypeOf, objectTypesOf } from './access-map.ts';
import { PROTECTED_RECORD } from './gated-coordinates.ts';

/**
 * The fields that hang on single records, by coordinate: those of a record and of what is inside it, those that lead to
 * records, and whether there is any (`hit`). All others are decided by class facts: a count, a word of a country about
 * itself (decision-rules.md, "Class facts and record facts").
 *
 * A record is what has a `marking`; the fields of protected records are among them. `map` has been read from `schema`.
 */
export function recordCoordinates(schema: DocumentNode, map: AccessMap): ReadonlySet<string> {
  const types = objectTypesOf(schema);
  const records = new Set([...types.keys()].filter((type) => map.has(`${type}.marking`)));
  const frames = grow(new Set(), types, (type, grown) => {
    const leadsOn = targetsOf(type).some((target) => records.has(target) || grown.has(target));
    return leadsOn && accessesOf(type, map).every(({ category }) => category === 'INHERIT');
  });
  const inside = grow(records, types, (type, grown) => {
    const isNamed = [...types.values()].some(
      (other) => grown.has(other.name.value) && targetsOf(other).includes(type.name.value),
    );
    return isNamed && accessesOf(type, map).every(({ owner }) => owner !== 'GATEWAY');
  });
  const around = new Set([...records, ...frames]);
  const hanging = [...types.values()].flatMap((type) => hangingFields(type, around, inside));
  return new Set([...hanging, PROTECTED_RECORD]);
}

/** Fields of `type` that hang on records: all inside one or in a frame around it, else those that lead there. */
function hangingFields(
  type: ObjectTypeDefinitionNode,
  around: ReadonlySet<string>,
  inside: ReadonlySet<string>,
): readonly string[] {
  const isWhole = inside.has(type.name.value) || around.has(type.name.value);
  const leadsOn = targetsOf(type).some((target) => around.has(target));
  const hanging = (type.fields ?? []).filter((field) => {
    const target = namedTypeOf(field.type);
    return isWhole || around.has(target) || (leadsOn && target === 'Hit');
  });
  return hanging.map((field) => `${type.name.value}.${field.name.value}`);
}

function targetsOf({ fields = [] }: ObjectTypeDefinitionNode): readonly string[] {
  return fields.map((field) => namedTypeOf(field.type));
}

function accessesOf({ name, fields = [] }: ObjectTypeDefinitionNode, map: AccessMap) {
  return fields.flatMap((field) => map.get(`${name.value}.${field.name.value}`) ?? []);
}

/** `start` and every type that belongs to it by `belongs`, until none is left to add. */
function grow(
  start: ReadonlySet<string>,
  types: ReadonlyMap<string, ObjectTypeDefinitionNode>,
  belongs: (type: ObjectTypeDefinitionNode, grown: ReadonlySet<string>) => boolean,
): ReadonlySet<string> {
  const added = [...types.values()].filter((type) => !start.has(type.name.value) && belongs(type, start));
  if (added.length === 0) return start;
  return grow(new Set([...start, ...added.map((type) => type.name.value)]), types, belongs);
}
