/**
 * How the records of a list are reached: what the first message asks, before anything is known of a record.
 *
 * - plain: nothing hangs on the marking (the owner asks, or no record is walked): every row, with every field asked
 * - filtered: the national system leaves out what does not go; what is asked comes with the rows that do, of one page where
 *   it can also put them in order
 * - facts first: the border facts of every row; the fields follow by handle, of the rows that go (released-rows.ts)
 */
import type { ListName } from '../terms.ts';
import { type Country, nativeNamesOf } from './country.ts';
import { canLeaveOut, goesPlainly, isFree } from './leaves-out.ts';
import type { ListQuery, NationalQuery } from './national-query.ts';
import { toNativeRelease } from './native-release.ts';
import { type PageFilter, pageFilterOf } from './page-filter.ts';
import type { NativeFilter, NativeListRequest, NativeRequest } from './protocols/native-request.ts';
import { toNativeCondition } from './to-native-condition.ts';

export type Mode = 'plain' | 'filtered' | 'facts first';

/** One list of a query, planned. */
export interface PlannedList {
  readonly list: ListName;
  readonly asked: ListQuery;
  readonly mode: Mode;
  /** Where one page of the list is asked: how. */
  readonly page: PageFilter | null;
  /** Where a filter may leave no record that goes: how it is asked whether there is one that counts for a hit. */
  readonly existence: NativeListRequest | null;
}

/** All that is known of a query before a message is sent. */
export interface NativePlan {
  /** The first message, in the country's own names. */
  readonly request: NativeRequest;
  readonly lists: readonly PlannedList[];
}

const PLANS = new WeakMap<Country, WeakMap<NationalQuery, NativePlan>>();

/**
 * How `country` is asked `query`. It hangs on these two alone, and neither is ever changed: planned once, and given again as
 * the same object for as long as both are held.
 */
export function planOf(country: Country, query: NationalQuery): NativePlan {
  const plans = PLANS.get(country) ?? new WeakMap<NationalQuery, NativePlan>();
  const known = plans.get(query);
  if (known !== undefined) return known;
  const lists = entriesOf(query.lists).map(([list, asked]) => planList(country, query, list, asked));
  const plan: NativePlan = { request: firstRequest(country, query, lists), lists };
  PLANS.set(country, plans.set(query, plan));
  return plan;
}

function planList(country: Country, query: NationalQuery, list: ListName, asked: ListQuery): PlannedList {
  const page = pageFilterOf(country, query, list, asked);
  const mode = modeOf(country, query, list, asked, page);
  const isExistenceAsked = mode === 'filtered' && asked.facts && asked.records !== null;
  return {
    list,
    asked,
    mode,
    page,
    existence: isExistenceAsked ? existenceRequest(country, list, asked) : null,
  };
}

function modeOf(
  country: Country,
  query: NationalQuery,
  list: ListName,
  asked: ListQuery,
  page: PageFilter | null,
): Mode {
  if (asked.records === null && !asked.facts) return 'plain';
  if (isFree(asked) && query.refs === undefined) return page === null ? 'plain' : 'filtered';
  return canLeaveOut(country, query, list, asked) && (asked.records === null || goesPlainly(asked))
    ? 'filtered'
    : 'facts first';
}

function firstRequest(country: Country, query: NationalQuery, lists: readonly PlannedList[]): NativeRequest {
  const requests = new Map<ListName, { fields: Set<string>; count: boolean; filter: NativeFilter | null }>();
  const ask = (
    list: ListName,
    fields: Iterable<string>,
    count: boolean,
    filter: NativeFilter | null,
  ): void => {
    const known = requests.get(list);
    requests.set(list, {
      fields: new Set([...(known?.fields ?? []), ...fields]),
      count: count || known?.count === true,
      filter: filter ?? known?.filter ?? null,
    });
  };
  for (const planned of lists) {
    const { list, asked, mode } = planned;
    const { correction } = country.lists[list];
    const fields = firstFields(country, query, list, asked, mode);
    const filter = filterOf(country, planned);
    ask(list, fields, asked.count && correction === undefined, filter);
    if (correction?.against !== undefined) ask(correction.against, correction.keys, false, null);
  }
  return {
    operation: query.operation,
    overview: query.overview.map((field) => country.overview[field]),
    lists: [...requests].map(([list, { fields, count, filter }]) => ({
      ...toListRequest(country, list, [...fields], count),
      ...(filter === null ? {} : { filter }),
      ...(query.refs === undefined
        ? {}
        : { only: { fields: nativeNamesOf(country, country.lists[list], 'caseRef'), values: query.refs } }),
    })),
  };
}

/** One row's handle, where one counts for a hit: existence, and no number. */
function existenceRequest(country: Country, list: ListName, asked: ListQuery): NativeListRequest {
  return {
    ...toListRequest(country, list, factNames(country), false),
    filter: existenceFilter(country, asked),
  };
}

export function toListRequest(
  country: Country,
  list: ListName,
  fields: readonly string[],
  count: boolean,
): NativeListRequest {
  return { list, native: country.lists[list].native, fields, count };
}

function factNames({ marking }: Country): readonly string[] {
  return [marking.handle, marking.handling, marking.addressees, marking.itemConsents, marking.protected];
}

function firstFields(
  country: Country,
  query: NationalQuery,
  list: ListName,
  asked: ListQuery,
  mode: Mode,
): readonly string[] {
  const table = country.lists[list];
  const named = (field: Parameters<typeof nativeNamesOf>[2]): readonly string[] =>
    nativeNamesOf(country, table, field);
  return [
    ...(asked.records !== null || asked.facts ? factNames(country) : []),
    ...(mode === 'facts first' ? [] : (asked.records ?? []).flatMap(named)),
    ...(query.refs === undefined ? [] : named('caseRef')),
    ...(asked.byStatus ? named('status') : []),
    ...(asked.byAgeBand ? named('ageBand') : []),
    ...(table.correction?.keys ?? []),
  ];
}

function filterOf(country: Country, { list, asked, mode, page }: PlannedList): NativeFilter | null {
  if (mode !== 'filtered') return null;
  if (page !== null) return page;
  if (asked.records !== null) {
    const condition = asked.condition ? toNativeCondition(country, list, asked.condition) : null;
    // Where no row can fit, the system is still asked what it would be asked without a filter: nothing is told by a silence.
    const pushed = condition === null || condition === 'nothing' ? {} : { condition };
    return { ...toNativeRelease(country, asked.releasedTo), ...pushed };
  }
  return existenceFilter(country, asked);
}

/** One record that counts for a hit, and nothing of those that do not. */
function existenceFilter(country: Country, { hitReleasedTo }: ListQuery): NativeFilter {
  const { release } = toNativeRelease(country, hitReleasedTo);
  const consentable = { unprotected: false, protected: false };
  return { ...(release === undefined ? {} : { release: { ...release, consentable } }), most: 1 };
}

function entriesOf(lists: NationalQuery['lists']): [ListName, ListQuery][] {
  return Object.entries(lists) as [ListName, ListQuery][];
}
