/**
 * The synthetic world of Operation Icarus: 26 national files that add up exactly to data/icarus.csv.
 *
 * Made once with a fixed seed: the same world on every machine. Everything in it is invented and says so
 * (`synthetic: true`); it holds case references, dates, regions, bands, statuses and counts only.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { makeCaseRefs } from './case-refs.ts';
import type { IntelligencePackage } from './europol/make-packages.ts';
import { type Random, seededRandom } from './seeded-random.ts';

export interface Marking {
  /** A code, several joined with `+`, or what a system may send besides. */
  readonly handling: string;
  readonly addressees: readonly string[];
  /** To whom the owner consented for this record, from when, and until which day, if there is one. */
  readonly itemConsents: readonly { readonly to: string; readonly from: string; readonly until?: string }[];
  readonly protected: boolean;
  readonly sourceEvaluation: 'A' | 'B' | 'C' | 'X';
  readonly informationEvaluation: '1' | '2' | '3' | '4';
}

interface Base extends Marking {
  /** The system's own handle, in the order of the list; it is no case reference. */
  readonly handle: string;
  readonly synthetic: true;
}

export interface Arrest extends Base {
  readonly caseRef: string;
  readonly date: string;
  readonly placeNuts2: string;
  readonly offence: string;
  readonly status: 'IN_CUSTODY' | 'RELEASED_UNDER_INVESTIGATION' | 'CHARGED' | 'RELEASED_NO_ACTION';
  readonly ageBand: AgeBand | null;
}
export type AgeBand = 'AGE_18_29' | 'AGE_30_44' | 'AGE_45_59' | 'AGE_60_PLUS';
export interface Suspect extends Base {
  readonly caseRef: string;
  readonly dataSubjectCategory: 'SUSPECT' | 'CONVICTED' | 'POTENTIAL' | 'CONTACT_ASSOCIATE';
  readonly identifiedOn: string;
  readonly placeNuts2: string;
  readonly offence: string;
  readonly ageBand: AgeBand | null;
}
export interface Search extends Base {
  readonly caseRef: string;
  readonly date: string;
  readonly placeNuts2: string;
  readonly warrantBasis: 'COURT_ORDER' | 'PROSECUTOR_ORDER' | 'CONSENT' | 'URGENCY';
}
export interface Seizure extends Base {
  readonly exhibitRef: string;
  readonly deviceType: DeviceType;
  readonly itemCount: number;
  readonly dataVolumeTb: number;
}
export type DeviceType = 'COMPUTER' | 'STORAGE_MEDIUM' | 'MOBILE_DEVICE' | 'OTHER';
export interface ForensicExam extends Base {
  readonly exhibitRef: string;
  readonly status: 'PENDING' | 'IN_PROGRESS' | 'COMPLETED';
  readonly deviceType: DeviceType;
  readonly openedOn: string;
  readonly completedOn: string | null;
}

/** What one national system knows of the operation, in canonical words; each mock writes it in its country's own. */
export interface NationalWorld {
  readonly code: string;
  /** The row of countries.csv. */
  readonly profile: Readonly<Record<string, string>>;
  readonly operation: 'icarus';
  /** When the system last changed its data; sent as `Last-Modified`. */
  readonly changed: Date;
  readonly modusOperandi: string;
  readonly victims: { readonly identified: number; readonly safeguarded: number };
  readonly arrests: readonly Arrest[];
  /** Further suspects: identified, not arrested. A mock whose native list holds more adds it itself. */
  readonly suspects: readonly Suspect[];
  readonly searches: readonly Search[];
  readonly seizures: readonly Seizure[];
  readonly forensicExams: readonly ForensicExam[];
}

export interface World {
  readonly countries: ReadonlyMap<string, NationalWorld>;
  /** Rows of icarus.csv by country. */
  readonly table: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** What Europol says of the operation; default CSE. */
  readonly crimeArea?: string;
  /** The packages Europol keeps; default: as many as the table says (make-packages.ts). */
  readonly packages?: readonly IntelligencePackage[];
}

const SEED = 0x1ca2_2011;

/** Makes the world. Pure but for reading data/ beside this file. */
export function makeWorld(): World {
  const profiles = readCsv('countries.csv');
  const table = new Map(readCsv('icarus.csv').map((row) => [row.iso2 as string, row]));
  const countries = new Map<string, NationalWorld>();
  for (const profile of profiles) {
    const code = profile.iso2 as string;
    const row = table.get(code);
    if (row === undefined) throw new Error(`mocks/data/icarus.csv has no row for ${code}: add it`);
    countries.set(code, makeNational(code, profile, row));
  }
  return { countries, table };
}

