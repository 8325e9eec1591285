/**
 * How long the worst queries we know hold the event loop of the gateway: `node bench/event-loop.ts [--records N] [word]`.
 * The gateway has this thread to itself; mocks and client have one of their own.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { loadPolicy } from '../src/cli/load-policy.ts';
import { loadSchemaTexts } from '../src/cli/load-schema-texts.ts';
import { composeGateway } from '../src/gateway/compose-gateway.ts';
import { openGateway } from '../src/gateway/open-gateway.ts';
import { openTokenKeys } from '../src/http/open-token-keys.ts';
import { serveHttp } from '../src/http/serve-http.ts';
import { openRecorder, REVISION } from '../test/gateway/recorder.ts';
import { claimsOf, PUBLIC_JWK, sign } from '../test/http/open-test-door.ts';
import { watchTurns } from './watch-turns.ts';
import { type Request, worstQueries } from './worst-queries.ts';

interface Answer {
  readonly status: number;
  readonly bytes: number;
  readonly start: string;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { records: { type: 'string', default: '0' }, runs: { type: 'string', default: '5' } },
});
const [word = ''] = positionals;
const other = new Worker(new URL('./client.ts', import.meta.url), {
  workerData: { records: Number(values.records) },
});
const next = <T>(): Promise<T> => new Promise((resolve) => other.once('message', resolve));

const urls = await next<[string, string][]>();
const gateway = openGateway({
  composed: composeGateway(loadSchemaTexts()),
  policy: loadPolicy(),
  revision: REVISION,
  systems: new Map(urls.map(([code, url]) => [code, { url, timeoutMs: 60_000 }])),
  ledger: openRecorder(),
  accessDate: '2011-12-16',
  report: (id, error) => process.stderr.write(`${id} ${error}\n`),
});
const keys = await openTokenKeys({
  issuer: null,
  audience: 'concordat',
  algorithms: ['EdDSA'],
  keys: { jwks: { keys: [PUBLIC_JWK] } },
});
const door = await serveHttp(gateway, keys, { host: '127.0.0.1', port: 0 });

/** A comment parts the runs: what Apollo keeps of a document is not measured. */
function bodyOf({ query, operationName, variables }: Request, run: number): string {
  const rest = JSON.stringify({ query: `${query}\n#${run}`, operationName });
  return variables === undefined ? rest : `{"variables":${variables},${rest.slice(1)}`;
}

/** The longest turn of the loop, in milliseconds: by the clock, and by what this thread worked in it. */
interface Longest {
  readonly clock: number;
  readonly work: number;
}

async function ask(body: string): Promise<Longest & { readonly answer: Answer }> {
  const token = await sign(claimsOf('DE'));
  const delays = monitorEventLoopDelay({ resolution: 1 });
  const work = watchTurns();
  delays.enable();
  await setTimeout(20);
  other.postMessage({ url: door.url, token, body });
  const answer = await next<Answer>();
  // The timer that measures is looked at after what has just arrived.
  await setTimeout(20);
  delays.disable();
  return { clock: delays.max / 1e6, work: work(), answer };
}

const [[, board]] = worstQueries() as [readonly [string, { readonly query: string }]];
for (let run = 0; run < 20; run++) await ask(JSON.stringify(board));
for (const [name, request] of worstQueries()) {
  if (!name.includes(word)) continue;
  const runs: (Longest & { readonly answer: Answer })[] = [];
  for (let run = 0; run < Number(values.runs); run++) runs.push(await ask(bodyOf(request, run)));
  const { status, bytes, start } = (runs[0] as (typeof runs)[number]).answer;
  const what = /"code":"\w+"(,"what":"[^"]*")?/.exec(start)?.[0] ?? '';
  const columns = [middleOf(runs.map(({ work }) => work)), middleOf(runs.map(({ clock }) => clock))];
  const figures = columns.map((one) => one.toFixed(0).padStart(6)).join('');
  process.stdout.write(`${figures}  ${status} ${String(bytes).padStart(8)}  ${name}  ${what}\n`);
}
await door.close();
await gateway.close();
await other.terminate();

function middleOf(figures: readonly number[]): number {
  return figures.toSorted((left, right) => left - right)[Math.floor(figures.length / 2)] ?? 0;
}
