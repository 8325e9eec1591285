import { readdirSync } from 'node:fs';
import { toViolation } from '../checks/to-violation.ts';
import type { Violation } from '../checks/violation.ts';
import type { Country } from '../countries/country.ts';
import { GatewayError } from '../errors.ts';
import type { CountryCode } from '../terms.ts';

export interface LoadedCountries {
  /** By the folder's code. */
  readonly countries: ReadonlyMap<CountryCode, Country>;
  readonly violations: readonly Violation[];
}

const ROOT = new URL('../../', import.meta.url);
const SRC = new URL('../countries/', import.meta.url);
const MOCKS = new URL('../../mocks/', import.meta.url);

/**
 * Imports every country from its own folder, so that one that does not meet the contract (defineCountry refuses it at
 * import) hides no other: through the registry the first would stop all.
 */
export async function loadCountries(): Promise<LoadedCountries> {
  const countries = new Map<CountryCode, Country>();
  const violations: Violation[] = [];
  for (const code of foldersWith(SRC, 'country.ts')) {
    const place = `src/countries/${code.toLowerCase()}/country.ts`;
    try {
      const exported: unknown[] = Object.values(
        await import(new URL(`${code.toLowerCase()}/country.ts`, SRC).href),
      );
      const country = exported.find(isCountry);
      if (country?.code === code) countries.set(code, country);
      else {
        const missing = country === undefined ? 'exports no country' : `is of \`${country.code}\``;
        violations.push({ country: code, place, missing, remedy: 'export the country of this folder' });
      }
    } catch (cause) {
      violations.push(...toViolations(code, place, cause));
    }
  }
  return { countries, violations };
}

export interface LoadedRegistry {
  /** Countries of the registry; null when it cannot be imported. */
  readonly codes: ReadonlySet<CountryCode> | null;
  readonly violations: readonly Violation[];
}

/** Imports the registry. The first country that cannot be imported stops it: load the countries before. */
export async function loadRegistry(): Promise<LoadedRegistry> {
  try {
    const { COUNTRIES } = await import('../countries/registry.ts');
    return { codes: new Set(COUNTRIES.keys()), violations: [] };
  } catch (cause) {
    return { codes: null, violations: [toRegistryViolation(cause)] };
  }
}

function toRegistryViolation(cause: unknown): Violation {
  const registry = 'src/countries/registry.ts';
  const url = cause instanceof Error && 'url' in cause ? String(cause.url) : '';
  if (url.startsWith(ROOT.href)) {
    const remedy = 'put it back, or delete its lines there';
    const missing = `not there, and imported by ${registry}`;
    return { country: '-', place: decodeURIComponent(url.slice(ROOT.href.length)), missing, remedy };
  }
  return { country: '-', place: registry, missing: sentenceOf(cause), remedy: 'make it importable' };
}

/** Countries whose folder has a mock. Read as folders: mocks and src never meet. */
export function mockFolders(): ReadonlySet<CountryCode> {
  return foldersWith(MOCKS, 'mock.ts');
}

/** Folders of two letters that hold `file`, as country codes, sorted. None where there is no such place. */
function foldersWith(place: URL, file: string): ReadonlySet<CountryCode> {
  return new Set(
    entriesOf(place)
      .filter((name) => /^[a-z]{2}$/.test(name) && entriesOf(new URL(`${name}/`, place)).includes(file))
      .map((name) => name.toUpperCase())
      .sort(),
  );
}

function entriesOf(place: URL): readonly string[] {
  try {
    return readdirSync(place);
  } catch {
    return [];
  }
}

function isCountry(value: unknown): value is Country {
  return typeof value === 'object' && value !== null && 'code' in value && 'lists' in value;
}

function toViolations(code: CountryCode, place: string, cause: unknown): Violation[] {
  const elsewhere = { place, remedy: 'make it importable' };
  if (cause instanceof GatewayError && Array.isArray(cause.facts.missing)) {
    return cause.facts.missing.map((sentence: string) => toViolation(code, sentence, elsewhere));
  }
  return [{ country: code, place, missing: sentenceOf(cause), remedy: elsewhere.remedy }];
}

/** What an import said, in one line. */
function sentenceOf(cause: unknown): string {
  return cause instanceof Error ? cause.message.replaceAll(/\s+/g, ' ') : String(cause);
}
