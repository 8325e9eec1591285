/** A national GraphQL server: graphql-js over HTTP, with the words of one country. */
import { buildSchema, type GraphQLResolveInfo, graphql, Kind } from 'graphql';
import {
  type Asked,
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
  readonly overview: NativeRow;
  /** By native list name. */
  readonly lists: Readonly<Record<string, readonly NativeRow[]>>;
}

export function serveGraphql(world: NationalWorld, mock: GraphqlMock): Promise<MockSystem> {
  const schema = buildSchema(mock.sdl);
  return startMock(world.code, world.changed, async (request: Request): Promise<Reply> => {
    if (request.method !== 'POST' || request.url.pathname !== mock.path) {
      return { status: 404, type: 'text/plain', body: 'not found', asked: [] };
    }
    const { query, variables } = JSON.parse(request.body) as {
      query: string;
      variables: Record<string, unknown>;
    };
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
    return { type: 'application/json; charset=utf-8', body: JSON.stringify(result), asked };
  });
}

function listsOf(mock: GraphqlMock): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(mock.lists).map(([native, rows]) => [
      native,
      { [mock.count]: rows.length, [mock.rows]: rows },
    ]),
  );
}

function askedBy(mock: GraphqlMock, info: GraphQLResolveInfo): Asked[] {
  const asked: Asked[] = [];
  const overview: string[] = [];
  for (const field of subfields(info.fieldNodes[0])) {
    const list = listOf(mock.profile, field.name.value);
    if (list === undefined) overview.push(field.name.value);
    else asked.push(askedOfList(mock, list, field));
  }
  if (overview.length > 0) {
    asked.push(toAsked('overview', overview, canonicalNames(mock.profile, 'overview'), false));
  }
  return asked;
}

type FieldNode = GraphQLResolveInfo['fieldNodes'][number];

function askedOfList(mock: GraphqlMock, list: ListName, field: FieldNode): Asked {
  const parts = subfields(field);
  const rows = parts.filter((part) => part.name.value === mock.rows).flatMap(subfields);
  const count = parts.some((part) => part.name.value === mock.count);
  return toAsked(
    list,
    rows.map((row) => row.name.value),
    canonicalNames(mock.profile, list),
    count,
  );
}

function subfields(field: FieldNode | undefined): FieldNode[] {
  return field?.selectionSet?.selections.filter((selection) => selection.kind === Kind.FIELD) ?? [];
}
