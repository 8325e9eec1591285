/** Entity sets of a mock OData server, typed as its $metadata says. */
import type { ListName } from '../mock-system.ts';
import { canonicalNames, type NativeProfile, type NativeRow, nativeOverview } from '../native-rows.ts';
import type { NationalWorld } from '../world.ts';

export type EdmType = 'Edm.String' | 'Edm.Int32' | 'Edm.Decimal' | 'Edm.Boolean' | 'Collection(Edm.String)';

export interface EntitySet {
  readonly name: string;
  /** What the journal calls it; `overview` also for a set that is no list of the contract. */
  readonly list: ListName | 'overview';
  /** The property whose value names one entity. */
  readonly key: string;
  readonly properties: ReadonlyMap<string, EdmType>;
  /** The world's names by native name; a property without one stands in the journal as it is. */
  readonly canonical: Readonly<Record<string, string>>;
  /** Complete: a value, if only null, for each property. */
  readonly rows: readonly NativeRow[];
}

export interface RecordSet {
  readonly name: string;
  readonly list: ListName;
  /** The words of the set; several where a property has a name in each of several languages. */
  readonly profiles: readonly [NativeProfile, ...NativeProfile[]];
  /** Property that names the operation of a record. */
  readonly operation: string;
  /** Types, by the world's name, that differ from `TYPES`. */
  readonly types?: Readonly<Record<string, EdmType>>;
  readonly rows: readonly NativeRow[];
}

/** Types by the world's name; all else is text, local dates too. */
const TYPES: Readonly<Record<string, EdmType>> = {
  addressees: 'Collection(Edm.String)',
  itemConsents: 'Collection(Edm.String)',
  protected: 'Edm.Boolean',
  itemCount: 'Edm.Int32',
  dataVolumeTb: 'Edm.Decimal',
  victimsIdentified: 'Edm.Int32',
  victimsSafeguarded: 'Edm.Int32',
  victimsKnown: 'Edm.Boolean',
};

/** The set of a list's records: its properties are the profiles' names, the operation and `synthetic`. */
export function recordSetOf(world: NationalWorld, set: RecordSet): EntitySet {
  const canonical: Record<string, string> = {};
  for (const profile of set.profiles) Object.assign(canonical, canonicalNames(profile, set.list));
  const properties = new Map([
    ...typesOf(canonical, { ...TYPES, ...set.types }),
    [set.operation, 'Edm.String'] as const,
    ['synthetic', 'Edm.Boolean'] as const,
  ]);
  return {
    name: set.name,
    list: set.list,
    key: set.profiles[0].marking.handle,
    properties,
    canonical,
    rows: set.rows.map((row) => complete(properties, { ...row, [set.operation]: world.operation })),
  };
}

/** The set `name` with one entity for each operation, keyed by it: the overview. */
export function overviewSetOf(
  world: NationalWorld,
  {
    name,
    profile,
    operation,
  }: { readonly name: string; readonly profile: NativeProfile; readonly operation: string },
): EntitySet {
  const canonical = canonicalNames(profile, 'overview');
  const properties = new Map([
    [operation, 'Edm.String'] as const,
    ...typesOf(canonical, TYPES),
    ['synthetic', 'Edm.Boolean'] as const,
  ]);
  const row = { [operation]: world.operation, ...nativeOverview(profile, world), synthetic: true };
  return { name, list: 'overview', key: operation, properties, canonical, rows: [complete(properties, row)] };
}

function typesOf(
  canonical: Readonly<Record<string, string>>,
  types: Readonly<Record<string, EdmType>>,
): (readonly [string, EdmType])[] {
  return Object.entries(canonical).map(([native, field]) => [native, types[field] ?? 'Edm.String'] as const);
}

/** INVARIANT: a row holds what its type declares and nothing else, so that $metadata tells the truth. */
function complete(properties: ReadonlyMap<string, EdmType>, row: NativeRow): NativeRow {
  for (const name of Object.keys(row)) {
    if (!properties.has(name)) throw new Error(`\`${name}\` is declared in no profile of the set`);
  }
  return Object.fromEntries([...properties.keys()].map((name) => [name, row[name] ?? null]));
}
