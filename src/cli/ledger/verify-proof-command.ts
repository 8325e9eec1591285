import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { readReceiptProof } from '../../ledger/note/receipt-proof.ts';
import { verifyReceiptProof } from '../../ledger/note/verify-receipt-proof.ts';
import { optionError } from '../read-option.ts';
import { ledgerSubcommand } from './ledger-subcommand.ts';
import { orFail } from './or-fail.ts';
import { plainJson, plainText } from './plain-text.ts';
import { readKeyOption } from './read-key-option.ts';

const ORDER = {
  name: 'verify-proof',
  what: 'check the proof of an entry with the public key alone: no settings, no ledger',
  more: '',
  examples: ['verify-proof 12.tlog-proof --key ledger-key.txt'],
};

interface Options {
  readonly key: string;
  readonly json?: true;
}

/** `concordat ledger verify-proof`: what `prove` has written, offline. */
export function verifyProofCommand(): Command {
  return ledgerSubcommand(ORDER)
    .argument('<file>', 'the proof')
    .requiredOption('--key <key>', 'public key of the log, or a file that holds it')
    .option('--json', 'print JSON')
    .action((file: string, options: Options) => orFail(async () => verifyProof(file, options)));
}

function verifyProof(file: string, options: Options): void {
  const key = readKeyOption(options.key);
  const { index, head, entry } = verifyReceiptProof(readReceiptProof(readBytes(file)), key);
  const text = Buffer.from(entry).toString();
  const { origin: log, size } = head;
  process.stdout.write(
    options.json
      ? `${plainJson({ index, log, size, entry: JSON.parse(text) })}\n`
      : `entry ${index} is in the log ${log}, under its signed head of ${size} entries:\n${plainText(text)}\n`,
  );
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw optionError('<file>', `${file} cannot be read`, 'give the file that `prove` has written', cause);
  }
}
