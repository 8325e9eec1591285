import type { Command } from 'commander';
import type { Environment } from '../../config.ts';
import { type LogStatistics, logStatistics } from '../../ledger/log-statistics.ts';
import { openReader } from '../../ledger/store/open-store.ts';
import { toGrid } from '../to-grid.ts';
import { ledgerSubcommandOn } from './ledger-subcommand.ts';
import { FAULT, orFail } from './or-fail.ts';
import { plainJson, plainText } from './plain-text.ts';
import { progressOf } from './progress-of.ts';
import { readLedgerSettings } from './read-ledger-settings.ts';

const ORDER = {
  name: 'stats',
  what: 'print how many entries there are, of what outcome, of whom, and how much was given; the ledger is only read',
  more: '',
  examples: ['stats', 'stats --json'],
};

interface Options {
  readonly config: string;
  readonly json?: true;
}

/** `concordat ledger stats`: numbers alone. */
export function statsCommand(environment: Environment): Command {
  return ledgerSubcommandOn(ORDER)
    .option('--json', 'print JSON')
    .action((options: Options) => orFail(() => print(options, environment)));
}

async function print(options: Options, environment: Environment): Promise<void> {
  const { place } = await readLedgerSettings(options.config, environment);
  const reader = await openReader(place);
  try {
    const statistics = await logStatistics(reader, progressOf('entries counted'));
    const log = String(reader.identity.name);
    const text = options.json ? plainJson({ log, ...statistics }) : toText(log, statistics);
    process.stdout.write(`${text}\n`);
    if (statistics.unreadable === 0) return;
    process.stderr.write(
      `${statistics.unreadable} entries cannot be read: see what \`concordat ledger verify\` finds\n`,
    );
    process.exitCode = FAULT;
  } finally {
    await reader.close();
  }
}

function toText(
  log: string,
  { size, heads, erased, requests, bytes, first, last, ...by }: LogStatistics,
): string {
  const rows = by.owners.map(({ owner, entries, given, withheld }) =>
    [owner, entries, given, withheld].map((cell) => plainText(String(cell))),
  );
  return [
    `log ${plainText(log)}: ${size} entries, of which ${erased} are erased; ${requests} requests; ${heads} heads; ${bytes} bytes of entries`,
    ...(first === null ? [] : [`from ${first} to ${last}`]),
    ...['', ...toGrid([['outcome', 'entries'], ...toRows(by.outcomes)])],
    ...['', ...toGrid([['requester', 'entries'], ...toRows(by.requesters)])],
    ...['', ...toGrid([['owner', 'entries', 'given', 'withheld'], ...rows])],
  ].join('\n');
}

function toRows(counts: Readonly<Record<string, number>>): readonly (readonly string[])[] {
  return Object.entries(counts).map(([name, count]) => [plainText(name), String(count)]);
}
