/** GraphQL servers: graphql-js over HTTP, national ones with the words of one country, and those of Europol and Interpol. */
import {
  buildSchema,
  type DocumentNode,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  graphql,
  isObjectType,
  Kind,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { type Args, askedRows, type FilterWords, hasConsentable, rowsFor } from './graphql-filter.ts';
import {
  type Asked,
  type Journal,
  type ListName,
  type MockSystem,
  type Reply,
  type Request,
  startMock,
  toAsked,
} from './mock-system.ts';
import { canonicalNames, listOf, type NativeProfile, type NativeRow } from './native-rows.ts';
import type { NationalWorld } from './world.ts';

export interface GraphqlMock {
  readonly profile: NativeProfile;
  readonly sdl: string;
  readonly path: string;
  readonly root: string;
  readonly argument: string;
  readonly count: string;
  readonly rows: string;
  /** How it is told which rows are wanted. */
  readonly words: FilterWords;
  /** `yyyy-MM-dd` of a date as the country writes it; null: there is none. */
  readonly day: (native: unknown) => string | null;
  readonly overview: NativeRow;
  /** By native list name. */
  readonly lists: Readonly<Record<string, readonly NativeRow[]>>;
}

export function serveGraphql(world: NationalWorld, mock: GraphqlMock): Promise<MockSystem> {
  const schema = buildSchema(mock.sdl);
  return startMock(world.code, world.changed, async (request: Request): Promise<Reply> => {
    const posted = readPosted(request, mock.path);
    if ('status' in posted) return posted;
    const { query, variables } = posted;
    const asked: Asked[] = [];
    const result = await graphql({
      schema,
      source: query,
      variableValues: variables,
      rootValue: {
        [mock.root]: (args: Record<string, string>, _: unknown, info: GraphQLResolveInfo) => {
          if (args[mock.argument] !== world.operation) return null;
          asked.push(...askedBy(mock, info));
          return { ...mock.overview, ...listsOf(mock) };
        },
      },
    });
    return { type: JSON_TYPE, body: JSON.stringify(result), asked };
  });
}

/** A server whose schema is no country's: Europol's or Interpol's. */
export interface ContractMock {
  readonly sdl: string;
  /** Root fields by name: values, or functions of their arguments. */
  readonly root: Readonly<Record<string, unknown>>;
  /** What the journal keeps of a document besides its coordinates. */
  readonly journal?: (
    document: DocumentNode,
    variables: Readonly<Record<string, unknown>>,
  ) => Partial<Journal>;
}

/**
 * Serves `mock` over POST /graphql. The journal is made from the document, not by executing it: what an invalid or
 * skipped part carried has travelled all the same. A text that is no document leaves only its raw body.
 */
export function serveContract(code: string, changed: Date, mock: ContractMock): Promise<MockSystem> {
  const schema = buildSchema(mock.sdl);
  return startMock(code, changed, async (request): Promise<Reply> => {
    const posted = readPosted(request, '/graphql');
    if ('status' in posted) return posted;
    const { query, variables } = posted;
    const result = await graphql({ schema, source: query, variableValues: variables, rootValue: mock.root });
    const document = parseOrNull(query);
    return {
      type: JSON_TYPE,
      body: JSON.stringify(result),
      asked: [],
      coordinates: document === null ? [] : coordinatesOf(schema, document),
      ...(document === null ? {} : mock.journal?.(document, variables)),
    };
  });
}

const JSON_TYPE = 'application/json; charset=utf-8';

interface Posted {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The query a request posts, or the reply that refuses it; a refused message is kept in the journal like any other. */
function readPosted(request: Request, path: string): Posted | (Reply & { readonly status: number }) {
  if (request.method !== 'POST' || request.url.pathname !== path) {
    return { status: 404, type: 'text/plain', body: 'not found', asked: [] };
  }
  try {
    const { query, variables } = JSON.parse(request.body) as Partial<Posted>;
    if (typeof query === 'string') return { query, variables: variables ?? {} };
  } catch {
    // Refused below, with every other body that holds no query.
  }
  return { status: 400, type: 'text/plain', body: 'the body holds no query', asked: [] };
}

function parseOrNull(query: string): DocumentNode | null {
  try {
    return parse(query);
  } catch {
    return null;
  }
}

/** A field the schema lacks is listed too; below it, where no type is known, as `?.field`. */
function coordinatesOf(schema: GraphQLSchema, document: DocumentNode): string[] {
  const coordinates = new Set<string>();
  const types = new TypeInfo(schema);
  const note = (field: FieldNode): void => {
    coordinates.add(`${types.getParentType()?.name ?? '?'}.${field.name.value}`);
  };
  visit(document, visitWithTypeInfo(types, { Field: note }));
  return [...coordinates];
}

/** A list: its total, always of all rows, and the rows that its arguments let through. */
function listsOf(mock: GraphqlMock): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(mock.lists).map(([native, rows]) => [
      native,
      {
        [mock.count]: rows.length,
        [mock.rows]: (args: Args, _: unknown, info: GraphQLResolveInfo) =>
          rowsFor(mock, fieldsOfRows(mock, info), rows, args),
        [mock.words.consentable.field]: (args: Args, _: unknown, info: GraphQLResolveInfo) =>
          hasConsentable(mock, fieldsOfRows(mock, info), rows, args),
        [mock.words.page.found]: (args: Args, _: unknown, info: GraphQLResolveInfo) =>
          rowsFor(mock, fieldsOfRows(mock, info), rows, args).length,
      },
    ]),
  );
}

