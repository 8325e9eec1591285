import type { SectionRun } from './section.ts';

/** A section with the small numbers, from the same seed always. */
export function testRun(seed: number): SectionRun {
  return { seed, isFull: false, signal: new AbortController().signal, progress: () => {} };
}
