/** What was counted in a window: answers with their latencies, and the CPU that the subject used meanwhile. */
export interface Window {
  readonly latenciesMs: readonly number[];
  readonly elapsedMs: number;
  /** User and system. */
  readonly cpuMs: number;
}

export interface Figures {
  readonly cpuMsPerRequest: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** The windows of one subject as one. Throws when there was no answer in them: nothing can be said then. */
export function figuresOf(windows: readonly Window[]): Figures {
  const latencies = windows.flatMap(({ latenciesMs }) => latenciesMs).sort((left, right) => left - right);
  if (latencies.length === 0) throw new Error('no answer in the window: make it longer with --seconds');
  const sum = (one: (window: Window) => number): number =>
    windows.reduce((total, window) => total + one(window), 0);
  return {
    cpuMsPerRequest: rounded(sum(({ cpuMs }) => cpuMs) / latencies.length),
    requestsPerSecond: rounded((latencies.length / sum(({ elapsedMs }) => elapsedMs)) * 1_000),
    p50Ms: rounded(percentile(latencies, 50)),
    p99Ms: rounded(percentile(latencies, 99)),
  };
}

/** The smallest of `sorted` (not empty) that is not exceeded by `percent` of it (nearest rank). */
export function percentile(sorted: readonly number[], percent: number): number {
  return sorted[Math.max(Math.ceil((sorted.length * percent) / 100), 1) - 1] as number;
}

/** Three digits that count: more would say more than was measured. */
function rounded(figure: number): number {
  return Number(figure.toPrecision(3));
}
