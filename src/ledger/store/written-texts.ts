import type { SealedEntry } from '../entry/seal-entry.ts';

/** Which texts this store knows to be in the table: the same few come with every request. */
export interface WrittenTexts {
  /** The texts of the group, by hash, that are not known to be there; each once. */
  missing(group: readonly SealedEntry[]): ReadonlyMap<string, string>;
  /** They have been committed. */
  add(sha256: Iterable<string>): void;
  /** Nobody knows what was committed. */
  clear(): void;
}

const MOST = 10_000;

/** It knows at most `most`, and begins again when it would know more. */
export function writtenTexts(most = MOST): WrittenTexts {
  const known = new Set<string>();
  return {
    missing: (group) => {
      const texts = group.flatMap(({ texts }) => texts).filter(({ sha256 }) => !known.has(sha256));
      return new Map(texts.map(({ sha256, text }) => [sha256, text]));
    },
    add: (sha256) => {
      for (const one of sha256) {
        if (known.size >= most) known.clear();
        known.add(one);
      }
    },
    clear: () => known.clear(),
  };
}
