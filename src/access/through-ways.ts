import { EFFECTS } from '../terms.ts';
import type { Gate } from './gated-coordinates.ts';

const HIT = EFFECTS.indexOf('HIT_NO_HIT');
const ALLOW = EFFECTS.indexOf('ALLOW');

/**
 * What a place in the schema gives, for each of `size` questions: of a way the strictest of its gates, of several ways
 * the widest. A gate that opens from HIT_NO_HIT on gives all it has on a hit: ALLOW. A place without a way gives nothing.
 *
 * `effectsAt` gives the effects behind a gate, as places in EFFECTS; what it gives is not changed.
 */
export function throughWays(
  ways: readonly (readonly Gate[])[],
  size: number,
  effectsAt: (gate: Gate) => Uint8Array,
): Uint8Array {
  const widest = new Uint8Array(size);
  for (const way of ways) {
    const strictest = new Uint8Array(size).fill(ALLOW);
    for (const gate of way) {
      const effects = effectsAt(gate);
      for (let index = 0; index < size; index += 1) {
        strictest[index] = Math.min(strictest[index] ?? 0, opened(effects[index] ?? 0, gate.from));
      }
    }
    for (let index = 0; index < size; index += 1) {
      widest[index] = Math.max(widest[index] ?? 0, strictest[index] ?? 0);
    }
  }
  return widest;
}

function opened(effect: number, from: Gate['from']): number {
  return from === 'HIT_NO_HIT' && effect === HIT ? ALLOW : effect;
}
