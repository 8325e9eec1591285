/** A national world written in a country's own words, codes and formats: what every mock serves, whatever its protocol. */
import { nativeCodesOf } from './codes.ts';
import type { ListName } from './mock-system.ts';
import type { AgeBand, Marking, NationalWorld, Search, Suspect } from './world.ts';

/** A country's words, kept by the mock; `src` keeps its own copy, so that an error in one shows. */
export interface NativeProfile {
  readonly code: string;
  readonly marking: Readonly<Record<MarkingField, string>>;
  readonly overview: Readonly<
    Record<'modusOperandi' | 'victimsIdentified' | 'victimsSafeguarded' | 'victimsKnown', string>
  >;
  /** Native list name, and native field name by the world's. */
  readonly lists: Readonly<
    Record<ListName, { readonly native: string; readonly fields: Readonly<Record<string, string>> }>
  >;
  readonly words: {
    readonly ageBand: Readonly<Record<AgeBand, string>>;
    readonly dataSubjectCategory: Readonly<Record<Suspect['dataSubjectCategory'], string>>;
    readonly warrantBasis: Readonly<Record<Search['warrantBasis'], string>>;
    readonly protected: { readonly yes: unknown; readonly no: unknown };
  };
  /** `yyyy-MM-dd` as the country writes it. */
  readonly date: (iso: string) => unknown;
  /** Counts and items. */
  readonly count: (value: number) => unknown;
  /** Terabytes, one decimal. */
  readonly volume: (value: number) => unknown;
}

export type MarkingField =
  | 'handle'
  | 'handling'
  | 'addressees'
  | 'itemConsents'
  | 'protected'
  | 'sourceEvaluation'
  | 'informationEvaluation';

export type NativeRow = Record<string, unknown>;

/** Every record of a list as a complete native row, `synthetic: true` among its fields. */
export function nativeRows(profile: NativeProfile, world: NationalWorld, list: ListName): NativeRow[] {
  const records: readonly object[] = world[list];
  const names = nativeNames(profile, list);
  return records.map((record) => {
    const row: NativeRow = {};
    for (const [field, value] of Object.entries(record)) {
      const native = names[field];
      if (native !== undefined) row[native] = toNative(profile, list, field, value);
    }
    row.synthetic = true;
    return row;
  });
}

/** Overview fields by native name. */
export function nativeOverview(profile: NativeProfile, world: NationalWorld): NativeRow {
  return {
    [profile.overview.modusOperandi]: world.modusOperandi,
    [profile.overview.victimsIdentified]: profile.count(world.victims.identified),
    [profile.overview.victimsSafeguarded]: profile.count(world.victims.safeguarded),
    [profile.overview.victimsKnown]:
      world.victims.identified > 0 ? profile.words.protected.yes : profile.words.protected.no,
  };
}

/** Native name by the world's name, marking included. */
export function nativeNames(profile: NativeProfile, list: ListName): Readonly<Record<string, string>> {
  return { ...profile.lists[list].fields, ...profile.marking };
}

/** The world's name by native name: what a mock writes into its journal. */
export function canonicalNames(
  profile: NativeProfile,
  list: ListName | 'overview',
): Readonly<Record<string, string>> {
  const names = list === 'overview' ? profile.overview : nativeNames(profile, list);
  return Object.fromEntries(Object.entries(names).map(([field, native]) => [native, field]));
}

/** The list that has this native name. */
export function listOf(profile: NativeProfile, native: string): ListName | undefined {
  return (Object.keys(profile.lists) as ListName[]).find((list) => profile.lists[list].native === native);
}

function toNative(profile: NativeProfile, list: ListName, field: string, value: unknown): unknown {
  if (value === null) return null;
  const codes = nativeCodesOf(profile.code);
  switch (field) {
    case 'status':
      return codes[list === 'arrests' ? 'arrestStatus' : 'forensicStatus'].get(value as string);
    case 'deviceType':
      return codes.deviceType.get(value as string);
    case 'ageBand':
    case 'dataSubjectCategory':
    case 'warrantBasis':
      return (profile.words[field] as Readonly<Record<string, string>>)[value as string];
    case 'protected':
      return value === true ? profile.words.protected.yes : profile.words.protected.no;
    case 'date':
    case 'identifiedOn':
    case 'openedOn':
    case 'completedOn':
      return profile.date(value as string);
    case 'itemCount':
      return profile.count(value as number);
    case 'dataVolumeTb':
      return profile.volume(value as number);
    case 'itemConsents':
      return (value as Marking['itemConsents']).map(({ to, from, until = '' }) => `${to}:${from}:${until}`);
    default:
      return value;
  }
}
