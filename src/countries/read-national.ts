/**
 * One country's part of a query, from the contract's words to the country's own and back.
 *
 * (a) the first message: permitted fields where nothing hangs on the marking or the system filters; else border facts,
 *     and the keys that corrections and totals read (native-plan.ts)
 * (b) corrections: what the country's list holds beside what the contract's list means; totals (read-list.ts)
 * (c) the border judges the facts; what goes is asked by handle (released-rows.ts), or existence where a filter left nothing
 */
import type { ListName } from '../terms.ts';
import type { Country } from './country.ts';
import { invalidAnswer } from './invalid-answer.ts';
import type {
  Invalid,
  Judge,
  ListAnswer,
  ListQuery,
  NationalAnswer,
  NationalQuery,
  OverviewField,
} from './national-query.ts';
import { entriesOf, existenceRequest, firstRequest, modeOf } from './native-plan.ts';
import { checkAnswer, type NativeAnswer, type NativeListRequest, type Send } from './protocols/protocol.ts';
import { rememberSend } from './protocols/remember-send.ts';
import { type FirstList, readFirstList } from './read-list.ts';
import { readFacts } from './read-record.ts';
import { toCode, toCount, toText } from './read-values.ts';
import { type Going, type Group, groupRequest, groupsOf, readGoing } from './released-rows.ts';

/**
 * Asks `country` what `query` names and nothing else, and gives its answer in canonical words.
 *
 * The query has been cut to what the access class opens; `judge` decides on single records. Values are read, not yet
 * checked against the schema. Throws SOURCE_TIMEOUT, SOURCE_UNAVAILABLE, SOURCE_INVALID.
 */
export async function readNational(
  country: Country,
  query: NationalQuery,
  sendOnce: Send,
  judge: Judge,
): Promise<Omit<NationalAnswer, 'asOf'>> {
  const send = country.protocol.selects === 'whole' ? rememberSend(sendOnce) : sendOnce;
  const request = firstRequest(country, query);
  const first = await country.protocol.ask(request, send);
  checkAnswer(request, first);
  const lists = entriesOf(query.lists).map(([list, asked]): Reading => {
    const mode = modeOf(country, query, list, asked);
    const read = readFirstList(country, query, list, asked, mode, first);
    return { list, asked, read, going: goingOf(list, asked, read, judge) };
  });
  const groups = await askGroups(country, query, lists, send);
  const exists = await askExistence(country, query, lists, send);
  return {
    overview: readOverview(country, query, first),
    lists: Object.fromEntries(
      lists.map((reading) => [reading.list, toListAnswer(country, reading, groups, exists)]),
    ),
  };
}

interface Reading {
  readonly list: ListName;
  readonly asked: ListQuery;
  readonly read: FirstList;
  readonly going: readonly Going[];
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

/** One message for the first group of every list, one for the second, ... : nearly always one. */
async function askGroups(
  country: Country,
  query: NationalQuery,
  lists: readonly Reading[],
  send: Send,
): Promise<readonly (readonly [Group, NativeAnswer])[]> {
  const byList = lists.map(({ list, read, going }) =>
    read.mode === 'facts first' ? groupsOf(list, going) : [],
  );
  const passes = Math.max(0, ...byList.map((groups) => groups.length));
  const answers = await Promise.all(
    Array.from({ length: passes }, async (_, pass) => {
      const groups = byList.flatMap((all) => all[pass] ?? []);
      const answer = await askLists(
        country,
        query,
        groups.map((group) => groupRequest(country, group)),
        send,
      );
      return groups.map((group) => [group, answer] as const);
    }),
  );
  return answers.flat();
}

/** Where a filter left no record that goes, whether there is one that counts for a hit. */
async function askExistence(
  country: Country,
  query: NationalQuery,
  lists: readonly Reading[],
  send: Send,
): Promise<NativeAnswer | null> {
  const open = lists.filter(
    ({ asked, read, going }) =>
      read.mode === 'filtered' &&
      !read.invalid &&
      asked.facts &&
      asked.records !== null &&
      going.length === 0,
  );
  if (open.length === 0) return null;
  const requests = open.map(({ list, asked }) => existenceRequest(country, list, asked));
  return askLists(country, query, requests, send);
}

function askLists(
  country: Country,
  { operation }: NationalQuery,
  lists: readonly NativeListRequest[],
  send: Send,
): Promise<NativeAnswer> {
  return country.protocol.ask({ operation, overview: [], lists }, send);
}

function toListAnswer(
  country: Country,
  { list, asked, read, going }: Reading,
  groups: readonly (readonly [Group, NativeAnswer])[],
  exists: NativeAnswer | null,
): ListAnswer {
  const { totals, dropped, mode } = read;
  // What came first may be readable and what came later not: of such a list nothing is said either.
  const later = [...groups.map(([, answer]) => answer), ...(exists === null ? [] : [exists])];
  if (read.invalid || later.some(({ lists }) => lists.get(list)?.invalid)) return invalidAnswer(asked);
  if (asked.records === null && !asked.facts) return { ...totals, dropped, overshared: 0 };
  const found = (exists?.lists.get(list)?.rows ?? []).flatMap((row) => readFacts(country, row) ?? []);
  const known = {
    ...totals,
    facts: [...read.facts, ...found],
    ...(mode === 'filtered' && asked.records !== null ? { consentable: read.consentable } : {}),
  };
  if (asked.records === null) return { ...known, dropped, overshared: 0 };
  if (mode !== 'facts first') {
    const overshared = mode === 'filtered' ? read.facts.length - going.length : 0;
    return { ...known, records: read.recordsOf(going), dropped, overshared };
  }
  const { records, overshared, missing } = readGoing(country, list, going, groups);
  return { ...known, records, dropped: dropped + missing, overshared };
}

function readOverview(
  country: Country,
  query: NationalQuery,
  answer: NativeAnswer,
): NationalAnswer['overview'] {
  const overview: { [field in OverviewField]?: string | number | null | Invalid } = {};
  for (const field of query.overview) {
    const native = answer.overview[country.overview[field]];
    if (field === 'modusOperandi') overview[field] = toText(native);
    else if (field === 'victimsKnown') overview[field] = toCode(native, country.codes.protected);
    else overview[field] = toCount(native, country.numbers);
  }
  return overview;
}
