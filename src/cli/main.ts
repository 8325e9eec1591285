#!/usr/bin/env node
/** The program `concordat`: its commands, and the only place that hands on the environment. */
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { startGateway } from '../main.ts';
import { checkCommand } from './check.ts';
import { decideCommand } from './decide.ts';
import { serveCommand } from './serve.ts';
import { tokenCommand } from './token.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  readonly version: string;
};

await new Command('concordat')
  .description('a GraphQL gateway across national police systems, cut to what each agreement allows')
  .version(version)
  .addCommand(serveCommand(startGateway, process.env))
  .addCommand(tokenCommand())
  .addCommand(decideCommand())
  .addCommand(checkCommand())
  .parseAsync();
