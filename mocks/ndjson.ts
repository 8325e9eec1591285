/** A national server that answers a whole query with one stream of lines, counted by a trailer. */
import { type Asked, type ListName, type MockSystem, type Reply, startMock, toAsked } from './mock-system.ts';
import { readNames } from './name-list.ts';
import {
  canonicalNames,
  type NativeProfile,
  type NativeRow,
  nativeOverview,
  nativeRows,
} from './native-rows.ts';
import { BadRequest } from './rest/bad-request.ts';
import { isLongLine } from './rest/is-long-line.ts';
import { type Keys, onlyOf, parseKeys, rowsWith } from './rest/key-list.ts';
import { pick } from './rest/pick.ts';
import { checkFields, checkList, checkOverview, readParameters } from './rest/question.ts';
import type { NationalWorld } from './world.ts';

export interface NdjsonMock {
  readonly profile: NativeProfile;
  /** Before and after the operation. */
  readonly path: string;
  readonly stream: string;
  readonly parameters: {
    readonly fields: string;
    readonly only: string;
    readonly totals: string;
    readonly overview: string;
  };
  /** Key of each line's list, and of the trailer's two tables. */
  readonly keys: { readonly list: string; readonly lines: string; readonly totals: string };
  /** Names that stand where a list's would. */
  readonly names: { readonly overview: string; readonly trailer: string };
}

interface Question {
  readonly overview: readonly string[];
  readonly rows: ReadonlyMap<ListName, readonly string[]>;
  /** Of which rows; of a list that is not here, all. */
  readonly only: ReadonlyMap<ListName, Keys>;
  readonly totals: readonly ListName[];
}

export function serveNdjson(world: NationalWorld, mock: NdjsonMock): Promise<MockSystem> {
  return startMock(world.code, world.changed, ({ method, path, url }): Reply => {
    if (isLongLine(path)) return refusal(414, 'line too long');
    if (url.pathname !== `${mock.path}/${world.operation}/${mock.stream}`) return refusal(404, 'not found');
    if (method !== 'GET') return refusal(405, 'only GET');
    try {
      const question = readQuestion(mock, url.searchParams);
      const lines = toLines(mock, question, world).map((line) => `${JSON.stringify(line)}\n`);
      return { type: 'application/x-ndjson', body: lines.join(''), asked: askedBy(mock, question) };
    } catch (error) {
      if (error instanceof BadRequest) return refusal(400, error.message);
      throw error;
    }
  });
}

function readQuestion({ profile, parameters }: NdjsonMock, search: URLSearchParams): Question {
  const tables = Object.values(profile.lists);
  const given = readParameters(search, [
    parameters.overview,
    parameters.totals,
    ...tables.flatMap(({ native }) => [`${parameters.fields}.${native}`, `${parameters.only}.${native}`]),
  ]);
  const namesOf = (parameter: string): string[] => {
    const text = given.get(parameter);
    return text === undefined ? [] : readNames(text);
  };
  const rows = new Map<ListName, readonly string[]>();
  const only = new Map<ListName, Keys>();
  for (const { native } of tables) {
    const list = checkList(profile, native);
    const fields = namesOf(`${parameters.fields}.${native}`);
    if (fields.length > 0) rows.set(list, checkFields(profile, native, fields));
    const keys = given.get(`${parameters.only}.${native}`);
    if (keys === undefined) continue;
    if (fields.length === 0) throw new BadRequest('keys of rows not asked');
    only.set(list, parseKeys(keys));
    checkFields(profile, native, only.get(list)?.fields ?? []);
  }
  return {
    overview: namesOf(parameters.overview).map((name) => checkOverview(profile, name)),
    rows,
    only,
    totals: namesOf(parameters.totals).map((name) => checkList(profile, name)),
  };
}

/** The operation's own line, the lines of each list, and the trailer that counts them. */
function toLines(mock: NdjsonMock, question: Question, world: NationalWorld): NativeRow[] {
  const { profile, keys, names } = mock;
  const overview = pick(nativeOverview(profile, world), question.overview);
  const lines: NativeRow[] =
    question.overview.length > 0 ? [{ [keys.list]: names.overview, ...overview }] : [];
  for (const [list, fields] of question.rows) {
    for (const row of rowsWith(nativeRows(profile, world, list), question.only.get(list))) {
      lines.push({ [keys.list]: profile.lists[list].native, ...pick(row, [...fields, 'synthetic']) });
    }
  }
  const asked = [...question.rows.keys()].map((list) => profile.lists[list].native);
  const counted = question.overview.length > 0 ? [names.overview, ...asked] : asked;
  const trailer = {
    [keys.list]: names.trailer,
    [keys.lines]: Object.fromEntries(
      counted.map((name) => [name, lines.filter((line) => line[keys.list] === name).length]),
    ),
    [keys.totals]: Object.fromEntries(
      question.totals.map((list) => [profile.lists[list].native, profile.count(world[list].length)]),
    ),
  };
  return [...lines, trailer];
}

function askedBy({ profile }: NdjsonMock, { overview, rows, only, totals }: Question): Asked[] {
  const lists = [...new Set([...rows.keys(), ...totals])].map((list) =>
    toAsked(
      list,
      rows.get(list) ?? [],
      canonicalNames(profile, list),
      totals.includes(list),
      onlyOf(profile, list, only.get(list)),
    ),
  );
  if (overview.length === 0) return lists;
  return [toAsked('overview', overview, canonicalNames(profile, 'overview'), false), ...lists];
}

function refusal(status: number, title: string): Reply {
  return { status, type: 'application/problem+json', body: JSON.stringify({ status, title }), asked: [] };
}
