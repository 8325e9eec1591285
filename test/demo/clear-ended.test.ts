import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clearEnded } from '../../demo/clear-ended.ts';
import { expect, test } from '../jest.ts';

// Trap: two demos of one checkout at once, of which one took away the other's tables, or found them in its way.
test("a demo clears its own tables and those of demos that have ended, not a running one's", () => {
  const folder = mkdtempSync(join(tmpdir(), 'concordat-cleared-'));
  const own = String(process.pid);
  const running = String(process.ppid);
  const ended = String(spawnSync(process.execPath, ['--version']).pid);
  for (const name of [own, running, ended]) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'icarus_2011-12-16.json'), '{}');
  }
  writeFileSync(join(folder, 'icarus_2011-12-16.json'), '{}');
  clearEnded(join(folder, own));
  expect(readdirSync(folder)).toEqual([running]);
  expect(readdirSync(join(folder, running))).toEqual(['icarus_2011-12-16.json']);
  rmSync(folder, { recursive: true });
  expect(() => clearEnded(join(folder, own))).not.toThrow();
});
