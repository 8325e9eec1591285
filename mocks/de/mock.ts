import type { ListName, MockSystem } from '../mock-system.ts';
import { type NativeRow, nativeOverview } from '../native-rows.ts';
import { allLists } from '../rest/all-lists.ts';
import { type Lists, toJsonLists } from '../rest/json-lists.ts';
import { pick } from '../rest/pick.ts';
import { serveRest } from '../rest/serve-rest.ts';
import type { NationalWorld } from '../world.ts';
import { profile } from './profile.ts';

const LAENDER = 'BB BE BW BY HB HE HH MV NI NW RP SH SL SN ST TH'.split(' ');

/** Germany: the lists are kept by the 16 Länder, each with its own totals; nobody keeps a federal one. */
export function serveGermany(world: NationalWorld): Promise<MockSystem> {
  const overview = nativeOverview(profile, world);
  const lists = allLists(profile, world);
  const parts = LAENDER.map((land) => ({ land, lists: listsOf(land, lists) }));
  return serveRest(world, {
    profile,
    path: '/api/vorgaenge',
    parameters: { fields: 'felder', totals: 'anzahl', only: 'nur' },
    write: (question) => ({
      type: 'application/json; charset=utf-8',
      body: JSON.stringify({
        ...pick(overview, question.overview),
        länder: parts.map((part) => ({
          land: part.land,
          ...toJsonLists(profile, { count: 'anzahl', rows: 'datensätze' }, question, part.lists),
        })),
      }),
    }),
  });
}

function listsOf(land: string, lists: Lists): Lists {
  const ofLand = (list: ListName): NativeRow[] =>
    lists[list].filter((row) => landOf(row, lists.searches) === land);
  return {
    arrests: ofLand('arrests'),
    suspects: ofLand('suspects'),
    searches: ofLand('searches'),
    seizures: ofLand('seizures'),
    forensicExams: ofLand('forensicExams'),
  };
}

/** The Land in a case reference (`MOCK-VG-BY-11-...`); of an exhibit, that of its search: four exhibits for each. */
function landOf(row: NativeRow, searches: readonly NativeRow[]): string | undefined {
  const { aktenzeichen, asservatennummer } = row as { aktenzeichen?: string; asservatennummer?: string };
  if (asservatennummer === undefined) return aktenzeichen?.split('-')[2];
  const search = searches[Math.floor((Number(asservatennummer.split('-')[3]) - 1) / 4)];
  return search === undefined ? LAENDER[0] : landOf(search, searches);
}
