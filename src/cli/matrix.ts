import { Command, Option } from 'commander';
import { type AccessMatrix, accessMatrix } from '../access/access-matrix.ts';
import { columnsByKind, columnsByOwner } from '../access/matrix-columns.ts';
import { recordCoordinates } from '../access/record-coordinates.ts';
import { AGREEMENT_KINDS, type AgreementKind, CRIME_AREAS } from '../terms.ts';
import { loadSchemaVersion } from './load-schema-version.ts';
import { orExplain, UNREADABLE } from './or-explain.ts';
import { readCountryOption, readDateOption } from './read-option.ts';
import { toMatrixMarkdown } from './to-matrix-markdown.ts';
import { toMatrixText } from './to-matrix-text.ts';

const EXAMPLE = `
open: whatever the marking. on the marking: the best case gives it, some handling code does not. Europol's fields hang on
the agreement with Europol, Interpol's on the one with Interpol, all others on the owner's. Of a STATISTICAL figure only
the protected table is given.

Example:
  $ npx concordat matrix --markdown
  $ npx concordat matrix --as NO --date 2011-12-16

Exit code: 0; 2 when something cannot be read.`;

interface Words {
  readonly as?: string;
  readonly date?: string;
  readonly owner: AgreementKind;
  readonly crimeArea: string;
  readonly json?: true;
  readonly markdown?: true;
}

/** `concordat matrix`: what each kind of agreement, or one country, gets of each field. Asks nobody else. */
export function matrixCommand(): Command {
  const owner = new Option('--owner <kind>', 'kind the owner holds')
    .choices(AGREEMENT_KINDS)
    .default('EU_MEMBER');
  const area = new Option('--crime-area <area>', 'crime area of the operation')
    .choices(CRIME_AREAS)
    .default('CSE');
  return new Command('matrix')
    .description('say what a participant gets of each field, by kind of agreement or for one country')
    .showSuggestionAfterError(false)
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : UNREADABLE))
    .option('--as <country>', 'this country, before each owner')
    .option('--date <yyyy-MM-dd>', 'day on which agreements are read; by default today in Brussels')
    .addOption(owner)
    .addOption(area)
    .option('--json', 'print JSON')
    .addOption(new Option('--markdown', 'print a table in Markdown').conflicts('json'))
    .addHelpText('after', EXAMPLE)
    .action((words: Words) => orExplain(() => print(words)));
}

function print(words: Words): void {
  const date = readDateOption('--date', words.date);
  const { matrix, about } = matrixFor(words, date);
  const said = `${about}, for whatever purpose gives most, on ${date}`;
  if (words.json) process.stdout.write(`${JSON.stringify({ about: said, ...matrix })}\n`);
  else if (words.markdown) process.stdout.write(`${said}.\n\n${toMatrixMarkdown(matrix)}`);
  else process.stdout.write(`${said}.\n\n${toMatrixText(matrix)}`);
}

function matrixFor(
  { as, owner, crimeArea }: Words,
  date: string,
): { readonly matrix: AccessMatrix; readonly about: string } {
  const { schema, map, gated, policy } = loadSchemaVersion();
  const places = [...gated.values()].filter(({ says }) => says !== 'reads nothing');
  const ofRecords = recordCoordinates(schema, map);
  if (as === undefined) {
    const byKind = columnsByKind(policy, date, owner);
    const ground = { policy: byKind.policy, date, crimeArea };
    const about = `What a participant gets of an owner who holds ${owner}, by the kind of agreement it holds`;
    return { matrix: accessMatrix(ground, places, ofRecords, byKind.columns), about };
  }
  const requester = readCountryOption(policy, '--as', as);
  const columns = columnsByOwner(policy, requester);
  const about = `What ${requester}, a participant, gets of each owner, in the crime area ${crimeArea}`;
  return { matrix: accessMatrix({ policy, date, crimeArea }, places, ofRecords, columns), about };
}
