/**
 * Generated worlds: a few countries of different protocols with small lists, every kind of marking, references that
 * several countries and several lists share.
 *
 * Order: a handle sorts just before its own reference and after the reference before it, so that the order of records
 * does not hang on which of the two a system gives.
 */
import * as fc from 'fast-check';
import type { IntelligencePackage } from '../../mocks/europol/make-packages.ts';
import type { NationalWorld, World } from '../../mocks/world.ts';
import { readCsv } from '../../mocks/world.ts';
import { dayAfter } from './day-after.ts';
import type { ProvedCaller } from './rights.ts';
import { type ProvedTable, type TablePlan, tablePlans, toTables } from './tables.ts';

export interface ProvedWorld extends World {
  readonly crimeArea: string;
  readonly packages: readonly IntelligencePackage[];
  /** Figures that have been released, whatever the countries have now. */
  readonly tables: readonly ProvedTable[];
  /** Systems that answer nothing but a status. */
  readonly failing: readonly string[];
  /** Systems that answer a text which is no answer: its secret must not show. */
  readonly babbling?: Readonly<Record<string, string>>;
  /** Milliseconds that a system waits. */
  readonly latencies?: Readonly<Record<string, number>>;
}

export const PROFILES: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map(
  readCsv('countries.csv').map((row) => [row.iso2 as string, row]),
);
export type ListName = 'arrests' | 'suspects' | 'searches' | 'seizures' | 'forensicExams';
export const LISTS: readonly ListName[] = ['arrests', 'suspects', 'searches', 'seizures', 'forensicExams'];

/** Families of protocols; a world takes countries of different ones. */
export const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  GraphQL: ['DK', 'LU', 'IS'],
  OData: ['AT', 'BE', 'PT'],
  SOAP: ['FR', 'IT', 'PL', 'SK', 'HR', 'FI'],
  CSV: ['MT', 'BG', 'CY', 'HU'],
  'XML files': ['CH'],
  'REST/JSON': ['DE', 'IE', 'GB'],
  'REST by page': ['CZ', 'EE'],
  'REST/XML': ['ES'],
  HAL: ['NL'],
  NDJSON: ['NO'],
  'JSON:API': ['SE'],
};

/** Whose suspects hold the arrested too: a person stands in one of the two lists of a generated world. */
const MIXED = ['DK', 'FR', 'IT'];

type When = 'open' | 'ends today' | 'begins today' | 'ended' | 'not yet' | 'unreadable';
interface MarkingPlan {
  readonly handling: string;
  /** 0 and 1: the callers; 2: Interpol; 3: somebody else. */
  readonly addressees: readonly number[];
  readonly consents: readonly { readonly to: number; readonly when: When }[];
  readonly protected: boolean;
  readonly source: 'A' | 'B' | 'C' | 'X';
  readonly information: '1' | '2' | '3' | '4';
}
interface RecordPlan extends MarkingPlan {
  /** Picks values. */
  readonly salt: number;
  /** The reference of the record at this place of another list, where that is allowed. */
  readonly shared: number | null;
}
interface CountryPlan {
  readonly lists: Readonly<Record<ListName, readonly RecordPlan[]>>;
  readonly victims: number;
  readonly method: number;
}
export interface WorldPlan {
  readonly countries: Readonly<Record<string, CountryPlan>>;
  readonly packages: readonly (MarkingPlan & { readonly provider: number; readonly recipient: number })[];
  readonly crimeArea: string;
  /** Places of the countries, in order of their codes, whose systems fail. */
  readonly failing: readonly number[];
  /** Absent: no table has been released. */
  readonly tables?: readonly TablePlan[];
}

const weighted = <T>(...values: readonly (readonly [number, T])[]): fc.Arbitrary<T> =>
  fc.oneof(...values.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })));

