import type { MockSystem } from '../mock-system.ts';
import { nativeOverview, nativeRows } from '../native-rows.ts';
import { serveSoap } from '../soap/serve-soap.ts';
import type { NationalWorld } from '../world.ts';
import { profile } from './profile.ts';
import { service } from './service.ts';

/** Croatia. */
export function serveCroatia(world: NationalWorld): Promise<MockSystem> {
  return serveSoap(world, {
    profile,
    service,
    overview: nativeOverview(profile, world),
    lists: {
      uhićenja: nativeRows(profile, world, 'arrests'),
      osumnjičenici: nativeRows(profile, world, 'suspects'),
      pretrage: nativeRows(profile, world, 'searches'),
      privremeno_oduzeti_predmeti: nativeRows(profile, world, 'seizures'),
      vještačenja: nativeRows(profile, world, 'forensicExams'),
    },
  });
}
