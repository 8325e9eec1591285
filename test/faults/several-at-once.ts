/** Cells in which several countries fail at once: by two faults, by one and the same, each by another. */
import type { Failing } from './failing.ts';
import { FAULTS, type Fault } from './faults.ts';

/** Every two of the 24 faults, in two countries that change from pair to pair: 276. */
export function pairsOf(codes: readonly string[]): readonly Failing[] {
  const pairs = FAULTS.flatMap((one, index) => FAULTS.slice(index + 1).map((other) => [one, other] as const));
  return pairs.map(([one, other], place): Failing => {
    const country = place % codes.length;
    const distance = 1 + (Math.floor(place / codes.length) % (codes.length - 1));
    return new Map<string, Fault>([
      [codes[country] as string, one],
      [codes[(country + distance) % codes.length] as string, other],
    ]);
  });
}

/** Every country by `fault`. */
export function everywhere(codes: readonly string[], fault: Fault): Failing {
  return new Map(codes.map((code) => [code, fault]));
}

/** Every country by a fault of its own, two of them by one that another has; `shift` moves the faults on. */
export function mixed(codes: readonly string[], shift: number): Failing {
  return new Map(codes.map((code, place) => [code, FAULTS[(place + shift) % FAULTS.length] as Fault]));
}