const HANDLING = weighted<string>(
  [9, 'H0'],
  [4, 'H1'],
  [6, 'H2'],
  [2, 'H3'],
  [2, 'H1+H2'],
  [1, 'H0+H1'],
  [1, 'H2+H3'],
  [1, 'H0+H2'],
  [1, 'H4'],
  [1, 'h0'],
  [1, 'H1+X'],
  [1, ''],
);
const WHEN = weighted<When>(
  [4, 'open'],
  [3, 'ends today'],
  [3, 'begins today'],
  [3, 'ended'],
  [2, 'not yet'],
  [1, 'unreadable'],
);
const MARKING: fc.Arbitrary<MarkingPlan> = fc.record({
  handling: HANDLING,
  addressees: fc.subarray([0, 1, 2, 3], { maxLength: 2 }),
  consents: fc.oneof(
    { weight: 1, arbitrary: fc.constant([]) },
    {
      weight: 1,
      arbitrary: fc.array(fc.record({ to: weighted([4, 0], [3, 1], [2, 2], [1, 3]), when: WHEN }), {
        minLength: 1,
        maxLength: 2,
      }),
    },
  ),
  protected: weighted([3, false], [1, true]),
  source: fc.constantFrom('A', 'B', 'C', 'X'),
  information: fc.constantFrom('1', '2', '3', '4'),
});
/** As most records are: nobody is named, and hardly one is protected. Lists of these go in one go. */
const ORDINARY: fc.Arbitrary<MarkingPlan> = fc
  .tuple(MARKING, weighted([2, 'H0'], [1, 'H1']), fc.nat(9))
  .map(([marking, handling, one]) => ({
    ...marking,
    handling,
    addressees: [],
    consents: [],
    protected: one === 0,
  }));
const recordsOf = (marking: fc.Arbitrary<MarkingPlan>): fc.Arbitrary<RecordPlan> =>
  marking.chain((own) =>
    fc
      .record({ salt: fc.nat(9_999), shared: fc.option(fc.nat(2), { freq: 3 }) })
      .map((others) => ({ ...own, ...others })),
  );
const countryOf = (record: fc.Arbitrary<RecordPlan>): fc.Arbitrary<CountryPlan> =>
  fc.record({
    lists: fc.record({
      arrests: fc.array(record, { maxLength: 3 }),
      suspects: fc.array(record, { maxLength: 5 }),
      searches: fc.array(record, { maxLength: 3 }),
      seizures: fc.array(record, { maxLength: 3 }),
      forensicExams: fc.array(record, { maxLength: 2 }),
    }),
    victims: weighted([1, 0], [2, 3]),
    method: fc.nat(3),
  });
const COUNTRY: fc.Arbitrary<CountryPlan> = fc.oneof(
  { weight: 3, arbitrary: countryOf(recordsOf(MARKING)) },
  { weight: 1, arbitrary: countryOf(recordsOf(ORDINARY)) },
);

/** Plans of worlds: `enabled` says which countries take part at all. */
export function worldPlans(enabled: readonly string[], most = 4): fc.Arbitrary<WorldPlan> {
  return fc
    .tuple(fc.uniqueArray(fc.constantFrom(...enabled), { minLength: 2, maxLength: most }), fc.nat(3))
    .chain(([codes, few]) =>
      fc.record({
        countries: fc
          .tuple(...codes.map(() => COUNTRY))
          .map((all) => Object.fromEntries(codes.map((code, place) => [code, all[place] as CountryPlan]))),
        packages: fc.array(
          MARKING.chain((marking) =>
            fc
              .record({ provider: fc.nat(codes.length - 1), recipient: fc.nat(3) })
              .map((own) => ({ ...marking, ...own })),
          ),
          { maxLength: 3 + few },
        ),
        crimeArea: weighted([12, 'CSE'], [2, 'DRUGS'], [1, 'CYBER'], [1, 'ASTROLOGY']),
        failing: weighted<readonly number[]>([4, []], [1, [0]], [1, [1]]),
        tables: tablePlans(),
      }),
    );
}

