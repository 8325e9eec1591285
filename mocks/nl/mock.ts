import { serveHal } from '../hal.ts';
import type { MockSystem } from '../mock-system.ts';
import type { NationalWorld } from '../world.ts';
import { profile } from './profile.ts';

/** The Netherlands: HAL, five rows a page unless more are asked. */
export function serveNetherlands(
  world: NationalWorld,
  { largestPage = 100 }: { readonly largestPage?: number } = {},
): Promise<MockSystem> {
  return serveHal(world, {
    profile,
    path: '/operaties',
    parameters: { fields: 'velden', size: 'omvang', page: 'pagina', total: 'met_totaal', only: 'alleen' },
    total: 'totaal',
    pageSize: 5,
    largestPage,
  });
}
