/** A national JSON:API server: one operation, its lists as relationships, their rows included on request. */
import { type Asked, type ListName, type MockSystem, type Reply, startMock, toAsked } from './mock-system.ts';
import { readNames } from './name-list.ts';
import { canonicalNames, type NativeProfile, type NativeRow, nativeOverview } from './native-rows.ts';
import { BadRequest } from './rest/bad-request.ts';
import { isLongLine } from './rest/is-long-line.ts';
import { type Keys, onlyOf, parseKeys, rowsWith } from './rest/key-list.ts';
import { pick } from './rest/pick.ts';
import { checkFields, checkList, checkOverview, readParameters } from './rest/question.ts';
import type { NationalWorld } from './world.ts';

export interface JsonApiMock {
  readonly profile: NativeProfile;
  /** Where the operations are, and their type. */
  readonly path: string;
  readonly type: string;
  /** Query parameter that names the lists whose total is given. */
  readonly totals: string;
  /** Member of a relationship's `meta` that holds the total. */
  readonly total: string;
  readonly lists: Readonly<Record<ListName, readonly NativeRow[]>>;
}

/**
 * What a request asks, as the server reads it: native overview fields, the lists shown, those of them with a total, and
 * the fields of those that are included.
 */
interface Question {
  readonly overview: readonly string[];
  readonly shown: readonly ListName[];
  readonly counted: readonly ListName[];
  readonly included: ReadonlyMap<ListName, readonly string[]>;
  /** Which of the included; of a list that is not here, all. */
  readonly only: ReadonlyMap<ListName, Keys>;
}

const MEDIA_TYPE = 'application/vnd.api+json';

export function serveJsonApi(world: NationalWorld, mock: JsonApiMock): Promise<MockSystem> {
  const overview = nativeOverview(mock.profile, world);
  return startMock(world.code, world.changed, ({ method, path, url, headers }): Reply => {
    if (isLongLine(path)) return refusal(414, 'line too long');
    if (url.pathname !== `${mock.path}/${world.operation}`) return refusal(404, 'not found');
    if (method !== 'GET') return refusal(405, 'only GET');
    if (!accepts(headers.accept ?? '')) return refusal(406, `only ${MEDIA_TYPE}`);
    try {
      const question = readQuestion(mock, url.searchParams);
      const body = JSON.stringify(toDocument(mock, question, world.operation, overview));
      return { type: MEDIA_TYPE, body, asked: askedBy(mock, question) };
    } catch (error) {
      if (error instanceof BadRequest) return refusal(400, error.message);
      throw error;
    }
  });
}

/** The media type must stand there at least once without parameters (JSON:API 1.1, section 5.4). */
function accepts(accept: string): boolean {
  return accept.split(',').some((type) => type.trim() === MEDIA_TYPE);
}

function readQuestion(mock: JsonApiMock, search: URLSearchParams): Question {
  const { profile, type, totals } = mock;
  const natives = Object.values(profile.lists).map(({ native }) => native);
  const given = readParameters(search, [
    'include',
    `fields[${type}]`,
    ...natives.flatMap((native) => [`fields[${native}]`, `filter[${native}]`]),
    totals,
  ]);
  const namesOf = (parameter: string, all: readonly string[]): readonly string[] => {
    const text = given.get(parameter);
    return text === undefined ? all : text === '' ? [] : readNames(text);
  };
  const own = namesOf(`fields[${type}]`, [...Object.values(profile.overview), ...natives]);
  const rows = namesOf('include', []).map((native): [ListName, readonly string[]] => {
    const list = checkList(profile, native);
    const all = Object.keys(mock.lists[list][0] ?? {}).filter(
      (name) => name !== 'id' && name !== 'synthetic',
    );
    const fields = namesOf(`fields[${native}]`, all);
    if (fields.includes('id')) throw new BadRequest('`id` is no field');
    return [list, checkFields(profile, native, fields)];
  });
  const included = new Map(rows);
  const counted = namesOf(totals, []).map((native) => checkList(profile, native));
  if (counted.some((list) => !own.includes(profile.lists[list].native)))
    throw new BadRequest('a total has no relationship to stand in');
  return {
    overview: own.filter((name) => !natives.includes(name)).map((name) => checkOverview(profile, name)),
    shown: own.filter((name) => natives.includes(name)).map((native) => checkList(profile, native)),
    counted,
    included,
    only: readKeys(profile, given, included),
  };
}

/** `filter[list]` of each list that is included. */
function readKeys(
  profile: NativeProfile,
  given: ReadonlyMap<string, string>,
  included: ReadonlyMap<ListName, unknown>,
): Map<ListName, Keys> {
  const only = new Map<ListName, Keys>();
  for (const { native } of Object.values(profile.lists)) {
    const text = given.get(`filter[${native}]`);
    if (text === undefined) continue;
    const list = checkList(profile, native);
    if (!included.has(list)) throw new BadRequest('keys of rows not included');
    only.set(list, parseKeys(text));
    checkFields(profile, native, only.get(list)?.fields ?? []);
  }
  return only;
}

function toDocument(
  mock: JsonApiMock,
  question: Question,
  operation: string,
  overview: NativeRow,
): NativeRow {
  const { type, total, profile, lists } = mock;
  const relationships = question.shown.map((list) => {
    const { native } = profile.lists[list];
    // A relationship must hold something (JSON:API 1.1, Relationships): `meta` stays, empty when no total is asked.
    const meta = question.counted.includes(list) ? { [total]: profile.count(lists[list].length) } : {};
    const data = rowsWith(lists[list], question.only.get(list)).map(({ id }) => ({ type: native, id }));
    return [native, question.included.has(list) ? { data, meta } : { meta }];
  });
  const included = [...question.included].flatMap(([list, fields]) =>
    rowsWith(lists[list], question.only.get(list)).map((row) => ({
      type: profile.lists[list].native,
      id: row.id,
      attributes: pick(row, fields),
      meta: { synthetic: row.synthetic },
    })),
  );
  return {
    jsonapi: { version: '1.1' },
    data: {
      type,
      id: operation,
      attributes: pick(overview, question.overview),
      relationships: Object.fromEntries(relationships),
    },
    ...(question.included.size > 0 ? { included } : {}),
  };
}

/** An included resource is sent with its id, so the id counts as asked. */
function askedBy({ profile }: JsonApiMock, question: Question): Asked[] {
  const lists = new Set([...question.shown, ...question.included.keys()]);
  const asked = [...lists].map((list) => {
    const fields = question.included.get(list);
    const native = fields === undefined ? [] : [profile.marking.handle, ...fields];
    return toAsked(
      list,
      native,
      canonicalNames(profile, list),
      question.counted.includes(list),
      onlyOf(profile, list, question.only.get(list)),
    );
  });
  if (question.overview.length === 0) return asked;
  return [toAsked('overview', question.overview, canonicalNames(profile, 'overview'), false), ...asked];
}

function refusal(status: number, title: string): Reply {
  const errors = [{ status: String(status), title }];
  return { status, type: MEDIA_TYPE, body: JSON.stringify({ errors }), asked: [] };
}
