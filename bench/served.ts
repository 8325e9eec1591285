/** `concordat serve` in a process of its own, as an operator runs it, on settings of this run. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PUBLIC_JWK } from '../test/http/open-test-door.ts';
import { DAY } from './given-records.ts';

const PROGRAM = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));

export interface Served {
  /** Of `/graphql`. */
  readonly url: string;
  /** From the start of the process until it listened. */
  readonly startMs: number;
  readonly pid: number;
  readonly end: () => Promise<void>;
}

/** Rejects when the program ends before it listens. `flags` are Node's. */
export async function serve(
  systems: readonly (readonly [code: string, url: string])[],
  flags: readonly string[] = [],
): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'concordat-served-'));
  const file = join(folder, 'settings.json');
  writeFileSync(join(folder, 'keys.json'), JSON.stringify({ keys: [PUBLIC_JWK] }));
  const settings = {
    port: 0,
    accessDate: DAY,
    tokens: { algorithms: ['EdDSA'], jwksFile: join(folder, 'keys.json') },
    systems: Object.fromEntries(systems.map(([code, url]) => [code, { url, synthetic: true }])),
  };
  writeFileSync(file, JSON.stringify(settings));
  const began = performance.now();
  const child = spawn(process.execPath, [...flags, PROGRAM, 'serve', '--config', file], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let said = '';
  for await (const chunk of child.stdout) {
    said += String(chunk);
    if (said.includes('\n')) break;
  }
  const [, url] = /^listening on (\S+)/.exec(said) ?? [];
  if (url === undefined || child.pid === undefined) throw new Error(`it ended with ${await ended}`);
  return {
    url,
    startMs: performance.now() - began,
    pid: child.pid,
    end: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
