import { serveHal } from '../hal.ts';
import type { MockSystem } from '../mock-system.ts';
import type { NationalWorld } from '../world.ts';
import { profile } from './profile.ts';

/** The Netherlands: HAL, five rows a page. */
export function serveNetherlands(world: NationalWorld): Promise<MockSystem> {
  return serveHal(world, {
    profile,
    path: '/operaties',
    parameters: { fields: 'velden', size: 'omvang', page: 'pagina', total: 'met_totaal', only: 'alleen' },
    total: 'totaal',
    pageSize: 5,
  });
}
