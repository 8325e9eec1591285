/** `npm run prove`: the long run of the proofs, with what it saw. */
import { parseArgs } from 'node:util';
import { MUTANTS } from './mutants.ts';
import { loadProduct } from './product.ts';
import { type CaseDifference, type CaseRun, type PairRun, runAllPairs, runCases } from './proof.ts';
import { RULE_HITS } from './rights.ts';
import { type MutantReport, runMutants } from './run-mutants.ts';

/** Ten times the cases that the slowest of the mutants takes: 3,077 on average over seeds 2011 to 2013. */
const CASES = 30_800;

const HELP = `Proves the rules: generated queries against an oracle, pairs of worlds, known faults.

Usage: npm run prove -- [--cases N] [--pairs P] [--seed S] [--mutants]

  --cases N     queries compared with the oracle (default ${CASES})
  --pairs P     pairs of worlds that differ in what is closed (default: half of the cases)
  --seed S      where the generators begin (default: a new one, printed)
  --mutants     also run the proofs on copies with a known fault; all must be found
  --only TEXT   of the mutants, those whose name holds TEXT

Example: npm run prove -- --cases 20000 --seed 7 --mutants

Exit code 1 for any difference and for a mutant that was not found.`;

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: String(CASES) },
    pairs: { type: 'string' },
    seed: { type: 'string' },
    mutants: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    help: { type: 'boolean', default: false },
  },
});

/** Cases after which a mutant counts as not found; of one seed, the slowest takes 7,531. */
const MOST_CASES = 12_000;
const stopped = new AbortController();
const isStopped = (): boolean => stopped.signal.aborted;

if (values.help) print(HELP);
else {
  process.once('SIGINT', () => stopped.abort());
  process.once('SIGTERM', () => stopped.abort());
  process.exitCode = await main();
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Progress and complaints. */
function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function main(): Promise<number> {
  const cases = numberOf('cases', values.cases);
  const pairs = values.pairs === undefined ? Math.ceil((cases ?? 0) / 2) : numberOf('pairs', values.pairs);
  const seed =
    values.seed === undefined ? Math.floor(Math.random() * 1_000_000) : numberOf('seed', values.seed);
  if (cases === null || pairs === null || seed === null) return 1;
  const product = await loadProduct();
  const ofCases = await runCases(product, {
    seed,
    most: cases,
    isStopped,
    progress: progressOf('cases', cases),
  });
  printCases(ofCases);
  const ofPairs = await runAllPairs(product, {
    seed,
    most: pairs,
    isStopped,
    progress: progressOf('pairs', pairs),
  });
  printPairs(ofPairs);
  printTable('decisions by rule', Object.entries(RULE_HITS));
  const reports = values.mutants && !isStopped() ? await proveMutants(seed) : [];
  const found = reports.filter(({ meanCases }) => meanCases !== null).length;
  const differences = ofCases.differences.length + ofPairs.differences.length;
  if (isStopped()) print('stopped before the end');
  print(
    `${ofCases.cases} cases, ${differences} differences, ${found} of ${reports.length} mutants found, seed ${seed}`,
  );
  return differences === 0 && found === reports.length && !isStopped() ? 0 : 1;
}

function numberOf(option: string, text: string): number | null {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  tell(`--${option} ${text}: give a whole number, for example --${option} 2000`);
  return null;
}

/** One line every few seconds, on the error channel. */
function progressOf(what: string, of: number): (done: number) => void {
  let last = Date.now();
  return (done) => {
    if (Date.now() - last < 5_000) return;
    last = Date.now();
    tell(`${done} of ${of} ${what}`);
  };
}

function printCases({ cases, refusedTexts, joined, features, ways, differences }: CaseRun): void {
  print(`cases: ${cases}, damaged texts refused: ${refusedTexts}, two given one answer: ${joined}`);
  printTable('cases by syntax', [...features]);
  printTable('messages by way of asking', [...ways]);
  for (const one of differences.slice(0, 5)) printDifference(one);
}

function printDifference({ question, world, what }: CaseDifference): void {
  print(`\nDIFFERENCE for ${JSON.stringify(question.caller)} over ${[...world.countries.keys()].join(', ')}`);
  print(`${question.asked.text}\n${JSON.stringify(question.variables)} ${question.operationName ?? ''}`);
  for (const line of what.slice(0, 12)) print(`  ${line}`);
}

function printPairs({ tally, differences }: PairRun): void {
  const share = (part: number): string => `${Math.round((100 * part) / Math.max(1, tally.pairs))} %`;
  print(`\npairs: ${tally.pairs}, discarded: ${tally.discarded}`);
  print(
    `queries that touch something closed: ${share(tally.touching)}; that would tell the worlds apart, were all open: ${share(tally.telling)}`,
  );
  printTable('pairs by edit', [...tally.kinds]);
  for (const { caller, text, variables, edits, what } of differences.slice(0, 5)) {
    print(
      `\nDIFFERENCE for ${JSON.stringify(caller)}: ${what}\n${text}\n${JSON.stringify(variables)}\n${edits.join('\n')}`,
    );
  }
}

function printTable(title: string, rows: readonly (readonly [string, number])[]): void {
  const sorted = [...rows].sort(([, left], [, right]) => right - left);
  print(`${title}: ${sorted.map(([name, count]) => `${name} ${count}`).join(', ')}`);
}

async function proveMutants(seed: number): Promise<readonly MutantReport[]> {
  const chosen = MUTANTS.filter(({ name }) => name.includes(values.only));
  const reports = await runMutants(chosen, {
    seeds: [seed, seed + 1, seed + 2],
    most: MOST_CASES,
    atOnce: 2,
    signal: stopped.signal,
    progress: progressOf('mutants', chosen.length),
  });
  print('\nmutants, by the mean number of cases it took:');
  const sorted = [...reports].sort((left, right) => (right.meanCases ?? 1e9) - (left.meanCases ?? 1e9));
  for (const { name, meanCases, how } of sorted)
    print(
      `${meanCases === null ? 'NOT FOUND' : meanCases.toFixed(1).padStart(9)}  ${name}  (${how.slice(0, 100)})`,
    );
  return reports;
}
