import type { Country } from './country.ts';
import { INVALID, type ListQuery, type PageCounts } from './national-query.ts';
import type { PlannedList } from './native-plan.ts';
import type { NativeList } from './protocols/protocol.ts';
import { toSum } from './read-values.ts';

/** What came of a page: as the system gave it, not yet judged. */
export interface FirstPage {
  /** Rows of each part that the system keeps the list in. */
  readonly runs: readonly number[];
  /** Rows beyond those that were asked. */
  readonly beyond: number;
  /** What stands around the page. Null: what came contradicts itself, or the page could not be asked. */
  readonly counts: PageCounts | null;
}

/** The page that was asked of a list; null where all of it was. */
export function readPage(
  country: Country,
  { asked, page: filter }: PlannedList,
  native: NativeList,
): FirstPage | null {
  if (filter === null) return null;
  const { runs = [native.rows.length] } = native;
  const beyond = runs.reduce((all, rows) => all + Math.max(0, rows - filter.most), 0);
  const isWhole = runs.reduce((all, rows) => all + rows, 0) === native.rows.length;
  const counts =
    beyond > 0 || !isWhole || native.unsaid ? null : countsOf(country, asked, native, filter.most);
  return { runs, beyond, counts };
}

/** No list is that long; and what two hundred countries count together is still an `Int`, or it would fail the whole answer. */
const MOST_RECORDS = 10_000_000;

function countsOf(
  { numbers }: Country,
  { page }: ListQuery,
  { found, rows }: NativeList,
  most: number,
): PageCounts | null {
  const isFromFirst = page?.after === null;
  if (page?.counts !== true) return { all: null, before: isFromFirst ? 0 : null, hasMore: null };
  const all = toSum(
    (found ?? []).map((part) => part.all),
    numbers,
  );
  const left = toSum(
    (found ?? []).map((part) => part.left),
    numbers,
  );
  if (all === null || left === null || all === INVALID || left === INVALID || all > MOST_RECORDS) return null;
  // A page that is not full holds all that is left.
  const fits = rows.length < most ? left === rows.length : left >= rows.length;
  return fits && all >= left && (!isFromFirst || all === left)
    ? { all, before: all - left, hasMore: null }
    : null;
}
