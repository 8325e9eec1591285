import type { Command } from 'commander';
import type { Environment } from '../../config.ts';
import { type InPlace, type PartInPlace, readInPlace } from '../../ledger/read-in-place.ts';
import type { KeptEntry } from '../../ledger/store/ledger-store.ts';
import { ledgerSubcommandOn } from './ledger-subcommand.ts';
import { withRecordedLedger } from './open-recorded.ts';
import { orFail } from './or-fail.ts';
import { plainJson, plainText } from './plain-text.ts';
import { entryAt, readIndex } from './read-index.ts';
import { readLedgerSettings } from './read-ledger-settings.ts';
import { spanOf } from './span-of.ts';

const ORDER = {
  name: 'show',
  what: 'print an entry: who asked what, why, and what was given of whose data',
  more: '\nThat it was read becomes an entry itself, before anything is printed.',
  examples: ['show 12', 'show 12 --json'],
};

interface Options {
  readonly config: string;
  readonly json?: true;
}

/** `concordat ledger show`: an entry with its parts, texts in place. */
export function showCommand(environment: Environment): Command {
  return ledgerSubcommandOn(ORDER)
    .argument('<index>', 'number of the entry')
    .option('--json', 'print JSON, with the data that the rules were read with')
    .action((index: string, options: Options) => orFail(() => show(readIndex(index), options, environment)));
}

async function show(index: number, options: Options, environment: Environment): Promise<void> {
  const settings = await readLedgerSettings(options.config, environment);
  await withRecordedLedger(settings, async ({ store, record }) => {
    const kept = await entryAt(store, index);
    const [read] = await readInPlace(store, [kept]);
    await record({ kind: 'read', owner: null, ...spanOf(kept) });
    if (read === undefined) return;
    process.stdout.write(`${options.json ? toJson(kept, read) : toText(kept, read)}\n`);
  });
}

function toJson(kept: KeptEntry, read: InPlace): string {
  return plainJson({ ...read, leaf: leafOf(kept) });
}

function leafOf({ leaf }: KeptEntry): string {
  return Buffer.from(leaf).toString('hex');
}

function toText(kept: KeptEntry, { index, entry, parts, partsInAll }: InPlace): string {
  if (entry === null) return `entry ${index} was erased: left is its leaf, ${leafOf(kept)}`;
  const { requester, action } = entry;
  const who = requester && `${requester.country}, ${requester.subject}, token ${requester.tokenId}`;
  const did =
    action &&
    `${action.kind} of ${action.owner ?? 'all'}, from ${action.from} to before ${action.before}, by ${action.by}`;
  const erased = action?.erased
    ?.map((one) => `${one.index}${'part' in one ? ' a part' : ' whole'}`)
    .join(', ');
  return [
    line(`entry ${index}`, entry.time),
    line('requester', who),
    line('purpose', entry.purpose),
    line('justification', entry.justification),
    line('access date', entry.accessDate),
    line('outcome', entry.code === null ? entry.outcome : `${entry.outcome}, ${entry.code}`),
    line('requests', entry.requests === 1 ? null : String(entry.requests)),
    line('operations', entry.operations.join(', ')),
    line('query', entry.query),
    line('done', did),
    line('erased', erased ?? null),
    line('leaf', leafOf(kept)),
    line(
      'owners',
      parts.length === partsInAll
        ? String(partsInAll)
        : `${partsInAll}, of which ${partsInAll - parts.length} are erased`,
    ),
    ...parts.flatMap(partLines),
  ]
    .filter((one) => one !== null)
    .join('\n');
}

function partLines(part: PartInPlace): readonly (string | null)[] {
  const counts = `given ${part.given}, withheld ${part.withheld}, overshared ${part.overshared}`;
  return [
    '',
    line(part.owner, `${part.status}; ${counts}`),
    line('  document', part.document),
    line('  coordinates', part.coordinates.join(', ')),
    line('  denials', part.denials.map(({ coordinate, reason }) => `${coordinate} ${reason}`).join(', ')),
    line(
      '  obligations',
      part.obligations.map(({ obligation, records }) => `${obligation} ${records}`).join(', '),
    ),
    line('  joins', part.joins.map(({ owner, references }) => `${owner} ${references}`).join(', ')),
    line('  arguments', part.arguments),
    line('  references', part.references),
  ];
}

/** Null: there is nothing to say. */
function line(name: string, value: string | null): string | null {
  return value === null || value === '' ? null : `${plainText(`${name}:`).padEnd(16)}${plainText(value)}`;
}
