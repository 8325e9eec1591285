import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Results } from '../../bench/results.ts';
import { afterAll, expect, test } from '../jest.ts';

const BENCH = fileURLToPath(new URL('../../bench/bench.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'bench-test-'));
const run = promisify(execFile);
afterAll(() => rmSync(folder, { recursive: true }));

test('two subjects answer one workload rightly, and table, results and chart name both', async () => {
  const json = join(folder, 'results.json');
  const asked = ['--workload', 'totals', '--subject', 'concordat', '--subject', 'hand-written'];
  const { stdout } = await run(process.execPath, [
    BENCH,
    ...asked,
    ...['--seconds', '0.1', '--warm-up', '0.05', '--json', json],
  ]);
  const results = JSON.parse(readFileSync(json, 'utf8')) as Results;
  expect(results.rows.map(({ workload, subject }) => [workload, subject])).toEqual([
    ['totals', 'hand-written'],
    ['totals', 'concordat'],
  ]);
  expect(results.rows[0]?.ratioToLimit).toBe(1);
  expect(results.node).toBe(process.version);
  expect(stdout).toMatch(/^totals .*\n {2}\S/);
  expect(readFileSync(join(folder, 'chart.svg'), 'utf8')).toContain('>concordat<');
}, 60_000);

test('what it cannot do ends it with 1 before anything is started', async () => {
  const failed = await run(process.execPath, [BENCH, '--workload', 'bored']).catch((error: unknown) => error);
  expect(failed).toMatchObject({ code: 1, stdout: '' });
});
