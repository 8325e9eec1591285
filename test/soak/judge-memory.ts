/** The heap after a garbage collection, at a time since the start of the load. */
export interface HeapSample {
  readonly seconds: number;
  readonly bytes: number;
}

export interface MemoryJudgement {
  readonly before: number;
  readonly after: number;
  /** 0.012: 1.2 per cent more at the end. */
  readonly growth: number;
  readonly isFlat: boolean;
}

const WARM_SECONDS = 60;
const MOST_GROWTH = 0.05;
/** Samples on either side. */
const SAMPLES = 3;

/** The end held against the time after the first minute, each by the median of three samples. Null: too few to say. */
export function judgeMemory(samples: readonly HeapSample[]): MemoryJudgement | null {
  const warm = samples.filter(({ seconds }) => seconds >= WARM_SECONDS);
  if (warm.length < 2 * SAMPLES) return null;
  const before = medianOf(warm.slice(0, SAMPLES));
  const after = medianOf(warm.slice(-SAMPLES));
  const growth = after / before - 1;
  return { before, after, growth, isFlat: growth <= MOST_GROWTH };
}

function medianOf(samples: readonly HeapSample[]): number {
  const sorted = samples.map(({ bytes }) => bytes).sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] as number;
}
