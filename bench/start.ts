/**
 * How long `concordat serve` takes until it listens, on settings of 28 systems that nobody answers for: `node bench/start.ts
 * [--runs N]`.
 */
import { parseArgs } from 'node:util';
import { CODES } from './query-spec.ts';
import { serve } from './served.ts';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '5' } } });
const systems = [...CODES, 'XE', 'XO'].map((code) => [code, 'http://127.0.0.1:9'] as const);
const times: number[] = [];
for (let run = 0; run < Number(values.runs); run++) {
  const gateway = await serve(systems);
  times.push(Math.round(gateway.startMs));
  await gateway.end();
}
const median = times.toSorted((left, right) => left - right)[times.length >> 1];
process.stdout.write(`listening after ${times.join(', ')} ms; median ${median} ms\n`);
