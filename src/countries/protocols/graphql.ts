/** National systems that speak GraphQL over HTTP: one POST for a whole query, exactly the fields asked. */
import { GatewayError } from '../../errors.ts';
import type { ListName } from '../../terms.ts';
import {
  asRow,
  asRows,
  type NativeAnswer,
  type NativeList,
  type NativeListRequest,
  type NativeRow,
  type Protocol,
  readJson,
} from './protocol.ts';

export interface GraphqlSettings {
  readonly path: string;
  /** Root field that gives one operation, and its argument. */
  readonly root: string;
  readonly argument: string;
  /** Under each list: the field that holds its total, and the one that holds its rows. */
  readonly count: string;
  readonly rows: string;
}

export function graphqlProtocol(settings: GraphqlSettings): Protocol {
  return {
    name: 'GraphQL',
    selects: 'fields',
    async ask(request, send) {
      const query = printQuery(settings, request.overview, request.lists);
      const response = await send({
        method: 'POST',
        path: settings.path,
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ query, variables: { operation: request.operation } }),
      });
      return readAnswer(settings, request.lists, asRow(readJson(response), 'the body'));
    },
  };
}

/** The native document. All names come from the country's definition; the operation travels as a variable. */
function printQuery(
  settings: GraphqlSettings,
  overview: readonly string[],
  lists: readonly NativeListRequest[],
): string {
  const selections = [...overview, ...lists.map((list) => printList(settings, list))];
  return `query ($operation: String!) { ${settings.root}(${settings.argument}: $operation) { ${selections.join(' ')} } }`;
}

function printList(settings: GraphqlSettings, list: NativeListRequest): string {
  const rows = list.fields.length > 0 ? [`${settings.rows} { ${list.fields.join(' ')} }`] : [];
  return `${list.native} { ${[...(list.count ? [settings.count] : []), ...rows].join(' ')} }`;
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
  const lists = asked.map((request): [ListName, NativeList] => {
    const list = asRow(root[request.native], `\`${request.native}\``);
    const rows =
      request.fields.length > 0 ? asRows(list[settings.rows], `\`${request.native}.${settings.rows}\``) : [];
    return [request.list, { count: request.count ? list[settings.count] : undefined, rows }];
  });
  return { overview: root, lists: new Map(lists) };
}
