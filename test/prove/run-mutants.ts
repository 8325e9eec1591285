/** All mutants, in processes of their own, two at a time; each is to be found for every seed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { lostTexts } from './copy-product.ts';
import type { Found } from './find-mutant.ts';
import type { Mutant } from './mutants.ts';
import { ROOT } from './product.ts';

export interface MutantReport {
  readonly name: string;
  /** Mean number of cases over the seeds; null when it was not found for one of them. */
  readonly meanCases: number | null;
  readonly how: string;
}

export interface MutantOptions {
  readonly seeds: readonly number[];
  /** Cases after which a mutant counts as not found. */
  readonly most: number;
  readonly atOnce: number;
  readonly signal?: AbortSignal;
  readonly progress?: (done: number, last: Found) => void;
}

/** Throws where a mutant's text is lost: a run that cannot make its faults shows nothing. */
export async function runMutants(
  mutants: readonly Mutant[],
  options: MutantOptions,
): Promise<readonly MutantReport[]> {
  const lost = mutants.flatMap(lostTexts);
  if (lost.length > 0) throw new Error(lost.join('\n'));
  const base = mkdtempSync(join(tmpdir(), 'concordat-prove-'));
  const found = new Map<string, Found[]>(mutants.map(({ name }) => [name, []]));
  const jobs = options.seeds.flatMap((seed) =>
    batchesOf(mutants).map((names) => ({ names, base, seed, most: options.most })),
  );
  let done = 0;
  const children = new Set<ChildProcess>();
  const stop = (): void => children.forEach((child) => void child.kill('SIGKILL'));
  options.signal?.addEventListener('abort', stop);
  const work = async (): Promise<void> => {
    for (let job = jobs.shift(); job !== undefined && options.signal?.aborted !== true; job = jobs.shift()) {
      await runWorker(job, children, (one) => {
        found.get(one.name)?.push(one);
        done += 1;
        options.progress?.(Math.floor(done / options.seeds.length), one);
      });
    }
  };
  try {
    await Promise.all(Array.from({ length: options.atOnce }, work));
  } finally {
    options.signal?.removeEventListener('abort', stop);
    rmSync(base, { recursive: true, force: true });
  }
  return [...found].map(([name, all]) => toReport(name, all, options.seeds.length));
}

/** No more than this are one process's. */
const HANDFUL = 12;

/** Of one kind, a few together: a process takes longer to start than most mutants to be found. */
function batchesOf(mutants: readonly Mutant[]): readonly (readonly string[])[] {
  if (mutants.length <= HANDFUL) return [mutants.map(({ name }) => name)];
  const batches: string[][] = [];
  for (const [by, all] of Map.groupBy(mutants, (mutant) => mutant.by)) {
    const size = by === 'rules' || by === 'tables' ? 60 : 6;
    for (let at = 0; at < all.length; at += size)
      batches.push(all.slice(at, at + size).map(({ name }) => name));
  }
  return batches;
}

/** What a process that dies has not told is not found. */
function runWorker(job: unknown, children: Set<ChildProcess>, tell: (found: Found) => void): Promise<void> {
  const child = spawn(process.execPath, [join(ROOT, 'test/prove/mutant-worker.ts'), JSON.stringify(job)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // Its copies of the product are in a folder that is never there again.
    env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' },
  });
  children.add(child);
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  lines.on('line', (line) => tell(JSON.parse(line) as Found));
  return new Promise((resolve) => {
    child.on('close', () => {
      children.delete(child);
      resolve();
    });
  });
}

function toReport(name: string, all: readonly Found[], seeds: number): MutantReport {
  const numbers = all.flatMap(({ cases }) => (cases === null ? [] : [cases]));
  const isFound = numbers.length === seeds;
  const mean = numbers.reduce((sum, one) => sum + one, 0) / Math.max(1, numbers.length);
  return {
    name,
    meanCases: isFound ? mean : null,
    how: all[0]?.how ?? 'the process ended before it was tried',
  };
}
