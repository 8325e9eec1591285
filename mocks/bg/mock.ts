import { serveCsvFiles } from '../csv-files.ts';
import type { MockSystem } from '../mock-system.ts';
import type { NationalWorld } from '../world.ts';
import { profile } from './profile.ts';

/** Bulgaria: every name is Cyrillic, in paths, headers and values. */
export function serveBulgaria(world: NationalWorld): Promise<MockSystem> {
  return serveCsvFiles(world, {
    profile,
    folder: 'справки',
    overview: 'обзор',
    delimiter: ';',
    bom: false,
  });
}
