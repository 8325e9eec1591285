/**
 * Does memory stay flat? 1,000 different queries over and over, of `concordat serve` over the mocks in their own protocols:
 * `node bench/memory.ts [--requests N] [--flags="--max-semi-space-size=16"]` (Node's flags). Linux: resident memory is read
 * from /proc.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { claimsOf, sign } from '../test/http/open-test-door.ts';
import { startChild } from './child.ts';
import type { Counted } from './load/side.ts';
import type { NationalOrder, NationalUrls } from './national/side.ts';
import { serve } from './served.ts';

const DIFFERENT = 1_000;
const STEPS = 20;
const WORLD: NationalOrder = { world: 'icarus', policy: 'usual', mixed: true, latencyMs: {} };
const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '100000' },
    flags: { type: 'string', default: '--max-semi-space-size=16' },
  },
});
const ofStep = Math.ceil(Number(values.requests) / STEPS);

const here = (file: string): URL => new URL(file, import.meta.url);
const national = startChild(here('national/side.ts'));
const load = startChild(here('load/side.ts'));
const urls = await national.ask<NationalUrls>('open', WORLD);
const gateway = await serve(urls, values.flags.split(' '));
process.stdout.write(`      0 requests: ${residentMb()} MB resident\n`);
for (let step = 1; step <= STEPS; step++) {
  const { failures } = await load.ask<Counted>('load', {
    url: gateway.url,
    connections: 8,
    // A token lasts ten minutes.
    requests: [{ headers: { authorization: `Bearer ${await sign(claimsOf('DE'))}` }, body: '' }],
    cold: { style: 'concordat', first: 1, of: DIFFERENT },
    leastBytes: 500,
    until: { answers: ofStep },
  });
  if (Object.keys(failures).length > 0) throw new Error(JSON.stringify(failures));
  await sleep(500);
  process.stdout.write(`${String(step * ofStep).padStart(7)} requests: ${residentMb()} MB resident\n`);
}
await Promise.all([load.end(), gateway.end(), national.end()]);

function residentMb(): string {
  const [, kb] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${gateway.pid}/status`, 'utf8')) ?? [];
  return (Number(kb) / 1_024).toFixed(1);
}
