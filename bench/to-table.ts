/** Rows as text: one block for each workload, cheapest first. */
import { moreOf, type Row } from './results.ts';

const HEADS = ['CPU ms/request', 'to the limit', 'requests/s', 'p50 ms', 'p99 ms'];
const WIDTH = 14;

export function toTable(rows: readonly Row[]): string {
  const names = Math.max(...rows.flatMap(({ workload, subject }) => [workload.length, subject.length + 2]));
  const line = (name: string, cells: readonly string[]): string =>
    [name.padEnd(names), ...cells.map((cell) => cell.padStart(WIDTH))].join('  ');
  const blocks = [...Map.groupBy(rows, ({ workload }) => workload)].map(([workload, own]) =>
    [
      line(workload, HEADS),
      ...own
        .toSorted((left, right) => left.cpuMsPerRequest - right.cpuMsPerRequest)
        .map((row) => line(`  ${row.subject}`, cellsOf(row))),
    ].join('\n'),
  );
  return [...blocks, ...differences(rows)].join('\n\n');
}

function cellsOf({ cpuMsPerRequest, ratioToLimit, requestsPerSecond, p50Ms, p99Ms }: Row): readonly string[] {
  const ratio = ratioToLimit === null ? '' : `${ratioToLimit.toFixed(2)} x`;
  return [String(cpuMsPerRequest), ratio, String(requestsPerSecond), String(p50Ms), String(p99Ms)];
}

/** What pairs of workloads are about. */
function differences(rows: readonly Row[]): readonly string[] {
  const pairs = [
    ['rules', 'rules off', 'rules on'],
    ['ledger', 'ledger off', 'ledger on'],
    ['queries never seen before', 'cold queries, seen', 'cold queries'],
  ] as const;
  return pairs.flatMap(([name, from, to]) => {
    const more = moreOf(rows, 'concordat', from, to);
    if (more === null) return [];
    const sign = more.ms < 0 ? '' : '+';
    return [`concordat, ${name}: ${sign}${more.percent.toFixed(1)} % CPU (${sign}${more.ms.toFixed(2)} ms)`];
  });
}
