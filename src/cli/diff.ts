import { Command, Option } from 'commander';
import { comparePolicies } from '../access/compare-policies.ts';
import { holdersOf } from '../access/holders-of.ts';
import type { Policy } from '../access/policy.ts';
import { readPlannedAgreement } from '../access/read-planned-agreement.ts';
import { withAgreement } from '../access/with-agreement.ts';
import { GatewayError } from '../errors.ts';
import { loadSchemaVersion, type SchemaVersion } from './load-schema-version.ts';
import { orExplain, UNREADABLE } from './or-explain.ts';
import { toDiffText } from './to-diff-text.ts';

/** Exit code that says that something opens. */
const OPENS = 1;

const EXAMPLE = `
A field opens where the effect gets wider for any purpose or record: for a handling code, an addressee, an item consent.
Who holds what stands at the end; --by-country says everything of countries and days instead of kinds, which is longer.
The evidence log is taken to be up.

Example:
  $ git worktree add /tmp/old v1.0
  $ npx concordat diff --from /tmp/old/schema --to schema
  $ npx concordat diff --what-if "RS=OPERATIONAL from 2013-05-07 to 2014-05-06"

Exit code: 0; 1 when something opens and --allow-open is not given; 2 when something cannot be read.`;

interface Words {
  readonly from?: string;
  readonly to?: string;
  readonly whatIf?: readonly string[];
  readonly byCountry?: true;
  readonly allowOpen?: true;
  readonly json?: true;
}

/** `concordat diff`: what two versions of schema/ open and close. Asks nobody else. */
export function diffCommand(): Command {
  const whatIf = new Option(
    '--what-if <agreement>',
    'compare with this agreement in place; may be given again',
  )
    .argParser((text: string, before: readonly string[] = []) => [...before, text])
    .conflicts(['from', 'to']);
  return new Command('diff')
    .description(
      'say what opens and closes between two versions of schema/, for whom, of whom, and on which days',
    )
    .showSuggestionAfterError(false)
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : UNREADABLE))
    .option('--from <folder>', 'the version before')
    .option('--to <folder>', 'the version after')
    .addOption(whatIf)
    .option('--by-country', 'say everything of countries and days, and nothing of kinds')
    .option('--allow-open', 'exit with 0 also when something opens')
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLE)
    .action((words: Words) => orExplain(() => answer(words)));
}

function answer(words: Words): void {
  const [before, after] = versionsOf(words);
  const changes = comparePolicies(before, after, words.byCountry === true);
  const holders = holdersOf(before.policy, after.policy);
  const text = words.json
    ? `${JSON.stringify({ changes, holders: Object.fromEntries(holders) })}\n`
    : toDiffText(changes, holders);
  process.stdout.write(text);
  const isOpening = changes.some(({ direction }) => direction === 'opens');
  if (isOpening && words.allowOpen !== true) process.exitCode = OPENS;
}

function versionsOf({ from, to, whatIf }: Words): readonly [SchemaVersion, SchemaVersion] {
  if (whatIf !== undefined) {
    const today = loadSchemaVersion();
    const planned = whatIf.map((text) => readPlannedAgreement('--what-if', text));
    return [today, { ...today, policy: planned.reduce<Policy>(withAgreement, today.policy) }];
  }
  if (from === undefined || to === undefined) {
    const missing = from === undefined ? '--from' : '--to';
    const message = `option ${missing} is missing: give --from and --to, a folder each, or --what-if`;
    throw new GatewayError('BAD_USER_INPUT', message);
  }
  return [loadSchemaVersion(from), loadSchemaVersion(to)];
}
