/** Measures workloads of one group: every subject of each in a process of its own, all of them in turns. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Child } from './child.ts';
import { expectedParts, partsOf, summaryOf } from './expected-parts.ts';
import type { Counted, LoadOrder } from './load/side.ts';
import type { NationalUrls } from './national/side.ts';
import { type QuerySpec, toText } from './query-spec.ts';
import type { Measured } from './results.ts';
import type { CpuAt } from './subjects/side.ts';
import type { Door, SubjectOrder } from './subjects/subject.ts';
import type { SubjectEntry } from './subjects.ts';
import { figuresOf, type Window } from './window.ts';
import { NEVER_AGAIN, type Workload } from './workloads.ts';
import { policyNamed, worldNamed } from './worlds.ts';

export interface Timing {
  /** Counted of each subject, in as many windows as there are turns. */
  readonly seconds: number;
  readonly warmUpSeconds: number;
}

/** Starts a process of this run, which ends with it. `isSubject`: one that is measured. */
export type Start = (file: string, isSubject?: boolean) => Child;

/** So many that a machine that is busy for a while is busy for all. */
const TURNS = 4;
const SETTLE_MS = 300;

const NOTHING: Window = { latenciesMs: [], elapsedMs: 1, cpuMs: 0 };

interface Lane {
  readonly workload: Workload;
  readonly subject: SubjectEntry;
  readonly child: Child;
  readonly spec: QuerySpec;
  readonly door: Door;
  readonly windows: Window[];
  warm: Window;
  /** Of the smallest answer that was checked. */
  readonly bytes: number;
}

/** Rejects when an answer is wrong, before, during or after the windows. */
export async function measureGroup(
  workloads: readonly Workload[],
  subjects: readonly SubjectEntry[],
  timing: Timing,
  start: Start,
  report: (line: string) => void,
): Promise<readonly Measured[]> {
  const opened = workloads.map(async (workload) => {
    const urls = await start('national/side.ts').ask<NationalUrls>('open', workload.national);
    const own = subjects.filter((one) => isMeasured(workload, one));
    return Promise.all(own.map((subject) => openLane(workload, subject, urls, start)));
  });
  const lanes = (await Promise.all(opened)).flat();
  const load = start('load/side.ts');
  for (const lane of lanes) {
    report(`${lane.workload.name}: ${lane.subject.name}: warming up`);
    lane.warm = await loaded(load, lane, 0, { ms: timing.warmUpSeconds * 1_000 });
  }
  for (let turn = 0; turn < TURNS; turn++)
    for (const lane of lanes) {
      report(`${lane.workload.name}: ${lane.subject.name}: window ${turn + 1} of ${TURNS}`);
      lane.windows.push(await windowOf(load, lane, turn + 1, (timing.seconds / TURNS) * 1_000));
    }
  for (const lane of lanes) await check(lane);
  return lanes.map(({ workload, subject, windows }) => ({
    workload: workload.name,
    subject: subject.name,
    ...figuresOf(windows),
  }));
}

function isMeasured({ subjects, cold }: Workload, { name }: SubjectEntry): boolean {
  // By hand nobody has written a query that nobody knows.
  return subjects === 'all' ? cold === null || name !== 'hand-written' : subjects.includes(name);
}

async function openLane(
  workload: Workload,
  subject: SubjectEntry,
  urls: NationalUrls,
  start: Start,
): Promise<Lane> {
  const spec = workload.specOf(subject.style, subject.name === 'hand-written');
  const { ledger, viewers, national } = workload;
  const order: SubjectOrder = { urls, spec, policy: national.policy, ledger, mixed: national.mixed, viewers };
  const child = start('subjects/side.ts', true);
  const door = await child.ask<Door>('open', { module: subject.module, order });
  const lane = { workload, subject, child, spec, door, windows: [], warm: NOTHING, bytes: 0 };
  return { ...lane, bytes: await check(lane) };
}

/** Asks once for each viewer and holds the answers against the world; gives the bytes of the smallest. */
async function check({ workload, subject, spec, door }: Lane): Promise<number> {
  const { world: worldName, policy: policyName } = workload.national;
  const [world, policy] = [worldNamed(worldName), policyNamed(policyName)];
  const sizes = workload.viewers.map(async (viewer, index) => {
    const response = await fetch(door.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...door.headers[index] },
      body: JSON.stringify({ query: toText(spec, subject.style) }),
    });
    const text = await response.text();
    if (response.status !== 200) throw wrong(workload, subject, `${response.status} ${text.slice(0, 400)}`);
    const expected = expectedParts({ world, policy, viewer: subject.judges ? viewer : 'DE' }, spec);
    const totals = subject.style === 'concordat' ? expected.totals : [];
    const said = JSON.stringify(summaryOf({ ...expected, totals }));
    const got = JSON.stringify(summaryOf(partsOf(JSON.parse(text), spec, subject.style)));
    if (said !== got)
      throw wrong(workload, subject, `the world says ${said}, the answer to ${viewer} ${got}`);
    return Buffer.byteLength(text);
  });
  return Math.min(...(await Promise.all(sizes)));
}

/** As many as it can answer in `ms`, by what it did before; all of them are answered, so that each is in the CPU whole. */
async function windowOf(load: Child, lane: Lane, turn: number, ms: number): Promise<Window> {
  const before = lane.windows.at(-1) ?? lane.warm;
  const answers = Math.ceil((before.latenciesMs.length / before.elapsedMs) * ms);
  return loaded(load, lane, turn, { answers: Math.max(answers, lane.workload.connections * 2) });
}

async function loaded(load: Child, lane: Lane, turn: number, until: LoadOrder['until']): Promise<Window> {
  // What the last turn left behind is done by then.
  await sleep(SETTLE_MS);
  const before = await lane.child.ask<CpuAt>('cpu');
  const { failures, ...counted } = await load.ask<Counted>('load', { ...loadOf(lane, turn), until });
  const after = await lane.child.ask<CpuAt>('cpu');
  if (Object.keys(failures).length > 0)
    throw wrong(lane.workload, lane.subject, `under load: ${JSON.stringify(failures)}`);
  return { ...counted, cpuMs: (after.cpuUs - before.cpuUs) / 1_000 };
}

/** Each turn has its own queries where they are to be new. */
const OF_A_TURN = 10_000_000;

function loadOf({ workload, subject, spec, door, bytes }: Lane, turn: number): Omit<LoadOrder, 'until'> {
  const query = toText(spec, subject.style);
  const { cold, connections, isJoined } = workload;
  const first = cold === NEVER_AGAIN ? turn * OF_A_TURN : 1;
  return {
    url: door.url,
    connections,
    requests: Array.from({ length: connections }, (_, place) => ({
      headers: door.headers[place % door.headers.length] ?? {},
      body: JSON.stringify({ query: isJoined ? query : `query Viewer${place} ${query}` }),
    })),
    cold: cold === null ? null : { style: subject.style, first, of: cold },
    // Queries of other fields are of another size; a refusal is far below that.
    leastBytes: bytes * (cold === null ? 0.9 : 0.3),
  };
}

function wrong({ name }: Workload, subject: SubjectEntry, what: string): Error {
  return new Error(`${name}: ${subject.name}: wrong answer: ${what}`);
}
