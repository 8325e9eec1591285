import { type Command, Option } from 'commander';
import type { Environment, LedgerSettings } from '../../config.ts';
import { countErasures, type ErasureCount } from '../../ledger/count-erasures.ts';
import { openReader } from '../../ledger/store/open-store.ts';
import { actionEntry } from './action-entry.ts';
import { dueErasures, type ErasureOrder, readErasure } from './due-erasures.ts';
import { ledgerSubcommandOn } from './ledger-subcommand.ts';
import { withRecordedLedger } from './open-recorded.ts';
import { orFail } from './or-fail.ts';
import { plainJson } from './plain-text.ts';
import { progressOf } from './progress-of.ts';
import { readLedgerSettings } from './read-ledger-settings.ts';

const ORDER = {
  name: 'erase',
  what: "take away what is an owner's, when the period of the settings is over; the leaves stay, and all proofs hold",
  more: `
Without --yes it says what it would do, and does nothing. An entry goes whole when it has no other owner's part. The day of
--before is one of Brussels, and stays itself. What is taken away becomes an entry itself, for each 1,000 entries of the
ledger in the transaction that takes it away; where nothing is, there is none.`,
  examples: ['erase --due', 'erase --due --yes', 'erase --before 2021-01-01 --owner DE --yes'],
};

interface Options {
  readonly config: string;
  readonly before?: string;
  readonly owner?: string;
  readonly due?: true;
  readonly yes?: true;
  readonly json?: true;
}

/** `concordat ledger erase`: retention, by `retentionDays` of the settings. */
export function eraseCommand(environment: Environment): Command {
  return ledgerSubcommandOn(ORDER)
    .addOption(
      new Option('--due', 'of every owner, what its period is over for').conflicts(['before', 'owner']),
    )
    .option('--before <yyyy-MM-dd>', 'entries before this day')
    .option('--owner <country>', 'whose')
    .option('--yes', 'do it')
    .option('--json', 'print JSON')
    .action((options: Options) => orFail(() => erase(options, environment)));
}

async function erase(options: Options, environment: Environment): Promise<void> {
  const settings = await readLedgerSettings(options.config, environment);
  const orders = ordersOf(options, settings);
  const counts = await (options.yes ? eraseAll(settings, orders) : countAll(settings, orders));
  const done = options.yes === true;
  const all = orders.map(({ owner, day }, at) => ({ owner, before: day, ...(counts[at] as ErasureCount) }));
  process.stdout.write(options.json ? `${plainJson({ done, erasures: all })}\n` : toText(all, done));
}

function ordersOf(
  { due, before, owner }: Options,
  { retentionDays }: LedgerSettings,
): readonly ErasureOrder[] {
  const now = new Date();
  return due ? dueErasures(retentionDays, now) : [readErasure({ owner, before }, retentionDays, now)];
}

async function countAll(
  { place }: LedgerSettings,
  orders: readonly ErasureOrder[],
): Promise<readonly ErasureCount[]> {
  const reader = await openReader(place);
  try {
    return await countErasures(reader, orders, progressOf('entries read'));
  } finally {
    await reader.close();
  }
}

/** Each owner's in transactions of its own: what is done is done, and said by their entries. */
async function eraseAll(
  settings: LedgerSettings,
  orders: readonly ErasureOrder[],
): Promise<readonly ErasureCount[]> {
  const counts: ErasureCount[] = [];
  await withRecordedLedger(settings, async ({ store }) => {
    for (const { owner, time } of orders) {
      const before = new Date(time).toISOString();
      const record = actionEntry({ kind: 'erase', owner, from: null, before });
      counts.push(await store.erase(owner, time, record));
    }
    await store.keepHead();
  });
  return counts;
}

function toText(
  all: readonly (ErasureCount & { readonly owner: string; readonly before: string })[],
  done: boolean,
): string {
  const lines = all.map(({ owner, before, parts, entries }) => {
    const what = `${parts} parts of ${owner}, and ${entries} entries whole, of before ${before}`;
    return done ? `erased: ${what}` : `would be erased: ${what}`;
  });
  if (all.length === 0) lines.push('no owner has a period: nothing is ever erased');
  else if (!done) lines.push('nothing was erased: give --yes to do it');
  return `${lines.join('\n')}\n`;
}
