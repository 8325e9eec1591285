/** The national side of a run, a process of its own: 26 countries, Europol's hub and Interpol, all in one. */
import { serveEuropol } from '../../mocks/europol/europol.ts';
import { serveGraphql } from '../../mocks/graphql.ts';
import { serveInterpol } from '../../mocks/interpol/interpol.ts';
import type { MockSystem } from '../../mocks/mock-system.ts';
import { startMocks } from '../../mocks/start-mocks.ts';
import { serveChild } from '../child.ts';
import type { Viewing } from '../given-records.ts';
import { type PolicyName, policyNamed, type WorldName, worldNamed } from '../worlds.ts';
import { type Answer, hubAnswer, nationalAnswer } from './contract.ts';
import { startRemembering } from './remembering-server.ts';
import { graphqlMock } from './words.ts';

export interface NationalOrder {
  readonly world: WorldName;
  readonly policy: PolicyName;
  /** The mocks as they are, each with its own protocol; nothing is remembered. */
  readonly mixed: boolean;
  /** By code; `*`: of all others. */
  readonly latencyMs: Readonly<Record<string, number>>;
}

/** Addresses by code, `XE` and `XO` among them; in each but Interpol's, `/graph` is what gateways of other makes ask. */
export type NationalUrls = readonly (readonly [code: string, url: string])[];

serveChild({
  open: async (order: NationalOrder): Promise<NationalUrls> =>
    order.mixed ? startMixed(order) : startAlike(order),
});

async function startMixed({ world }: NationalOrder): Promise<NationalUrls> {
  const mocks = await startMocks({ world: worldNamed(world) });
  const systems = [...mocks.national, ['XE', mocks.europol] as const, ['XO', mocks.interpol] as const];
  // They keep every message they get.
  setInterval(() => {
    for (const [, system] of systems) system.forget();
  }, 250);
  return systems.map(([code, { url }]) => [code, url]);
}

async function startAlike({ world: name, policy, latencyMs }: NationalOrder): Promise<NationalUrls> {
  const viewing: Viewing = { world: worldNamed(name), policy: policyNamed(policy), viewer: 'DE' };
  const start = async (code: string, system: MockSystem, graph: Answer | null) => {
    const late = latencyMs[code] ?? latencyMs['*'] ?? 0;
    const answer = (path: string, body: string) =>
      path === '/graph' && graph !== null ? fromGraph(graph, body) : fromMock(system, path, body);
    return [code, (await startRemembering(answer, late)).url] as const;
  };
  const national = [...viewing.world.countries].map(async ([code, own]) =>
    start(code, await serveGraphql(own, graphqlMock(own)), nationalAnswer(viewing, code)),
  );
  return Promise.all([
    ...national,
    start('XE', await serveEuropol(viewing.world), hubAnswer(viewing)),
    start('XO', await serveInterpol(viewing.world), null),
  ]);
}

async function fromGraph(answer: Answer, body: string) {
  return { headers: { 'content-type': 'application/json' }, body: await answer(body) };
}

async function fromMock(system: MockSystem, path: string, body: string) {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${system.url}${path}`, { method: 'POST', headers, body });
  system.forget();
  if (response.status !== 200) throw new Error(`${system.code}: ${response.status}`);
  const kept = ['content-type', 'last-modified'].map((name) => [name, response.headers.get(name) ?? '']);
  return { headers: Object.fromEntries(kept), body: Buffer.from(await response.arrayBuffer()) };
}
