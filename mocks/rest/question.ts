/** What a REST message asks, as the server itself reads it from the query string. */
import { type Asked, type ListName, toAsked } from '../mock-system.ts';
import { canonicalNames, listOf, type NativeProfile, nativeNames } from '../native-rows.ts';
import { BadRequest } from './bad-request.ts';
import { parseFieldList } from './field-list.ts';
import { type Keys, onlyOf, parseKeyLists } from './key-list.ts';

export interface Question {
  /** Native names of overview fields. */
  readonly overview: readonly string[];
  readonly lists: ReadonlyMap<ListName, ListQuestion>;
}

interface ListQuestion {
  /** Native names; empty when only the total is asked. */
  readonly fields: readonly string[];
  readonly count: boolean;
  /** Only these rows; absent: all. */
  readonly only?: Keys;
}

/** Names of the query parameters of a country. */
export interface QuestionParameters {
  readonly fields: string;
  readonly totals: string;
  readonly only: string;
}

/** Reads the question. Throws BadRequest for unknown or repeated parameters, lists and fields, and for no question. */
export function readQuestion(
  profile: NativeProfile,
  parameters: QuestionParameters,
  search: URLSearchParams,
): Question {
  const given = readParameters(search, Object.values(parameters));
  const overview: string[] = [];
  const lists = new Map<ListName, ListQuestion>();
  const fieldList = given.get(parameters.fields);
  for (const { name, fields } of fieldList === undefined ? [] : parseFieldList(fieldList)) {
    if (fields === null) overview.push(checkOverview(profile, name));
    else lists.set(checkList(profile, name), { fields: checkFields(profile, name, fields), count: false });
  }
  const totals = given.get(parameters.totals);
  for (const { name, fields } of totals === undefined ? [] : parseFieldList(totals)) {
    if (fields !== null) throw new BadRequest('a total has no fields');
    const list = checkList(profile, name);
    lists.set(list, { fields: lists.get(list)?.fields ?? [], count: true });
  }
  const only = given.get(parameters.only);
  for (const [name, keys] of only === undefined ? [] : parseKeyLists(only)) {
    const list = checkList(profile, name);
    const asked = lists.get(list);
    if (asked === undefined || asked.fields.length === 0) throw new BadRequest('keys of rows not asked');
    checkFields(profile, name, keys.fields);
    lists.set(list, { ...asked, only: keys });
  }
  if (overview.length === 0 && lists.size === 0) throw new BadRequest('nothing is asked');
  return { overview, lists };
}

/** The journal's words for a question. */
export function askedBy(profile: NativeProfile, question: Question): Asked[] {
  const lists = [...question.lists].map(([list, { fields, count, only }]) =>
    toAsked(list, fields, canonicalNames(profile, list), count, onlyOf(profile, list, only)),
  );
  if (question.overview.length === 0) return lists;
  return [toAsked('overview', question.overview, canonicalNames(profile, 'overview'), false), ...lists];
}

/** Every parameter of `search`, each known and there once. Throws BadRequest otherwise. */
export function readParameters(
  search: URLSearchParams,
  known: readonly string[],
): ReadonlyMap<string, string> {
  const given = new Map<string, string>();
  for (const [name, value] of search) {
    if (!known.includes(name) || given.has(name)) throw new BadRequest('a parameter is unknown or repeated');
    given.set(name, value);
  }
  return given;
}

/** `name` when it is an overview field. Throws BadRequest otherwise, as the two below. */
export function checkOverview(profile: NativeProfile, name: string): string {
  if (!Object.values(profile.overview).includes(name)) throw new BadRequest('a field is unknown');
  return name;
}

export function checkList(profile: NativeProfile, native: string): ListName {
  const list = listOf(profile, native);
  if (list === undefined) throw new BadRequest('a list is unknown');
  return list;
}

export function checkFields(
  profile: NativeProfile,
  native: string,
  fields: readonly string[],
): readonly string[] {
  const known = Object.values(nativeNames(profile, checkList(profile, native)));
  if (fields.some((field) => !known.includes(field))) throw new BadRequest('a field is unknown');
  return fields;
}
