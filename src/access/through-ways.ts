import { EFFECTS } from '../terms.ts';
import type { AskedGate, Way } from './gated-coordinates.ts';
import { BY_CLASS, RECORD_CASES } from './question-space.ts';

const HIT = EFFECTS.indexOf('HIT_NO_HIT');
const ALLOW = EFFECTS.indexOf('ALLOW');

/**
 * What a place in the schema gives, for each of `size` questions (`effectsOf`): of a way the strictest of its gates, of
 * several ways the widest. A gate that opens from HIT_NO_HIT on gives all it has on a hit: ALLOW. A place without a way
 * gives nothing. Only a country's own gate hangs on the facts of a record; Europol, Interpol and the gateway decide theirs by
 * class (`closureOf`).
 *
 * `effectsAt` gives the effects behind a gate, as places in EFFECTS; what it gives is not changed.
 */
export function throughWays(
  ways: readonly Way[],
  size: number,
  effectsAt: (gate: AskedGate) => Uint8Array,
): Uint8Array {
  const widest = new Uint8Array(size);
  for (const way of ways) {
    const strictest = new Uint8Array(size).fill(ALLOW);
    for (const gate of way) {
      const effects = effectsAt(gate);
      for (let index = 0; index < size; index += 1) {
        const effect = effects[gate.owner === 'COUNTRY' ? index : byClass(index)] ?? 0;
        strictest[index] = Math.min(strictest[index] ?? 0, opened(effect, gate.from));
      }
    }
    for (let index = 0; index < size; index += 1) {
      widest[index] = Math.max(widest[index] ?? 0, strictest[index] ?? 0);
    }
  }
  return widest;
}

function byClass(index: number): number {
  return index - (index % RECORD_CASES.length) + BY_CLASS;
}

function opened(effect: number, from: AskedGate['from']): number {
  return from === 'HIT_NO_HIT' && effect === HIT ? ALLOW : effect;
}
