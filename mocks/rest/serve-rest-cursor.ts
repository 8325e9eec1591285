/** A national REST server whose lists are resources of their own, page by page, each page naming the next one's cursor. */
import { type ListName, type MockSystem, type Reply, startMock, toAsked } from '../mock-system.ts';
import { canonicalNames, type NativeProfile, type NativeRow, nativeOverview } from '../native-rows.ts';
import type { NationalWorld } from '../world.ts';
import { allLists } from './all-lists.ts';
import { BadRequest } from './bad-request.ts';
import { parseFieldList } from './field-list.ts';
import { isLongLine } from './is-long-line.ts';
import type { ListWords } from './json-lists.ts';
import { onlyOf, parseKeys, rowsWith } from './key-list.ts';
import { pick } from './pick.ts';
import { checkFields, checkList, checkOverview, readParameters } from './question.ts';
import { orRefusal, refusal } from './serve-rest.ts';

export interface RestCursorMock {
  readonly profile: NativeProfile;
  /** Path before the operation. */
  readonly path: string;
  readonly parameters: {
    readonly fields: string;
    readonly size: string;
    readonly total: string;
    readonly cursor: string;
    readonly only: string;
  };
  readonly words: ListWords & { readonly next: string };
  /** Rows of a page, where no size is asked. */
  readonly pageSize: number;
  /** The most rows of a page, whatever size is asked. */
  readonly largestPage: number;
  /** Lists whose total the system does not know. */
  readonly unknownCounts: readonly ListName[];
}

export function serveRestCursor(world: NationalWorld, mock: RestCursorMock): Promise<MockSystem> {
  const overview = nativeOverview(mock.profile, world);
  const lists = allLists(mock.profile, world);
  const path = `${mock.path}/${world.operation}`;
  return startMock(world.code, world.changed, ({ method, path: line, url }) => {
    if (isLongLine(line)) return refusal(414, 'line too long');
    const native = url.pathname.startsWith(`${path}/`) ? url.pathname.slice(path.length + 1) : null;
    if (native === null && url.pathname !== path) return refusal(404, 'not found');
    if (method !== 'GET') return refusal(405, 'only GET');
    return orRefusal(() => {
      if (native === null) return answerOverview(mock, overview, url.searchParams);
      const list = checkList(mock.profile, decode(native));
      return answerPage(mock, list, lists[list], url.searchParams);
    });
  });
}

function answerOverview(mock: RestCursorMock, overview: NativeRow, search: URLSearchParams): Reply {
  const given = readParameters(search, [mock.parameters.fields]);
  const fields = namesOf(given.get(mock.parameters.fields)).map((name) => checkOverview(mock.profile, name));
  if (fields.length === 0) throw new BadRequest('nothing is asked');
  const asked = toAsked('overview', fields, canonicalNames(mock.profile, 'overview'), false);
  return toReply(pick(overview, fields), asked);
}

function answerPage(
  mock: RestCursorMock,
  list: ListName,
  all: readonly NativeRow[],
  search: URLSearchParams,
): Reply {
  const { parameters, words, profile } = mock;
  const given = readParameters(search, Object.values(parameters));
  const { native } = profile.lists[list];
  const fields = checkFields(profile, native, namesOf(given.get(parameters.fields)));
  const count = given.get(parameters.total) === 'true';
  if (fields.length === 0 && !count) throw new BadRequest('nothing is asked');
  const keyList = given.get(parameters.only);
  const only = keyList === undefined ? undefined : parseKeys(keyList);
  checkFields(profile, native, only?.fields ?? []);
  const rows = rowsWith(all, only);
  const total = mock.unknownCounts.includes(list) ? null : profile.count(all.length);
  const size = readSize(mock, given.get(parameters.size));
  const from = readCursor(list, rows.length, given.get(parameters.cursor));
  const page = {
    [words.rows]: rows.slice(from, from + size).map((row) => pick(row, [...fields, 'synthetic'])),
    [words.next]: from + size < rows.length ? toCursor(list, from + size) : null,
  };
  const body = { ...(count ? { [words.count]: total } : {}), ...(fields.length > 0 ? page : {}) };
  const asked = toAsked(list, fields, canonicalNames(profile, list), count, onlyOf(profile, list, only));
  return toReply(body, asked);
}

function readSize({ pageSize, largestPage }: RestCursorMock, text: string | undefined): number {
  if (text !== undefined && !/^[1-9]\d{0,3}$/.test(text)) throw new BadRequest('no size of a page');
  return Math.min(largestPage, text === undefined ? pageSize : Number(text));
}

function namesOf(fieldList: string | undefined): string[] {
  return (fieldList === undefined ? [] : parseFieldList(fieldList)).map(({ name, fields }) => {
    if (fields !== null) throw new BadRequest('a field has no fields');
    return name;
  });
}

/** Opaque to callers, and full of characters that a query string must encode. */
function toCursor(list: ListName, from: number): string {
  return `${list}+${from} &=?`;
}

function readCursor(list: ListName, rows: number, cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const from = Number(/\+(\d+) /.exec(cursor)?.[1]);
  if (toCursor(list, from) !== cursor || from >= rows) throw new BadRequest('the cursor is unknown');
  return from;
}

function toReply(body: NativeRow, asked: Reply['asked'][number]): Reply {
  return { type: 'application/json; charset=utf-8', body: JSON.stringify(body), asked: [asked] };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new BadRequest('the path is not encoded');
  }
}