/** Rows of a table in data/, by column. */
export function readCsv(name: string): Record<string, string>[] {
  return toRows(name, readFileSync(new URL(`./data/${name}`, import.meta.url), 'utf8'));
}

/** Rows of the table `name`. Lines may end either way: the tables have CRLF, and most editors append LF. */
export function toRows(name: string, text: string): Record<string, string>[] {
  try {
    return parse(text, { columns: true, bom: true, record_delimiter: ['\r\n', '\n'] });
  } catch (cause) {
    throw new Error(`mocks/data/${name}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}

function makeNational(
  code: string,
  profile: Readonly<Record<string, string>>,
  row: Readonly<Record<string, string>>,
): NationalWorld {
  const random = seededRandom(SEED ^ (code.charCodeAt(0) << 8) ^ code.charCodeAt(1));
  const number = (column: string): number => Number(row[column]);
  const [arrestCount, suspectCount, searchCount] = [
    number('arrests'),
    number('further_suspects'),
    number('house_searches'),
  ];
  const refs = makeCaseRefs(
    code,
    profile.mock_case_ref_regex as string,
    arrestCount + suspectCount + searchCount,
    random,
  );
  const regions = REGIONS[code] ?? [`${code}00`];
  const offence = profile.offence_ref_2011_memory as string;
  const place = (): string => random.pick(regions);
  const take = (count: number): string[] => refs.splice(0, count).sort(byCodeUnit);
  const arrests = take(arrestCount).map(
    (caseRef, index): Arrest => ({
      ...base(code, 'A', 'arrests', index, random),
      caseRef,
      date: random.day('2011-11-07', '2011-12-09'),
      placeNuts2: place(),
      offence,
      status: random.pick(['IN_CUSTODY', 'RELEASED_UNDER_INVESTIGATION', 'CHARGED', 'RELEASED_NO_ACTION']),
      ageBand: random.pick(AGE_BANDS),
    }),
  );
  const suspects = take(suspectCount).map((caseRef, index): Suspect => {
    const marking = base(code, 'S', 'suspects', index, random);
    return {
      ...marking,
      caseRef,
      dataSubjectCategory: random.pick([
        'SUSPECT',
        'SUSPECT',
        'SUSPECT',
        'POTENTIAL',
        'CONTACT_ASSOCIATE',
        'CONVICTED',
      ]),
      identifiedOn: random.day('2011-09-12', '2011-12-09'),
      placeNuts2: place(),
      offence,
      ageBand: marking.protected ? null : random.pick(AGE_BANDS),
    };
  });
  const searches = take(searchCount).map(
    (caseRef, index): Search => ({
      ...base(code, 'H', 'searches', index, random),
      caseRef,
      date: random.day('2011-11-07', '2011-12-09'),
      placeNuts2: place(),
      warrantBasis: random.pick(['COURT_ORDER', 'COURT_ORDER', 'PROSECUTOR_ORDER', 'CONSENT', 'URGENCY']),
    }),
  );
  return {
    code,
    profile,
    operation: 'icarus',
    changed: new Date(Date.UTC(2011, 11, 15, 8, random.below(60), random.below(60))),
    modusOperandi: random.pick(METHODS),
    victims: { identified: number('victims_identified'), safeguarded: number('victims_identified') },
    arrests,
    suspects,
    searches,
    seizures: makeSeizures(code, searchCount, row, random),
    forensicExams: makeExams(code, row, random),
  };
}

const DEVICES: readonly [DeviceType, string][] = [
  ['COMPUTER', 'seized_computers'],
  ['STORAGE_MEDIUM', 'seized_storage_media'],
  ['MOBILE_DEVICE', 'seized_mobile_devices'],
  ['OTHER', 'seized_other_items'],
];

/** One record for each search and device type; items and terabytes add up to the table's. */
function makeSeizures(
  code: string,
  searches: number,
  row: Readonly<Record<string, string>>,
  random: Random,
): Seizure[] {
  if (searches === 0) return [];
  const items = new Map(
    DEVICES.map(([device, column]) => [device, random.split(Number(row[column]), searches)]),
  );
  const tenths = random.split(Math.round(Number(row.seized_data_tb) * 10), searches);
  const seizures: Seizure[] = [];
  for (let search = 0; search < searches; search++) {
    for (const [device] of DEVICES) {
      const index = seizures.length;
      seizures.push({
        ...base(code, 'B', 'seizures', index, random),
        exhibitRef: `EX-${code}-11-${String(index + 1).padStart(5, '0')}`,
        deviceType: device,
        itemCount: items.get(device)?.[search] ?? 0,
        dataVolumeTb: device === 'STORAGE_MEDIUM' ? (tenths[search] ?? 0) / 10 : 0,
      });
    }
  }
  return seizures;
}

function makeExams(code: string, row: Readonly<Record<string, string>>, random: Random): ForensicExam[] {
  const statuses: ForensicExam['status'][] = [
    ...Array<'COMPLETED'>(Number(row.forensic_completed)).fill('COMPLETED'),
    ...Array<'IN_PROGRESS'>(Number(row.forensic_in_progress)).fill('IN_PROGRESS'),
    ...Array<'PENDING'>(Number(row.forensic_pending)).fill('PENDING'),
  ];
  return random.shuffle(statuses).map((status, index) => ({
    ...base(code, 'F', 'forensicExams', index, random),
    exhibitRef: `EX-${code}-11-${String(index * 4 + 1).padStart(5, '0')}`,
    status,
    deviceType: random.pick(['COMPUTER', 'STORAGE_MEDIUM', 'MOBILE_DEVICE', 'OTHER']),
    openedOn: random.day('2011-11-14', '2011-12-02'),
    completedOn: status === 'COMPLETED' ? random.day('2011-12-05', '2011-12-14') : null,
  }));
}

/** Marking by the fixture's formula: record `index + 1` of a list ordered by reference. */
function base(code: string, letter: string, list: string, index: number, random: Random): Base {
  const i = index + 1;
  const handling = i % 25 === 0 ? 'H3' : i % 10 === 4 ? 'H1' : i % 10 === 7 ? 'H2' : 'H0';
  return {
    handle: `${letter}${String(i).padStart(6, '0')}`,
    handling,
    addressees: handling === 'H2' ? ['DK', 'DE'] : [],
    itemConsents:
      code === 'CH' && list === 'suspects' && i % 4 === 2 ? [{ to: 'DK', from: '2011-09-01' }] : [],
    protected: list === 'suspects' && i % 20 === 11,
    sourceEvaluation: random.pick(['A', 'B', 'B', 'C', 'X']),
    informationEvaluation: random.pick(['1', '2', '3', '4']),
    synthetic: true,
  };
}

const AGE_BANDS: readonly AgeBand[] = ['AGE_18_29', 'AGE_30_44', 'AGE_45_59', 'AGE_60_PLUS'];

const METHODS = [
  'File-sharing networks with closed groups; storage media encrypted in most searches.',
  'Peer-to-peer exchange from private connections; several devices for each household.',
  'Open peer-to-peer networks; material kept on external storage.',
  'Exchange by invitation only; equipment wiped at regular intervals.',
];

/** NUTS 2 regions (2010 edition), a few of each country. */
const REGIONS: Readonly<Record<string, readonly string[]>> = {
  AT: ['AT11', 'AT12', 'AT13', 'AT22', 'AT31'],
  BE: ['BE10', 'BE21', 'BE23', 'BE32', 'BE33'],
  BG: ['BG31', 'BG33', 'BG41', 'BG42'],
  CH: ['CH01', 'CH02', 'CH03', 'CH04', 'CH07'],
  CY: ['CY00'],
  CZ: ['CZ01', 'CZ02', 'CZ05', 'CZ06'],
  DE: ['DE11', 'DE21', 'DE30', 'DE71', 'DEA1'],
  DK: ['DK01', 'DK02', 'DK03', 'DK04', 'DK05'],
  EE: ['EE00'],
  ES: ['ES21', 'ES30', 'ES51', 'ES52', 'ES61'],
  FI: ['FI18', 'FI19', 'FI1A'],
  FR: ['FR10', 'FR30', 'FR62', 'FR71', 'FR82'],
  GB: ['UKD3', 'UKE4', 'UKI1', 'UKJ1', 'UKM3'],
  HR: ['HR03', 'HR04'],
  HU: ['HU10', 'HU22', 'HU33'],
  IE: ['IE01', 'IE02'],
  IS: ['IS00'],
  IT: ['ITC1', 'ITC4', 'ITF3', 'ITG1', 'ITI4'],
  LU: ['LU00'],
  MT: ['MT00'],
  NL: ['NL11', 'NL22', 'NL31', 'NL32', 'NL33'],
  NO: ['NO01', 'NO03', 'NO04', 'NO05'],
  PL: ['PL12', 'PL21', 'PL22', 'PL51', 'PL63'],
  PT: ['PT11', 'PT16', 'PT17'],
  SE: ['SE11', 'SE12', 'SE22', 'SE23'],
  SK: ['SK01', 'SK02', 'SK04'],
};

function byCodeUnit(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
