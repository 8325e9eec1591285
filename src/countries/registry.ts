/** THE list of countries. A new country is one folder, one line here, one mock folder. */
import type { CountryCode } from '../terms.ts';
import type { Country } from './country.ts';
import { denmark } from './dk/country.ts';

export const COUNTRIES: ReadonlyMap<CountryCode, Country> = new Map(
  [denmark].map((country) => [country.code, country]),
);
