/** Query options of a request, read against the entity set they ask; whatever does not fit is 400. */
import type { EntitySet } from './entity-set.ts';
import type { Expression } from './filter-expression.ts';
import { badRequest, ODataError } from './odata-error.ts';
import { type OrderItem, parseFilter, parseOrder } from './parse-filter.ts';

export interface Options {
  /** Properties to give. */
  readonly select: readonly string[];
  readonly filter: Expression | null;
  /** The same as it was written, decoded. */
  readonly filterText: string | null;
  readonly orderBy: readonly OrderItem[];
  readonly top: number;
  readonly skip: number;
  readonly count: boolean;
  /** Rows given on the pages before this one. */
  readonly given: number;
}

export type OptionName =
  | '$select'
  | '$filter'
  | '$orderby'
  | '$top'
  | '$skip'
  | '$count'
  | '$skiptoken'
  | '$format';

const ELSEWHERE = ['$expand', '$search', '$apply', '$compute', '$deltatoken', '$index', '$levels'];

/** Options of `query` (encoded, without `?`). Only those in `allowed` have a sense where they stand. */
export function readOptions(query: string, set: EntitySet, allowed: readonly OptionName[]): Options {
  const options = readPairs(query, allowed);
  const filter = options.get('$filter');
  const orderBy = options.get('$orderby');
  const format = options.get('$format') ?? 'json';
  if (format !== 'json' && format !== 'application/json')
    throw new ODataError(415, 'UnsupportedMediaType', 'json only');
  return {
    select: readSelect(options.get('$select') ?? '*', set),
    filter: filter === undefined ? null : parseFilter(filter, set.properties),
    filterText: filter ?? null,
    orderBy: orderBy === undefined ? [] : parseOrder(orderBy, set.properties),
    top: readWhole('$top', options.get('$top')) ?? Number.POSITIVE_INFINITY,
    skip: readWhole('$skip', options.get('$skip')) ?? 0,
    count: readCount(options.get('$count') ?? 'false'),
    given: readSkipToken(options.get('$skiptoken')),
  };
}

/** The cursor of a next link: opaque to a client. */
export function toSkipToken(given: number): string {
  return Buffer.from(`given:${given}`).toString('base64url');
}

/** A custom option (without `$` or `@`) is nobody's business; each system option stands once (URL conventions, 5.1). */
function readPairs(query: string, allowed: readonly OptionName[]): Map<string, string> {
  const options = new Map<string, string>();
  for (const pair of query.split('&').filter((text) => text !== '')) {
    const [name = '', ...value] = pair.split('=').map(decode);
    if (!/^[$@]/.test(name)) continue;
    if (ELSEWHERE.includes(name) || name.startsWith('@')) {
      throw new ODataError(501, 'NotImplemented', `\`${name}\` is not offered here`);
    }
    if (!(allowed as readonly string[]).includes(name)) throw badRequest(`\`${name}\` has no sense here`);
    if (options.has(name)) throw badRequest(`\`${name}\` stands twice`);
    options.set(name, value.join('='));
  }
  return options;
}

/** Percent-encoded text; a broken sequence is 400. A plus sign is a plus sign (RFC 3986). */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw badRequest('the URL holds a broken percent-encoding');
  }
}

function readSelect(text: string, set: EntitySet): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('*')) return [...set.properties.keys()];
  return [...new Set(names.map((name) => known('$select', name, set)))];
}

function known(option: string, name: string, set: EntitySet): string {
  if (set.properties.has(name)) return name;
  throw badRequest(`${option}: there is no property \`${name}\``);
}

function readWhole(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw badRequest(`${option}: a whole number is expected`);
  return Number(text);
}

function readCount(text: string): boolean {
  if (text !== 'true' && text !== 'false') throw badRequest('$count: `true` or `false` is expected');
  return text === 'true';
}

function readSkipToken(token: string | undefined): number {
  if (token === undefined) return 0;
  const given = /^given:(\d{1,9})$/.exec(Buffer.from(token, 'base64url').toString())?.[1];
  if (given === undefined) throw badRequest('$skiptoken: not one of ours');
  return Number(given);
}
