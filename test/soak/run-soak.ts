/** A soak: the gateway in one process; systems, faults and clients in this one. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { seededRandom } from '../../mocks/seeded-random.ts';
import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { type SigningKey, signToken } from '../../src/cli/sign-token.ts';
import { closedReferencesOf, makeFaultWorld } from '../faults/fault-world.ts';
import { openClients, type Tally } from './ask-at-random.ts';
import { disturbAtRandom } from './disturb-at-random.ts';
import { type GatewayProcess, startGatewayProcess } from './gateway-process.ts';
import type { HeapSample } from './judge-memory.ts';
import { openDisturbed } from './open-disturbed.ts';
import type { Measured } from './soak-messages.ts';
import { SOAK_CALLERS } from './soak-queries.ts';

export interface SoakOptions {
  readonly seconds: number;
  readonly seed: number;
  readonly clients: number;
  readonly signal: AbortSignal;
  readonly onSample?: (seconds: number, measured: Measured, tally: Tally) => void;
}

export interface SoakReport {
  readonly tally: Tally;
  readonly made: ReadonlyMap<string, number>;
  readonly heap: readonly HeapSample[];
  /** Before the load; after it, idle; after the gateway was closed. */
  readonly idleBefore: Measured;
  readonly idleAfter: Measured;
  readonly closed: Measured;
  /** A text of a system in the log or the evidence. */
  readonly leaks: boolean;
}

const SAMPLE_SECONDS = 10;
/** Of one country: as by default. Shorter, and on a busy machine nobody is in time, and nothing is shown. */
const LIMIT_MS = 2_000;

export async function runSoak(options: SoakOptions): Promise<SoakReport> {
  const world = makeFaultWorld();
  const mocks = await startMocks({ world });
  const disturbed = await openDisturbed(mocks);
  const { key, jwks } = await makeKeys();
  const gateway = await startGatewayProcess({
    urls: { ...disturbed.urls, XE: mocks.europol.url, XO: mocks.interpol.url },
    jwks,
    certificate: disturbed.certificate,
    timeoutMs: LIMIT_MS,
  });
  try {
    disturbed.onName(gateway.setName);
    // Denmark and Germany see their own closed records.
    const others = [...mocks.national.keys()].filter(
      (code) => !(SOAK_CALLERS as readonly string[]).includes(code),
    );
    const closed = others.flatMap((code) => closedReferencesOf(world, code));
    return await soak(options, gateway, disturbed.countries, await tokensOf(key), closed, () =>
      forget(mocks),
    );
  } finally {
    gateway.kill();
    await disturbed.close();
    await mocks.close();
  }
}

async function soak(
  options: SoakOptions,
  gateway: GatewayProcess,
  countries: Parameters<typeof disturbAtRandom>[0],
  tokens: ReadonlyMap<string, string>,
  closedReferences: readonly string[],
  tidy: () => void,
): Promise<SoakReport> {
  const idleBefore = await gateway.measure();
  const clients = openClients(gateway.url, tokens, closedReferences);
  await clients.learn();
  const ended = AbortSignal.any([options.signal, AbortSignal.timeout(options.seconds * 1_000)]);
  const samples: [number, Measured][] = [];
  const sampling = sampleUntil(ended, gateway, (seconds, measured) => {
    samples.push([seconds, measured]);
    tidy();
    options.onSample?.(seconds, measured, clients.tally);
  });
  const disturbing = disturbAtRandom(countries, seededRandom(options.seed), ended);
  await clients.ask(options.clients, seededRandom(options.seed + 1), ended);
  const made = await disturbing;
  await sampling;
  await clients.close();
  const idleAfter = await untilIdle(gateway, idleBefore.sockets);
  const closed = await gateway.close();
  const heap = samples.map(([seconds, { heapBytes }]): HeapSample => ({ seconds, bytes: heapBytes }));
  const leaks = gateway.leaks() || [...samples.map(([, one]) => one), closed].some((one) => one.leaks);
  return { tally: clients.tally, made, heap, idleBefore, idleAfter, closed, leaks };
}

async function sampleUntil(
  ended: AbortSignal,
  gateway: GatewayProcess,
  tell: (seconds: number, measured: Measured) => void,
): Promise<void> {
  const started = performance.now();
  while (!ended.aborted) {
    await sleep(SAMPLE_SECONDS * 1_000, undefined, { signal: ended }).catch(() => {});
    tell((performance.now() - started) / 1_000, await gateway.measure());
  }
}

/** Connections that nobody needs are kept for some seconds; then there are as many as before the load. */
async function untilIdle(gateway: GatewayProcess, sockets: number): Promise<Measured> {
  for (let tries = 0; ; tries++) {
    const measured = await gateway.measure();
    if (measured.sockets <= sockets || tries === 30) return measured;
    await sleep(1_000);
  }
}

/** What the mocks note of every message is nothing that a soak reads. */
function forget(mocks: Mocks): void {
  for (const mock of [...mocks.national.values(), mocks.europol, mocks.interpol]) mock.forget();
}

async function makeKeys() {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  const publicJwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(publicJwk);
  const key: SigningKey = { privateKey, kid };
  return { key, jwks: { keys: [{ ...publicJwk, kid, alg: 'EdDSA', use: 'sig' }] } };
}

/** Good for an hour: as long as a soak may be. */
async function tokensOf(key: SigningKey): Promise<ReadonlyMap<string, string>> {
  const tokens = SOAK_CALLERS.map(async (country) => {
    const content = {
      subject: 'soak-analyst',
      country,
      role: 'analyst',
      purposes: ['OPERATIONAL_ANALYSIS'],
      justification: 'soak on synthetic data',
      tokenId: randomUUID(),
      issuedAt: new Date(),
      expiresInMinutes: 60,
    } as const;
    return [country, await signToken(content, key)] as const;
  });
  return new Map(await Promise.all(tokens));
}
