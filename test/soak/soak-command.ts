/** `npm run soak`: minutes of random faults, and what is left after them. */
import { parseArgs } from 'node:util';
import type { Tally } from './ask-at-random.ts';
import { judgeMemory } from './judge-memory.ts';
import { runSoak, type SoakReport } from './run-soak.ts';
import type { Measured } from './soak-messages.ts';

const HELP = `Soaks a gateway: several clients ask it over HTTP while random faults befall random countries.

Usage: npm run soak -- [--minutes N] [--clients N] [--seed S]

  --minutes N   how long, 0.1 to 50 (default 10); memory is judged from 2.5 on, after the first
  --clients N   how many ask at once, 1 to 64 (default 4)
  --seed S      where the faults and the questions begin (default: a new one, printed)
  --help        this text

Example: npm run soak -- --minutes 10 --seed 7

Exit code: 0; 1 when an answer was neither right nor coded, something was left, the heap grew by more than 5 %, or the
run was stopped; 2 when an option cannot be read.`;

const UNREADABLE = 2;
const stopped = new AbortController();

process.exitCode = await main();

/** Progress on the error channel; the closing line on the other. */
function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function main(): Promise<number> {
  const options = readOptions();
  if (options === null) return UNREADABLE;
  if (options === 'help') {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  process.once('SIGINT', () => stopped.abort());
  process.once('SIGTERM', () => stopped.abort());
  const report = await runSoak({
    seconds: options.minutes * 60,
    seed: options.seed,
    clients: options.clients,
    signal: stopped.signal,
    onSample: (seconds, measured, tally) => tell(progressLine(seconds, measured, tally)),
  });
  const faults = [...faultsOf(report), ...(stopped.signal.aborted ? ['stopped before the end'] : [])];
  for (const fault of faults.slice(0, 20)) tell(`FAULT ${fault}`);
  tell(`faults made: ${[...report.made].map(([name, times]) => `${name} ${times}`).join(', ')}`);
  process.stdout.write(`${closingLine(options.minutes, options.seed, report)}\n`);
  return faults.length === 0 ? 0 : 1;
}

interface Options {
  readonly minutes: number;
  readonly clients: number;
  readonly seed: number;
}

function readOptions(): Options | 'help' | null {
  try {
    const { values } = parseArgs({
      options: {
        minutes: { type: 'string', default: '10' },
        clients: { type: 'string', default: '4' },
        seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return 'help';
    return {
      minutes: toNumber('minutes', values.minutes, 0.1, 50),
      clients: toNumber('clients', values.clients, 1, 64),
      seed: toNumber('seed', values.seed, 0, 999_999_999),
    };
  } catch (error) {
    tell(`error: ${error instanceof Error ? error.message : error}`);
    return null;
  }
}

function toNumber(option: string, text: string, from: number, to: number): number {
  const number = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (number >= from && number <= to) return number;
  throw new Error(`--${option} ${text}: write a number from ${from} to ${to}`);
}

/** What is not as it has to be. */
function faultsOf(report: SoakReport): readonly string[] {
  const { tally, heap, idleBefore, idleAfter, closed, leaks } = report;
  const memory = judgeMemory(heap);
  const left = idleAfter.sockets - idleBefore.sockets;
  return [
    ...tally.wrong,
    ...closed.unhandled.map((cause) => `unhandled rejection: ${cause}`),
    ...(left > 0 ? [`${left} sockets are left: ${JSON.stringify(idleAfter.resources)}`] : []),
    ...(closed.sockets > 0 ? [`${closed.sockets} sockets are left of a closed gateway`] : []),
    ...(memory?.isFlat === false ? [`the heap has grown by ${toPercent(memory.growth)}`] : []),
    ...(leaks ? ["a text of a system is in the gateway's log or evidence"] : []),
    // A machine that is too busy fails every country, and shows nothing.
    ...(tally.parts.right <= tally.parts.coded
      ? ['most countries failed: too few were well to say anything; give fewer --clients']
      : []),
  ];
}

function progressLine(
  seconds: number,
  { heapBytes, residentBytes, sockets }: Measured,
  tally: Tally,
): string {
  const answers = `${tally.whole + tally.coded} answers, ${tally.coded} with a failure, ${tally.wrong.length} wrong`;
  const { right, coded } = tally.parts;
  return `${seconds.toFixed(0)} s: ${answers}; countries: ${right} right, ${coded} coded; heap ${toMegabytes(heapBytes)}, rss ${toMegabytes(residentBytes)}, ${sockets} sockets`;
}

function closingLine(minutes: number, seed: number, report: SoakReport): string {
  const { tally, heap, idleBefore, idleAfter, closed } = report;
  const memory = judgeMemory(heap);
  const heapWords =
    memory === null
      ? 'heap not judged: too short'
      : `heap ${toMegabytes(memory.before)} after the first minute, ${toMegabytes(memory.after)} at the end (${toPercent(memory.growth)})`;
  return [
    `soak of ${minutes} min, seed ${seed}: ${tally.whole + tally.coded} answers`,
    `${tally.whole} whole, ${tally.coded} coded, ${tally.wrong.length} wrong, ${tally.hungUp} hung up`,
    `countries in them: ${tally.parts.right} right, ${tally.parts.coded} coded`,
    `${closed.unhandled.length} unhandled rejections`,
    `sockets ${idleBefore.sockets} before, ${idleAfter.sockets} after, ${closed.sockets} when closed`,
    heapWords,
    `rss ${toMegabytes(idleAfter.residentBytes)}`,
  ].join('; ');
}

function toMegabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MB`;
}

function toPercent(share: number): string {
  return `${share < 0 ? '' : '+'}${(share * 100).toFixed(1)} %`;
}
