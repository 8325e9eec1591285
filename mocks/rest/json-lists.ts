import type { ListName } from '../mock-system.ts';
import type { NativeProfile, NativeRow } from '../native-rows.ts';
import { rowsWith } from './key-list.ts';
import { pick } from './pick.ts';
import type { Question } from './question.ts';

export type Lists = Readonly<Record<ListName, readonly NativeRow[]>>;

/** Names, under each list, of its total and its rows. */
export interface ListWords {
  readonly count: string;
  readonly rows: string;
}

/** The lists that `question` asks, as JSON holds them: totals and selected rows. Each row says that it is synthetic. */
export function toJsonLists(
  profile: NativeProfile,
  words: ListWords,
  question: Question,
  lists: Lists,
): Record<string, unknown> {
  return Object.fromEntries(
    [...question.lists].map(([list, { fields, count, only }]) => [
      profile.lists[list].native,
      {
        ...(count ? { [words.count]: profile.count(lists[list].length) } : {}),
        ...(fields.length > 0
          ? { [words.rows]: rowsWith(lists[list], only).map((row) => pick(row, [...fields, 'synthetic'])) }
          : {}),
      },
    ]),
  );
}
