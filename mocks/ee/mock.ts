import type { MockSystem } from '../mock-system.ts';
import { refuseOutsideXRoad } from '../rest/refuse-outside-x-road.ts';
import { serveRestJson } from '../rest/serve-rest-json.ts';
import type { NationalWorld } from '../world.ts';
import { profile } from './profile.ts';

/** Estonia: a REST service behind its X-Road security server. */
export function serveEstonia(world: NationalWorld): Promise<MockSystem> {
  const path = '/r1/MOCK/GOV/MOCK-EE/asjad/menetlused';
  return serveRestJson(world, {
    profile,
    path,
    parameters: { fields: 'väljad', totals: 'koguarvud', only: 'ainult' },
    words: { count: 'koguarv', rows: 'kirjed' },
    refuse: (request) => refuseOutsideXRoad(path, request),
  });
}
