/** Numbers that only look random: the same seed gives the same sequence on every machine (mulberry32). */
export interface Random {
  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number;
  pick<T>(items: readonly T[]): T;
  shuffle<T>(items: readonly T[]): T[];
  /** A day from `from` to `to`, both included, `yyyy-MM-dd`. */
  day(from: string, to: string): string;
  /** `total` as a sum of `parts` whole numbers. */
  split(total: number, parts: number): number[];
}

export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    pick: (items) => {
      if (items.length === 0) throw new Error('nothing to pick from');
      return items[below(items.length)] as (typeof items)[number];
    },
    shuffle: (items) => {
      const shuffled = [...items];
      for (let last = shuffled.length - 1; last > 0; last--) {
        const other = below(last + 1);
        [shuffled[last], shuffled[other]] = [shuffled[other] as never, shuffled[last] as never];
      }
      return shuffled;
    },
    day: (from, to) => {
      const [first, last] = [Date.parse(from), Date.parse(to)];
      return new Date(first + below((last - first) / 86_400_000 + 1) * 86_400_000).toISOString().slice(0, 10);
    },
    split: (total, parts) => {
      const shares = Array<number>(parts).fill(Math.floor(total / parts));
      for (let rest = total % parts; rest > 0; rest--) {
        const part = below(parts);
        shares[part] = (shares[part] ?? 0) + 1;
      }
      return shares;
    },
  };
}
