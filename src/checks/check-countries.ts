import { type GraphQLSchema, isEnumType } from 'graphql';
import { DateTime, IANAZone } from 'luxon';
import type { CodeListName, Country } from '../countries/country.ts';
import type { CountryCode } from '../terms.ts';
import type { Violation } from './violation.ts';

/** The enum of the public schema that a code list leads to. */
const ENUMS: Readonly<Partial<Record<CodeListName, string>>> = {
  arrestStatus: 'ArrestStatus',
  forensicStatus: 'ForensicStatus',
  deviceType: 'DeviceType',
  ageBand: 'AgeBand',
  dataSubjectCategory: 'DataSubjectCategory',
  warrantBasis: 'WarrantBasis',
};

/** Every code a country knows leads to a word of the schema, and every word is reached; zone and date format are real. */
export function checkCountries(schema: GraphQLSchema, countries: Iterable<Country>): readonly Violation[] {
  return [...countries].flatMap((country) => [...codes(schema, country), ...formats(country)]);
}

function codes(schema: GraphQLSchema, country: Country): Violation[] {
  return (Object.entries(ENUMS) as [CodeListName, string][]).flatMap(([list, name]) => {
    const type = schema.getType(name);
    const words = isEnumType(type) ? type.getValues().map((value) => value.name) : [];
    const reached = Object.values(country.codes[list]);
    const place = `codes.${list}`;
    return [
      ...reached
        .filter((word) => !words.includes(word))
        .map((word) => of(country, place, `\`${word}\` is no value of ${name}`, 'write one of the schema')),
      ...words
        .filter((word) => !reached.includes(word))
        .map((word) =>
          of(country, place, `no native code leads to \`${word}\``, 'add the country’s own code for it'),
        ),
    ];
  });
}

function formats(country: Country): Violation[] {
  const violations: Violation[] = [];
  if (!IANAZone.isValidZone(country.timeZone)) {
    violations.push(
      of(
        country,
        'timeZone',
        `\`${country.timeZone}\` is no zone`,
        'write an IANA zone, such as Europe/Oslo',
      ),
    );
  }
  if (country.dateFormat !== 'epochMilliseconds' && !roundTrips(country.dateFormat)) {
    violations.push(
      of(country, 'dateFormat', 'loses the day', 'write a Luxon format with day, month and year'),
    );
  }
  return violations;
}

function roundTrips(format: string): boolean {
  const day = DateTime.fromISO('2011-12-16', { zone: 'utc' });
  return DateTime.fromFormat(day.toFormat(format), format, { zone: 'utc' }).toISODate() === '2011-12-16';
}

/** Registry, mocks and agreements name the same countries. */
export function checkCodes(
  registry: Iterable<CountryCode>,
  mocks: ReadonlySet<CountryCode>,
  agreements: ReadonlySet<CountryCode>,
): readonly Violation[] {
  const codes = new Set(registry);
  const violations: Violation[] = [];
  for (const code of codes) {
    const folder = `mocks/${code.toLowerCase()}/`;
    if (!mocks.has(code))
      violations.push({
        country: code,
        place: folder,
        missing: 'no mock',
        remedy: 'add the folder with mock.ts',
      });
    if (!agreements.has(code)) {
      const remedy = 'add its row, kind NONE if it holds none';
      violations.push({
        country: code,
        place: 'schema/agreements/agreements.csv',
        missing: 'no row',
        remedy,
      });
    }
  }
  for (const code of mocks) {
    if (!codes.has(code)) {
      const remedy = 'add its line, or remove the mock’s folder';
      violations.push({
        country: code,
        place: 'src/countries/registry.ts',
        missing: 'a mock and no line',
        remedy,
      });
    }
  }
  return violations;
}

function of({ code }: Country, place: string, missing: string, remedy: string): Violation {
  return { country: code, place, missing, remedy };
}
