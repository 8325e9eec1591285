import type { ListName } from '../terms.ts';
import type { Country } from './country.ts';
import { canLeaveOut, goesPlainly, isFree } from './leaves-out.ts';
import type { ListQuery, NationalQuery } from './national-query.ts';
import { toNativeRelease } from './native-release.ts';
import type { NativeFilter } from './protocols/native-request.ts';
import { type SaidCondition, toSaidCondition } from './to-native-condition.ts';
import { toNativePage } from './to-native-page.ts';

export type PageFilter = NativeFilter & Required<Pick<NativeFilter, 'most' | 'page'>>;
const EVERYTHING: SaidCondition = { rows: 'everything', isExact: true };

/**
 * The filter that has the page of `list` alone given; null where the list is read whole: no page is asked, what goes is not
 * plain, or the system cannot say the condition or put the records in this order.
 */
export function pageFilterOf(
  country: Country,
  query: NationalQuery,
  list: ListName,
  asked: ListQuery,
): PageFilter | null {
  const { page, condition, releasedTo } = asked;
  if (!page || asked.records === null || !canLeaveOut(country, query, list, asked)) return null;
  if (!isFree(asked) && !goesPlainly(asked)) return null;
  const said = condition ? toSaidCondition(country, list, condition) : EVERYTHING;
  const native = toNativePage(country, list, page);
  if (said === null || native === null || (page.counts && !isCountable(said))) return null;
  return {
    ...toNativeRelease(country, releasedTo),
    ...(typeof said.rows === 'string' ? {} : { condition: said.rows }),
    // Where no row can stand on the page the system is asked all the same, for none: nothing is told by a silence.
    most: said.rows === 'nothing' ? 0 : page.most,
    page: native,
  };
}

/** Does what the system counts say how many records fit? */
function isCountable({ rows, isExact }: SaidCondition): boolean {
  return isExact && rows !== 'nothing';
}
