import type { MockSystem } from '../mock-system.ts';
import { nativeOverview, nativeRows } from '../native-rows.ts';
import { serveSoap } from '../soap/serve-soap.ts';
import type { NationalWorld } from '../world.ts';
import { profile } from './profile.ts';
import { service } from './service.ts';

/** France: mis_en_cause holds the arrested too. */
export function serveFrance(world: NationalWorld): Promise<MockSystem> {
  const arrests = nativeRows(profile, world, 'arrests');
  const arrestedAsSuspects = arrests.map((row) => ({
    ...row,
    id_fiche: `${row.id_fiche}-M`,
    qualité: profile.words.dataSubjectCategory.SUSPECT,
    date_identification: row.date,
  }));
  return serveSoap(world, {
    profile,
    service,
    overview: nativeOverview(profile, world),
    lists: {
      interpellations: arrests,
      mis_en_cause: [...arrestedAsSuspects, ...nativeRows(profile, world, 'suspects')],
      perquisitions: nativeRows(profile, world, 'searches'),
      saisies: nativeRows(profile, world, 'seizures'),
      exploitations: nativeRows(profile, world, 'forensicExams'),
    },
  });
}
