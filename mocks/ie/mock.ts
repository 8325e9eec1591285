import type { MockSystem } from '../mock-system.ts';
import { serveRestJson } from '../rest/serve-rest-json.ts';
import type { NationalWorld } from '../world.ts';
import { profile } from './profile.ts';

export function serveIreland(world: NationalWorld): Promise<MockSystem> {
  return serveRestJson(world, {
    profile,
    path: '/api/incidents',
    parameters: { fields: 'fields', totals: 'totals', only: 'only' },
    words: { count: 'total', rows: 'items' },
  });
}
