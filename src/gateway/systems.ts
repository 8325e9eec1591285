import {
  type Connection,
  openConnection,
  type SystemSettings,
} from '../countries/connection/open-connection.ts';
import type { Country } from '../countries/country.ts';
import { type CountryCode, EUROPOL, INTERPOL } from '../terms.ts';

/** A national system that is configured: its words, and the way to it. */
export interface NationalSystem {
  readonly country: Country;
  readonly connection: Connection;
}

/** The ways out of the gateway. There is no other. */
export interface Systems {
  readonly national: ReadonlyMap<CountryCode, NationalSystem>;
  readonly europol: Connection | null;
  readonly interpol: Connection | null;
  readonly close: () => Promise<void>;
}

/** Opens a connection for each configured system; nothing is sent, and none of them needs to be up. */
export function openSystems(
  countries: ReadonlyMap<CountryCode, Country>,
  settings: ReadonlyMap<CountryCode, SystemSettings>,
): Systems {
  const connections = new Map([...settings].map(([code, one]) => [code, openConnection(code, one)]));
  const national = new Map<CountryCode, NationalSystem>();
  for (const [code, country] of countries) {
    const connection = connections.get(code);
    if (connection !== undefined) national.set(code, { country, connection });
  }
  return {
    national,
    europol: connections.get(EUROPOL) ?? null,
    interpol: connections.get(INTERPOL) ?? null,
    close: async () => {
      await Promise.all([...connections.values()].map((connection) => connection.close()));
    },
  };
}
