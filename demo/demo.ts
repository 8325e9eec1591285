/** The demonstration: 28 mock systems and the gateway on loopback, in one process. The gateway is the production one. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { type Mocks, startMocks } from '../mocks/start-mocks.ts';
import { checkAccessDate } from '../src/check-access-date.ts';
import { DEMO_FOLDER, type DemoKeys, loadOrMakeDemoKeys } from '../src/cli/demo-keys.ts';
import type { Config } from '../src/config.ts';
import { GatewayError } from '../src/errors.ts';
import type { HttpDoor } from '../src/http/serve-http.ts';
import { buildStatistics, startGateway } from '../src/main.ts';
import { DEFAULT_RULES } from '../src/statistics/table-rules.ts';
import { askBoard, type BoardAnswer } from './ask-board.ts';
import { clearEnded } from './clear-ended.ts';
import { firstQuery } from './first-query.ts';
import { type Board, toBoardTable } from './to-board-table.ts';
import { toTotalsTable } from './to-totals-table.ts';
import { untilAllAnswer } from './until-all-answer.ts';
import {
  DEMO_LEDGERS,
  DEMO_SETTINGS,
  DEMO_TABLES,
  ledgerFilesOf,
  REPORTING_DATES,
  writeSettings,
} from './write-settings.ts';

interface Options {
  readonly host: string;
  readonly port: number;
  readonly date: string;
  readonly once: boolean;
  readonly settings?: string;
}

/** 28 systems and the gateway share one process: on a busy machine a system is slow, and not gone. */
const TIMEOUT_MS = 10_000;
const DEADLINE_MS = 30_000;

/** Who looks at the board, and on which day; `null` is the day the gateway runs on. */
const VIEWERS: readonly (readonly [country: string, date: string | null])[] = [
  ['DK', null],
  ['NO', null],
  ['GR', null],
  ['RS', null],
  ['DK', '2017-05-01'],
];

/** Exit code for an option that cannot be read or used. */
const UNREADABLE = 2;

const EXAMPLE = `
Example:
  $ npm run demo -- --port 4100 --once

Exit code: 0; 1 when it failed; 2 when an option cannot be read or used.`;

const command = new Command('demo')
  .description('start 26 national mock systems, Europol, Interpol and the gateway, and show the Icarus board')
  .option('--host <host>', 'address to listen on', '127.0.0.1')
  .option('--port <port>', 'port to listen on, 0 for any', toPort, 4000)
  .option('--date <date>', 'day on which agreements are read', '2011-12-16')
  .option('--once', 'show the boards, stop everything and exit', false)
  .option('--settings <file>', 'write settings with which `concordat serve` runs over the same systems')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : UNREADABLE))
  .addHelpText('after', EXAMPLE);

await demonstrate(command.parse().opts<Options>()).catch((error: unknown) => {
  process.stderr.write(`error: ${textOf(error)}\n`);
  process.exitCode = error instanceof GatewayError ? UNREADABLE : 1;
});

/** A setting that cannot be used names its key; here every key is an option. */
function textOf(error: unknown): string {
  if (!(error instanceof GatewayError)) return String(error);
  return error.facts.key === undefined ? error.message : `option --${error.facts.key}: ${error.message}`;
}

async function demonstrate(options: Options): Promise<void> {
  const started = performance.now();
  const stopping: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const one of stopping.splice(0).reverse()) await one();
  };
  const interrupted = untilInterrupted();
  try {
    console.log('starting 26 national mock systems, Europol, Interpol and the gateway ...');
    const keys = await loadOrMakeDemoKeys(DEMO_FOLDER);
    const mocks = await startMocks();
    stopping.push(mocks.close);
    clearEnded(DEMO_LEDGERS);
    const config = configOf(options, mocks, keys, options.date, options.port);
    for (const file of [DEMO_SETTINGS, ...(options.settings === undefined ? [] : [options.settings])])
      writeSettings(file, options.date, mocks, keys);
    await publish(config);
    const gateway = await startGateway(config);
    stopping.push(gateway.close);
    await show(options, mocks, gateway, keys, started);
    if (!options.once) await interrupted;
  } finally {
    await stop();
  }
}

