import type { DocumentNode, FieldDefinitionNode } from 'graphql';
import { namedTypeOf, objectTypesOf } from './access-map.ts';
import type { Requests } from './open-requests.ts';
import { isNeeded, type UsableInputs } from './usable-inputs.ts';

/**
 * The fields a caller can get a value from, by coordinate: there is one request that opens the field and every field on a
 * way from the root to it. A field that needs an argument which is not left, and one that leads to a type without a field,
 * is not there.
 *
 * `openFor` gives the requests that open a field; null for one that is as open as what leads to it.
 */
export function reachableFields(
  schema: DocumentNode,
  requests: Requests,
  openFor: (coordinate: string) => Requests | null,
  inputs: UsableInputs,
): ReadonlySet<string> {
  const fields = fieldsOf(schema).filter((field) => canBeCalled(field, inputs));
  const reach = new Map<string, Requests>([['Query', requests]]);
  const throughOf = ({ type, coordinate }: Field): Requests => {
    const here: Requests = reach.get(type) ?? new Set();
    const opened = openFor(coordinate);
    return opened === null ? here : new Set([...here].filter((request) => opened.has(request)));
  };
  for (let grew = true; grew; ) {
    grew = false;
    for (const field of fields) {
      const before: Requests = reach.get(field.target) ?? new Set();
      const after = new Set([...before, ...throughOf(field)]);
      grew ||= after.size > before.size;
      reach.set(field.target, after);
    }
  }
  return withoutDeadEnds(
    fields.filter((field) => throughOf(field).size > 0),
    new Set(objectTypesOf(schema).keys()),
  );
}

interface Field {
  readonly type: string;
  readonly coordinate: string;
  readonly target: string;
  readonly definition: FieldDefinitionNode;
}

function fieldsOf(schema: DocumentNode): readonly Field[] {
  return [...objectTypesOf(schema)].flatMap(([type, { fields = [] }]) =>
    fields.map((definition) => ({
      type,
      coordinate: `${type}.${definition.name.value}`,
      target: namedTypeOf(definition.type),
      definition,
    })),
  );
}

function canBeCalled({ coordinate, definition }: Field, inputs: UsableInputs): boolean {
  return (definition.arguments ?? []).every(
    (argument) => !isNeeded(argument) || inputs.isLeft(`${coordinate}(${argument.name.value}:)`, argument),
  );
}

function withoutDeadEnds(fields: readonly Field[], objects: ReadonlySet<string>): ReadonlySet<string> {
  const filled = new Set(fields.map(({ type }) => type));
  const left = fields.filter(({ target }) => !objects.has(target) || filled.has(target));
  if (left.length < fields.length) return withoutDeadEnds(left, objects);
  return new Set(fields.map(({ coordinate }) => coordinate));
}
