import type { ListName, MockSystem } from '../mock-system.ts';
import { serveRestCursor } from '../rest/serve-rest-cursor.ts';
import type { NationalWorld } from '../world.ts';
import { profile } from './profile.ts';

export interface CzechiaOptions {
  /** Lists whose total the system does not know: it is null, whatever the list holds. */
  readonly unknownCounts?: readonly ListName[];
  /** The most rows of a page, whatever size is asked; 100 unless it says otherwise. */
  readonly largestPage?: number;
}

/** Czechia: each list by itself, four rows a page unless more are asked. */
export function serveCzechia(world: NationalWorld, options: CzechiaOptions = {}): Promise<MockSystem> {
  return serveRestCursor(world, {
    profile,
    path: '/api/spisy',
    parameters: { fields: 'pole', size: 'velikost', total: 's_počtem', cursor: 'kurzor', only: 'jen' },
    words: { count: 'počet', rows: 'záznamy', next: 'další_kurzor' },
    pageSize: 4,
    largestPage: options.largestPage ?? 100,
    unknownCounts: options.unknownCounts ?? [],
  });
}