/**
 * The same plan with `country` taking part, where a mock has it: most callers who take no part are shown little. One world
 * in four is left as it is.
 */
export function withPart(plan: WorldPlan, country: string): WorldPlan {
  const codes = Object.keys(plan.countries);
  const last = codes.at(-1);
  if (
    last === undefined ||
    codes.includes(country) ||
    !PROFILES.has(country) ||
    plan.packages.length % 4 === 3
  )
    return plan;
  const countries = Object.entries(plan.countries).map(([code, one]) => [
    code === last ? country : code,
    one,
  ]);
  return { ...plan, countries: Object.fromEntries(countries) };
}

const SOMEBODY = 'BR';

export function toWorld(plan: WorldPlan, callers: readonly ProvedCaller[]): ProvedWorld {
  const nameOf = (place: number): string =>
    place === 3 ? SOMEBODY : place === 2 ? 'XO' : (callers[place % callers.length]?.country ?? SOMEBODY);
  const dateOf = (place: number): string => callers[place % callers.length]?.date ?? '2011-12-16';
  const codes = Object.keys(plan.countries).sort();
  const countries = new Map(
    codes.map((code) => [code, toNational(code, plan.countries[code] as CountryPlan, nameOf, dateOf)]),
  );
  const table = new Map(codes.map((code) => [code, { iso2: code, intel_packages_received: '0' }]));
  const packages = plan.packages.map((one, index): IntelligencePackage => {
    const handling = one.handling === '' ? [] : one.handling.split('+');
    return {
      id: `IP-2011-${String(index + 1).padStart(5, '0')}`,
      entry: `EP-${String(index + 1).padStart(5, '0')}`,
      provider: codes[one.provider % codes.length] as string,
      recipient: nameOf(one.recipient),
      disseminatedOn: `2011-09-${13 + (index % 3)}`,
      handling,
      handlingText: handling.includes('H3') ? 'onward use only after consultation' : null,
      marking: {
        handling,
        sourceEvaluation: one.source,
        informationEvaluation: one.information,
      },
    };
  });
  const failing = codes.filter((_, place) => plan.failing.includes(place));
  const tables = toTables(plan.tables ?? [], codes, callers);
  return { countries, table, packages, crimeArea: plan.crimeArea, failing, tables };
}

