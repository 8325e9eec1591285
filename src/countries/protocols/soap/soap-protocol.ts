/**
 * National systems that speak SOAP: one operation for each list, which gives its fields in groups of data, of all rows or
 * of those that a message names by a key, and one for the overview and the totals of several lists.
 *
 * Messages are document/literal wrapped: an operation's request has its name, its answer that name and `Response`.
 */
import { GatewayError } from '../../../errors.ts';
import type { ListName } from '../../../terms.ts';
import type { NativeKeys, NativeListRequest, NativeRequest } from '../native-request.ts';
import {
  asRow,
  INVALID_LIST,
  type NativeAnswer,
  type NativeList,
  type NativeRow,
  type Protocol,
  type Send,
  unlessWrong,
} from '../protocol.ts';
import { readEnvelope, type SoapVersion } from './read-envelope.ts';
import { readGroups, readRows } from './read-groups.ts';
import { type SoapHeader, soapWriter } from './soap-writer.ts';

export interface SoapSettings {
  readonly version: SoapVersion;
  /** The service's description: a file of the country's folder. */
  readonly wsdl: URL;
  /** Request element that holds the operation asked about. */
  readonly key: string;
  /** Request element that asks for the total of a list, and the element that answers. */
  readonly total: string;
  /**
   * Request elements that name rows, by the native field they name them by: each holds one element of the field's name
   * for each value. An operation has those of whose field it has a group, and takes one of them in a message.
   */
  readonly keys: Readonly<Record<string, string>>;
  /** The operation that gives the overview, and totals: in the element `totals`, one element for each list. */
  readonly summary: SoapOperation & { readonly totals: string };
  /** By native name of the list. The answer holds it in an element of that name, one element `row` for each record. */
  readonly lists: Readonly<Record<string, SoapOperation & { readonly row: string }>>;
  /** The fault (SOAP 1.2) that stands for an empty list. Any other fault is a failure. */
  readonly emptyFault?: { readonly code: string; readonly subcode: string };
  /** Makes the header of one message. */
  readonly header?: (operation: string) => SoapHeader;
}

