/**
 * One country's part of a query, from the contract's words to the country's own and back.
 *
 * (a) the first message: permitted fields where nothing hangs on the marking or the system filters; else border facts,
 *     and the keys that corrections and totals read (native-plan.ts)
 * (b) corrections: what the country's list holds beside what the contract's list means; totals (read-list.ts); a list of
 *     which a page came that is not believed is asked whole (read-first.ts)
 * (c) the border judges the facts; what goes is asked by handle (released-rows.ts), or existence where a filter left nothing;
 *     where one page is asked and more goes than it shows, first what filter and order read, then the rest of what is shown
 *     (picked-page.ts)
 */
import type { ListName } from '../terms.ts';
import { askMore, type More } from './ask-more.ts';
import type { Country } from './country.ts';
import { invalidAnswer } from './invalid-answer.ts';
import type {
  Invalid,
  Judge,
  ListAnswer,
  NationalAnswer,
  NationalQuery,
  OverviewField,
  PageRules,
  ProjectRows,
} from './national-query.ts';
import { type PickedList, pickPages, toKeysFirst } from './picked-page.ts';
import type { NativeAnswer, Send } from './protocols/protocol.ts';
import { rememberSend } from './protocols/remember-send.ts';
import { type Reading, readFirst } from './read-first.ts';
import { readFacts } from './read-record.ts';
import { toCode, toCount, toText } from './read-values.ts';
import { projectGoing, readGoing } from './released-rows.ts';

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
  pages: PageRules,
  project: ProjectRows | null = null,
): Promise<Omit<NationalAnswer, 'asOf'>> {
  const send = country.protocol.selects === 'whole' ? rememberSend(sendOnce) : sendOnce;
  const { first, lists } = await readFirst(country, query, send, judge, pages.isPage, project);
  const more = await askMore(country, query, lists.map(toKeysFirst), send);
  const picked = pickPages(country, lists, more, pages.pick);
  const shown = await askMore(country, query, [...picked.values()], send);
  const answers = lists.map((reading) => {
    const page = picked.get(reading.list);
    const answer =
      page === undefined
        ? toListAnswer(country, reading, more, project)
        : toPageAnswer(country, page, more, shown);
    return [reading.list, answer] as const;
  });
  return { overview: readOverview(country, query, first), lists: Object.fromEntries(answers) };
}

function toListAnswer(
  country: Country,
  { list, asked, read, going, records: came, overshared: before }: Reading,
  more: More,
  project: ProjectRows | null,
): ListAnswer {
  const { totals, dropped, mode } = read;
  const { groups, exists } = more;
  if (read.invalid || isLost(list, more)) return invalidAnswer(asked);
  if (asked.records === null && !asked.facts) return { ...totals, dropped, overshared: 0 };
  const page = read.page?.counts ?? null;
  const ofPage = page === null ? {} : { page };
  if (read.projected !== null) {
    const { projected, consentable } = read;
    return {
      ...totals,
      ...ofPage,
      projected,
      consentable: mode === 'filtered' && consentable,
      dropped,
      overshared: 0,
    };
  }
  // The message holds other lists' fields beside: existence is what a filter left nothing of.
  const isAsked = mode === 'filtered' && going.length === 0;
  const rows = isAsked ? (exists?.lists.get(list)?.rows ?? []) : [];
  const found = rows.flatMap((row) => readFacts(country, row) ?? []);
  const known = {
    ...totals,
    facts: found.length === 0 ? read.facts : [...read.facts, ...found],
    ...(mode === 'filtered' && asked.records !== null ? { consentable: read.consentable } : {}),
  };
  if (asked.records === null) return { ...known, dropped, overshared: 0 };
  if (mode !== 'facts first') {
    const overshared = mode === 'filtered' ? read.facts.length - going.length : 0;
    return {
      ...known,
      records: came,
      ...ofPage,
      dropped,
      overshared: Math.max(before, overshared),
    };
  }
  const { missing, ...gone } = projectGoing(country, list, going, groups, project);
  return { ...known, ...gone, dropped: dropped + missing };
}

/** What came first may be readable and what came later not: of such a list nothing is said either. */
function isLost(list: ListName, { groups, exists }: More): boolean {
  const isWrong = (answer: NativeAnswer): boolean => answer.lists.get(list)?.invalid === true;
  return (exists !== null && isWrong(exists)) || groups.some(([, answer]) => isWrong(answer));
}

/** A list of which all records are known by their keys, and the others of their values only of those that are shown. */
function toPageAnswer(country: Country, picked: PickedList, more: More, shown: More): ListAnswer {
  const { list, asked, read, going, keyed, counts, beyond } = picked;
  if (isLost(list, more) || isLost(list, shown)) return invalidAnswer(asked);
  const { records, overshared, missing } = readGoing(country, list, going, shown.groups);
  return {
    ...read.totals,
    facts: read.facts,
    records: records.map(({ facts, values }) => ({
      facts,
      values: { ...keyed.get(facts.handle), ...values },
    })),
    page: counts,
    beyond,
    dropped: read.dropped + picked.missing + missing,
    overshared: picked.overshared + overshared,
  };
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
