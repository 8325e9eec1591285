/** National systems that speak GraphQL over HTTP: one POST for a whole query, exactly the fields and rows asked. */
import { GatewayError } from '../../errors.ts';
import { memoized } from '../../memoized.ts';
import type { ListName } from '../../terms.ts';
import { consentableRows } from './consentable-rows.ts';
import {
  type GraphqlFilterWords,
  type ListArguments,
  toListArguments,
  type Variable,
} from './graphql-arguments.ts';
import { leftName } from './graphql-page.ts';
import type { NativeListRequest, NativeRequest } from './native-request.ts';
import {
  asRow,
  asRows,
  INVALID_LIST,
  type NativeAnswer,
  type NativeHttpRequest,
  type NativeList,
  type NativeRow,
  type Protocol,
  readJson,
  unlessWrong,
} from './protocol.ts';

export interface GraphqlSettings {
  readonly path: string;
  /** Root field that gives one operation, and its argument. */
  readonly root: string;
  readonly argument: string;
  /** Under each list: the field that holds its total, and the one that holds its rows. */
  readonly count: string;
  readonly rows: string;
  /** How it is told which rows are wanted. */
  readonly filter: GraphqlFilterWords;
}

export function graphqlProtocol(settings: GraphqlSettings): Protocol {
  const messageOf = rememberMessage(settings);
  return {
    name: 'GraphQL',
    selects: 'fields',
    filters: { days: true },
    sorts: (fields, kind) =>
      fields.length === 1 &&
      (kind === 'number') === settings.filter.page.numbers.includes(fields[0] as string),
    async ask(request, send) {
      const response = await send(messageOf(request));
      return readAnswer(settings, request.lists, asRow(await readJson(response), 'the body'));
    },
  };
}

const HEADERS = { 'content-type': 'application/json', accept: 'application/json' };

/** What is posted for a request, printed once for as long as the request is held: it is never changed. */
function rememberMessage(settings: GraphqlSettings): (request: NativeRequest) => NativeHttpRequest {
  return memoized((request) => {
    const body = JSON.stringify(printQuery(settings, request));
    return Object.freeze({ method: 'POST', path: settings.path, headers: HEADERS, body });
  });
}

/** The native document. All names come from the country's definition; operation and rows travel as variables. */
function printQuery(
  settings: GraphqlSettings,
  { operation, overview, lists }: NativeRequest,
): { readonly query: string; readonly variables: Readonly<Record<string, unknown>> } {
  const asked = lists.map((list) => ({ list, parts: toListArguments(settings.filter, list) }));
  const variables: readonly Variable[] = [
    { name: 'operation', type: 'String!', value: operation },
    ...asked.flatMap(({ parts }) => parts.variables),
  ];
  const declared = variables.map(({ name, type }) => `$${name}: ${type}`).join(', ');
  const selections = [...overview, ...asked.map(({ list, parts }) => printList(settings, list, parts))];
  return {
    query: `query (${declared}) { ${settings.root}(${settings.argument}: $operation) { ${selections.join(' ')} } }`,
    variables: Object.fromEntries(variables.map(({ name, value }) => [name, value])),
  };
}

function printList(settings: GraphqlSettings, list: NativeListRequest, parts: ListArguments): string {
  const selections = [
    ...(list.count ? [settings.count] : []),
    ...(parts.consentable === '' ? [] : [parts.consentable]),
    ...parts.found,
    ...(list.fields.length > 0 ? [`${settings.rows}${parts.rows} { ${list.fields.join(' ')} }`] : []),
  ];
  return `${list.native} { ${selections.join(' ')} }`;
}

/** Errors of the source close nothing by themselves: what came is read, what did not come is missing. */
function readAnswer(
  settings: GraphqlSettings,
  asked: readonly NativeListRequest[],
  body: NativeRow,
): NativeAnswer {
  const data = body.data ?? null;
  if (data === null) throw new GatewayError('SOURCE_UNAVAILABLE', 'the answer has no data');
  const root = asRow(asRow(data, '`data`')[settings.root], `\`data.${settings.root}\``);
  const lists = asked.map((request): [ListName, NativeList] => [
    request.list,
    unlessWrong(() => readList(settings, request, root)) ?? INVALID_LIST,
  ]);
  return { overview: root, lists: new Map(lists) };
}

function readList(settings: GraphqlSettings, request: NativeListRequest, root: NativeRow): NativeList {
  const list = asRow(root[request.native], `\`${request.native}\``);
  const rows =
    request.fields.length > 0 ? asRows(list[settings.rows], `\`${request.native}.${settings.rows}\``) : [];
  const count = request.count ? list[settings.count] : undefined;
  return { count, rows, ...readConsentable(settings, request, list), ...readFound(settings, request, list) };
}

/** What is no number is said to be none when it is read. */
function readFound(
  { filter: { page: words } }: GraphqlSettings,
  { filter }: NativeListRequest,
  list: NativeRow,
): Pick<NativeList, 'found'> {
  if (filter?.page?.counts !== true) return {};
  const all = list[words.found];
  return { found: [{ all, left: filter.page.after === null ? all : list[leftName(words.found)] }] };
}

/** What was asked must be answered: a source that says nothing has not said no. */
function readConsentable(
  settings: GraphqlSettings,
  request: NativeListRequest,
  list: NativeRow,
): Pick<NativeList, 'consentable'> {
  const kinds = consentableRows(request.filter?.release);
  if (kinds === null) return {};
  if (!kinds.unprotected && !kinds.protected) return { consentable: false };
  const { field } = settings.filter.consentable;
  const value = list[field];
  if (typeof value !== 'boolean') {
    throw new GatewayError('SOURCE_INVALID', `\`${request.native}.${field}\` is neither true nor false`);
  }
  return { consentable: value };
}
