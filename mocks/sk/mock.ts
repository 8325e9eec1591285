import type { MockSystem } from '../mock-system.ts';
import { nativeOverview, nativeRows } from '../native-rows.ts';
import { serveSoap } from '../soap/serve-soap.ts';
import type { NationalWorld } from '../world.ts';
import { profile } from './profile.ts';
import { service } from './service.ts';

/** Slovakia: slow only when it is told to be. */
export function serveSlovakia(world: NationalWorld): Promise<MockSystem> {
  return serveSoap(world, {
    profile,
    service,
    overview: nativeOverview(profile, world),
    lists: {
      zadržania: nativeRows(profile, world, 'arrests'),
      podozriví: nativeRows(profile, world, 'suspects'),
      domové_prehliadky: nativeRows(profile, world, 'searches'),
      zaistené_veci: nativeRows(profile, world, 'seizures'),
      znalecké_skúmania: nativeRows(profile, world, 'forensicExams'),
    },
  });
}
