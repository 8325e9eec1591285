/**
 * Where the CPU of a profile goes, by package of node_modules and by folder of ours: `node bench/profile-groups.ts FILE [most]`.
 * The time of each function itself, idle time left out, in percent.
 */
import { readFileSync } from 'node:fs';

const ROOT = new URL('../', import.meta.url).href;

interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

const [, , file = '', most = '15'] = process.argv;
const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(file, 'utf8')) as Profile;
const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
const groups = new Map<string, Map<string, number>>();
let all = 0;
for (const [index, id] of samples.entries()) {
  const { functionName = '', url = '' } = frames.get(id) ?? {};
  if (functionName === '(idle)') continue;
  const micros = timeDeltas[index] ?? 0;
  const group = groupOf(functionName, url);
  const functions = groups.get(group) ?? new Map<string, number>();
  functions.set(functionName, (functions.get(functionName) ?? 0) + micros);
  groups.set(group, functions);
  all += micros;
}
const sumOf = (functions: ReadonlyMap<string, number>): number =>
  [...functions.values()].reduce((sum, one) => sum + one, 0);
const percent = (micros: number): string => ((micros / all) * 100).toFixed(1);
const sorted = [...groups].sort(([, left], [, right]) => sumOf(right) - sumOf(left));
for (const [group, functions] of sorted.slice(0, Number(most))) {
  const first = [...functions].sort(([, left], [, right]) => right - left).slice(0, 4);
  const named = first.map(([name, micros]) => `${name || 'anonymous'} ${percent(micros)}`).join(', ');
  process.stdout.write(`${percent(sumOf(functions)).padStart(5)} %  ${group.padEnd(44)} ${named}\n`);
}

function groupOf(functionName: string, url: string): string {
  if (functionName.startsWith('(')) return functionName;
  if (url === '') return 'built into V8';
  const [, inPackage] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? [];
  const ofOurs = url.startsWith(ROOT) ? url.slice(ROOT.length).replace(/\/[^/]*$/, '') : url;
  return inPackage ?? ofOurs;
}
