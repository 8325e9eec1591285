import type { Country } from './country.ts';
import type { NationalQuery } from './national-query.ts';
import type { NativeAnswer, Send } from './protocols/protocol.ts';
import type { Reading } from './read-first.ts';
import { type Group, groupRequest, groupsOf } from './released-rows.ts';

/** What came for records by handle, group by group, and beside the first of them of existence. */
export interface More {
  readonly groups: readonly (readonly [Group, NativeAnswer])[];
  readonly exists: NativeAnswer | null;
}

/**
 * The fields of the records that go: one message for the first group of every list, one for the second, ...: nearly
 * always one. In the first of them, where a filter left no record that goes, whether there is one that counts for a hit; not
 * where the list's total, asked beside it, says that there is none at all.
 */
export async function askMore(
  country: Country,
  { operation }: NationalQuery,
  lists: readonly Reading[],
  send: Send,
): Promise<More> {
  if (lists.length === 0) return NOTHING;
  const byList = lists.map(({ list, read, going }) =>
    read.mode === 'facts first' ? groupsOf(list, going) : [],
  );
  const existence = lists.flatMap(({ existence: asked, read, going }) =>
    asked === null || read.invalid || going.length > 0 || read.totals.count === 0 ? [] : [asked],
  );
  const passes = Math.max(existence.length > 0 ? 1 : 0, ...byList.map((groups) => groups.length));
  if (passes === 0) return NOTHING;
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

const NOTHING: More = { groups: [], exists: null };
