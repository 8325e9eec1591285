import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { checkAccessDate } from '../check-access-date.ts';
import type { Config, Environment } from '../config.ts';
import { GatewayError } from '../errors.ts';
import { readConfig } from '../read-config.ts';

const EXAMPLE = `
Example:
  $ npx concordat serve --config concordat.example.json

Exit code: 0 when a signal has stopped it; 2 when an option or a setting cannot be read or used.`;

interface Options {
  readonly config: string;
  readonly date?: string;
}

/** Starts a gateway; handed in by main, which joins the rooms. */
export type StartGateway = (
  config: Config,
) => Promise<{ readonly url: string; readonly close: () => Promise<void> }>;

/** `concordat serve`: the gateway on real settings, until a signal stops it. */
export function serveCommand(start: StartGateway, environment: Environment): Command {
  return new Command('serve')
    .description('run the gateway on the settings of a file')
    .requiredOption('--config <file>', 'settings in JSON; see concordat.example.json')
    .option(
      '--date <date>',
      'read agreements on this day; refused unless every system says `synthetic: true`',
    )
    .addHelpText('after', EXAMPLE)
    .action(async (options: Options) => {
      try {
        await serve(options, start, environment);
      } catch (error) {
        if (!(error instanceof GatewayError)) throw error;
        process.stderr.write(`error: ${error.message}\n`);
        process.exitCode = 2;
      }
    });
}

async function serve(options: Options, start: StartGateway, environment: Environment): Promise<void> {
  const file = options.config;
  const text = readText(file);
  // Imported here and not above: a country that cannot be imported stops the gateway, not the program.
  const { COUNTRIES } = await import('../countries/registry.ts');
  const config = withDate(readConfig(text, file, environment, COUNTRIES.keys()), options.date);
  const stopped = untilStopped();
  const gateway = await start(config).catch((error: unknown) => {
    throw withPlace(error, file);
  });
  process.stdout.write(`listening on ${gateway.url}/graphql\n`);
  await stopped;
  await gateway.close();
}

/** A setting that cannot be used names its key; the file is known here. */
function withPlace(error: unknown, file: string): unknown {
  if (!(error instanceof GatewayError) || error.facts.key === undefined) return error;
  const message = `${file}: \`${error.facts.key}\`: ${error.message}`;
  return new GatewayError(error.code, message, { ...error.facts, file }, { cause: error });
}

function withDate(config: Config, date: string | undefined): Config {
  if (date === undefined) return config;
  const [fault] = checkAccessDate(date, config.systems);
  if (fault !== undefined) throw new GatewayError('CONFIGURATION_INVALID', `option --date: ${fault}`);
  return { ...config, accessDate: date };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const message = `${file} cannot be read: give the path of a configuration, such as concordat.example.json`;
    throw new GatewayError('CONFIGURATION_INVALID', message, { file }, { cause });
  }
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
