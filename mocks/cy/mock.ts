import { serveCsvFiles } from '../csv-files.ts';
import type { MockSystem } from '../mock-system.ts';
import type { NationalWorld } from '../world.ts';
import { profile } from './profile.ts';

/** Cyprus: header names come decomposed (NFD), an accent after its letter; file names and values composed. */
export function serveCyprus(world: NationalWorld): Promise<MockSystem> {
  return serveCsvFiles(world, {
    profile,
    folder: 'εξαγωγή',
    overview: 'επισκόπηση',
    delimiter: ';',
    bom: false,
    header: (name) => name.normalize('NFD'),
  });
}
