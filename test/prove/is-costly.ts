/** Whether a question asks for so much that it would be refused: such a one shows nothing of rights. By its own count. */
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getVariableValues,
  isObjectType,
  Kind,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import type { Question } from './observe.ts';

/** Well below what the product allows: it counts more strictly. */
const MOST = { records: 25_000, values: 60_000, requests: 40 };
/** Messages to one country that a field may need; here all count, at the product only those to the country asked most. */
const REQUESTS: Readonly<Record<string, number>> = {
  ...{ arrests: 1, suspects: 1, searches: 1, seizures: 1, forensicExams: 1 },
  ...{ records: 2, hit: 1, victims: 1, modusOperandi: 1, crossCheck: 6 },
};
const COUNTRIES = 26;

type Values = Readonly<Record<string, unknown>>;

export function isCostly(schema: GraphQLSchema, { document, operationName, variables }: Question): boolean {
  const queries = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const chosen = queries.find(({ name }) => operationName === null || name?.value === operationName);
  const root = schema.getQueryType();
  if (chosen === undefined || !root) return false;
  const { coerced } = getVariableValues(schema, chosen.variableDefinitions ?? [], { ...variables });
  if (coerced === undefined) return false;
  const fragments = Object.create(null) as Record<string, FragmentDefinitionNode>;
  for (const one of document.definitions) {
    if (one.kind === Kind.FRAGMENT_DEFINITION) fragments[one.name.value] = one;
  }
  const total = { records: 0, values: 0, requests: 0 };
  const count = (
    type: GraphQLObjectType,
    groups: Iterable<readonly FieldNode[]>,
    times: number,
    above: Values,
  ): void => {
    for (const nodes of groups) {
      const [node] = nodes as readonly [FieldNode];
      total.values += times * nodes.length;
      total.requests += REQUESTS[node.name.value] ?? 0;
      const field = type.getFields()[node.name.value];
      const below = getNamedType(field?.type);
      if (field === undefined || !isObjectType(below)) continue;
      const args = argumentsOf(field, node, coerced);
      const entries = entriesOf(type.name, node.name.value, String(field.type).includes('['), args, above);
      if (String(field.type).includes('[')) total.records += times * entries;
      count(
        below,
        collectSubfields(schema, fragments, coerced, below, nodes).values(),
        times * entries,
        args,
      );
    }
  };
  count(root, collectFields(schema, fragments, coerced, root, chosen.selectionSet).values(), 1, {});
  return total.records > MOST.records || total.values > MOST.values || total.requests > MOST.requests;
}

function argumentsOf(
  field: Parameters<typeof getArgumentValues>[0],
  node: FieldNode,
  variables: Values,
): Values {
  try {
    return getArgumentValues(field, node, variables);
  } catch {
    return {};
  }
}

function entriesOf(type: string, field: string, isList: boolean, args: Values, above: Values): number {
  if (!isList || type === 'OperationConnection') return 1;
  if (field === 'nodes' || field === 'edges') return Math.min(500, Number(above.first ?? 50));
  if (field === 'participations' || field === 'missing' || field === 'cells') return COUNTRIES;
  if (Array.isArray(args.refs)) return args.refs.length;
  return field === 'countries' ? 100 : field.startsWith('by') ? 4 : 50;
}
