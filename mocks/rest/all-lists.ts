import { type NativeProfile, nativeRows } from '../native-rows.ts';
import type { NationalWorld } from '../world.ts';
import type { Lists } from './json-lists.ts';

/** Every list of a national world as complete native rows. */
export function allLists(profile: NativeProfile, world: NationalWorld): Lists {
  return {
    arrests: nativeRows(profile, world, 'arrests'),
    suspects: nativeRows(profile, world, 'suspects'),
    searches: nativeRows(profile, world, 'searches'),
    seizures: nativeRows(profile, world, 'seizures'),
    forensicExams: nativeRows(profile, world, 'forensicExams'),
  };
}
