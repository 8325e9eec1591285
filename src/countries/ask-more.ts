import type { Country } from './country.ts';
import type { NationalQuery } from './national-query.ts';
import { existenceRequest } from './native-plan.ts';
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
 * always one. In the first of them, where a filter left no record that goes, whether there is one that counts for a hit.
 */
export async function askMore(
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
