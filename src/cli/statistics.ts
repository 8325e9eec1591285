import { join } from 'node:path';
import { Command, Option } from 'commander';
import type { Config, Environment, StatisticsSettings } from '../config.ts';
import { GatewayError } from '../errors.ts';
import { type KeptTable, readKeptTables } from '../statistics/keep-tables.ts';
import { auditKept } from '../statistics/release-table.ts';
import { openSolver } from '../statistics/solver.ts';
import { statisticsOf } from '../statistics-of.ts';
import type { IsoDate } from '../terms.ts';
import { DEMO_FOLDER } from './demo-keys.ts';
import { readDateOption } from './read-option.ts';
import { readSettings } from './read-settings.ts';
import { toTableCsv } from './to-table-csv.ts';
import { toTableJson } from './to-table-json.ts';
import { toTableText } from './to-table-text.ts';

const UNREADABLE = 2;

const EXIT_CODES =
  'Exit code: 0; 1 when no table can be released, or an audit fails; 2 when an option or a setting cannot be read or used.';

const EXAMPLE = `
build asks every country once, chooses what to hold back, audits that, and keeps the table: it is built once. Interrupted,
it keeps nothing. audit attacks a kept table anew. show prints it as it is published, beside what an outsider can compute.

Example:
  $ npx concordat statistics build --operation icarus --date 2011-12-16
  $ npx concordat statistics show --operation icarus --date 2011-12-16 --csv

${EXIT_CODES}`;

interface Options {
  readonly config: string;
  readonly operation: string;
  readonly date: string;
  readonly json?: true;
  readonly csv?: true;
}

/** What a subcommand is about: one table, by settings that have been read. */
interface Order {
  readonly options: Options;
  readonly config: Config;
  readonly settings: StatisticsSettings;
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
  const sub = (name: string, what: string, run: (order: Order) => Promise<void>): Command =>
    subcommand(name, what).action((options: Options) =>
      readOrder(options, environment).then(run).catch(fail),
    );
  return new Command('statistics')
    .description('build, audit or show the protected table of published figures')
    .addHelpText('after', EXAMPLE)
    .addCommand(
      sub('build', 'ask every country, protect, audit and keep the table', async (order) => {
        const { operation, date } = order.options;
        const { file } = await build(order.config, operation, date, say);
        say(`kept in ${file}`);
        print(order.options, keptOf(order));
      }),
    )
    .addCommand(sub('audit', 'attack a kept table anew, with all that were released before it', audit))
    .addCommand(sub('show', 'print a kept table', async (order) => print(order.options, keptOf(order))));
}

function subcommand(name: string, what: string): Command {
  return new Command(name)
    .description(what)
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : UNREADABLE))
    .requiredOption('--operation <id>', 'id of the operation')
    .requiredOption('--date <yyyy-MM-dd>', 'reporting date')
    .option(
      '--config <file>',
      'settings in JSON; by default those of the running demo',
      join(DEMO_FOLDER, 'settings.json'),
    )
    .addOption(new Option('--json', 'print JSON; confStatus and confRedist as in SDMX').conflicts('csv'))
    .option('--csv', 'print CSV with the SDMX attributes CONF_STATUS and CONF_REDIST')
    .addHelpText(
      'after',
      `
What is held back is printed as x.

Example:
  $ npx concordat statistics ${name} --operation icarus --date 2011-12-16
  $ npx concordat statistics ${name} --config settings.json --operation icarus --date 2011-12-16 --csv

${EXIT_CODES}`,
    );
}

async function audit(order: Order): Promise<void> {
  const kept = keptOf(order);
  const earlier = allOf(order).filter(({ table }) => table.date < kept.table.date);
  say(`attacking the table of ${kept.table.date}, with ${earlier.length} of earlier dates`);
  const { rows, faults } = auditKept(kept, earlier, await openSolver());
  print(order.options, { ...kept, table: { ...kept.table, audit: rows } });
  say(faults.length === 0 ? 'the audit holds' : `the audit fails:\n${faults.join('\n')}`);
  if (faults.length > 0) process.exitCode = 1;
}

async function readOrder(options: Options, environment: Environment): Promise<Order> {
  const { config: file, operation } = options;
  const date = readDateOption('--date', options.date);
  const config = await readSettings(file, environment);
  try {
    return { options, config, settings: statisticsOf(config, operation, date) };
  } catch (cause) {
    if (!(cause instanceof GatewayError)) throw cause;
    throw new GatewayError(cause.code, `${file}: ${cause.message}`, { file }, { cause });
  }
}

function allOf({ settings, options }: Order): readonly KeptTable[] {
  return readKeptTables(settings.folder, options.operation);
}

function keptOf(order: Order): KeptTable {
  const { operation, date, config } = order.options;
  const kept = allOf(order).find(({ table }) => table.date === date);
  if (kept !== undefined) return kept;
  const words = `concordat statistics build --config ${config} --operation ${operation} --date ${date}`;
  throw new GatewayError(
    'CONFIGURATION_INVALID',
    `no table of \`${operation}\` for ${date} in ${order.settings.folder}: make it with \`${words}\``,
  );
}

function print({ json, csv }: Options, kept: KeptTable): void {
  const text = json ? toTableJson(kept.table) : csv ? toTableCsv(kept.table) : toTableText(kept);
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
