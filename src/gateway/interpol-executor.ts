/**
 * The executor of Interpol's contract. A barrier: it waits until every country of the query has answered or failed, so
 * that one call carries all references and notices, whatever the countries' latencies.
 */
import { type GraphQLSchema, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { readSelection, valueOfArguments } from '../access/selection.ts';
import { askGraphql } from '../countries/ask-graphql.ts';
import { asRows, type NativeRow } from '../countries/protocols/protocol.ts';
import { GatewayError } from '../errors.ts';
import { completeObject } from './complete-object.ts';
import type { StitchedRequest } from './executing-document.ts';
import type { QueryScope } from './query-scope.ts';
import type { Systems } from './systems.ts';

interface Root {
  readonly alias: string;
  readonly name: 'interpolReferences' | 'notices';
  readonly keys: readonly string[];
  readonly operation: string;
  readonly selectionSet: SelectionSetNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

interface Waiting {
  readonly roots: readonly Root[];
  readonly resolve: (answer: { data: Record<string, unknown> }) => void;
}

/** Answers `request` from the one call of its query. Never throws: a failure is written into the scope, values are null. */
export async function executeInterpol(
  schema: GraphQLSchema,
  systems: Systems,
  scope: QueryScope,
  request: StitchedRequest,
): Promise<{ data: Record<string, unknown> }> {
  const roots = readRoots(request);
  const { waiting } = scope.interpol as { waiting: Waiting[] };
  return new Promise((resolve) => {
    waiting.push({ roots, resolve });
    if (waiting.length === 1) void flushWhenSettled(schema, systems, scope, waiting);
  });
}

async function flushWhenSettled(
  schema: GraphQLSchema,
  systems: Systems,
  scope: QueryScope,
  waiting: Waiting[],
): Promise<void> {
  await scope.nationalSettled;
  // The library merges what the countries answered in the turns that follow; references come with it.
  for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
  const batch = waiting.splice(0);
  const roots = batch.flatMap((one) => one.roots);
  const answer = await ask(systems, scope, roots);
  for (const one of batch) {
    const data: Record<string, unknown> = {};
    for (const root of one.roots) data[root.alias] = readAnswer(schema, root, answer);
    one.resolve({ data });
  }
}

interface Answer {
  readonly entries: ReadonlyMap<string, NativeRow>;
  readonly notices: ReadonlyMap<string, readonly NativeRow[] | null>;
}

async function ask(systems: Systems, scope: QueryScope, roots: readonly Root[]): Promise<Answer> {
  const keys = [...new Set(roots.flatMap((root) => root.keys))];
  const operations = [
    ...new Set(roots.filter(({ name }) => name === 'notices').map(({ operation }) => operation)),
  ];
  try {
    if (systems.interpol === null)
      throw new GatewayError('SOURCE_UNAVAILABLE', 'no system is configured for `XO`');
    const parts = [...(keys.length > 0 ? [printIndex(roots, keys)] : []), ...printNotices(roots, operations)];
    const data = await askGraphql(systems.interpol, `query { ${parts.join(' ')} }`);
    return readData(data, keys, operations);
  } catch (cause) {
    scope.interpol.failure = cause instanceof GatewayError ? cause.code : 'INTERNAL';
    return { entries: new Map(), notices: new Map() };
  }
}

/** Only the fields that some record of the query asks: `hit`, `noticeColour`. */
function printIndex(roots: readonly Root[], keys: readonly string[]): string {
  const references = keys.map((key) => {
    const [country, caseRef] = JSON.parse(key) as [string, string];
    return `{ country: ${JSON.stringify(country)}, caseRef: ${JSON.stringify(caseRef)} }`;
  });
  return `index(references: [${references.join(', ')}]) { ${fieldsOf(roots, 'interpolReferences').join(' ')} }`;
}

function printNotices(roots: readonly Root[], operations: readonly string[]): string[] {
  const fields = fieldsOf(roots, 'notices').join(' ');
  return operations.map(
    (operation, index) => `n${index}: notices(operation: ${JSON.stringify(operation)}) { ${fields} }`,
  );
}

function fieldsOf(roots: readonly Root[], name: Root['name']): string[] {
  const names = new Set<string>();
  for (const root of roots) {
    if (root.name !== name) continue;
    for (const field of readSelection(root.selectionSet, root.variables)?.values() ?? [])
      names.add(field.name);
  }
  return [...names].filter((field) => field !== '__typename' && field !== '_k');
}

function readData(data: NativeRow, keys: readonly string[], operations: readonly string[]): Answer {
  const index = keys.length === 0 ? [] : asRows(data.index, '`index`');
  if (index.length !== keys.length)
    throw new GatewayError('SOURCE_INVALID', '`index` has another length than was asked');
  return {
    entries: new Map(keys.map((key, position) => [key, index[position] ?? {}])),
    notices: new Map(
      operations.map((operation, n) => [
        operation,
        data[`n${n}`] === null ? null : asRows(data[`n${n}`], '`notices`'),
      ]),
    ),
  };
}

const COLOURS = new Set(['RED', 'BLUE', 'GREEN', 'YELLOW', 'BLACK', 'ORANGE', 'PURPLE']);

function readAnswer(schema: GraphQLSchema, root: Root, answer: Answer): unknown {
  const named = root.name === 'notices' ? 'Notice' : 'InterpolReference';
  const type = schema.getType(named) as Parameters<typeof completeObject>[0];
  const complete = (value: unknown): unknown =>
    completeObject(type, root.selectionSet, root.variables, value);
  if (root.name === 'notices') return complete(answer.notices.get(root.operation)?.map(readNotice) ?? null);
  return root.keys.map((key) => {
    const entry = answer.entries.get(key);
    return complete({ _k: key, ...(entry === undefined ? {} : readEntry(entry)) });
  });
}

function readEntry({ hit, noticeColour }: NativeRow): NativeRow {
  return {
    hit: hit === true ? 'HIT' : hit === false ? 'NO_HIT' : null,
    noticeColour: toColour(noticeColour),
  };
}

function readNotice({ colour, issuedOn }: NativeRow): NativeRow {
  const isDay = typeof issuedOn === 'string' && /^\d{4}-\d\d-\d\d$/.test(issuedOn);
  return { colour: toColour(colour), issuedOn: isDay ? issuedOn : null };
}

function toColour(value: unknown): string | null {
  return typeof value === 'string' && COLOURS.has(value) ? value : null;
}

function readRoots(request: StitchedRequest): Root[] {
  const variables = request.variables ?? {};
  const [query] = request.document.definitions as readonly OperationDefinitionNode[];
  return (query?.selectionSet.selections ?? []).map((field) => {
    if (field.kind !== Kind.FIELD || field.selectionSet === undefined)
      throw new GatewayError('INTERNAL', 'a fragment');
    const name = field.name.value === 'notices' ? 'notices' : 'interpolReferences';
    const { keys, operation } = valueOfArguments(field, variables);
    return {
      alias: field.alias?.value ?? field.name.value,
      name,
      keys: Array.isArray(keys) ? keys.map(String) : [],
      operation: String(operation),
      selectionSet: field.selectionSet,
      variables,
    };
  });
}
