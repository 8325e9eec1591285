/** A world in which every code of a country's lists stands once, for countries whose own world holds only a few. */
import type { MockSystem } from '../../mocks/mock-system.ts';
import type { Arrest, ForensicExam, NationalWorld, Search, Seizure, Suspect } from '../../mocks/world.ts';
import type { Country } from '../../src/countries/country.ts';
import { EVERYTHING } from './against-mock.ts';
import { askServed, worldOf } from './ask-served.ts';

/** What came and what stands in the world, side by side by list: the coded fields of each record, in their order. */
export async function askEveryCode(
  country: Country,
  serve: (world: NationalWorld) => Promise<MockSystem>,
  caseRef: string,
): Promise<{ readonly received: unknown; readonly expected: unknown }> {
  const world = worldOfEveryCode(country.code, caseRef);
  const { answer } = await askServed(country, serve, EVERYTHING, { world });
  const { lists } = await answer;
  const received: Record<string, unknown> = {};
  const expected: Record<string, unknown> = {};
  for (const [list, fields] of Object.entries(CODED) as [keyof typeof CODED, readonly string[]][]) {
    received[list] = lists[list]?.records?.map(({ values }) => pick(values, fields));
    expected[list] = world[list].map((record) => pick(record, fields));
  }
  return { received, expected };
}

const CODED = {
  arrests: ['caseRef', 'date', 'placeNuts2', 'status', 'ageBand'],
  suspects: ['caseRef', 'identifiedOn', 'placeNuts2', 'dataSubjectCategory', 'ageBand'],
  searches: ['caseRef', 'date', 'placeNuts2', 'warrantBasis'],
  seizures: ['exhibitRef', 'deviceType', 'itemCount', 'dataVolumeTb'],
  forensicExams: ['exhibitRef', 'deviceType', 'status', 'openedOn', 'completedOn'],
} as const;

const STATUSES = ['IN_CUSTODY', 'RELEASED_UNDER_INVESTIGATION', 'CHARGED', 'RELEASED_NO_ACTION'] as const;
const AGES = ['AGE_18_29', 'AGE_30_44', 'AGE_45_59', 'AGE_60_PLUS'] as const;
const CATEGORIES = ['SUSPECT', 'CONVICTED', 'POTENTIAL', 'CONTACT_ASSOCIATE'] as const;
const BASES = ['COURT_ORDER', 'PROSECUTOR_ORDER', 'CONSENT', 'URGENCY'] as const;
const DEVICES = ['COMPUTER', 'STORAGE_MEDIUM', 'MOBILE_DEVICE', 'OTHER'] as const;
const EXAMS = ['PENDING', 'IN_PROGRESS', 'COMPLETED', 'COMPLETED'] as const;

function worldOfEveryCode(code: string, caseRef: string): NationalWorld {
  const denmark = worldOf('DK');
  const { arrests, suspects, searches, seizures, forensicExams } = denmark;
  const own = { caseRef, placeNuts2: `${code}00` };
  const exhibit = (index: number): string => `EX-${code}-11-0000${index + 1}`;
  return worldOf(code, {
    arrests: STATUSES.map(
      (status, index): Arrest => ({ ...nth(arrests, index), ...own, status, ageBand: AGES[index] ?? null }),
    ),
    suspects: CATEGORIES.map(
      (dataSubjectCategory, index): Suspect => ({
        ...nth(suspects, index),
        ...own,
        dataSubjectCategory,
        ageBand: AGES[index] ?? null,
      }),
    ),
    searches: BASES.map((warrantBasis, index): Search => ({ ...nth(searches, index), ...own, warrantBasis })),
    seizures: DEVICES.map(
      (deviceType, index): Seizure => ({
        ...nth(seizures, index),
        exhibitRef: exhibit(index),
        deviceType,
        itemCount: index === 0 ? 1_234 : index,
        dataVolumeTb: index === 0 ? 1_234.5 : index / 10,
      }),
    ),
    forensicExams: EXAMS.map(
      (status, index): ForensicExam => ({
        ...nth(forensicExams, index),
        exhibitRef: exhibit(index),
        status,
        deviceType: DEVICES[index] ?? 'OTHER',
        completedOn: status === 'COMPLETED' ? '2011-12-14' : null,
      }),
    ),
  });
}

function nth<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new Error(`the world has no item ${index}`);
  return item;
}

function pick(record: object, fields: readonly string[]): unknown {
  const values = record as Readonly<Record<string, unknown>>;
  return Object.fromEntries(fields.map((field) => [field, values[field]]));
}
