#!/usr/bin/env node
/** The program `concordat`: its commands, and the only place that hands on the environment. */
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import type { StartGateway } from './serve.ts';
import type { BuildStatistics } from './statistics.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  readonly version: string;
};

/** Imported when it is needed: a country that cannot be imported stops the gateway, and not `check`, which names it. */
const startGateway: StartGateway = async (config) => (await import('../main.ts')).startGateway(config);

const buildStatistics: BuildStatistics = async (...order) =>
  (await import('../main.ts')).buildStatistics(...order);

/** Exit code for words on the command line that cannot be read; commander's own is 1, which says that something differs. */
const UNREADABLE = 2;

/** In the order of the help. Each is imported when it is asked for: `serve` needs nothing of `check`, nor `token` of either. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./serve.ts')).serveCommand(startGateway, process.env),
  token: async () => (await import('./token.ts')).tokenCommand(),
  decide: async () => (await import('./decide.ts')).decideCommand(),
  explain: async () => (await import('./explain.ts')).explainCommand(),
  matrix: async () => (await import('./matrix.ts')).matrixCommand(),
  diff: async () => (await import('./diff.ts')).diffCommand(),
  schema: async () => (await import('./schema.ts')).schemaCommand(),
  check: async () => (await import('./check.ts')).checkCommand(),
  statistics: async () => (await import('./statistics.ts')).statisticsCommand(buildStatistics, process.env),
  ledger: async () => (await import('./ledger.ts')).ledgerCommand(process.env),
};

const program = new Command('concordat')
  .description('a GraphQL gateway across national police systems, cut to what each agreement allows')
  .version(version);
// Any other word is help, or a mistake that is told with the names of all.
const word = process.argv[2] ?? '';
const isCommand = Object.hasOwn(COMMANDS, word);
for (const [name, load] of Object.entries(COMMANDS))
  if (!isCommand || name === word) program.addCommand(await load());
for (const command of [program, ...program.commands]) {
  command.exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : UNREADABLE));
}
await program.parseAsync();
