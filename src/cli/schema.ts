import { Command } from 'commander';
import { kindOf } from '../access/policy.ts';
import { requestCasesOf } from '../access/question-space.ts';
import { schemaFor } from '../access/schema-for.ts';
import { loadSchemaVersion, type SchemaVersion } from './load-schema-version.ts';
import { orExplain, UNREADABLE } from './or-explain.ts';
import { readCountryOption, readDateOption, readPurposeOption } from './read-option.ts';

const EXAMPLE = `
The text builds with any GraphQL tool. Each field has its category and owner in its description.

Example:
  $ npx concordat schema --as RS --date 2011-12-16 > rs.graphql
  $ npx concordat schema --as RS --date 2014-05-07 --purpose OPERATIONAL_ANALYSIS

Exit code: 0; 2 when something cannot be read.`;

interface Words {
  readonly as: string;
  readonly date?: string;
  readonly purpose?: string;
}

/** `concordat schema`: the schema that one country can get values from. Asks nobody else. */
export function schemaCommand(): Command {
  return new Command('schema')
    .description('print the schema one country can get values from, closed fields left out')
    .showSuggestionAfterError(false)
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : UNREADABLE))
    .requiredOption('--as <country>', 'country that asks')
    .option('--date <yyyy-MM-dd>', 'day on which agreements are read; by default today in Brussels')
    .option('--purpose <purpose>', 'purpose stated; by default any of the list')
    .addHelpText('after', EXAMPLE)
    .action((words: Words) => orExplain(() => printFor(words)));
}

function printFor(words: Words): void {
  const version = loadSchemaVersion();
  const { policy } = version;
  const asker = {
    country: readCountryOption(policy, '--as', words.as),
    date: readDateOption('--date', words.date),
  };
  const purpose = words.purpose === undefined ? null : readPurposeOption(policy, '--purpose', words.purpose);
  const requests = requestCasesOf(purpose === null ? policy.purposes.keys() : [purpose]).filter(
    (request) => request.purpose !== null,
  );
  const header = headerOf(version, asker, purpose).map((line) => `# ${line}\n`);
  process.stdout.write(`${header.join('')}\n${schemaFor(version, asker, requests)}\n`);
}

function headerOf(
  { policy }: SchemaVersion,
  { country, date }: { readonly country: string; readonly date: string },
  purpose: string | null,
): readonly string[] {
  return [
    `What ${country} (${kindOf(policy, country, date)}) can get values from on ${date}, for ${purpose ?? 'any purpose of the list'}.`,
    'A field stands here when at least one other owner opens it, for some marking, addressee or consent of a record.',
    `Whether ${country} takes part in the operation is not known here: what is open either way stands. So it is with`,
    `crime areas: one within the scope of ${country} is taken. Its own records are not counted: they are open to it.`,
  ];
}
