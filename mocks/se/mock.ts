import { makeCaseRefs } from '../case-refs.ts';
import { serveJsonApi } from '../json-api.ts';
import type { MockSystem } from '../mock-system.ts';
import { type NativeRow, nativeRows } from '../native-rows.ts';
import { seededRandom } from '../seeded-random.ts';
import type { NationalWorld } from '../world.ts';
import { profile } from './profile.ts';

/** Rows of the lowest grade in misstänkta, beside the world's suspects. */
const LOWEST_GRADE_ROWS = 4;

/** Sweden: misstänkta holds three grades of suspicion; the lowest is no suspicion that the operation counts. */
export function serveSweden(world: NationalWorld): Promise<MockSystem> {
  return serveJsonApi(world, {
    profile,
    path: '/operationer',
    type: 'operationer',
    totals: 'medAntal',
    total: 'antal',
    lists: {
      arrests: nativeRows(profile, world, 'arrests'),
      suspects: withGrades(world),
      searches: nativeRows(profile, world, 'searches'),
      seizures: nativeRows(profile, world, 'seizures'),
      forensicExams: nativeRows(profile, world, 'forensicExams'),
    },
  });
}

/** The world's suspects with a grade that counts, and among them, not at their end, rows of the lowest grade. */
function withGrades(world: NationalWorld): NativeRow[] {
  const rows = nativeRows(profile, world, 'suspects').map(
    (row, index): NativeRow => ({
      ...row,
      misstankegrad: index % 3 === 0 ? 'på sannolika skäl misstänkt' : 'skäligen misstänkt',
    }),
  );
  for (const [index, row] of lowestGradeRows(world).entries()) rows.splice(index * 4, 0, row);
  return rows;
}

function lowestGradeRows(world: NationalWorld): NativeRow[] {
  const random = seededRandom(0x5e_2011);
  const taken = new Set(
    [...world.arrests, ...world.suspects, ...world.searches].map(({ caseRef }) => caseRef),
  );
  const pattern = world.profile.mock_case_ref_regex as string;
  const refs = makeCaseRefs(world.code, pattern, taken.size + LOWEST_GRADE_ROWS, random);
  const regions = world.suspects.length > 0 ? world.suspects.map(({ placeNuts2 }) => placeNuts2) : ['SE11'];
  return refs
    .filter((ref) => !taken.has(ref))
    .slice(0, LOWEST_GRADE_ROWS)
    .map((ref, index) => ({
      id: `S9${String(index + 1).padStart(5, '0')}`,
      diarienummer: ref,
      personroll: profile.words.dataSubjectCategory.POTENTIAL,
      identifieringsdatum: profile.date(random.day('2011-09-12', '2011-12-09')),
      region_nuts2: random.pick(regions),
      lagrum: world.profile.offence_ref_2011_memory,
      åldersgrupp: random.pick(Object.values(profile.words.ageBand)),
      misstankegrad: 'kan misstänkas',
      hanteringskod: 'H0',
      mottagare: [],
      medgivanden: [],
      skyddad: false,
      källvärdering: 'X',
      uppgiftsvärdering: '4',
      synthetic: true,
    }));
}
