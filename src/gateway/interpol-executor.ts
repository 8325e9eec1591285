/**
 * The executor of Interpol's contract. A barrier: it waits until every country of the query has answered or failed, so
 * that one call carries all references and notices, whatever the countries' latencies.
 */
import DataLoader from 'dataloader';
import { type GraphQLSchema, Kind, type OperationDefinitionNode } from 'graphql';
import { readSelection, valueOfArguments } from '../access/selection.ts';
import { askGraphql } from '../countries/ask-graphql.ts';
import { asRows, type NativeRow } from '../countries/protocols/protocol.ts';
import { GatewayError } from '../errors.ts';
import { completeObject } from './complete-object.ts';
import type { StitchedRequest } from './executing-document.ts';
import type { InterpolRoot, QueryScope } from './query-scope.ts';
import type { Systems } from './systems.ts';

/** An entry of the index, the notices of an operation, or nothing. */
type Loaded = NativeRow | readonly NativeRow[] | null;

/** Answers `request` from the one call of its query. Never throws: a failure is written into the scope, values are null. */
export async function executeInterpol(
  schema: GraphQLSchema,
  systems: Systems,
  scope: QueryScope,
  request: StitchedRequest,
): Promise<{ data: Record<string, unknown> }> {
  const roots = readRoots(request);
  scope.interpol.roots.push(...roots);
  scope.interpol.loader ??= openLoader(systems, scope);
  const { loader } = scope.interpol;
  const data: Record<string, unknown> = {};
  for (const root of roots) {
    const loaded = await Promise.all(wantsOf(root).map((want) => loader.load(want)));
    data[root.alias] = readAnswer(schema, root, loaded);
  }
  return { data };
}

/** A loader for one query: its batch leaves when every country has answered or failed, so there is one. */
function openLoader(systems: Systems, scope: QueryScope): DataLoader<string, Loaded> {
  return new DataLoader((wants) => ask(systems, scope, wants), {
    maxBatchSize: Number.POSITIVE_INFINITY,
    batchScheduleFn: (send) => void afterNational(scope).then(send),
  });
}

async function afterNational(scope: QueryScope): Promise<void> {
  await scope.nationalSettled;
  // The library merges what the countries answered in the turns that follow; references come with it.
  for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
}

/** What a root field wants of the call: an entry for each key, or the notices of an operation. */
function wantsOf(root: InterpolRoot): readonly string[] {
  return root.name === 'notices' ? [`notices ${root.operation}`] : root.keys.map((key) => `entry ${key}`);
}

async function ask(systems: Systems, scope: QueryScope, wants: readonly string[]): Promise<Loaded[]> {
  const { roots } = scope.interpol;
  const named = (kind: string): string[] =>
    wants.filter((want) => want.startsWith(kind)).map((want) => want.slice(kind.length));
  const [keys, operations] = [named('entry '), named('notices ')];
  try {
    if (systems.interpol === null)
      throw new GatewayError('SOURCE_UNAVAILABLE', 'no system is configured for `XO`');
    const parts = [...(keys.length > 0 ? [printIndex(roots, keys)] : []), ...printNotices(roots, operations)];
    const data = await askGraphql(systems.interpol, `query { ${parts.join(' ')} }`);
    const loaded = readData(data, keys, operations);
    return wants.map((want) => loaded.get(want) ?? null);
  } catch (cause) {
    scope.interpol.failure = cause instanceof GatewayError ? cause.code : 'INTERNAL';
    return wants.map(() => null);
  }
}

/** Only the fields that some record of the query asks: `hit`, `noticeColour`. */
function printIndex(roots: readonly InterpolRoot[], keys: readonly string[]): string {
  const references = keys.map((key) => {
    const [country, caseRef] = JSON.parse(key) as [string, string];
    return `{ country: ${JSON.stringify(country)}, caseRef: ${JSON.stringify(caseRef)} }`;
  });
  return `index(references: [${references.join(', ')}]) { ${fieldsOf(roots, 'interpolReferences').join(' ')} }`;
}

function printNotices(roots: readonly InterpolRoot[], operations: readonly string[]): string[] {
  const fields = fieldsOf(roots, 'notices').join(' ');
  return operations.map(
    (operation, index) => `n${index}: notices(operation: ${JSON.stringify(operation)}) { ${fields} }`,
  );
}

function fieldsOf(roots: readonly InterpolRoot[], name: InterpolRoot['name']): string[] {
  const names = new Set<string>();
  for (const root of roots) {
    if (root.name !== name) continue;
    for (const field of readSelection(root.selectionSet, root.variables)?.values() ?? [])
      names.add(field.name);
  }
  return [...names].filter((field) => field !== '__typename' && field !== '_k');
}

function readData(
  data: NativeRow,
  keys: readonly string[],
  operations: readonly string[],
): ReadonlyMap<string, Loaded> {
  const index = keys.length === 0 ? [] : asRows(data.index, '`index`');
  if (index.length !== keys.length) {
    throw new GatewayError('SOURCE_INVALID', '`index` has another length than was asked');
  }
  const loaded = new Map<string, Loaded>(keys.map((key, place) => [`entry ${key}`, index[place] ?? null]));
  for (const [place, operation] of operations.entries()) {
    const notices = data[`n${place}`] ?? null;
    loaded.set(`notices ${operation}`, notices === null ? null : asRows(notices, '`notices`'));
  }
  return loaded;
}

const COLOURS = new Set(['RED', 'BLUE', 'GREEN', 'YELLOW', 'BLACK', 'ORANGE', 'PURPLE']);

function readAnswer(schema: GraphQLSchema, root: InterpolRoot, loaded: readonly Loaded[]): unknown {
  const named = root.name === 'notices' ? 'Notice' : 'InterpolReference';
  const type = schema.getType(named) as Parameters<typeof completeObject>[0];
  const complete = (value: unknown): unknown =>
    completeObject(type, root.selectionSet, root.variables, value);
  if (root.name === 'notices') {
    const [notices] = loaded;
    return complete(Array.isArray(notices) ? notices.map(readNotice) : null);
  }
  return root.keys.map((key, place) =>
    complete({ _k: key, ...readEntry((loaded[place] ?? {}) as NativeRow) }),
  );
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

function readRoots(request: StitchedRequest): InterpolRoot[] {
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
