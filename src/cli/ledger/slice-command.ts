import { type Command, Option } from 'commander';
import { dayBeside } from '../../access/day-beside.ts';
import { midnightInBrussels } from '../../access/midnight-in-brussels.ts';
import { quoteValue } from '../../access/quote-value.ts';
import type { Environment } from '../../config.ts';
import { openProver } from '../../ledger/proof/open-prover.ts';
import { readInPlace } from '../../ledger/read-in-place.ts';
import { findAll } from '../../ledger/slice/find-all.ts';
import { sliceOf } from '../../ledger/slice/slice-of.ts';
import { optionError, readDateOption } from '../read-option.ts';
import { ledgerSubcommandOn } from './ledger-subcommand.ts';
import { type Recorded, type RecordedLedger, withRecordedLedger } from './open-recorded.ts';
import { orFail } from './or-fail.ts';
import { progressOf } from './progress-of.ts';
import { readLedgerSettings } from './read-ledger-settings.ts';
import { sliceCsvHead, toSliceCsv } from './to-slice-csv.ts';
import { type WritePiece, writeWhole } from './write-whole.ts';

const ORDER = {
  name: 'slice',
  what: "write what was asked and given of one owner's data, with proofs: JSON, a line for each",
  more: `
Days are those of Brussels, both included. A slice proves that what is in it is in the log, not that nothing is missing.
As CSV it is for reading, and has no proofs. That it was read becomes an entry itself, before anything is written.`,
  examples: [
    'slice --owner DE --from 2026-01-01 --to 2026-01-31 --out de-january.jsonl',
    'slice --owner DE --from 2026-01-01 --to 2026-01-31 --csv',
  ],
};

interface Options {
  readonly config: string;
  readonly owner: string;
  readonly from: string;
  readonly to: string;
  readonly csv?: true;
  readonly json?: true;
  readonly out?: string;
}

interface Span {
  readonly owner: string;
  readonly from: number;
  readonly before: number;
}

/** `concordat ledger slice`: for the data-protection officer of an owner. */
export function sliceCommand(environment: Environment): Command {
  return ledgerSubcommandOn(ORDER)
    .requiredOption('--owner <country>', 'whose data, two capital letters')
    .requiredOption('--from <yyyy-MM-dd>', 'first day')
    .requiredOption('--to <yyyy-MM-dd>', 'last day')
    .option('--json', 'JSON lines with proofs, as without it')
    .addOption(new Option('--csv', 'CSV without proofs').conflicts('json'))
    .option('--out <file>', 'by default standard output')
    .action((options: Options) => orFail(() => slice(options, environment)));
}

async function slice(options: Options, environment: Environment): Promise<void> {
  const span = readSpan(options);
  const settings = await readLedgerSettings(options.config, environment);
  await withRecordedLedger(settings, (ledger) =>
    writeWhole(options.out, async (write) => {
      const [from, before] = [span.from, span.before].map((time) => new Date(time).toISOString());
      const reading = await ledger.record({
        kind: 'read',
        owner: span.owner,
        from: from as string,
        before: before as string,
      });
      await (options.csv ? writeCsv : writeLines)(ledger, span, reading, write);
    }),
  );
}

/** Throws BAD_USER_INPUT. */
function readSpan({ owner, from, to }: Options): Span {
  if (!/^[A-Z]{2}$/.test(owner))
    throw optionError(
      '--owner',
      `${quoteValue(owner)} is no country code`,
      'write two capital letters, such as DE',
    );
  const first = readDateOption('--from', from);
  const last = readDateOption('--to', to);
  const after = dayBeside(last, 1);
  if (last < first) throw optionError('--to', `${last} is before ${first}`, 'write the first day as --from');
  if (after === null) throw optionError('--to', `${last} is the last day there is`, 'write one before it');
  return { owner, from: midnightInBrussels(first), before: midnightInBrussels(after) };
}

type WriteSlice = (ledger: RecordedLedger, span: Span, reading: Recorded, write: WritePiece) => Promise<void>;

const writeLines: WriteSlice = async ({ store, key }, span, reading, write) => {
  const prover = await openProver(store, reading.head, key, progressOf('leaves read'));
  const report = progressOf('entries written');
  for await (const line of sliceOf(store, { ...span, reading }, prover, report)) await write(line);
};

const writeCsv: WriteSlice = async ({ store }, span, reading, write) => {
  await write(sliceCsvHead());
  for await (const page of findAll(store, span, reading.index))
    await write(toSliceCsv(await readInPlace(store, page)));
};
