/** The first message and what it brought, list by list; and a second for each list of which a page came that is not believed. */
import type { ListName } from '../terms.ts';
import type { Country } from './country.ts';
import type {
  Judge,
  ListQuery,
  NationalQuery,
  NationalRecord,
  PageCheck,
  ProjectRows,
} from './national-query.ts';
import { planOf } from './native-plan.ts';
import type { NativeListRequest } from './protocols/native-request.ts';
import { checkAnswer, type NativeAnswer, type Send } from './protocols/protocol.ts';
import { type FirstList, readFirstList } from './read-list.ts';
import type { Going } from './released-rows.ts';

/** A list as it was first read, and which of its records go. */
export interface Reading {
  readonly list: ListName;
  readonly asked: ListQuery;
  readonly read: FirstList;
  readonly going: readonly Going[];
  /** Those that go, where their fields came with their rows. */
  readonly records: readonly NationalRecord[];
  /** How it is asked whether a record counts for a hit, should none of them go. */
  readonly existence: NativeListRequest | null;
  /** Records that came and should not have, with a page that was not believed. */
  readonly overshared: number;
}

/** Asks what can be asked before anything is known of a record. Throws as a protocol does. */
export async function readFirst(
  country: Country,
  query: NationalQuery,
  send: Send,
  judge: Judge,
  isPage: PageCheck,
  project: ProjectRows | null,
): Promise<{ readonly first: NativeAnswer; readonly lists: readonly Reading[] }> {
  const { request } = planOf(country, query);
  const first = await country.protocol.ask(request, send);
  checkAnswer(request, first);
  const paged = readLists(country, query, first, judge, project);
  return { first, lists: await askWhole(country, query, paged, send, judge, isPage) };
}

function readLists(
  country: Country,
  query: NationalQuery,
  answer: NativeAnswer,
  judge: Judge,
  project: ProjectRows | null,
): readonly Reading[] {
  return planOf(country, query).lists.map((planned): Reading => {
    const { list, asked, existence } = planned;
    const read = readFirstList(country, query, planned, answer, project);
    const going = goingOf(list, asked, read, judge);
    // Of rows that came with their fields; else these are still to be asked.
    const records = read.mode === 'facts first' ? [] : read.recordsOf(going);
    return {
      list,
      asked,
      existence: read.projected === null ? existence : null,
      read,
      going,
      records,
      overshared: 0,
    };
  });
}

/**
 * The lists, those whose page is not what was asked for read anew, whole: a system that errs in one record of a page may have
 * left out another. What it sent against the marking is still counted.
 */
async function askWhole(
  country: Country,
  query: NationalQuery,
  paged: readonly Reading[],
  send: Send,
  judge: Judge,
  isPage: PageCheck,
): Promise<readonly Reading[]> {
  const wrong = paged.filter((reading) => !isBelieved(reading, isPage));
  if (wrong.length === 0) return paged;
  const all = wholeQuery(query, wrong);
  const { request } = planOf(country, all);
  const whole = readLists(country, all, await country.protocol.ask(request, send), judge, null);
  return paged.map((reading) => {
    const { read, going } = reading;
    const again = whole.find(({ list }) => list === reading.list);
    if (again === undefined) return reading;
    const overshared = read.facts.length - going.length + (read.page?.beyond ?? 0);
    return { ...again, asked: reading.asked, read: { ...again.read, totals: read.totals }, overshared };
  });
}

const WHOLE = new WeakMap<NationalQuery, Map<string, NationalQuery>>();

/** For lists of `query`, whole. A system that gives no page to believe in gives none the next time: kept, and so is its plan. */
function wholeQuery(query: NationalQuery, wrong: readonly Reading[]): NationalQuery {
  const queries = WHOLE.get(query) ?? new Map<string, NationalQuery>();
  const key = wrong.map(({ list }) => list).join(' ');
  const known = queries.get(key);
  if (known !== undefined) return known;
  const lists = Object.fromEntries(
    wrong.map(({ list, asked }) => [list, { ...asked, page: null, count: false }]),
  );
  const whole: NationalQuery = { ...query, overview: [], lists };
  WHOLE.set(query, queries.set(key, whole));
  return whole;
}

/** Every row of the page is a record that goes, and they are those that were asked. Nothing is said of a list that is none. */
function isBelieved({ list, read, going, records }: Reading, isPage: PageCheck): boolean {
  const { page } = read;
  if (page === null || read.invalid || read.projected !== null) return true;
  const areAllGiven = read.dropped === 0 && going.length === read.facts.length;
  return page.counts !== null && areAllGiven && isPage(list, records, page.runs);
}

/** The records that go, by the border's judgement of facts that came first or beside the rows. */
function goingOf(list: ListName, asked: ListQuery, read: FirstList, judge: Judge): readonly Going[] {
  if (asked.records === null || read.projected !== null) return [];
  const judged = judge(list, read.facts);
  const going: Going[] = [];
  for (const [place, facts] of read.facts.entries()) {
    const fields = judged[place] ?? null;
    if (fields !== null) going.push({ facts, fields });
  }
  return going;
}
