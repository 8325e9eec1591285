#!/usr/bin/env node
/** The program `concordat`: its commands, and the only place that hands on the environment. */
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { checkCommand } from './check.ts';
import { decideCommand } from './decide.ts';
import { diffCommand } from './diff.ts';
import { explainCommand } from './explain.ts';
import { ledgerCommand } from './ledger.ts';
import { matrixCommand } from './matrix.ts';
import { schemaCommand } from './schema.ts';
import { type StartGateway, serveCommand } from './serve.ts';
import { type BuildStatistics, statisticsCommand } from './statistics.ts';
import { tokenCommand } from './token.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  readonly version: string;
};

/** Imported when it is needed: a country that cannot be imported stops the gateway, and not `check`, which names it. */
const startGateway: StartGateway = async (config) => (await import('../main.ts')).startGateway(config);

const buildStatistics: BuildStatistics = async (...order) =>
  (await import('../main.ts')).buildStatistics(...order);

/** Exit code for words on the command line that cannot be read; commander's own is 1, which says that something differs. */
const UNREADABLE = 2;

const program = new Command('concordat')
  .description('a GraphQL gateway across national police systems, cut to what each agreement allows')
  .version(version)
  .addCommand(serveCommand(startGateway, process.env))
  .addCommand(tokenCommand())
  .addCommand(decideCommand())
  .addCommand(explainCommand())
  .addCommand(matrixCommand())
  .addCommand(diffCommand())
  .addCommand(schemaCommand())
  .addCommand(checkCommand())
  .addCommand(statisticsCommand(buildStatistics, process.env))
  .addCommand(ledgerCommand(process.env));
for (const command of [program, ...program.commands]) {
  command.exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : UNREADABLE));
}
await program.parseAsync();
