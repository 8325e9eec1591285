/** `npm run faults`: the whole matrix, pairs of faults, and all countries at once. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { cellWords } from './cell-words.ts';
import type { Failing } from './failing.ts';
import { FAULTS } from './faults.ts';
import type { CellResult } from './run-cell.ts';
import { runMatrix, type Walk, walkOf, walksOf } from './run-matrix.ts';
import { everywhere, mixed, pairsOf } from './several-at-once.ts';
import { openStage } from './stage.ts';
import { type Cells, toReliability } from './to-reliability.ts';

const HELP = `Runs the fault matrix: 26 countries by 24 faults, over real sockets; then pairs of faults, and all countries at once.

Usage: npm run faults -- [--only COUNTRY/FAULT] [--json] [--write]

  --only TEXT   cells of a country, of a fault, or of both: DK, timeout, DK/timeout (no pairs then)
  --json        print what every cell showed, as JSON
  --write       write the table of docs/reliability.md
  --help        this text; the faults are ${FAULTS.map(({ name }) => name).join(', ')}

Example: npm run faults -- --only DK/timeout

Exit code: 0; 1 when a cell was not survived or the run was stopped; 2 when an option cannot be read.`;

const DOCUMENT = new URL('../../docs/reliability.md', import.meta.url);
const LANES = 4;
const UNREADABLE = 2;

interface Options {
  readonly only: string;
  readonly json: boolean;
  readonly write: boolean;
  readonly help: boolean;
}

const stopped = new AbortController();
const options = readOptions();
if (options?.help) print(HELP);
else if (options !== null) {
  process.once('SIGINT', () => stopped.abort());
  process.once('SIGTERM', () => stopped.abort());
  process.exitCode = await main(options);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Progress and complaints. */
function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

function readOptions(): Options | null {
  try {
    const { values } = parseArgs({
      options: {
        only: { type: 'string', default: '' },
        json: { type: 'boolean', default: false },
        write: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.write && values.only !== '')
      throw new Error('--write needs the whole matrix: leave out --only');
    return values;
  } catch (error) {
    tell(`error: ${error instanceof Error ? error.message : error}`);
    process.exitCode = UNREADABLE;
    return null;
  }
}

async function main({ only, json, write }: Options): Promise<number> {
  const stage = await openStage();
  try {
    const chosen = chosenOf(stage.codes, only);
    if (chosen === null) return UNREADABLE;
    const cells = await run('cells', chosen);
    const several = only === '' && !stopped.signal.aborted;
    const pairs = several ? await run('pairs', pairsOf(stage.codes).map(walkOf)) : [];
    const all = several ? await run('all countries at once', allAtOnce(stage.codes).map(walkOf)) : [];
    if (write && !stopped.signal.aborted)
      writeFileSync(DOCUMENT, toReliability(readFileSync(DOCUMENT, 'utf8'), cells));
    if (json) print(JSON.stringify([...cells, ...pairs, ...all].map(toJson), null, 2));
    // With --json the output is JSON alone.
    const close = json ? tell : print;
    if (several) close(`pairs of faults: ${survivedOf(pairs)}`);
    if (several) close(`all countries at once: ${survivedOf(all)}`);
    if (stopped.signal.aborted) tell('stopped before the end');
    close(`${survivedOf(cells)} survived`);
    const isWhole = [...cells, ...pairs, ...all].every(([, { faults }]) => faults.length === 0);
    return isWhole && !stopped.signal.aborted ? 0 : 1;
  } finally {
    await stage.close();
  }

  async function run(what: string, walks: readonly Walk[]): Promise<Cells> {
    const of = walks.reduce((sum, { cells }) => sum + cells.length, 0);
    const progress = progressOf(what, of);
    return runMatrix(stage, walks, {
      lanes: LANES,
      isStopped: () => stopped.signal.aborted,
      onCell: progress,
    });
  }
}

function chosenOf(codes: readonly string[], only: string): readonly Walk[] | null {
  const words = only.split('/').filter((word) => word !== '');
  const countries = words.filter((word) => codes.includes(word));
  const faults = words.filter((word) => FAULTS.some(({ name }) => name === word));
  if (countries.length + faults.length < words.length || countries.length > 1 || faults.length > 1) {
    tell(`error: --only ${only}: write a country, a fault or both, such as DK/timeout; --help names them`);
    return null;
  }
  return FAULTS.filter(({ name }) => faults.length === 0 || faults.includes(name)).flatMap((fault) =>
    walksOf(fault, countries.length === 0 ? codes : countries),
  );
}

function allAtOnce(codes: readonly string[]): readonly Failing[] {
  return [
    ...FAULTS.map((fault) => everywhere(codes, fault)),
    ...FAULTS.map((_, shift) => mixed(codes, shift)),
  ];
}

/** One line every few seconds, and what was not survived at once. */
function progressOf(what: string, of: number): (failing: Failing, result: CellResult) => void {
  let done = 0;
  let last = Date.now();
  return (failing, { faults }) => {
    done += 1;
    for (const fault of faults) tell(`NOT SURVIVED ${cellWords(failing)}: ${fault}`);
    if (Date.now() - last < 5_000) return;
    last = Date.now();
    tell(`${done} of ${of} ${what}`);
  };
}

function survivedOf(cells: Cells): string {
  return `${cells.filter(([, { faults }]) => faults.length === 0).length} of ${cells.length}`;
}

function toJson([failing, { faults, shown }]: Cells[number]): unknown {
  return {
    cell: cellWords(failing),
    survived: faults.length === 0,
    faults,
    shown: Object.fromEntries(shown),
  };
}
