import { problemOf } from '../problem-of.ts';
import type { LedgerReader } from '../store/ledger-store.ts';
import type { CheckedEntry } from './check-kept-entry.ts';
import type { Findings } from './findings.ts';
import { readOrProblem } from './read-or-problem.ts';

/** Checks that every text an entry names is there and of its hash. Each claim that held is checked once. */
export function checkTexts(
  reader: LedgerReader,
  findings: Findings,
): (entries: readonly CheckedEntry[]) => Promise<void> {
  const held = new Set<string>();
  return async (entries) => {
    const named = entries.flatMap(({ texts }) => texts).filter(({ claim }) => !held.has(claim));
    const hashes = [...new Set(named.map(({ sha256 }) => sha256))];
    if (hashes.length === 0) return;
    const { value, problem } = await readOrProblem(reader, () => reader.texts(hashes));
    for (const { index, texts } of entries) {
      for (const { claim, check } of texts) {
        if (held.has(claim)) continue;
        try {
          check((hash) => value?.get(hash) ?? null);
          held.add(claim);
        } catch (error) {
          findings.add(index, problem === null ? problemOf(error) : `a text of it: ${problem}`);
        }
      }
    }
  };
}
