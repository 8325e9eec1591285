/** THE list of national mocks: a folder each. */
import { serveDenmark } from './dk/mock.ts';
import type { MockSystem } from './mock-system.ts';
import type { NationalWorld } from './world.ts';

export const NATIONAL_MOCKS: ReadonlyMap<string, (world: NationalWorld) => Promise<MockSystem>> = new Map([
  ['DK', serveDenmark],
]);
