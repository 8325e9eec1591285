import { type Command, Option } from 'commander';
import type { Environment } from '../../config.ts';
import { printNoteKey } from '../../ledger/note/note-key.ts';
import { openSigner } from '../../ledger/open-signer.ts';
import { ledgerSubcommandOn } from './ledger-subcommand.ts';
import { orFail } from './or-fail.ts';
import { plainJson } from './plain-text.ts';
import { readLedgerSettings } from './read-ledger-settings.ts';

const ORDER = {
  name: 'key',
  what: 'print the public key of the log, by which slices and proofs are checked',
  more: '\nPublish it where the ledger cannot be changed, so that nobody can put another in its place.',
  examples: ['key', 'key --pem > ledger-key.pem'],
};

interface Options {
  readonly config: string;
  readonly json?: true;
  readonly pem?: true;
}

/** `concordat ledger key`: the public key, as C2SP signed-note writes it. */
export function keyCommand(environment: Environment): Command {
  return ledgerSubcommandOn(ORDER)
    .option('--json', 'print JSON')
    .addOption(new Option('--pem', 'print it as openssl takes it').conflicts('json'))
    .action((options: Options) =>
      orFail(async () => {
        const { keyFile, name } = await readLedgerSettings(options.config, environment);
        const { key } = openSigner(keyFile, name, false);
        const pem = String(key.publicKey.export({ type: 'spki', format: 'pem' }));
        const text = printNoteKey(key);
        if (options.pem) process.stdout.write(pem);
        else if (options.json)
          process.stdout.write(`${plainJson({ key: text, name: key.name, id: key.id, pem })}\n`);
        else process.stdout.write(`${text}\n`);
      }),
    );
}
