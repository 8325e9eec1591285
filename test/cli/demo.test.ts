import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '../jest.ts';
import { type Running, runProgram, startProgram } from './run-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'concordat-demo-'));
const settings = join(folder, 'settings.json');
let demo: Running;
beforeAll(() => {
  demo = startProgram('demo/demo.ts', ['--port', '0', '--settings', settings], /Ctrl-C stops everything/);
});
afterAll(async () => {
  await demo.stop();
  rmSync(folder, { recursive: true });
});

test('the demo prints the first query of the README, to the letter but for the port', async () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const typed = /TOKEN=[\s\S]*?--data '.*'/;
  const said = typed.exec(await demo.ready)?.[0].replace(/127\.0\.0\.1:\d+/, '127.0.0.1:4000');
  expect(said).toEqual(expect.stringContaining('operation(id: \\"icarus\\")'));
  expect(typed.exec(readme)?.[0]).toBe(said);
});

test('the demo writes settings with which serve runs over its systems and takes its tokens', async () => {
  await demo.ready;
  const written = JSON.parse(readFileSync(settings, 'utf8'));
  writeFileSync(settings, JSON.stringify({ ...written, port: 0 }));
  const gateway = startProgram('src/cli/main.ts', ['serve', '--config', settings], /listening on .*\n/);
  const url = /http\S+/.exec(await gateway.ready)?.[0] ?? '';
  const words = ['--country', 'DK', '--subject', 'analyst-1', '--purpose', 'OPERATIONAL_ANALYSIS'];
  const token = await runProgram('src/cli/main.ts', ['token', ...words, '--justification', 'test']);
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token.out.trim()}` },
    body: JSON.stringify({
      query: '{ viewer { accessDate } operation(id: "icarus") { arrests { count { exact } } } }',
    }),
  });
  const answer = await response.json();
  await gateway.stop();
  expect(answer).toMatchObject({
    data: { viewer: { accessDate: '2011-12-16' }, operation: { arrests: { count: { exact: 112 } } } },
  });
});

// The last one: nothing is up any more.
test('the demo stays up until it is interrupted, and then exits', async () => {
  expect(await demo.ready).toContain('curl -s http://127.0.0.1:');
  expect(await Promise.race([demo.ended, sleep(100, 'up')])).toBe('up');
  expect(await demo.stop()).toMatchObject({ code: 0 });
});
