import type { ListName, MockSystem } from '../mock-system.ts';
import { type NativeRow, nativeRows } from '../native-rows.ts';
import { type EntitySet, overviewSetOf, recordSetOf } from '../odata/entity-set.ts';
import { serveOData } from '../odata/serve-odata.ts';
import type { NationalWorld } from '../world.ts';
import { profile } from './profile.ts';

const OPERATION = 'einsatz';

/** Austria: statuses are numbers, in JSON too; zero is one of them. */
export function serveAustria(world: NationalWorld): Promise<MockSystem> {
  const lists: ListName[] = ['arrests', 'suspects', 'searches', 'seizures', 'forensicExams'];
  return serveOData(world, {
    root: '/odata/v4',
    sets: [
      overviewSetOf(world, { name: 'einsätze', profile, operation: OPERATION }),
      ...lists.map((list) => setOf(world, list)),
    ],
  });
}

function setOf(world: NationalWorld, list: ListName): EntitySet {
  return recordSetOf(world, {
    name: profile.lists[list].native,
    list,
    profiles: [profile],
    operation: OPERATION,
    types: { status: 'Edm.Int32' },
    rows: nativeRows(profile, world, list).map(withNumericStatus),
  });
}

function withNumericStatus(row: NativeRow): NativeRow {
  return 'status' in row ? { ...row, status: Number(row.status) } : row;
}
