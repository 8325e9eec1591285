import { serveContract } from '../graphql.ts';
import type { MockSystem } from '../mock-system.ts';
import type { World } from '../world.ts';
import { type IntelligencePackage, makePackages } from './make-packages.ts';

const SDL = /* GraphQL */ `
  type Query {
    operation(id: ID!): Operation
    operationIds: [ID!]!
  }
  type Operation {
    id: ID!
    codeName: String
    crimeArea: String
    leadCountry: String
    status: String
    synthetic: Boolean
    publishedTotals: PublishedTotals
    actionDays: [ActionDay!]
    intelligencePackages(owners: [CountryCode!]!, releasedTo: CountryCode): [IntelligencePackage!]
    participations: [Participation!]
  }
  type PublishedTotals {
    countries: Int
    countriesWithResults: Int
    arrests: Int
    furtherSuspects: Int
    source: String
    reading: String
  }
  type ActionDay { date: String, status: String }
  type IntelligencePackage {
    provider: CountryCode!
    entry: ID!
    id: ID
    disseminatedOn: String
    recipient: CountryCode
    marking: PackageMarking
    handlingText: String
    handling: [String!]!
  }
  type PackageMarking { handling: [String!], sourceEvaluation: String, informationEvaluation: String }
  type Participation { id: ID!, country: CountryCode!, role: String }
  scalar CountryCode
`;

const LEAD = 'DK';
const ACTION_DAYS = ['2011-11-07', '2011-11-15', '2011-11-22', '2011-11-30', '2011-12-09'];
const CHANGED = new Date(Date.UTC(2011, 11, 16, 10, 0, 0));

/** Europol: what it keeps itself, and the packages others provided. It holds one operation, `icarus`. */
export function serveEuropol(world: World): Promise<MockSystem> {
  const operations = new Map([['icarus', makeOperation(world)]]);
  return serveContract('XE', CHANGED, {
    sdl: SDL,
    root: {
      operation: ({ id }: { id: string }) => operations.get(id) ?? null,
      operationIds: [...operations.keys()],
    },
  });
}

interface PackageArguments {
  readonly owners: readonly string[];
  readonly releasedTo?: string | null;
}

/** H3 and what is no code go nowhere, H2 to its recipient, the rest to everybody; without a country named, everything is shown. */
function goesTo({ handling, recipient }: IntelligencePackage, country: string | null | undefined): boolean {
  if (country === null || country === undefined) return true;
  if (handling.length === 0 || handling.some((code) => !['H0', 'H1', 'H2'].includes(code))) return false;
  return !handling.includes('H2') || recipient === country;
}

/** What Europol answers of the operation. */
export function makeOperation(world: World) {
  const packages = world.packages ?? makePackages(world);
  return {
    id: 'icarus',
    codeName: 'Icarus',
    crimeArea: world.crimeArea ?? 'CSE',
    leadCountry: LEAD,
    status: 'CONCLUDED',
    synthetic: true,
    // As published, never computed from the world: the two agree because the fixture was made to.
    publishedTotals: {
      countries: 26,
      countriesWithResults: 22,
      arrests: 112,
      furtherSuspects: 269,
      source: 'Europol press release of 2011-12-16',
      reading: '269 is read as persons besides the 112; another reading, 269 in all, exists',
    },
    actionDays: ACTION_DAYS.map((date) => ({ date, status: 'DONE' })),
    intelligencePackages: ({ owners, releasedTo }: PackageArguments) =>
      packages.filter((one) => owners.includes(one.provider) && goesTo(one, releasedTo)),
    participations: [...world.countries.keys()].sort().map((country) => ({
      id: `icarus.${country}`,
      country,
      role: country === LEAD ? 'LEAD' : 'PARTICIPANT',
    })),
  };
}
