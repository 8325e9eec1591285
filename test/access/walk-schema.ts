import {
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isObjectType,
} from 'graphql';

/**
 * What a code generator does with a schema: a line for every type, field, argument and value, each named after types that
 * must be there. Throws where one is not, or has nothing in it. Lists the types that nothing names.
 */
export function walkSchema(schema: GraphQLSchema): {
  readonly text: string;
  readonly unused: readonly string[];
} {
  const types = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type));
  const named = new Set<string>(['Query']);
  const nameOf = (type: GraphQLNamedType): string => {
    if (schema.getType(type.name) !== type) throw new Error(`${type.name} is not there`);
    named.add(type.name);
    return type.name;
  };
  const lines = types.map((type) => {
    if (isEnumType(type))
      return full(
        type.name,
        type.getValues().map(({ name }) => name),
      );
    if (isInputObjectType(type)) {
      return full(
        type.name,
        Object.values(type.getFields()).map((field) => `${field.name}: ${nameOf(getNamedType(field.type))}`),
      );
    }
    if (!isObjectType(type)) return `${type.name} = unknown`;
    const fields = Object.values(type.getFields()).map((field) => {
      const args = field.args.map((argument) => `${argument.name}: ${nameOf(getNamedType(argument.type))}`);
      return `${field.name}(${args.join(', ')}): ${nameOf(getNamedType(field.type))}`;
    });
    return full(type.name, fields);
  });
  const builtIn = ['String', 'Boolean', 'Int', 'Float', 'ID'];
  return {
    text: lines.join('\n'),
    unused: types.map(({ name }) => name).filter((name) => !named.has(name) && !builtIn.includes(name)),
  };
}

function full(name: string, parts: readonly string[]): string {
  if (parts.length === 0) throw new Error(`${name} has nothing in it`);
  return `${name} = { ${parts.join('; ')} }`;
}