export interface SoapOperation {
  readonly operation: string;
  /** Group of data, a request element and an element of the answer, to the native fields it gives. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
}

export function soapProtocol(settings: SoapSettings): Protocol {
  const exchange = exchangeBy(settings);
  return {
    name: `SOAP ${settings.version}`,
    selects: 'groups',
    async ask(request, send) {
      const asked = request.lists.filter(({ fields }) => fields.length > 0);
      const [summary, ...lists] = await Promise.all([
        askSummary(settings, exchange, request, send),
        ...asked.map((list) => askList(settings, exchange, request.operation, list, send)),
      ]);
      return { overview: summary.overview, lists: new Map([...summary.lists, ...lists]) };
    },
  };
}

/** Sends one message. Gives the content of its answer, or null for the fault that stands for an empty result. */
type Exchange = (operation: string, question: NativeRow, send: Send) => Promise<NativeRow | null>;

function exchangeBy(settings: SoapSettings): Exchange {
  const write = soapWriter(settings);
  return async (operation, question, send) => {
    const header = settings.header?.(operation);
    const response = await send(await write(operation, question, header));
    const answer = await readEnvelope(response, settings.version);
    if (answer.kind === 'fault') {
      const { emptyFault } = settings;
      if (emptyFault?.code === answer.code && emptyFault.subcode === answer.subcode) return null;
      throw new GatewayError('SOURCE_UNAVAILABLE', 'the source answered with a fault');
    }
    if (header !== undefined && !header.answeredBy(answer.header)) {
      throw new GatewayError('SOURCE_INVALID', 'the answer belongs to another message');
    }
    const content = answer.body[`${operation}Response`];
    return content === '' ? EMPTY : asRow(content, `\`${operation}Response\``);
  };
}

const EMPTY: NativeRow = Object.freeze(Object.create(null) as NativeRow);

async function askList(
  settings: SoapSettings,
  exchange: Exchange,
  key: string,
  request: NativeListRequest,
  send: Send,
): Promise<[ListName, NativeList]> {
  const table = settings.lists[request.native];
  if (table === undefined) throw misfit(`no operation for \`${request.native}\``);
  const groups = groupsOf(table, request.fields);
  const question = {
    [settings.key]: key,
    ...(request.count ? { [settings.total]: 'true' } : {}),
    ...keysOf(settings, table, request.only),
    ...flagsOf(groups.keys()),
  };
  const content = await exchange(table.operation, question, send);
  if (content === null) {
    const list = request.count ? await totalOfEmpty(settings, exchange, key, request, send) : NO_ROWS;
    return [request.list, list];
  }
  const place = `\`${request.native}\``;
  const rows = unlessWrong(() => readRows(content[request.native], table.row, groups, place));
  const count = request.count ? content[settings.total] : undefined;
  return [request.list, rows === null ? INVALID_LIST : { count, rows }];
}

const NO_ROWS: NativeList = Object.freeze({ count: undefined, rows: [] });

/** The total of a list that gave no row: nothing, unless only some rows were asked, of which there are none. */
async function totalOfEmpty(
  settings: SoapSettings,
  exchange: Exchange,
  operation: string,
  { list, native, only }: NativeListRequest,
  send: Send,
): Promise<NativeList> {
  if (only === undefined) return { count: 0, rows: [] };
  const total: NativeListRequest = { list, native, fields: [], count: true };
  const { lists } = await askSummary(settings, exchange, { operation, overview: [], lists: [total] }, send);
  return lists.get(list) ?? INVALID_LIST;
}

/** The overview, and the totals of the lists of which nothing else is asked: one message, none when neither is. */
async function askSummary(
  settings: SoapSettings,
  exchange: Exchange,
  request: NativeRequest,
  send: Send,
): Promise<NativeAnswer> {
  const { operation, totals } = settings.summary;
  const bare = request.lists.filter(({ fields }) => fields.length === 0);
  const counted = bare.filter(({ count }) => count);
  const groups = groupsOf(settings.summary, request.overview);
  const question = {
    [settings.key]: request.operation,
    ...flagsOf(groups.keys()),
    ...(counted.length > 0 ? { [totals]: flagsOf(counted.map(({ native }) => native)) } : {}),
  };
  const nothing = groups.size === 0 && counted.length === 0;
  const content = nothing ? EMPTY : await exchange(operation, question, send);
  const given = unlessWrong(() => asRow(content?.[totals], `\`${totals}\``));
  const lists = bare.map(({ list, native, count }): [ListName, NativeList] => {
    if (!count) return [list, NO_ROWS];
    if (content === null) return [list, { count: 0, rows: [] }];
    return [list, given === null ? INVALID_LIST : { count: given[native], rows: [] }];
  });
  const overview = readGroups(content ?? EMPTY, groups);
  if (overview === null) throw new GatewayError('SOURCE_INVALID', 'the overview is no group of data');
  return { overview, lists: new Map(lists) };
}

/** The groups that hold `fields`, each with those of them that are asked. */
function groupsOf(table: SoapOperation, fields: readonly string[]): Map<string, readonly string[]> {
  const missing = fields.find((field) => !Object.values(table.groups).some((group) => group.includes(field)));
  if (missing !== undefined) throw misfit(`no group of \`${table.operation}\` gives \`${missing}\``);
  return new Map(
    Object.entries(table.groups)
      .map(([group, members]) => [group, members.filter((field) => fields.includes(field))] as const)
      .filter(([, members]) => members.length > 0),
  );
}

/** The element that names the rows which are asked; none when all of them are. */
function keysOf({ keys }: SoapSettings, table: SoapOperation, only: NativeKeys | undefined): NativeRow {
  if (only === undefined) return {};
  const [field = '', ...others] = only.fields;
  const element = Object.keys(keys).find((name) => keys[name] === field);
  const isGiven = Object.values(table.groups).some((group) => group.includes(field));
  if (element === undefined || !isGiven || others.length > 0) {
    throw misfit(`no element of \`${table.operation}\` names rows by \`${only.fields.join()}\``);
  }
  return { [element]: { [field]: only.values } };
}

function flagsOf(names: Iterable<string>): Record<string, string> {
  return Object.fromEntries([...names].map((name) => [name, 'true']));
}

function misfit(what: string): GatewayError {
  return new GatewayError('CONFIGURATION_INVALID', `${what}: add it to the settings of the protocol`);
}
