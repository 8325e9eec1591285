/** The form of bench/results.json, and the ratios in it. */
import type { Figures } from './window.ts';

export interface Measured extends Figures {
  readonly workload: string;
  readonly subject: string;
}

export interface Row extends Measured {
  /** CPU of a request against the hand-written one of the same workload and run; null: it has none. */
  readonly ratioToLimit: number | null;
}

export interface Results {
  /** Of Node. */
  readonly node: string;
  /** Of packages, by name. */
  readonly versions: Readonly<Record<string, string>>;
  /** ISO 8601, UTC. */
  readonly date: string;
  readonly rows: readonly Row[];
}

export const LIMIT = 'hand-written';

export function withRatios(measured: readonly Measured[]): readonly Row[] {
  const limits = new Map(
    measured
      .filter(({ subject }) => subject === LIMIT)
      .map(({ workload, cpuMsPerRequest }) => [workload, cpuMsPerRequest]),
  );
  return measured.map((one) => {
    const { workload, subject, cpuMsPerRequest, requestsPerSecond, p50Ms, p99Ms } = one;
    const limit = limits.get(workload);
    const ratioToLimit = limit === undefined ? null : Number((cpuMsPerRequest / limit).toFixed(2));
    return { workload, subject, cpuMsPerRequest, requestsPerSecond, p50Ms, p99Ms, ratioToLimit };
  });
}

/** How much more CPU than `from` a request of `to` takes, of one subject; null: one of them was not measured. */
export function moreOf(
  rows: readonly Measured[],
  subject: string,
  from: string,
  to: string,
): { readonly ms: number; readonly percent: number } | null {
  const cpu = (workload: string): number | undefined =>
    rows.find((row) => row.workload === workload && row.subject === subject)?.cpuMsPerRequest;
  const [before, after] = [cpu(from), cpu(to)];
  if (before === undefined || after === undefined) return null;
  return { ms: after - before, percent: ((after - before) / before) * 100 };
}
