import { join } from 'node:path';
import { Command } from 'commander';
import { DEMO_FOLDER } from '../demo-keys.ts';
import { UNREADABLE } from '../or-explain.ts';

/** What a subcommand of `concordat ledger` says of itself. */
export interface LedgerSubcommand {
  readonly name: string;
  readonly what: string;
  /** What there is to know beyond its options; may be empty. */
  readonly more: string;
  /** As they are typed, without `npx concordat ledger`. */
  readonly examples: readonly string[];
}

export const LEDGER_EXIT_CODES =
  'Exit code: 0; 1 when something is not as the ledger gave it out; 2 when an option, a setting or the ledger cannot be read or used.';

/** The subcommand, without its options and its action. */
export function ledgerSubcommand({ name, what, more, examples }: LedgerSubcommand): Command {
  const typed = examples.map((words) => `  $ npx concordat ledger ${words}`).join('\n');
  return new Command(name)
    .description(what)
    .showSuggestionAfterError(false)
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : UNREADABLE))
    .addHelpText('after', `${more}\n\nExample:\n${typed}\n\n${LEDGER_EXIT_CODES}`);
}

/** The same for one that reads the ledger of a deployment. */
export function ledgerSubcommandOn(order: LedgerSubcommand): Command {
  return ledgerSubcommand(order).option(
    '--config <file>',
    'settings in JSON; by default those of the running demo',
    join(DEMO_FOLDER, 'settings.json'),
  );
}
