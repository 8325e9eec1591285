/** A world of many arrests in every country: marked, dated and placed by a fixed seed, with handles that run against the references. */
import { makeCaseRefs } from '../../mocks/case-refs.ts';
import { seededRandom } from '../../mocks/seeded-random.ts';
import { type Arrest, makeWorld, type NationalWorld, type World } from '../../mocks/world.ts';

/** The demo's countries with `count` arrests each and no other record. */
export function thousandsOf(count: number): World {
  const world = makeWorld();
  const countries = [...world.countries].map(([code, one]) => {
    const empty = { suspects: [], searches: [], seizures: [], forensicExams: [] };
    return [code, { ...one, ...empty, arrests: arrestsOf(one, count) }] as const;
  });
  return { ...world, countries: new Map(countries) };
}

function arrestsOf({ code, profile }: NationalWorld, count: number): readonly Arrest[] {
  const random = seededRandom(code.charCodeAt(0) * 256 + code.charCodeAt(1));
  const refs = makeCaseRefs(code, profile.mock_case_ref_regex as string, count, random).sort();
  return refs.map((caseRef, place) => ({
    handle: `A${String(count - place).padStart(6, '0')}`,
    handling: random.pick(['H0', 'H0', 'H0', 'H1', 'H2', 'H3']),
    addressees: random.pick([[], ['NO'], ['DE']]),
    itemConsents: [],
    protected: random.below(20) === 0,
    sourceEvaluation: 'A',
    informationEvaluation: '1',
    synthetic: true,
    caseRef,
    date: random.day('2011-11-07', '2011-12-09'),
    placeNuts2: `${code === 'GB' ? 'UK' : code}0${random.below(4)}`,
    offence: profile.offence_ref_2011_memory as string,
    status: random.pick(['IN_CUSTODY', 'RELEASED_UNDER_INVESTIGATION', 'CHARGED', 'RELEASED_NO_ACTION']),
    ageBand: random.pick(['AGE_18_29', 'AGE_30_44', 'AGE_45_59', 'AGE_60_PLUS', null]),
  }));
}
