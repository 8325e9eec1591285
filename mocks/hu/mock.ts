import { serveCsvFiles } from '../csv-files.ts';
import type { MockSystem } from '../mock-system.ts';
import type { NationalWorld } from '../world.ts';
import { profile } from './profile.ts';

/** Hungary: a participant without results; its files are a header and no line. */
export function serveHungary(world: NationalWorld): Promise<MockSystem> {
  return serveCsvFiles(world, {
    profile,
    folder: 'ügyek',
    overview: 'áttekintés',
    delimiter: ';',
    bom: false,
  });
}
