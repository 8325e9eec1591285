import { randomUUID } from 'node:crypto';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Policy } from '../access/policy.ts';
import { quoteValue } from '../access/quote-value.ts';
import { CALLER_FORMS, CALLER_ROLES, type CallerRole } from '../gateway/caller.ts';
import { readJustification } from '../gateway/read-justification.ts';
import { DEMO_FOLDER, loadOrMakeDemoKeys } from './demo-keys.ts';
import { loadPolicy } from './load-policy.ts';
import { orExplain, UNREADABLE } from './or-explain.ts';
import { optionError, readCountryOption, readPurposeOption } from './read-option.ts';
import { signToken } from './sign-token.ts';

const LONGEST_MINUTES = 60;
const MOST_PURPOSES = 16;

const EXAMPLE = `
The key is the demo's, made at first use in .concordat/: a gateway on real settings does not take it.
A person who may act for several purposes chooses one by the header x-purpose; x-justification goes before --justification.

Example:
  $ npx concordat token --country NO --subject analyst-1 --purpose OPERATIONAL_ANALYSIS \\
      --justification "ICARUS/11-204"

Exit code: 0; 2 when an option cannot be read, or the key not be made.`;

interface Words {
  readonly country: string;
  readonly subject: string;
  readonly purpose: readonly string[];
  readonly justification?: string;
  readonly role: CallerRole;
  readonly expiresIn: number;
}

/** `concordat token`: signs a token with the demo's key in `folder` and prints it, nothing else. */
export function tokenCommand(folder: string = DEMO_FOLDER): Command {
  return new Command('token')
    .description("print a signed token for the demo's key")
    .showSuggestionAfterError(false)
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : UNREADABLE))
    .requiredOption('--country <country>', 'country the person acts for, two capital letters')
    .requiredOption('--subject <subject>', 'name of the person, by which the evidence log knows them')
    .requiredOption('--purpose <purpose>', 'what the person may act for; may be given again', collect)
    .option('--justification <text>', 'why: 1 to 500 characters, or state it by x-justification')
    .addOption(new Option('--role <role>', 'role of the person').choices(CALLER_ROLES).default('analyst'))
    .option('--expires-in <minutes>', `1 to ${LONGEST_MINUTES}`, readMinutes, LONGEST_MINUTES)
    .addHelpText('after', EXAMPLE)
    .action((words: Words) => orExplain(() => printToken(words, folder)));
}

function collect(purpose: string, before: readonly string[] = []): readonly string[] {
  return [...before, purpose];
}

function readMinutes(text: string): number {
  const minutes = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (minutes < 1 || minutes > LONGEST_MINUTES) {
    throw new InvalidArgumentError(`write whole minutes from 1 to ${LONGEST_MINUTES}`);
  }
  return minutes;
}

async function printToken(words: Words, folder: string): Promise<void> {
  checkWords(words, loadPolicy());
  const content = {
    subject: words.subject,
    country: words.country,
    role: words.role,
    purposes: [...new Set(words.purpose)],
    justification: words.justification === undefined ? null : readJustification(words.justification),
    tokenId: randomUUID(),
    issuedAt: new Date(),
    expiresInMinutes: words.expiresIn,
  };
  process.stdout.write(`${await signToken(content, await loadOrMakeDemoKeys(folder))}\n`);
}

/** A token for a country or purpose that the tables lack would be good, and open nothing: say so now. */
function checkWords({ country, subject, purpose: purposes }: Words, policy: Policy): void {
  readCountryOption(policy, '--country', country);
  for (const purpose of purposes) readPurposeOption(policy, '--purpose', purpose);
  if (purposes.length > MOST_PURPOSES) {
    throw optionError('--purpose', `${purposes.length} purposes`, `write at most ${MOST_PURPOSES}`);
  }
  if (!CALLER_FORMS.subject.test(subject)) {
    throw optionError(
      '--subject',
      `${quoteValue(subject)} is no subject`,
      'write 1 to 255 printable characters, ASCII',
    );
  }
}
