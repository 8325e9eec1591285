import type { ListName, MockSystem } from '../mock-system.ts';
import { nativeRows } from '../native-rows.ts';
import { type EntitySet, overviewSetOf, recordSetOf } from '../odata/entity-set.ts';
import { serveOData } from '../odata/serve-odata.ts';
import type { NationalWorld } from '../world.ts';
import { dutch, french } from './profile.ts';

const OPERATION = 'operatie';

/**
 * Belgium: each list is two entity sets, one for each language of the reporting zones. Both have the properties of both
 * languages; a record fills those of its zone and leaves the others null.
 */
export function serveBelgium(world: NationalWorld): Promise<MockSystem> {
  const lists: ListName[] = ['arrests', 'suspects', 'searches', 'seizures', 'forensicExams'];
  return serveOData(world, {
    root: '/odata/v4',
    sets: [
      overviewSetOf(world, { name: 'operaties', profile: dutch, operation: OPERATION }),
      ...lists.flatMap((list) => setsOf(world, list)),
    ],
  });
}

function setsOf(world: NationalWorld, list: ListName): EntitySet[] {
  return [dutch, french].map((profile) =>
    recordSetOf(world, {
      name: profile.lists[list].native,
      list,
      profiles: [dutch, french],
      operation: OPERATION,
      rows: nativeRows(profile, zoneOf(world, list, profile === french), list),
    }),
  );
}

/** The world as the zones of one language report it. */
function zoneOf(world: NationalWorld, list: ListName, french: boolean): NationalWorld {
  const records: readonly { readonly caseRef?: string; readonly exhibitRef?: string }[] = world[list];
  return { ...world, [list]: records.filter((record) => isFrench(caseRefOf(world, record)) === french) };
}

/** An exhibit is of the zone of its search; there are four to a search, numbered through. */
function caseRefOf(
  world: NationalWorld,
  { caseRef, exhibitRef = '' }: { readonly caseRef?: string; readonly exhibitRef?: string },
): string {
  if (caseRef !== undefined) return caseRef;
  const exhibit = Number(exhibitRef.slice(-5));
  return world.searches[Math.floor((exhibit - 1) / 4)]?.caseRef ?? '';
}

/** By the letters of the district in the reference: Liège and Namur report in French. */
function isFrench(caseRef: string): boolean {
  return /^MOCK-(?:LG|NA)\./.test(caseRef);
}
