import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { compareDecisions } from '../access/compare-decisions.ts';
import { decide } from '../access/decide.ts';
import type { InputColumn } from '../access/read-decision-input.ts';
import { INPUT_COLUMNS, readDecisionInput } from '../access/read-decision-input.ts';
import { readDecisionTable } from '../access/read-decision-table.ts';
import { GatewayError } from '../errors.ts';
import { loadPolicy } from './load-policy.ts';
import { orExplain, UNREADABLE } from './or-explain.ts';
import { toComparisonText } from './to-comparison-text.ts';
import { toDecisionText } from './to-decision-text.ts';

/** Exit code that says that rows differ. */
const ROWS_DIFFER = 1;

/** An option for each column of a question. */
const OPTIONS: Readonly<Record<InputColumn, Option>> = {
  date: new Option('--date <yyyy-MM-dd>', 'day of the decision'),
  owner: new Option('--owner <country>', 'country whose data it is'),
  requester: new Option('--requester <country>', 'country that asks'),
  category: new Option('--category <category>', 'category of the field'),
  purpose: new Option('--purpose <purpose>', 'purpose stated'),
  crime: new Option('--crime-area <area>', 'crime area of the operation'),
  participant: new Option('--participant <yes|no>', 'does the requester take part in the operation'),
  addressee: new Option('--addressee <yes|no>', 'is the requester named on the record'),
  handling: new Option('--handling <codes>', 'handling codes of the record, joined with +'),
  consent: new Option('--consent <consent>', 'consent of the owner: none, general or item'),
  log: new Option('--log <up|down>', 'can the evidence log be written'),
};

const EXAMPLE = `
Without --table every option of the question is required; a word that is unknown, or empty (""), is read as the strictest.

Example:
  $ npx concordat decide --date 2011-12-16 --owner DE --requester NO --category PERSONAL \\
      --purpose OPERATIONAL_ANALYSIS --crime-area CSE --participant yes --addressee no \\
      --handling H0 --consent none --log up
  $ npx concordat decide --table decisions.csv

Exit code: 0; 1 when rows of the table differ; 2 when something cannot be read.`;

type Words = Readonly<Record<string, string | undefined>>;

/** `concordat decide`: one question to the rules, or a table of questions with the answers expected. Asks nobody else. */
export function decideCommand(): Command {
  const command = new Command('decide')
    .description('say what the rules give one country of another, and on what law')
    .showSuggestionAfterError(false)
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : UNREADABLE))
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLE);
  const options = INPUT_COLUMNS.map((column) => OPTIONS[column]);
  for (const option of options) {
    command.addOption(option);
  }
  const table = new Option('--table <file>', 'compare each row of a CSV table with the rules');
  command.addOption(table.conflicts(options.map((option) => option.attributeName())));
  return command.action(({ table: file, json, ...words }: Words & { json?: boolean }) => {
    if (file === undefined) {
      refuseMissing(command, words);
    }
    return orExplain(() =>
      file === undefined ? answerOne(words, json === true) : answerTable(file, json === true),
    );
  });
}

/** Not commander's requiredOption: with --table none of them is asked for. */
function refuseMissing(command: Command, words: Words): void {
  for (const column of INPUT_COLUMNS) {
    const option = OPTIONS[column];
    if (words[option.attributeName()] === undefined) {
      command.error(`error: required option '${option.flags}' not specified`, { exitCode: UNREADABLE });
    }
  }
}

function answerOne(words: Words, json: boolean): void {
  const cells = Object.fromEntries(
    INPUT_COLUMNS.map((column) => [column, words[OPTIONS[column].attributeName()] ?? '']),
  );
  const input = readDecisionInput(cells as Record<InputColumn, string>, (column, problem, remedy) => {
    const option = `--${OPTIONS[column].name()}`;
    return new GatewayError('BAD_USER_INPUT', `option ${option}: ${problem}: ${remedy}`, { option, remedy });
  });
  const decision = decide(input, loadPolicy());
  process.stdout.write(json ? `${JSON.stringify(decision)}\n` : toDecisionText(decision));
}

function answerTable(file: string, json: boolean): void {
  const comparison = compareDecisions(readDecisionTable(file, loadTable(file)), loadPolicy());
  process.stdout.write(json ? `${JSON.stringify(comparison)}\n` : toComparisonText(comparison));
  if (comparison.differ > 0) {
    process.exitCode = ROWS_DIFFER;
  }
}

function loadTable(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const message = `${file} cannot be read: give the path of a CSV table with the columns of decisions.csv`;
    throw new GatewayError('BAD_USER_INPUT', message, { file }, { cause });
  }
}
