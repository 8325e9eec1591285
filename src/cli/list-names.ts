/** Lists that are too long for their line: named there by a number, and written in full at the end. */
export interface ListNames {
  /** `AT, BE, CY`; of a long list `AT, BE and 24 more owners [1]`, the same number for the same list. */
  readonly shorten: (items: readonly string[], noun: string) => string;
  /** Every shortened list in full, one a line: `[1] AT, BE, ...`. */
  readonly inFull: () => readonly string[];
}

/** Lists of at most so many items stand in their line. */
const LONGEST = 4;
const SHOWN = 2;

export function listNames(): ListNames {
  const numbers = new Map<string, number>();
  return {
    shorten: (items, noun) => {
      const all = items.join(', ');
      if (items.length <= LONGEST) return all;
      const number = numbers.get(all) ?? numbers.size + 1;
      numbers.set(all, number);
      return `${items.slice(0, SHOWN).join(', ')} and ${items.length - SHOWN} more ${noun} [${number}]`;
    },
    inFull: () => [...numbers].map(([all, number]) => `[${number}] ${all}`),
  };
}
