import type { MockSystem } from '../mock-system.ts';
import { nativeOverview, nativeRows } from '../native-rows.ts';
import { serveSoap } from '../soap/serve-soap.ts';
import type { NationalWorld } from '../world.ts';
import { profile } from './profile.ts';
import { service } from './service.ts';

/** Italy: indagati holds the arrested too, and an empty list is a fault. */
export function serveItaly(world: NationalWorld): Promise<MockSystem> {
  const arrests = nativeRows(profile, world, 'arrests');
  const arrestedAsSuspects = arrests.map((row) => ({
    ...row,
    id_scheda: `${row.id_scheda}-M`,
    qualità: profile.words.dataSubjectCategory.SUSPECT,
    data_identificazione: row.data,
  }));
  return serveSoap(world, {
    profile,
    service,
    overview: nativeOverview(profile, world),
    lists: {
      arresti: arrests,
      indagati: [...arrestedAsSuspects, ...nativeRows(profile, world, 'suspects')],
      perquisizioni: nativeRows(profile, world, 'searches'),
      sequestri: nativeRows(profile, world, 'seizures'),
      analisi_forensi: nativeRows(profile, world, 'forensicExams'),
    },
  });
}
