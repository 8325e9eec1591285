/** `npm run crash`: the ledger, tampered with, killed, cut off from power and disk; the full numbers. */
import { parseArgs } from 'node:util';
import { NOTHING, type SectionReport } from './section.ts';
import { SECTIONS, type Section } from './sections.ts';

const HELP = `Proves the evidence ledger: nothing that was acknowledged is lost, and nothing that was altered is not found.

Usage: npm run crash -- [SECTION ...] [--seed S] [--quick] [--json]

${SECTIONS.map(({ name, what }) => `  ${name.padEnd(11)}${what}`).join('\n')}

  --seed S   where what is random begins (default: a new one, printed)
  --quick    the small numbers of the test run
  --json     what was counted, as JSON
  --help     this text

Example: npm run crash -- power kills --seed 7

Without a section all are run: some hours, most of them for every byte of a file. Exit code: 0; 1 when something was lost or
not found, or the run was stopped; 2 when an option cannot be read.`;

const UNREADABLE = 2;
const PROGRESS_MS = 2_000;
const MOST_FAULTS = 20;

interface Options {
  readonly chosen: readonly Section[];
  readonly seed: number;
  readonly isQuick: boolean;
  readonly isJson: boolean;
}

const stopped = new AbortController();
process.exitCode = await main();

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Progress and complaints. */
function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function main(): Promise<number> {
  const options = readOptions();
  if (options === null) return UNREADABLE;
  if (options === 'help') {
    print(HELP);
    return 0;
  }
  process.once('SIGINT', () => stopped.abort());
  process.once('SIGTERM', () => stopped.abort());
  const { chosen, seed, isQuick, isJson } = options;
  const reports = new Map<string, SectionReport>();
  for (const { name, prove } of chosen) {
    if (stopped.signal.aborted) break;
    const run = { seed, isFull: !isQuick, signal: stopped.signal, progress: progressOf() };
    const report = await prove(run).catch(failureOf);
    reports.set(name, report);
    for (const line of report.said) (isJson ? tell : print)(line);
    for (const line of report.skipped) tell(`SKIPPED ${line}`);
    for (const fault of report.faults.slice(0, MOST_FAULTS)) tell(`FAULT ${fault}`);
  }
  const faults = [...reports.values()].flatMap((report) => report.faults);
  const skipped = [...reports.values()].flatMap((report) => report.skipped);
  if (stopped.signal.aborted) tell('stopped before the end');
  if (isJson) print(JSON.stringify({ seed, sections: Object.fromEntries(reports) }, null, 2));
  (isJson ? tell : print)(
    `${reports.size} sections, ${faults.length} faults, ${skipped.length} skipped, seed ${seed}`,
  );
  return faults.length === 0 && !stopped.signal.aborted ? 0 : 1;
}

/** What could not be carried out has shown nothing. */
function failureOf(error: unknown): SectionReport {
  return { ...NOTHING, faults: [error instanceof Error ? (error.stack ?? error.message) : String(error)] };
}

function progressOf(): (line: string) => void {
  let last = Date.now();
  return (line) => {
    if (Date.now() - last < PROGRESS_MS) return;
    last = Date.now();
    tell(line);
  };
}

function readOptions(): Options | 'help' | null {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
        quick: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return 'help';
    if (!/^\d{1,9}$/.test(values.seed))
      throw new Error(`--seed ${values.seed}: write a whole number, such as 7`);
    const unknown = positionals.find((one) => !SECTIONS.some(({ name }) => name === one));
    if (unknown !== undefined)
      throw new Error(`${unknown}: write a section: ${SECTIONS.map(({ name }) => name).join(', ')}`);
    const chosen =
      positionals.length === 0 ? SECTIONS : SECTIONS.filter(({ name }) => positionals.includes(name));
    return { chosen, seed: Number(values.seed), isQuick: values.quick, isJson: values.json };
  } catch (error) {
    tell(`error: ${error instanceof Error ? error.message : error}`);
    return null;
  }
}
