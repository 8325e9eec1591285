/** A national REST server that answers with HAL resources: an operation, and its lists page by page. */
import {
  type ListName,
  type MockSystem,
  type Reply,
  type Request,
  startMock,
  toAsked,
} from './mock-system.ts';
import { readNames } from './name-list.ts';
import {
  canonicalNames,
  type NativeProfile,
  type NativeRow,
  nativeNames,
  nativeOverview,
} from './native-rows.ts';
import { allLists } from './rest/all-lists.ts';
import { BadRequest } from './rest/bad-request.ts';
import { isLongLine } from './rest/is-long-line.ts';
import { onlyOf, parseKeys, rowsWith } from './rest/key-list.ts';
import { pick } from './rest/pick.ts';
import { checkFields, checkList, checkOverview, readParameters } from './rest/question.ts';
import type { NationalWorld } from './world.ts';

export interface HalMock {
  readonly profile: NativeProfile;
  /** Where the operations are. */
  readonly path: string;
  /** `total`: whether a list gives its total, `true` or `false`; it does not unless it is asked. */
  readonly parameters: {
    readonly fields: string;
    readonly size: string;
    readonly page: string;
    readonly total: string;
    readonly only: string;
  };
  readonly total: string;
  /** Rows of a page, where no size is asked. */
  readonly pageSize: number;
  /** The most rows of a page, whatever size is asked. */
  readonly largestPage: number;
}

export function serveHal(world: NationalWorld, mock: HalMock): Promise<MockSystem> {
  const overview = nativeOverview(mock.profile, world);
  const lists = allLists(mock.profile, world);
  const operation = `${mock.path}/${world.operation}`;
  return startMock(world.code, world.changed, (request) => {
    const { pathname } = request.url;
    if (isLongLine(request.path)) return refusal(414, 'line too long');
    if (pathname !== operation && !pathname.startsWith(`${operation}/`)) return refusal(404, 'not found');
    if (request.method !== 'GET') return refusal(405, 'only GET');
    if (!/application\/hal\+json|\*\/\*/.test(request.headers.accept ?? '')) return refusal(406, 'only HAL');
    try {
      if (pathname === operation) return answerOperation(mock, overview, request);
      const list = checkList(mock.profile, decodeURIComponent(pathname.slice(operation.length + 1)));
      return answerPage(mock, list, lists[list], request);
    } catch (error) {
      if (error instanceof BadRequest || error instanceof URIError) return refusal(400, error.message);
      throw error;
    }
  });
}

function answerOperation(mock: HalMock, overview: NativeRow, { path, url }: Request): Reply {
  const { profile, parameters } = mock;
  const given = readParameters(url.searchParams, [parameters.fields]).get(parameters.fields);
  const fields = given === undefined ? Object.keys(overview) : readNames(given);
  for (const field of fields) checkOverview(profile, field);
  const lists = Object.values(profile.lists).map(({ native }) => [
    native,
    { href: `${url.pathname}/${encodeURIComponent(native)}` },
  ]);
  const resource = {
    _links: { self: { href: path }, ...Object.fromEntries(lists) },
    ...pick(overview, fields),
  };
  return toReply(resource, toAsked('overview', fields, canonicalNames(profile, 'overview'), false));
}

function answerPage(mock: HalMock, list: ListName, all: readonly NativeRow[], { path, url }: Request): Reply {
  const { profile, parameters, total, pageSize, largestPage } = mock;
  const { native } = profile.lists[list];
  const given = readParameters(url.searchParams, Object.values(parameters));
  const keyList = given.get(parameters.only);
  const only = keyList === undefined ? undefined : parseKeys(keyList);
  checkFields(profile, native, only?.fields ?? []);
  const rows = rowsWith(all, only);
  const size = Math.min(largestPage, readNumber(given.get(parameters.size), pageSize, 0, 1_000));
  const page = readNumber(
    given.get(parameters.page),
    1,
    1,
    Math.max(1, Math.ceil(rows.length / (size || 1))),
  );
  const counted = readFlag(given.get(parameters.total));
  const fieldList = given.get(parameters.fields);
  const fields =
    fieldList === undefined
      ? Object.values(nativeNames(profile, list))
      : checkFields(profile, native, readNames(fieldList));
  const more = size > 0 && page * size < rows.length;
  const resource = {
    _links: {
      self: { href: path },
      ...(more ? { next: { href: hrefOf(url, parameters.page, page + 1) } } : {}),
    },
    ...(counted ? { [total]: profile.count(all.length) } : {}),
    _embedded: {
      [native]: rows.slice((page - 1) * size, page * size).map((row) => pick(row, [...fields, 'synthetic'])),
    },
  };
  const shown = size === 0 ? [] : fields;
  const asked = toAsked(list, shown, canonicalNames(profile, list), counted, onlyOf(profile, list, only));
  return toReply(resource, asked);
}

/** The same query for another page. */
function hrefOf(url: URL, parameter: string, page: number): string {
  const query = new URLSearchParams(url.searchParams);
  query.set(parameter, String(page));
  return `${url.pathname}?${query}`;
}

function readNumber(text: string | undefined, fallback: number, least: number, most: number): number {
  if (text === undefined) return fallback;
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < least || number > most)
    throw new BadRequest('a number is out of range');
  return number;
}

function readFlag(text: string | undefined): boolean {
  if (text !== undefined && text !== 'true' && text !== 'false')
    throw new BadRequest('neither true nor false');
  return text === 'true';
}

function toReply(resource: NativeRow, asked: Reply['asked'][number]): Reply {
  return { type: 'application/hal+json; charset=utf-8', body: JSON.stringify(resource), asked: [asked] };
}

/** Problem details (RFC 9457). */
function refusal(status: number, title: string): Reply {
  return { status, type: 'application/problem+json', body: JSON.stringify({ status, title }), asked: [] };
}
