import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { isIsoDate } from '../access/is-iso-date.ts';
import type { Config, Environment } from '../config.ts';
import { GatewayError } from '../errors.ts';
import { readConfig } from '../read-config.ts';
import { type KeptTable, readKeptTables } from '../statistics/keep-tables.ts';
import { auditKept } from '../statistics/release-table.ts';
import { openSolver } from '../statistics/solver.ts';
import { statisticsOf } from '../statistics-of.ts';
import type { IsoDate } from '../terms.ts';
import { DEMO_FOLDER } from './demo-keys.ts';
import { optionError } from './read-option.ts';
import { toTableCsv } from './to-table-csv.ts';
import { toTableText } from './to-table-text.ts';

const UNREADABLE = 2;

const EXAMPLE = `
build asks every country once, chooses what to hold back, audits that, and keeps the table: it is built once.
audit attacks a kept table anew. show prints it as it is published, beside what an outsider can compute.
A cell that is held back is printed as x.

Example:
  $ npx concordat statistics build --operation icarus --date 2011-12-16
  $ npx concordat statistics show --operation icarus --date 2011-12-16 --csv

Exit code: 0; 1 when no table can be released, or an audit fails; 2 when an option or a setting cannot be read or used.`;

interface Options {
  readonly config: string;
  readonly operation: string;
  readonly date: string;
  readonly json?: boolean;
  readonly csv?: boolean;
}

/** Builds a table by asking every country; handed in by main, which joins the rooms. */
export type BuildStatistics = (
  config: Config,
  operation: string,
  date: IsoDate,
  report: (line: string) => void,
) => Promise<{ readonly file: string }>;

/** `concordat statistics`: the protected table of one operation and reporting date. */
export function statisticsCommand(build: BuildStatistics, environment: Environment): Command {
  const command = new Command('statistics')
    .description('build, audit or show the protected table of published figures')
    .addHelpText('after', EXAMPLE);
  const sub = (name: string, what: string, run: (options: Options) => Promise<void>): Command =>
    new Command(name)
      .description(what)
      .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : UNREADABLE))
      .requiredOption('--operation <id>', 'id of the operation')
      .requiredOption('--date <yyyy-MM-dd>', 'reporting date')
      .option(
        '--config <file>',
        'settings in JSON; by default those of the running demo',
        join(DEMO_FOLDER, 'settings.json'),
      )
      .option('--json', 'print JSON')
      .option('--csv', 'print CSV with the SDMX attributes CONF_STATUS and CONF_REDIST')
      .addHelpText('after', EXAMPLE)
      .action((options: Options) => run(options).catch(fail));
  return command
    .addCommand(
      sub('build', 'ask every country, protect, audit and keep the table', async (options) => {
        const config = await settingsOf(options, environment);
        await build(config, options.operation, options.date, say);
        print(options, keptOf(config, options));
      }),
    )
    .addCommand(
      sub('audit', 'attack a kept table anew', async (options) => {
        const config = await settingsOf(options, environment);
        const kept = keptOf(config, options);
        const earlier = allOf(config, options).filter(({ table }) => table.date < options.date);
        const { rows, faults } = auditKept(kept, earlier, await openSolver());
        print(options, { ...kept, table: { ...kept.table, audit: rows } });
        say(faults.length === 0 ? 'the audit holds' : `the audit fails:\n${faults.join('\n')}`);
        if (faults.length > 0) process.exitCode = 1;
      }),
    )
    .addCommand(
      sub('show', 'print a kept table', async (options) => {
        print(options, keptOf(await settingsOf(options, environment), options));
      }),
    );
}

/** Read when it is needed: a country that cannot be imported stops this command and no other. */
async function settingsOf({ config: file, date }: Options, environment: Environment): Promise<Config> {
  if (!isIsoDate(date)) throw optionError('--date', 'no day of the calendar', 'write it as yyyy-MM-dd');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw optionError(
      '--config',
      `${file} cannot be read`,
      'start the demo (`npm run demo`), or give your settings',
      cause,
    );
  }
  const { COUNTRIES } = await import('../countries/registry.ts');
  return readConfig(text, file, environment, COUNTRIES.keys());
}

function allOf(config: Config, { operation, date }: Options): readonly KeptTable[] {
  return readKeptTables(statisticsOf(config, operation, date).folder, operation);
}

function keptOf(config: Config, options: Options): KeptTable {
  const kept = allOf(config, options).find(({ table }) => table.date === options.date);
  if (kept !== undefined) return kept;
  const { operation, date } = options;
  throw new GatewayError(
    'CONFIGURATION_INVALID',
    `no table of \`${operation}\` for ${date}: \`concordat statistics build\` makes it`,
  );
}

function print({ json, csv }: Options, kept: KeptTable): void {
  const text = json ? JSON.stringify(kept.table, null, 2) : csv ? toTableCsv(kept.table) : toTableText(kept);
  process.stdout.write(`${text}\n`);
}

/** What is done stands beside what is printed. */
function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function fail(error: unknown): void {
  if (!(error instanceof GatewayError)) throw error;
  process.stderr.write(`error: ${error.code}: ${error.message}\n`);
  process.exitCode = error.code === 'STATISTICS_NOT_RELEASABLE' ? 1 : UNREADABLE;
}
