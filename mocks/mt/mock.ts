import { serveCsvFiles } from '../csv-files.ts';
import type { MockSystem } from '../mock-system.ts';
import type { NationalWorld } from '../world.ts';
import { profile } from './profile.ts';

/** Malta: files begin with a byte order mark; `arresti` is an Italian word too. */
export function serveMalta(world: NationalWorld): Promise<MockSystem> {
  return serveCsvFiles(world, {
    profile,
    folder: 'esportazzjoni',
    overview: 'ħarsa_ġenerali',
    delimiter: ',',
    bom: true,
  });
}
