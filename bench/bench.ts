/** The benchmark: `npm run bench`, `npm run bench:peers`. See README.md beside this file. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Child, startChild } from './child.ts';
import { measureGroup } from './measure-group.ts';
import { type Options, readOptions } from './read-options.ts';
import { type Measured, type Results, withRatios } from './results.ts';
import { SUBJECTS } from './subjects.ts';
import { toChart } from './to-chart.ts';
import { toTable } from './to-table.ts';
import { workloadsNamed } from './workloads.ts';

const HERE = new URL('./', import.meta.url);
const started = new Set<Child>();
const OWN = ['@apollo/server', '@graphql-tools/stitch', 'autocannon', 'graphql', 'undici'];
const OF_PEERS = ['@apollo/gateway', '@graphql-hive/gateway', '@graphql-hive/router-runtime'];

try {
  const options = readOptions(process.argv.slice(2));
  if (typeof options === 'string') process.stdout.write(options);
  else await run(options);
} catch (error) {
  report(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  await endAll();
}

async function run(options: Options): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void endAll().then(() => process.exit(130)));
  if (options.peers) installPeers();
  const groups = Map.groupBy(workloadsNamed(options.workloads), ({ group }) => group);
  if (groups.size === 0) throw new Error('there is no such workload: `--help` lists them');
  const subjects = subjectsOf(options);
  const { profiles } = options;
  const profiling = profiles === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profiles}`];
  const startOne = (file: string, isSubject = false): Child => start(file, isSubject ? profiling : []);
  const measured: Measured[] = [];
  for (const workloads of groups.values()) {
    const timing = { seconds: options.seconds, warmUpSeconds: options.warmUpSeconds };
    measured.push(...(await measureGroup(workloads, subjects, timing, startOne, report)));
    await endAll();
  }
  const results: Results = {
    node: process.version,
    versions: versionsOf(options.peers),
    date: new Date().toISOString(),
    rows: withRatios(measured),
  };
  writeFileSync(options.json, `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(join(dirname(options.json), 'chart.svg'), toChart(results));
  process.stdout.write(`${toTable(results.rows)}\n`);
}

function subjectsOf({ peers, subjects }: Options): typeof SUBJECTS {
  const unknown = subjects.find((name) => !SUBJECTS.some((one) => one.name === name));
  if (unknown !== undefined) throw new Error(`there is no subject "${unknown}": --help lists them`);
  return SUBJECTS.filter(
    ({ name, isPeer }) => (peers || !isPeer) && (subjects.length === 0 || subjects.includes(name)),
  );
}

function start(file: string, flags: readonly string[]): Child {
  const child = startChild(new URL(file, HERE), flags);
  started.add(child);
  return child;
}

async function endAll(): Promise<void> {
  const ending = [...started];
  started.clear();
  await Promise.all(ending.map((child) => child.end()));
}

/** By their lock file; what is there already is left as it is. */
function installPeers(): void {
  report('installing the peers');
  const cwd = fileURLToPath(new URL('peers/', HERE));
  execFileSync('npm', ['install', '--no-audit', '--no-fund'], { cwd, stdio: ['ignore', 2, 2] });
}

function versionsOf(peers: boolean): Readonly<Record<string, string>> {
  const version = (name: string, root: string): [string, string] => {
    const text = readFileSync(new URL(`${root}node_modules/${name}/package.json`, HERE), 'utf8');
    return [name, (JSON.parse(text) as { readonly version: string }).version];
  };
  return Object.fromEntries([
    ...OWN.map((name) => version(name, '../')),
    ...(peers ? OF_PEERS.map((name) => version(name, 'peers/')) : []),
  ]);
}

function report(line: string): void {
  process.stderr.write(`${line}\n`);
}
