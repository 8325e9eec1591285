import type { ListName, MockSystem } from '../mock-system.ts';
import { type NativeRow, nativeRows } from '../native-rows.ts';
import { type EntitySet, overviewSetOf, recordSetOf } from '../odata/entity-set.ts';
import { serveOData } from '../odata/serve-odata.ts';
import type { NationalWorld } from '../world.ts';
import { profile } from './profile.ts';

const OPERATION = 'operação';

/** Portugal: no results. arguidos (formal suspects: those released as such) is a set of its own that nobody should add. */
export function servePortugal(world: NationalWorld): Promise<MockSystem> {
  const lists: ListName[] = ['arrests', 'suspects', 'searches', 'seizures', 'forensicExams'];
  const arguidos = nativeRows(profile, world, 'arrests').filter((row) => row.estado === 'liberdade_arguido');
  return serveOData(world, {
    root: '/odata',
    sets: [
      overviewSetOf(world, { name: 'operações', profile, operation: OPERATION }),
      ...lists.map((list) =>
        setOf(world, list, profile.lists[list].native, nativeRows(profile, world, list)),
      ),
      { ...setOf(world, 'arrests', 'arguidos', arguidos), list: 'overview', canonical: {} },
    ],
  });
}

function setOf(world: NationalWorld, list: ListName, name: string, rows: readonly NativeRow[]): EntitySet {
  return recordSetOf(world, { name, list, profiles: [profile], operation: OPERATION, rows });
}
