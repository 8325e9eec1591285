import { type GraphQLSchema, isEnumType } from 'graphql';
import type { CountryCode } from '../terms.ts';
import type { Violation } from './violation.ts';

type Rows = readonly Readonly<Record<string, string>>[];

/** What of mocks/ lies outside a country's folder, read as text: mocks and src never meet. Null where it cannot be read. */
export interface MockPlaces {
  /** The text of mocks/systems.ts. */
  readonly systems: string | null;
  /** Rows of the tables of mocks/data/, under the columns that are read here. */
  readonly countries: Rows | null;
  readonly icarus: Rows | null;
  readonly codelists: Rows | null;
}

/** Lists of mocks/data/codelists.csv, and the enum of the public schema whose every value has a native code. */
const CODE_LISTS = {
  arrestStatus: 'ArrestStatus',
  forensicStatus: 'ForensicStatus',
  deviceType: 'DeviceType',
} as const;

/**
 * Every country of the registry has what its mock needs beside its folder: lines in mocks/systems.ts, rows in each table
 * of mocks/data/; and no row is of a country that the registry lacks. `schema` is the public one.
 */
export function checkMocks(
  registry: ReadonlySet<CountryCode>,
  places: MockPlaces,
  schema: GraphQLSchema,
): readonly Violation[] {
  const { systems, countries, icarus, codelists } = places;
  return [
    ...(systems === null ? [] : [...registry].flatMap((code) => linesOf(code, systems))),
    ...rowsOf(registry, 'mocks/data/countries.csv', countries),
    ...rowsOf(registry, 'mocks/data/icarus.csv', icarus),
    ...(codelists === null ? [] : [...registry].flatMap((code) => codesOf(code, codelists, schema))),
  ];
}

function linesOf(country: CountryCode, systems: string): Violation[] {
  const lines: readonly (readonly [string, RegExp, string])[] = [
    [
      'no import',
      new RegExp(`^import .* from '\\./${country.toLowerCase()}/mock\\.ts';$`, 'm'),
      'import its mock',
    ],
    ['no entry', new RegExp(`^\\s*\\['${country}', \\w+\\],?$`, 'm'), 'add it to NATIONAL_MOCKS'],
  ];
  return lines
    .filter(([, line]) => !line.test(systems))
    .map(([missing, , remedy]) => ({ country, place: 'mocks/systems.ts', missing, remedy }));
}

function rowsOf(registry: ReadonlySet<CountryCode>, file: string, rows: Rows | null): Violation[] {
  if (rows === null) return [];
  const codes = new Set(rows.map(({ iso2 }) => iso2 ?? ''));
  return [
    ...[...registry]
      .filter((code) => !codes.has(code))
      .map((country) => ({ country, place: file, missing: 'no row', remedy: 'add its row' })),
    ...[...codes]
      .filter((code) => !registry.has(code))
      .map((country) => ({
        country,
        place: 'src/countries/registry.ts',
        missing: `a row in ${file} and no line`,
        remedy: 'add its line, or remove its row',
      })),
  ];
}

function codesOf(country: CountryCode, codelists: Rows, schema: GraphQLSchema): Violation[] {
  const own = codelists.filter(({ iso2 }) => iso2 === country);
  return Object.entries(CODE_LISTS).flatMap(([list, name]) => {
    const reached = new Set(own.filter((row) => row.list === list).map(({ canonical }) => canonical));
    const type = schema.getType(name);
    const words = isEnumType(type) ? type.getValues().map((value) => value.name) : [];
    const lacking = words.filter((word) => !reached.has(word)).map((word) => `\`${word}\``);
    if (lacking.length === 0) return [];
    const missing = `no native code of ${list} for ${lacking.join(', ')}`;
    return [{ country, place: 'mocks/data/codelists.csv', missing, remedy: 'add a row for each' }];
  });
}
