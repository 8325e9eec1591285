import type { Command } from 'commander';
import type { Environment } from '../../config.ts';
import { printReceiptProof } from '../../ledger/note/receipt-proof.ts';
import { openProver } from '../../ledger/proof/open-prover.ts';
import { proveEntry } from '../../ledger/proof/prove-entry.ts';
import { ledgerSubcommandOn } from './ledger-subcommand.ts';
import { withRecordedLedger } from './open-recorded.ts';
import { orFail } from './or-fail.ts';
import { plainJson } from './plain-text.ts';
import { progressOf } from './progress-of.ts';
import { entryAt, readIndex } from './read-index.ts';
import { readLedgerSettings } from './read-ledger-settings.ts';
import { spanOf } from './span-of.ts';
import { writeWhole } from './write-whole.ts';

const ORDER = {
  name: 'prove',
  what: 'write the proof that an entry is in the log (C2SP tlog-proof); it holds the entry',
  more: '\nThat it was read becomes an entry itself, before anything is written.',
  examples: ['prove 12', 'prove 12 --out receipt.tlog-proof'],
};

interface Options {
  readonly config: string;
  readonly out?: string;
  readonly json?: true;
}

/** `concordat ledger prove`: a file that proves one entry offline. */
export function proveCommand(environment: Environment): Command {
  return ledgerSubcommandOn(ORDER)
    .argument('<index>', 'number of the entry')
    .option('--out <file>', 'by default `<index>.tlog-proof` in this folder')
    .option('--json', 'print where it was written as JSON')
    .action((index: string, options: Options) => orFail(() => prove(index, options, environment)));
}

async function prove(word: string, options: Options, environment: Environment): Promise<void> {
  const index = readIndex(word);
  const settings = await readLedgerSettings(options.config, environment);
  const out = options.out ?? `${index}.tlog-proof`;
  await withRecordedLedger(settings, async ({ store, key, record }) => {
    const kept = await entryAt(store, index);
    await writeWhole(out, async (write) => {
      const { head } = await record({ kind: 'read', owner: null, ...spanOf(kept) });
      const prover = await openProver(store, head, key, progressOf('leaves read'));
      await write(printReceiptProof(proveEntry(kept, prover)));
    });
  });
  process.stdout.write(
    options.json ? `${plainJson({ index, file: out })}\n` : `the proof of entry ${index} is in ${out}\n`,
  );
}
