import { Command } from 'commander';
import type { Environment } from '../config.ts';
import { eraseCommand } from './ledger/erase-command.ts';
import { keyCommand } from './ledger/key-command.ts';
import { LEDGER_EXIT_CODES } from './ledger/ledger-subcommand.ts';
import { proveCommand } from './ledger/prove-command.ts';
import { showCommand } from './ledger/show-command.ts';
import { sliceCommand } from './ledger/slice-command.ts';
import { statsCommand } from './ledger/stats-command.ts';
import { verifyCommand } from './ledger/verify-command.ts';
import { verifyProofCommand } from './ledger/verify-proof-command.ts';
import { verifySliceCommand } from './ledger/verify-slice-command.ts';

const EXAMPLE = `
The ledger is that of the settings, or the PostgreSQL of CONCORDAT_LEDGER. Commands work beside a running gateway. show,
slice and prove write an entry that says who has read, before they give anything out; erase likewise.
docs/ledger.md says how to check all of it without this program.

Example:
  $ npx concordat ledger verify
  $ npx concordat ledger slice --owner DE --from 2026-01-01 --to 2026-01-31 --out de-january.jsonl
  $ npx concordat ledger verify-slice de-january.jsonl --key ledger-key.txt

${LEDGER_EXIT_CODES}`;

/** `concordat ledger`: reads, checks and erases the evidence. */
export function ledgerCommand(environment: Environment): Command {
  return new Command('ledger')
    .description('read, prove, verify or erase what the evidence ledger holds')
    .addHelpText('after', EXAMPLE)
    .addCommand(verifyCommand(environment))
    .addCommand(sliceCommand(environment))
    .addCommand(verifySliceCommand())
    .addCommand(showCommand(environment))
    .addCommand(statsCommand(environment))
    .addCommand(proveCommand(environment))
    .addCommand(verifyProofCommand())
    .addCommand(keyCommand(environment))
    .addCommand(eraseCommand(environment));
}
