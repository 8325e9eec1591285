import { readFileSync } from 'node:fs';
import { readTable } from '../access/read-table.ts';
import { type Attempt, attempt } from '../checks/attempt.ts';
import type { MockPlaces } from '../checks/check-mocks.ts';
import type { Violation } from '../checks/violation.ts';
import { GatewayError } from '../errors.ts';
import type { CountryCode } from '../terms.ts';

/** Loads what a checkout says of its mocks outside their folders; what cannot be read is null, and a violation. */
export function loadMockPlaces(): { readonly places: MockPlaces; readonly violations: readonly Violation[] } {
  const systems = attempt(() => loadText('mocks/systems.ts'));
  const countries = attempt(() => loadRows('countries.csv', ['iso2']));
  const icarus = attempt(() => loadRows('icarus.csv', ['iso2']));
  const codelists = attempt(() => loadRows('codelists.csv', ['iso2', 'list', 'canonical']));
  return {
    places: {
      systems: systems.value,
      countries: countries.value,
      icarus: icarus.value,
      codelists: codelists.value,
    },
    violations: [systems, countries, icarus, codelists].flatMap(({ violations }) => violations),
  };
}

/** Countries with a system in the example of a configuration. Its form is `readConfig`'s to judge. */
export function loadExampleCodes(): Attempt<ReadonlySet<CountryCode>> {
  const file = 'concordat.example.json';
  return attempt(() => {
    const text = loadText(file);
    try {
      const { systems } = JSON.parse(text) as { readonly systems: object };
      return new Set(Object.keys(systems));
    } catch (cause) {
      const message = `${file}: no JSON with \`systems\`: put it right`;
      throw new GatewayError('CONFIGURATION_INVALID', message, { file }, { cause });
    }
  });
}

function loadRows<const Column extends string>(
  name: string,
  columns: readonly Column[],
): readonly Readonly<Record<Column, string>>[] {
  const file = `mocks/data/${name}`;
  return readTable({ file, code: 'BAD_USER_INPUT' }, loadText(file), columns).map(({ cells }) => cells);
}

function loadText(file: string): string {
  try {
    return readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
  } catch (cause) {
    const message = `${file}: cannot be read: put it back, and let this user read it`;
    throw new GatewayError('BAD_USER_INPUT', message, { file }, { cause });
  }
}
