import type { MockSystem } from '../mock-system.ts';
import { nativeOverview, nativeRows } from '../native-rows.ts';
import { serveSoap } from '../soap/serve-soap.ts';
import type { NationalWorld } from '../world.ts';
import { profile } from './profile.ts';
import { service } from './service.ts';

/** Finland, behind an X-Road security server: epäillyt holds a person once for each suspected offence. */
export function serveFinland(world: NationalWorld): Promise<MockSystem> {
  const suspects = nativeRows(profile, world, 'suspects').flatMap((row, index) =>
    index % 2 === 0
      ? [row, { ...row, tietueen_tunnus: `${row.tietueen_tunnus}-2`, lainkohta: 'RL 17:19' }]
      : [row],
  );
  return serveSoap(world, {
    profile,
    service,
    overview: nativeOverview(profile, world),
    lists: {
      kiinniotot: nativeRows(profile, world, 'arrests'),
      epäillyt: suspects,
      kotietsinnät: nativeRows(profile, world, 'searches'),
      takavarikot: nativeRows(profile, world, 'seizures'),
      tutkinnat: nativeRows(profile, world, 'forensicExams'),
    },
  });
}
