import { type Measured, moreOf, withRatios } from '../../bench/results.ts';
import { toChart } from '../../bench/to-chart.ts';
import { toTable } from '../../bench/to-table.ts';
import { expect, test } from '../jest.ts';

const measured = (workload: string, subject: string, cpuMsPerRequest: number): Measured => ({
  workload,
  subject,
  cpuMsPerRequest,
  requestsPerSecond: 100,
  p50Ms: 1.5,
  p99Ms: 20,
});
const ROWS = [
  measured('board', 'concordat', 1.5),
  measured('board', 'hand-written', 1),
  measured('totals', 'hand-written', 0.5),
  measured('totals', 'concordat', 0.25),
  measured('rules off', 'concordat', 2),
  measured('rules on', 'concordat', 2.1),
];

test('a ratio is against the hand-written one of the same workload; without one there is none', () => {
  expect(withRatios(ROWS).map(({ ratioToLimit }) => ratioToLimit)).toEqual([1.5, 1, 1, 0.5, null, null]);
});

test('a row has the form that bench/results.json promises', () => {
  expect(Object.keys(withRatios(ROWS)[0] ?? {})).toEqual([
    'workload',
    'subject',
    'cpuMsPerRequest',
    'requestsPerSecond',
    'p50Ms',
    'p99Ms',
    'ratioToLimit',
  ]);
});

test('two workloads of a pair are compared, and not where one is missing', () => {
  const more = moreOf(ROWS, 'concordat', 'rules off', 'rules on');
  expect(more?.percent).toBeCloseTo(5);
  expect(more?.ms).toBeCloseTo(0.1);
  expect(moreOf(ROWS, 'concordat', 'ledger off', 'ledger on')).toBeNull();
});

test('the table has a block for each workload, cheapest subject first, and says what a pair is about', () => {
  const lines = toTable(withRatios(ROWS)).split('\n');
  const firsts = lines.map((line) => line.trim().split(/ {2,}/)[0]);
  expect(firsts.slice(0, 7)).toEqual([
    'board',
    'hand-written',
    'concordat',
    '',
    'totals',
    'concordat',
    'hand-written',
  ]);
  expect(lines.find((line) => line.startsWith('  concordat'))).toMatch(/1\.5 +1\.50 x +100 +1\.5 +20$/);
  expect(lines.at(-1)).toBe('concordat, rules: +5.0 % CPU (+0.10 ms)');
  expect(new Set(lines.filter((line) => line.startsWith('  ')).map((line) => line.length)).size).toBe(1);
});

test('the chart is text that needs nothing else: no script, no address, and what is named in it is no markup', () => {
  const rows = withRatios([...ROWS, measured('board', '<b>&"', 12)]);
  const svg = toChart({ node: 'v24', versions: {}, date: '2026-11-26T00:00:00Z', rows });
  expect(svg).toContain('&#60;b&#62;&#38;&#34;');
  expect(svg).not.toMatch(/<script|href|<b>|url\(/);
  expect(svg.match(/https?:\/\/[^"]+/g)).toEqual(['http://www.w3.org/2000/svg']);
  expect(svg).toContain('prefers-color-scheme: dark');
});

test('the longest bar of a block is the dearest subject, and each is as long as it is dear', () => {
  const svg = toChart({ node: 'v24', versions: {}, date: '2026-11-26', rows: withRatios(ROWS.slice(0, 2)) });
  const widths = [...svg.matchAll(/<rect [^>]*width="([\d.]+)"/g)].map(([, width]) => Number(width));
  expect((widths[1] ?? 0) / (widths[0] ?? 1)).toBeCloseTo(1.5, 1);
});