function toNational(
  code: string,
  plan: CountryPlan,
  nameOf: (place: number) => string,
  dateOf: (place: number) => string,
): NationalWorld {
  const profile = PROFILES.get(code) as Readonly<Record<string, string>>;
  const base = (record: RecordPlan): Omit<NationalWorld['arrests'][number], 'caseRef'> =>
    ({
      handling: record.handling,
      addressees: [...new Set(record.addressees.map(nameOf))],
      itemConsents: record.consents.map(({ to, when }) => ({
        to: nameOf(to),
        ...interval(when, dateOf(to)),
      })),
      protected: record.protected,
      sourceEvaluation: record.source,
      informationEvaluation: record.information,
      synthetic: true,
      date: day('2011-11', record.salt),
      placeNuts2: `${regionOf(code)}${record.salt % 3}1`,
      offence: profile.offence_ref_2011_memory as string,
      status: pick(ARREST_STATUS, record.salt),
      ageBand: record.salt % 7 === 0 ? null : pick(AGE_BANDS, record.salt),
    }) as never;
  const ref = (list: number, place: number): string =>
    `CASE-11-${PARTS[code]?.[place % 2] ?? 'BE'}-${String(list * 100 + place).padStart(5, '0')}`;
  /** A handle is a reference without its end. */
  const named = (list: number, place: number): { readonly caseRef: string; readonly handle: string } => ({
    caseRef: `${ref(list, place)}-R`,
    handle: ref(list, place),
  });
  const exhibit = (place: number): { readonly exhibitRef: string; readonly handle: string } => ({
    exhibitRef: `EX-AA-11-${String(place + 1).padStart(5, '0')}`,
    handle: `EX-AA-11-${String(place).padStart(5, '0')}_`,
  });
  const { lists } = plan;
  const sharedRef = (record: RecordPlan, place: number): number | null =>
    record.shared !== null && record.shared === place ? place : null;
  return {
    code,
    profile,
    operation: 'icarus',
    changed: new Date(Date.UTC(2011, 11, 15, 8, 0, code.charCodeAt(0) - 64)),
    modusOperandi: `Method ${plan.method} seen by ${code}.`,
    victims: { identified: plan.victims, safeguarded: plan.victims },
    arrests: lists.arrests.map((record, place) => {
      const isShared = sharedRef(record, place) !== null && !MIXED.includes(code);
      return { ...base(record), ...(isShared ? named(2, place) : named(1, place)) };
    }),
    suspects: lists.suspects.map((record, place) => ({
      ...base(record),
      ...named(2, place),
      dataSubjectCategory: pick(ROLES, record.salt),
      identifiedOn: day('2011-10', record.salt),
    })) as never,
    searches: lists.searches.map((record, place) => {
      const isShared = sharedRef(record, place) !== null;
      return {
        ...base(record),
        ...(isShared ? named(2, place) : named(3, place)),
        warrantBasis: pick(WARRANTS, record.salt),
      };
    }) as never,
    seizures: lists.seizures.map((record, place) => ({
      ...base(record),
      ...exhibit(place),
      deviceType: pick(DEVICES, record.salt),
      itemCount: record.salt % 40,
      dataVolumeTb: (record.salt % 50) / 10,
    })) as never,
    forensicExams: lists.forensicExams.map((record, place) => {
      const status = pick(EXAM_STATUS, record.salt);
      return {
        ...base(record),
        ...exhibit(place),
        status,
        deviceType: pick(DEVICES, record.salt >> 1),
        openedOn: day('2011-11', record.salt),
        completedOn: status === 'COMPLETED' ? day('2011-12', record.salt) : null,
      };
    }) as never,
  };
}

/** The third part of a reference: CH and DE keep their records by it. */
const PARTS: Readonly<Record<string, readonly string[]>> = { CH: ['BE', 'ZH'], DE: ['BE', 'BY'] };
const ARREST_STATUS = ['IN_CUSTODY', 'RELEASED_UNDER_INVESTIGATION', 'CHARGED', 'RELEASED_NO_ACTION'];
const EXAM_STATUS = ['PENDING', 'IN_PROGRESS', 'COMPLETED'];
const AGE_BANDS = ['AGE_18_29', 'AGE_30_44', 'AGE_45_59', 'AGE_60_PLUS'];
const ROLES = ['SUSPECT', 'CONVICTED', 'POTENTIAL', 'CONTACT_ASSOCIATE'];
const WARRANTS = ['COURT_ORDER', 'PROSECUTOR_ORDER', 'CONSENT', 'URGENCY'];
const DEVICES = ['COMPUTER', 'STORAGE_MEDIUM', 'MOBILE_DEVICE', 'OTHER'];

function pick<T>(all: readonly T[], salt: number): T {
  return all[salt % all.length] as T;
}

function day(month: string, salt: number): string {
  return `${month}-${String(1 + (salt % 28)).padStart(2, '0')}`;
}

function regionOf(code: string): string {
  return code === 'GB' ? 'UK' : code;
}

function interval(when: When, today: string): { readonly from: string; readonly until?: string } {
  switch (when) {
    case 'open':
      return { from: dayAfter(today, -40) };
    case 'ends today':
      return { from: dayAfter(today, -40), until: today };
    case 'begins today':
      return { from: today, until: dayAfter(today, 40) };
    case 'ended':
      return { from: dayAfter(today, -40), until: dayAfter(today, -1) };
    case 'not yet':
      return { from: dayAfter(today, 1) };
    default:
      return { from: '1st-of-May' };
  }
}
