import {
  type ConstValueNode,
  type DefinitionNode,
  type DocumentNode,
  type EnumTypeDefinitionNode,
  type InputObjectTypeDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  type NameNode,
} from 'graphql';
import { namedTypeOf } from './access-map.ts';

/** What is left of the inputs of a schema when some of their fields and enum values are closed. */
export interface UsableInputs {
  /** Can a value of this type still be written? True of every scalar. */
  readonly isUsable: (type: string) => boolean;
  /** Is this argument or input field left, by its coordinate: itself open, of a usable type, its default still writable? */
  readonly isLeft: (coordinate: string, value: InputValueDefinitionNode) => boolean;
}

type Enums = ReadonlyMap<string, EnumTypeDefinitionNode>;
type Inputs = ReadonlyMap<string, InputObjectTypeDefinitionNode>;

/**
 * Which arguments and input fields are left where only `isOpen` coordinates are. An input of which nothing is left but
 * itself (`and`, `or`, `not`), or that needs what is not left, goes; an enum without a value goes.
 */
export function usableInputs(schema: DocumentNode, isOpen: (coordinate: string) => boolean): UsableInputs {
  const enums: Enums = byName(schema, (one) => one.kind === Kind.ENUM_TYPE_DEFINITION);
  const inputs: Inputs = byName(schema, (one) => one.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION);
  const written = new Set<string>();
  const isUsable = (type: string): boolean => {
    if (inputs.has(type)) return written.has(type);
    const values = enums.get(type)?.values;
    return values === undefined || values.some((value) => isOpen(`${type}.${value.name.value}`));
  };
  const isLeft: UsableInputs['isLeft'] = (coordinate, { type, defaultValue }) =>
    isOpen(coordinate) &&
    isUsable(namedTypeOf(type)) &&
    (defaultValue === undefined || isWritable(namedTypeOf(type), defaultValue));
  const isWritable = (type: string, value: ConstValueNode): boolean => {
    if (value.kind === Kind.LIST) return value.values.every((item) => isWritable(type, item));
    if (value.kind === Kind.ENUM) return !enums.has(type) || isOpen(`${type}.${value.value}`);
    if (value.kind !== Kind.OBJECT || !inputs.has(type)) return true;
    return value.fields.every(({ name, value: inner }) => {
      const field = inputs.get(type)?.fields?.find((one) => one.name.value === name.value);
      return (
        field !== undefined &&
        isLeft(`${type}.${name.value}`, field) &&
        isWritable(namedTypeOf(field.type), inner)
      );
    });
  };
  // From the leaves up: an input is writable once one of its fields is and none is missing that it needs.
  for (let grew = true; grew; ) {
    const more = [...inputs.values()].filter(
      ({ name, fields = [] }) =>
        !written.has(name.value) &&
        fields.some((field) => isLeft(`${name.value}.${field.name.value}`, field)) &&
        fields.every((field) => !isNeeded(field) || isLeft(`${name.value}.${field.name.value}`, field)),
    );
    for (const { name } of more) written.add(name.value);
    grew = more.length > 0;
  }
  return { isUsable, isLeft };
}

/** Must it be given? */
export function isNeeded({ type, defaultValue }: InputValueDefinitionNode): boolean {
  return type.kind === Kind.NON_NULL_TYPE && defaultValue === undefined;
}

function byName<Definition extends DefinitionNode & { readonly name: NameNode }>(
  schema: DocumentNode,
  isWanted: (definition: DefinitionNode) => definition is Definition,
): ReadonlyMap<string, Definition> {
  return new Map(
    schema.definitions.filter(isWanted).map((definition) => [definition.name.value, definition]),
  );
}
