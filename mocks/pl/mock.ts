import type { MockSystem } from '../mock-system.ts';
import { nativeOverview, nativeRows } from '../native-rows.ts';
import { serveSoap } from '../soap/serve-soap.ts';
import type { NationalWorld } from '../world.ts';
import { profile } from './profile.ts';
import { service } from './service.ts';

/** Poland. */
export function servePoland(world: NationalWorld): Promise<MockSystem> {
  return serveSoap(world, {
    profile,
    service,
    overview: nativeOverview(profile, world),
    lists: {
      zatrzymania: nativeRows(profile, world, 'arrests'),
      podejrzani: nativeRows(profile, world, 'suspects'),
      przeszukania: nativeRows(profile, world, 'searches'),
      zabezpieczone_przedmioty: nativeRows(profile, world, 'seizures'),
      ekspertyzy: nativeRows(profile, world, 'forensicExams'),
    },
  });
}
