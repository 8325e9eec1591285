import {
  buildSchema,
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { loadSchemaTexts } from '../../src/cli/load-schema-texts.ts';

/** A reference as a cross-check brings it. */
export interface CaseReference {
  readonly country: string;
  readonly caseRef: string;
}

/** A field of the whole query as it is written, and what stands below it. */
export interface WholeField {
  readonly text: string;
  readonly below: readonly WholeField[] | null;
}

/** Every field of the public schema below `operation(id: "icarus")`, found by walking it: a new field is asked at once. */
export function wholeQuery(refs: readonly CaseReference[] = []): string {
  return printOperation(wholeFields(refs));
}

/** The query that asks `fields` of the operation. */
export function printOperation(fields: readonly WholeField[]): string {
  return `{ operation(id: "icarus") ${print(fields)} }`;
}

/** What `wholeQuery` asks. Without `refs` there is nothing to cross-check, and that field is left out. */
export function wholeFields(refs: readonly CaseReference[] = []): readonly WholeField[] {
  const { access, operation: own } = loadSchemaTexts();
  const schema = buildSchema(`${access}\n${own}`);
  const operation = schema.getType('Operation');
  if (!isObjectType(operation)) throw new Error('the public schema has no type `Operation`');
  return fieldsOf(operation, [], refs);
}

/** INVARIANT: a type is not walked inside itself. */
function fieldsOf(
  type: GraphQLObjectType,
  above: readonly string[],
  refs: readonly CaseReference[],
): WholeField[] {
  const way = [...above, type.name];
  return Object.values(type.getFields()).flatMap((field): WholeField[] => {
    const below = getNamedType(field.type);
    const text = textOf(field, refs);
    if (text === null || (isObjectType(below) && way.includes(below.name))) return [];
    return [{ text, below: isObjectType(below) ? fieldsOf(below, way, refs) : null }];
  });
}

/** All of it in one query is costly: pages are small. */
const FIRST = 5;

/** Null for a field that cannot be asked: what it requires is not there, or is asked of every country beside. */
function textOf(
  { name, args }: GraphQLField<unknown, unknown>,
  refs: readonly CaseReference[],
): string | null {
  if (args.some((arg) => arg.name === 'first')) return `${name}(first: ${FIRST})`;
  if (!args.some(isRequiredArgument)) return name;
  if (name === 'participation') return null;
  if (name === 'breakdown') return `${name}(of: ARRESTS, by: [COUNTRY])`;
  if (name !== 'crossCheck') throw new Error(`\`${name}\` has a required argument: give it one here`);
  const literals = refs.map(
    ({ country, caseRef }) => `{ country: "${country}", caseRef: ${JSON.stringify(caseRef)} }`,
  );
  return refs.length === 0 ? null : `${name}(refs: [${literals.join(', ')}])`;
}

function print(fields: readonly WholeField[]): string {
  return `{ ${fields.map(({ text, below }) => (below === null ? text : `${text} ${print(below)}`)).join(' ')} }`;
}
