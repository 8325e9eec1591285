/**
 * How the records of a list are reached: what the first message asks, before anything is known of a record.
 *
 * - plain: nothing hangs on the marking (the owner asks, or no record is walked): every row, with every field asked
 * - filtered: the national system leaves out what does not go; what is asked comes with the rows that do
 * - facts first: the border facts of every row; the fields follow by handle, of the rows that go (released-rows.ts)
 */
import type { ListName } from '../terms.ts';
import { type Country, nativeNamesOf } from './country.ts';
import type { ListQuery, NationalQuery, ReleasedTo } from './national-query.ts';
import type { NativeFilter, NativeListRequest, NativeRelease, NativeRequest } from './protocols/protocol.ts';
import { toNativeCondition } from './to-native-condition.ts';

export type Mode = 'plain' | 'filtered' | 'facts first';

export function modeOf(country: Country, query: NationalQuery, list: ListName, asked: ListQuery): Mode {
  if (asked.records === null && !asked.facts) return 'plain';
  const isFree = !asked.releasedTo && !asked.hitReleasedTo;
  if (isFree && query.refs === undefined) return 'plain';
  // A total by code and a correction read every row; a filter would hide some of them.
  const readsAll = asked.byStatus || asked.byAgeBand || isCorrected(country, query, list);
  const canFilter = country.protocol.filters !== undefined && query.refs === undefined;
  return canFilter && !readsAll && (asked.records === null || goesPlainly(asked))
    ? 'filtered'
    : 'facts first';
}

/**
 * Do records go without consent to each, and whole? Where one does not, its fields are not even named to the country before
 * a record is known of which they are open.
 */
function goesPlainly({ releasedTo }: ListQuery): boolean {
  return releasedTo?.whole === true && releasedTo.unprotected === 'nothing';
}

/** Is the list corrected, or read by the correction of another that is asked? */
function isCorrected(country: Country, query: NationalQuery, list: ListName): boolean {
  const asked = Object.keys(query.lists) as ListName[];
  return (
    country.lists[list].correction !== undefined ||
    asked.some((other) => country.lists[other].correction?.against === list)
  );
}

/** The first message, in the country's own names. */
export function firstRequest(country: Country, query: NationalQuery): NativeRequest {
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
  for (const [list, asked] of entriesOf(query.lists)) {
    const { correction } = country.lists[list];
    const mode = modeOf(country, query, list, asked);
    const fields = firstFields(country, query, list, asked, mode);
    ask(list, fields, asked.count && correction === undefined, filterOf(country, list, asked, mode));
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
export function existenceRequest(country: Country, list: ListName, asked: ListQuery): NativeListRequest {
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

function filterOf(country: Country, list: ListName, asked: ListQuery, mode: Mode): NativeFilter | null {
  if (mode !== 'filtered') return null;
  if (asked.records !== null) {
    const condition = asked.condition ? toNativeCondition(country, list, asked.condition) : null;
    // Where no row can fit, the system is still asked what it would be asked without a filter: nothing is told by a silence.
    const pushed = condition === null || condition === 'nothing' ? {} : { condition };
    return { ...toNativeFilter(country, asked.releasedTo), ...pushed };
  }
  return existenceFilter(country, asked);
}

/** One record that counts for a hit, and nothing of those that do not. */
function existenceFilter(country: Country, { hitReleasedTo }: ListQuery): NativeFilter {
  const { release } = toNativeFilter(country, hitReleasedTo);
  const consentable = { unprotected: false, protected: false };
  return { ...(release === undefined ? {} : { release: { ...release, consentable } }), most: 1 };
}

function toNativeFilter(country: Country, releasedTo: ReleasedTo | null | undefined): NativeFilter {
  if (!releasedTo) return {};
  const { whole: _, ...release } = releasedTo;
  return { release: { ...release, names: releaseNames(country) } };
}

function releaseNames({ marking, codes }: Country): NativeRelease['names'] {
  const { handle, handling, addressees, itemConsents, protected: flag } = marking;
  const codesOf = (word: string): string[] =>
    Object.entries(codes.protected).flatMap(([native, canonical]) => (canonical === word ? [native] : []));
  const protectedCodes = { yes: codesOf('true'), no: codesOf('false') };
  return { handle, handling, addressees, itemConsents, protected: flag, protectedCodes };
}

export function entriesOf(lists: NationalQuery['lists']): [ListName, ListQuery][] {
  return Object.entries(lists) as [ListName, ListQuery][];
}