/** What a row of the list has, by the schema, whether it was asked or not. */
function fieldsOfRows(mock: GraphqlMock, { parentType }: GraphQLResolveInfo): ReadonlySet<string> {
  const rows = getNamedType(parentType.getFields()[mock.rows]?.type);
  return new Set(isObjectType(rows) ? Object.keys(rows.getFields()) : []);
}

function askedBy(mock: GraphqlMock, info: GraphQLResolveInfo): Asked[] {
  const asked: Asked[] = [];
  const overview: string[] = [];
  for (const field of subfields(info.fieldNodes[0])) {
    const list = listOf(mock.profile, field.name.value);
    if (list === undefined) overview.push(field.name.value);
    else asked.push(askedOfList(mock, list, field, info));
  }
  if (overview.length > 0) {
    asked.push(toAsked('overview', overview, canonicalNames(mock.profile, 'overview'), false));
  }
  return asked;
}

type FieldNode = GraphQLResolveInfo['fieldNodes'][number];

function askedOfList(mock: GraphqlMock, list: ListName, field: FieldNode, info: GraphQLResolveInfo): Asked {
  const parts = subfields(field);
  const partsNamed = (name: string): FieldNode[] => parts.filter((part) => part.name.value === name);
  const rows = partsNamed(mock.rows);
  const args = [...partsNamed(mock.words.consentable.field), ...rows].map((part) =>
    argumentsOf(field, part, info),
  );
  return toAsked(
    list,
    rows.flatMap(subfields).map((row) => row.name.value),
    canonicalNames(mock.profile, list),
    partsNamed(mock.count).length > 0,
    askedRows(mock, list, Object.assign({}, ...args)),
  );
}

/** The arguments of `part`, a field of the list `field` of the operation. */
function argumentsOf(field: FieldNode, part: FieldNode, info: GraphQLResolveInfo): Args {
  const operation = getNamedType(info.returnType);
  const list = isObjectType(operation)
    ? getNamedType(operation.getFields()[field.name.value]?.type)
    : undefined;
  const definition = isObjectType(list) ? list.getFields()[part.name.value] : undefined;
  return definition === undefined ? {} : getArgumentValues(definition, part, info.variableValues);
}

function subfields(field: FieldNode | undefined): FieldNode[] {
  return field?.selectionSet?.selections.filter((selection) => selection.kind === Kind.FIELD) ?? [];
}
