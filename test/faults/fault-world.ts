/** A small world in which every country has something of each marking: an answer that is lost is missed. */
import { makeCaseRefs } from '../../mocks/case-refs.ts';
import { seededRandom } from '../../mocks/seeded-random.ts';
import { type Arrest, makeWorld, type NationalWorld, type Suspect, type World } from '../../mocks/world.ts';

/** Of each list: two that go, one for Denmark alone, one for nobody. */
const HANDLING = ['H0', 'H1', 'H2', 'H3'] as const;

export function makeFaultWorld(): World {
  const world = makeWorld();
  const denmark = world.countries.get('DK');
  if (denmark === undefined) throw new Error('the world holds no Denmark');
  const countries = [...world.countries].map(
    ([code, national]) => [code, makeSmall(national, denmark)] as const,
  );
  return { ...world, countries: new Map(countries) };
}

/** What of `world` goes to nobody but its owner: references of records with H3. */
export function closedReferencesOf(world: World, owner: string): readonly string[] {
  const national = world.countries.get(owner);
  const records = [...(national?.arrests ?? []), ...(national?.suspects ?? [])];
  return records.filter(({ handling }) => handling === 'H3').map(({ caseRef }) => caseRef);
}

/** `denmark` lends records to countries that have none. */
function makeSmall(national: NationalWorld, denmark: NationalWorld): NationalWorld {
  const { code, profile } = national;
  const pattern = profile.mock_case_ref_regex as string;
  const references = makeCaseRefs(code, pattern, 2 * HANDLING.length, seededRandom(code.charCodeAt(0)));
  const own = (index: number) => ({
    caseRef: references[index] as string,
    placeNuts2: `${code}00`,
    offence: profile.offence_ref_2011_memory as string,
  });
  const [arrest] = [...national.arrests, ...denmark.arrests] as [Arrest];
  const [suspect] = [...national.suspects, ...denmark.suspects] as [Suspect];
  return {
    ...national,
    arrests: HANDLING.map((handling, index) => ({
      ...arrest,
      ...own(index),
      ...marked(handling),
      handle: `A${index}`,
    })),
    suspects: HANDLING.map((handling, index) => ({
      ...suspect,
      ...own(HANDLING.length + index),
      ...marked(handling),
      handle: `S${index}`,
    })),
    searches: [],
    seizures: [],
    forensicExams: [],
  };
}

function marked(handling: string): Pick<Arrest, 'handling' | 'addressees' | 'itemConsents' | 'protected'> {
  return { handling, addressees: handling === 'H2' ? ['DK'] : [], itemConsents: [], protected: false };
}