/** The demo's systems are made anew each time, and so is the table of what they report. */
async function publish(config: Config): Promise<void> {
  clearEnded(DEMO_TABLES);
  for (const [operation, dates] of REPORTING_DATES) {
    for (const date of dates) {
      console.log(`building the protected table of ${operation} for ${date} ...`);
      await buildStatistics(config, operation, date);
    }
  }
}

async function show(
  options: Options,
  mocks: Mocks,
  gateway: HttpDoor,
  keys: DemoKeys,
  started: number,
): Promise<void> {
  const boards: Board[] = [];
  for (const [country, date] of VIEWERS) {
    const answer =
      date === null
        ? await untilAllAnswer(() => askBoard(gateway.url, country, keys), console.log)
        : await askOnAnotherDay(options, mocks, country, date, keys);
    boards.push({ title: `${country} ${date ?? options.date}`, answer });
  }
  const [first] = boards;
  if (first === undefined) return;
  const statuses = first.answer.data.operation.participations?.map(({ source }) => source.status) ?? [];
  const answered = statuses.filter((status) => status === 'ANSWERED').length;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`\nready after ${seconds} s: ${gateway.url}/graphql`);
  console.log(`${answered} of ${statuses.length} countries answered\n`);
  console.log(`${toTotalsTable(first.answer)}\n`);
  console.log(`The board of Operation Icarus (synthetic data), by analyst and access date:\n`);
  console.log(`${toBoardTable(boards)}\n`);
  if (options.once) return;
  console.log(`A first query, from another terminal in this folder:\n\n${firstQuery(gateway.url)}\n`);
  console.log('Ctrl-C stops everything.');
}

/** Rights are read by the day, and one gateway has one day: another day is another gateway over the same systems. */
async function askOnAnotherDay(
  options: Options,
  mocks: Mocks,
  country: string,
  date: string,
  keys: DemoKeys,
): Promise<BoardAnswer> {
  const gateway = await startGateway(configOf(options, mocks, keys, date, 0));
  try {
    return await untilAllAnswer(() => askBoard(gateway.url, country, keys), console.log);
  } finally {
    await gateway.close();
  }
}

function configOf(options: Options, mocks: Mocks, keys: DemoKeys, date: string, port: number): Config {
  const urls = [...mocks.national, ['XE', mocks.europol] as const, ['XO', mocks.interpol] as const];
  const systems: Config['systems'] = new Map(
    urls.map(([code, { url }]) => [
      code,
      { url, timeoutMs: TIMEOUT_MS, synthetic: true, headers: () => ({}) },
    ]),
  );
  const [fault] = checkAccessDate(date, systems);
  if (fault !== undefined) throw new GatewayError('CONFIGURATION_INVALID', `option --date: ${fault}`);
  return {
    host: options.host,
    port,
    systems,
    tokens: { issuer: null, audience: 'concordat', algorithms: ['EdDSA'], keys: { jwks: keys.publicJwks } },
    accessDate: date,
    deadlineMs: DEADLINE_MS,
    execution: 'COMPILED',
    ledger: toLedgerSettings(date),
    statistics: { folder: DEMO_TABLES, rules: DEFAULT_RULES, reportingDates: REPORTING_DATES },
    logLevel: 'error',
  };
}

function toLedgerSettings(date: string): Config['ledger'] {
  const { file, keyFile, headFile } = ledgerFilesOf(date);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  return { place: { kind: 'sqlite', file }, keyFile, headFile, name: null, retentionDays: new Map() };
}

function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

function toPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new InvalidArgumentError('write a port from 0 to 65535');
  return port;
}
