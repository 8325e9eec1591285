/** What the README says a request costs is what the run says that is kept beside the benchmark. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '../jest.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const { rows } = JSON.parse(readFileSync(join(ROOT, 'bench/results.json'), 'utf8')) as {
  readonly rows: readonly {
    readonly workload: string;
    readonly subject: string;
    readonly cpuMsPerRequest: number;
    readonly ratioToLimit: number | null;
  }[];
};

function measured(workload: string, subject = 'concordat'): (typeof rows)[number] {
  const row = rows.find((one) => one.workload === workload && one.subject === subject);
  if (row === undefined) throw new Error(`no row of ${subject} for ${workload}`);
  return row;
}

const TABLE = [
  ["one viewer's query each", 'board'],
  ['50 viewers of one class at once (joined)', '50 same viewers'],
  ['five totals across countries', 'totals'],
] as const;

for (const [words, workload] of TABLE)
  test(`${workload}: times the hand-written fan-out`, () => {
    const line = README.split('\n').find((one) => one.startsWith(`| ${words}`));
    const shown = line
      ?.split('|')
      .slice(2, 4)
      .map((cell) => cell.trim());
    const subjects = ['concordat', 'stitching'].map((subject) => measured(workload, subject).ratioToLimit);
    expect(shown).toEqual(subjects.map((ratio) => `${ratio?.toFixed(1)} x`));
  });

test('the share of the rules, and of the evidence', () => {
  const [, rules, evidence] =
    /The rules take ([\d.]+) % of the board, the evidence ([\d.]+) %/.exec(README) ?? [];
  const shareOf = (off: string, on: string): string =>
    ((measured(on).cpuMsPerRequest / measured(off).cpuMsPerRequest - 1) * 100).toFixed(0);
  expect(Number(rules).toFixed(0)).toBe(shareOf('rules off', 'rules on'));
  expect(Number(evidence).toFixed(0)).toBe(shareOf('ledger off', 'ledger on'));
});
