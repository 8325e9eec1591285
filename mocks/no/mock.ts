import type { MockSystem } from '../mock-system.ts';
import { serveNdjson } from '../ndjson.ts';
import type { NationalWorld } from '../world.ts';
import { profile } from './profile.ts';

/** Norway: one stream of lines for a whole query, closed by a trailer that counts them. */
export function serveNorway(world: NationalWorld): Promise<MockSystem> {
  return serveNdjson(world, {
    profile,
    path: '/operasjoner',
    stream: 'utdrag',
    parameters: { fields: 'felt', totals: 'antall', overview: 'oversikt', only: 'bare' },
    keys: { list: 'liste', lines: 'linjer', totals: 'antall' },
    names: { overview: 'oversikt', trailer: 'sluttlinje' },
  });
}
