/**
 * One country's part of a query, from the contract's words to the country's own and back.
 *
 * (a) the first message: permitted fields where nothing hangs on the marking or the system filters; else border facts,
 *     and the keys that corrections and totals read (native-plan.ts)
 * (b) corrections: what the country's list holds beside what the contract's list means; totals (read-list.ts); a list of
 *     which a page came that is not believed is asked whole (read-first.ts)
 * (c) the border judges the facts; what goes is asked by handle (released-rows.ts), or existence where a filter left nothing
 */
import type { Country } from './country.ts';
import { invalidAnswer } from './invalid-answer.ts';
import type {
  Invalid,
  Judge,
  ListAnswer,
  NationalAnswer,
  NationalQuery,
  OverviewField,
  PageCheck,
} from './national-query.ts';
import { existenceRequest } from './native-plan.ts';
import type { NativeAnswer, Send } from './protocols/protocol.ts';
import { rememberSend } from './protocols/remember-send.ts';
import { type Reading, readFirst } from './read-first.ts';
import { readFacts } from './read-record.ts';
import { toCode, toCount, toText } from './read-values.ts';
import { type Group, groupRequest, groupsOf, readGoing } from './released-rows.ts';

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
  isPage: PageCheck,
): Promise<Omit<NationalAnswer, 'asOf'>> {
  const send = country.protocol.selects === 'whole' ? rememberSend(sendOnce) : sendOnce;
  const { first, lists } = await readFirst(country, query, send, judge, isPage);
  const { groups, exists } = await askMore(country, query, lists, send);
  return {
    overview: readOverview(country, query, first),
    lists: Object.fromEntries(
      lists.map((reading) => [reading.list, toListAnswer(country, reading, groups, exists)]),
    ),
  };
}

interface More {
  readonly groups: readonly (readonly [Group, NativeAnswer])[];
  readonly exists: NativeAnswer | null;
}

/**
 * The fields of the records that go: one message for the first group of every list, one for the second, ...: nearly
 * always one. In the first of them, where a filter left no record that goes, whether there is one that counts for a hit.
 */
async function askMore(
  country: Country,
  { operation }: NationalQuery,
  lists: readonly Reading[],
  send: Send,
): Promise<More> {
  const byList = lists.map(({ list, read, going }) =>
    read.mode === 'facts first' ? groupsOf(list, going) : [],
  );
  const open = lists.filter(
    ({ asked, read, going }) =>
      read.mode === 'filtered' &&
      !read.invalid &&
      asked.facts &&
      asked.records !== null &&
      going.length === 0,
  );
  const existence = open.map(({ list, asked }) => existenceRequest(country, list, asked));
  const passes = Math.max(existence.length > 0 ? 1 : 0, ...byList.map((groups) => groups.length));
  const answers = await Promise.all(
    Array.from({ length: passes }, async (_, pass) => {
      const groups = byList.flatMap((all) => all[pass] ?? []);
      const requests = groups.map((group) => groupRequest(country, group));
      const asked = pass === 0 ? [...requests, ...existence] : requests;
      return { groups, answer: await country.protocol.ask({ operation, overview: [], lists: asked }, send) };
    }),
  );
  return {
    groups: answers.flatMap(({ groups, answer }) => groups.map((group) => [group, answer] as const)),
    exists: existence.length === 0 ? null : (answers[0]?.answer ?? null),
  };
}

function toListAnswer(
  country: Country,
  { list, asked, read, going, overshared: before }: Reading,
  groups: readonly (readonly [Group, NativeAnswer])[],
  exists: NativeAnswer | null,
): ListAnswer {
  const { totals, dropped, mode } = read;
  // What came first may be readable and what came later not: of such a list nothing is said either.
  const later = [...groups.map(([, answer]) => answer), ...(exists === null ? [] : [exists])];
  if (read.invalid || later.some(({ lists }) => lists.get(list)?.invalid)) return invalidAnswer(asked);
  if (asked.records === null && !asked.facts) return { ...totals, dropped, overshared: 0 };
  // The message holds other lists' fields beside: existence is what a filter left nothing of.
  const isAsked = mode === 'filtered' && going.length === 0;
  const rows = isAsked ? (exists?.lists.get(list)?.rows ?? []) : [];
  const found = rows.flatMap((row) => readFacts(country, row) ?? []);
  const known = {
    ...totals,
    facts: [...read.facts, ...found],
    ...(mode === 'filtered' && asked.records !== null ? { consentable: read.consentable } : {}),
  };
  if (asked.records === null) return { ...known, dropped, overshared: 0 };
  if (mode !== 'facts first') {
    const overshared = mode === 'filtered' ? read.facts.length - going.length : 0;
    const page = read.page?.counts ?? null;
    return {
      ...known,
      records: read.recordsOf(going),
      ...(page === null ? {} : { page }),
      dropped,
      overshared: Math.max(before, overshared),
    };
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
