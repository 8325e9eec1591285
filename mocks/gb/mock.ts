import type { MockSystem } from '../mock-system.ts';
import { serveRestJson } from '../rest/serve-rest-json.ts';
import type { NationalWorld } from '../world.ts';
import { profile } from './profile.ts';

/** The United Kingdom: a participant without results. Its lists are there and empty, its counts are 0. */
export function serveUnitedKingdom(world: NationalWorld): Promise<MockSystem> {
  return serveRestJson(world, {
    profile,
    path: '/v1/operations',
    parameters: { fields: 'select', totals: 'count', only: 'match' },
    words: { count: 'count', rows: 'results' },
  });
}
