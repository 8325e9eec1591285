/** A national REST server that answers in JSON, its lists at the top. */
import type { MockSystem } from '../mock-system.ts';
import { nativeOverview } from '../native-rows.ts';
import type { NationalWorld } from '../world.ts';
import { allLists } from './all-lists.ts';
import { type ListWords, toJsonLists } from './json-lists.ts';
import { pick } from './pick.ts';
import { type RestMock, serveRest } from './serve-rest.ts';

export type RestJsonMock = Omit<RestMock, 'write'> & { readonly words: ListWords };

export function serveRestJson(world: NationalWorld, mock: RestJsonMock): Promise<MockSystem> {
  const { profile, words } = mock;
  const overview = nativeOverview(profile, world);
  const lists = allLists(profile, world);
  return serveRest(world, {
    ...mock,
    write: (question) => ({
      type: 'application/json; charset=utf-8',
      body: JSON.stringify({
        ...pick(overview, question.overview),
        ...toJsonLists(profile, words, question, lists),
      }),
    }),
  });
}
