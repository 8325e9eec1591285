import { buildSchema, type GraphQLObjectType, getNamedType, isObjectType, isRequiredArgument } from 'graphql';
import { loadSchemaTexts } from '../../src/cli/load-schema-texts.ts';

/**
 * Every field of the public schema below `operation(id: "icarus")` that needs no argument, found by walking it: a new field
 * is asked at once.
 */
export function wholeQuery(): string {
  const { access, operation: own } = loadSchemaTexts();
  const schema = buildSchema(`${access}\n${own}`);
  const operation = schema.getType('Operation');
  if (!isObjectType(operation)) throw new Error('the public schema has no type `Operation`');
  return `{ operation(id: "icarus") ${selectionOf(operation, [])} }`;
}

/** INVARIANT: a type is not walked inside itself. */
function selectionOf(type: GraphQLObjectType, above: readonly string[]): string {
  const way = [...above, type.name];
  const fields = Object.values(type.getFields()).flatMap((field) => {
    // What a caller has to bring (a cross-check's references) is asked by tests of its own.
    // What is asked of one country by name is asked of every country by `participations`.
    if (field.args.some(isRequiredArgument)) return [];
    const below = getNamedType(field.type);
    if (!isObjectType(below)) return [field.name];
    return way.includes(below.name) ? [] : [`${field.name} ${selectionOf(below, way)}`];
  });
  return `{ ${fields.join(' ')} }`;
}
