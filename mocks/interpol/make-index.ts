import type { Reference } from '../mock-system.ts';
import { seededRandom } from '../seeded-random.ts';
import type { World } from '../world.ts';

const COLOURS = ['BLUE', 'RED', 'GREEN', 'YELLOW'] as const;
export type NoticeColour = (typeof COLOURS)[number];

/** The key of a case is the pair: the same reference with another country is another case. */
export function pairOf({ country, caseRef }: Reference): string {
  return JSON.stringify([country, caseRef]);
}

/**
 * The colour of each case Interpol knows, by pair: about one in six of the world's suspects. Whether a case is there
 * hangs on its own pair alone, so that a change elsewhere in the world moves no entry.
 */
export function makeIndex(world: World): ReadonlyMap<string, NoticeColour> {
  const index = new Map<string, NoticeColour>();
  for (const [country, { suspects }] of world.countries) {
    for (const { caseRef } of suspects) {
      const pair = pairOf({ country, caseRef });
      const random = seededRandom(hashOf(pair));
      if (random.below(6) === 0) index.set(pair, random.pick(COLOURS));
    }
  }
  return index;
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c_9dc5;
  for (const byte of Buffer.from(text, 'utf8')) hash = Math.imul(hash ^ byte, 0x0100_0193);
  return hash >>> 0;
}
