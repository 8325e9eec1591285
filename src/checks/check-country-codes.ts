import type { CountryCode } from '../terms.ts';
import type { Violation } from './violation.ts';

/** Where countries are named: each in upper case. */
export interface CountryPlaces {
  /** Countries of src/countries/registry.ts. */
  readonly registry: ReadonlySet<CountryCode>;
  /** Folders of src/countries/ with a country.ts. */
  readonly folders: ReadonlySet<CountryCode>;
  /** Folders of mocks/ with a mock.ts. */
  readonly mocks: ReadonlySet<CountryCode>;
  /** Countries with a row in schema/agreements/agreements.csv. */
  readonly agreements: ReadonlySet<CountryCode>;
  /** Countries with a system in concordat.example.json. */
  readonly example: ReadonlySet<CountryCode>;
}

const REGISTRY = 'src/countries/registry.ts';
const AGREEMENTS = 'schema/agreements/agreements.csv';
const EXAMPLE = 'concordat.example.json';

/**
 * Registry, folders, mocks, agreements and the example of a configuration name the same countries; agreements name more:
 * whoever may ask.
 */
export function checkCountryCodes(places: CountryPlaces): readonly Violation[] {
  const { registry, folders, mocks, agreements, example } = places;
  const row = 'add its row, kind NONE if it holds none';
  return [
    ...lacking(registry, mocks, (code) => `mocks/${code.toLowerCase()}/`, 'no mock', 'add it with mock.ts'),
    ...lacking(registry, agreements, () => AGREEMENTS, 'no row', row),
    ...lacking(registry, example, () => EXAMPLE, 'no system', 'add it to `systems`'),
    ...lacking(mocks, registry, () => REGISTRY, 'a mock and no line', 'add its line, or remove its mock'),
    ...lacking(
      folders,
      registry,
      () => REGISTRY,
      'a folder and no line',
      'add its line, or remove its folder',
    ),
  ];
}

function lacking(
  codes: ReadonlySet<CountryCode>,
  among: ReadonlySet<CountryCode>,
  placeOf: (code: CountryCode) => string,
  missing: string,
  remedy: string,
): Violation[] {
  return [...codes]
    .filter((code) => !among.has(code))
    .map((country) => ({
      country,
      place: placeOf(country),
      missing,
      remedy,
    }));
}
