/** The load generator of a run, a process of its own: autocannon, each of its connections asking again as it is answered. */
import autocannon from 'autocannon';
import { serveChild } from '../child.ts';
import { coldSpec } from '../cold-spec.ts';
import { type Style, toText } from '../query-spec.ts';

export interface LoadOrder {
  readonly url: string;
  readonly connections: number;
  /** What a connection sends over and over: the first one, the second one, and so on, round and round. */
  readonly requests: readonly { readonly headers: Readonly<Record<string, string>>; readonly body: string }[];
  /** Of queries that are another one each time: the number of the first, and after how many it begins again. */
  readonly cold: { readonly style: Style; readonly first: number; readonly of: number } | null;
  /** An answer with fewer bytes is a wrong one. */
  readonly leastBytes: number;
  /** Until so many answers are there, every request answered; or for so long, and then what is under way is given up. */
  readonly until: { readonly answers: number } | { readonly ms: number };
}

export interface Counted {
  readonly latenciesMs: readonly number[];
  readonly elapsedMs: number;
  /** What went wrong, each with how often. */
  readonly failures: Readonly<Record<string, number>>;
}

serveChild({ load });

async function load(order: LoadOrder): Promise<Counted> {
  const { leastBytes, until } = order;
  const latenciesMs: number[] = [];
  const failures = new Map<string, number>();
  const note = (what: string): void => void failures.set(what, (failures.get(what) ?? 0) + 1);
  const began = performance.now();
  const { promise: enough, resolve } = Promise.withResolvers<void>();
  const instance = autocannon(optionsOf(order), (error: Error | null) => {
    if (error !== null) note(error.message);
    resolve();
  });
  instance.on('response', (_client, status, bytes, ms) => {
    if (status !== 200) note(`status ${status}`);
    else if (bytes < leastBytes) note('a short answer');
    latenciesMs.push(ms);
    if ('answers' in until && latenciesMs.length >= until.answers) resolve();
  });
  instance.on('reqError', (error: Error) => note(error.message));
  if ('ms' in until) setTimeout(resolve, until.ms);
  await enough;
  const counted = {
    latenciesMs: [...latenciesMs],
    elapsedMs: performance.now() - began,
    failures: Object.fromEntries(failures),
  };
  instance.stop?.();
  return counted;
}

function optionsOf({ url, connections, requests, cold, until }: LoadOrder): autocannon.Options {
  let next = 0;
  const type = { 'content-type': 'application/json' };
  const options: autocannon.Options = {
    url,
    connections,
    method: 'POST',
    timeout: 60,
    ...('answers' in until ? { amount: until.answers } : { duration: 3_600 }),
  };
  if (cold !== null)
    return {
      ...options,
      requests: [{ setupRequest: neverSeen(cold, { ...type, ...requests[0]?.headers }) }],
    };
  return {
    ...options,
    setupClient: (client) => {
      const { headers, body } = requests[next % requests.length] as LoadOrder['requests'][number];
      next += 1;
      client.setHeadersAndBody({ ...type, ...headers }, body);
    },
  };
}

function neverSeen(
  { style, first, of }: NonNullable<LoadOrder['cold']>,
  headers: Readonly<Record<string, string>>,
): (request: autocannon.Request) => autocannon.Request {
  let asked = 0;
  return (request) => {
    asked += 1;
    const query = toText(coldSpec(first + (asked % of)), style);
    return { ...request, headers, body: JSON.stringify({ query }) };
  };
}
