import { createReadStream } from 'node:fs';
import type { Command } from 'commander';
import { readLines } from '../../ledger/slice/read-lines.ts';
import { verifySlice } from '../../ledger/slice/verify-slice.ts';
import { optionError } from '../read-option.ts';
import { ledgerSubcommand } from './ledger-subcommand.ts';
import { orFail } from './or-fail.ts';
import { plainJson, plainText } from './plain-text.ts';
import { readKeyOption } from './read-key-option.ts';

const ORDER = {
  name: 'verify-slice',
  what: 'check a slice with the public key alone: no settings, no ledger',
  more: '\nThat all lines hold does not say that no line is missing.',
  examples: ['verify-slice de-january.jsonl --key ledger-key.txt'],
};

interface Options {
  readonly key: string;
  readonly json?: true;
}

/** `concordat ledger verify-slice`: what `slice` has written, offline. */
export function verifySliceCommand(): Command {
  return ledgerSubcommand(ORDER)
    .argument('<file>', 'the slice')
    .requiredOption('--key <key>', 'public key of the log, or a file that holds it')
    .option('--json', 'print JSON')
    .action((file: string, options: Options) => orFail(() => verify(file, options)));
}

async function verify(file: string, options: Options): Promise<void> {
  const key = readKeyOption(options.key);
  const { head, ...slice } = await verifySlice(readLines(readChunks(file)), key);
  const { origin: log, size } = head;
  if (options.json) {
    process.stdout.write(`${plainJson({ log, size, ...slice })}\n`);
    return;
  }
  const { owner, from, before, entries, given, withheld } = slice;
  process.stdout.write(
    [
      `every line is of the log ${log}, under its signed head of ${size} entries`,
      `${plainText(owner)}, from ${from} to before ${before}: ${entries} entries, ${given} records given, ${withheld} withheld`,
      'that no entry is missing is not shown: a slice proves what is in it\n',
    ].join('\n'),
  );
}

async function* readChunks(file: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(file) as AsyncIterable<Uint8Array>;
  } catch (cause) {
    if (!(cause instanceof Error && 'syscall' in cause)) throw cause;
    throw optionError('<file>', `${file} cannot be read`, 'give the file that `slice` has written', cause);
  }
}
