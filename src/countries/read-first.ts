/** The first message and what it brought, list by list; and a second for each list of which a page came that is not believed. */
import type { ListName } from '../terms.ts';
import type { Country } from './country.ts';
import type { Judge, ListQuery, NationalQuery, PageCheck } from './national-query.ts';
import { entriesOf, firstRequest, modeOf } from './native-plan.ts';
import { checkAnswer, type NativeAnswer, type Send } from './protocols/protocol.ts';
import { type FirstList, readFirstList } from './read-list.ts';
import type { Going } from './released-rows.ts';

/** A list as it was first read, and which of its records go. */
export interface Reading {
  readonly list: ListName;
  readonly asked: ListQuery;
  readonly read: FirstList;
  readonly going: readonly Going[];
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
): Promise<{ readonly first: NativeAnswer; readonly lists: readonly Reading[] }> {
  const request = firstRequest(country, query);
  const first = await country.protocol.ask(request, send);
  checkAnswer(request, first);
  const paged = readLists(country, query, first, judge);
  return { first, lists: await askWhole(country, query, paged, send, judge, isPage) };
}

function readLists(
  country: Country,
  query: NationalQuery,
  answer: NativeAnswer,
  judge: Judge,
): readonly Reading[] {
  return entriesOf(query.lists).map(([list, asked]) => {
    const mode = modeOf(country, query, list, asked);
    const read = readFirstList(country, query, list, asked, mode, answer);
    return { list, asked, read, going: goingOf(list, asked, read, judge), overshared: 0 };
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
  const lists = Object.fromEntries(
    wrong.map(({ list, asked }) => [list, { ...asked, page: null, count: false }]),
  );
  const all = { ...query, overview: [], lists };
  const whole = readLists(country, all, await country.protocol.ask(firstRequest(country, all), send), judge);
  return paged.map((reading) => {
    const { read, going } = reading;
    const again = whole.find(({ list }) => list === reading.list);
    if (again === undefined) return reading;
    const overshared = read.facts.length - going.length + (read.page?.beyond ?? 0);
    return { ...again, asked: reading.asked, read: { ...again.read, totals: read.totals }, overshared };
  });
}

/** Every row of the page is a record that goes, and they are those that were asked. Nothing is said of a list that is none. */
function isBelieved({ list, read, going }: Reading, isPage: PageCheck): boolean {
  const { page } = read;
  if (page === null || read.invalid) return true;
  const areAllGiven = read.dropped === 0 && going.length === read.facts.length;
  return page.counts !== null && areAllGiven && isPage(list, read.recordsOf(going), page.runs);
}

/** The records that go, by the border's judgement of facts that came first or beside the rows. */
function goingOf(list: ListName, asked: ListQuery, read: FirstList, judge: Judge): readonly Going[] {
  if (asked.records === null) return [];
  const judged = judge(list, read.facts);
  return read.facts.flatMap((facts, place): Going[] => {
    const fields = judged[place] ?? null;
    return fields === null ? [] : [{ facts, fields }];
  });
}
