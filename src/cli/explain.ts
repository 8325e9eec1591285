import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import type { OperationFacts, Requester } from '../access/access-class.ts';
import type { Policy } from '../access/policy.ts';
import { GatewayError } from '../errors.ts';
import type { PlanInput } from '../gateway/plan-ground.ts';
import type { QueryPlan } from '../gateway/plan-query.ts';
import type { CountryCode } from '../terms.ts';
import { loadPolicy } from './load-policy.ts';
import { loadSchemaTexts } from './load-schema-texts.ts';
import { onlyOwners } from './only-owners.ts';
import { optionError, readCountryOption, readDateOption } from './read-option.ts';
import { toExplainedText } from './to-explained-text.ts';
import { toPlanText } from './to-plan-text.ts';

const UNREADABLE = 2;

const EXAMPLE = `
Asks nobody: neither a country nor Europol. What Europol would say of the operation is an option: its crime area, and who
takes part (every country of the registry, unless they are named).

Example:
  $ npx concordat explain --query board.graphql --as NO --date 2011-12-16
  $ npx concordat explain --query board.graphql --as RS --date 2014-05-07 --purpose STRATEGIC_ANALYSIS --why
  $ npx concordat explain --query demo/suspects.graphql --as NO --date 2011-12-16 --plan --owners DE,IS

--plan follows the query through the compiler (docs/compile.md). Its first messages to a country are written by that country's
own protocol; ids that a message has for itself alone stand as NEW-EACH-TIME, addresses and credentials are added when it is sent.

Exit code: 0; 2 when the query or an option cannot be read, or the query would be refused.`;

interface Options {
  readonly query: string;
  readonly as: string;
  readonly date?: string;
  readonly purpose: string;
  readonly operation: string;
  readonly crimeArea: string;
  readonly participants?: string;
  readonly variables?: string;
  readonly operationName?: string;
  readonly why?: boolean;
  readonly plan?: boolean;
  readonly owners?: string;
  readonly json?: boolean;
}

/** `concordat explain`: what each country would be asked for one caller, what would be missing, and why. */
export function explainCommand(): Command {
  return new Command('explain')
    .description('say who would be asked what by a query, what would be missing, and why')
    .showSuggestionAfterError(false)
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : UNREADABLE))
    .requiredOption('--query <file>', 'file with the query')
    .requiredOption('--as <country>', 'country of the caller')
    .option('--date <yyyy-MM-dd>', 'access date; by default today in Brussels')
    .option('--purpose <purpose>', 'purpose of the caller', 'OPERATIONAL_ANALYSIS')
    .option('--operation <id>', 'id of the operation that is planned', 'icarus')
    .option('--crime-area <area>', 'its crime area', 'CSE')
    .option('--participants <codes>', 'countries that take part, parted by commas')
    .option('--variables <json>', 'variables of the query')
    .option('--operation-name <name>', 'which query of the file')
    .addOption(new Option('--why', 'each decision, with rule, agreement and what would change it'))
    .addOption(
      new Option('--plan', 'the query step by step through the compiler, to its answer').conflicts('why'),
    )
    .option('--owners <codes>', 'with --plan: what is asked of these countries alone, parted by commas')
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLE)
    .action(async (options: Options) => {
      try {
        process.stdout.write(`${await explained(options)}\n`);
      } catch (error) {
        if (!(error instanceof GatewayError)) throw error;
        process.stderr.write(`error: ${error.code}: ${error.message}\n`);
        process.exitCode = UNREADABLE;
      }
    });
}

/** The gateway is imported here and not above: a country that cannot be imported stops this command and no other. */
async function explained(options: Options): Promise<string> {
  const { COUNTRIES } = await import('../countries/registry.ts');
  const policy = loadPolicy();
  const question = questionOf(options, policy, [...COUNTRIES.keys()].sort());
  const texts = loadSchemaTexts();
  if (options.plan !== true) {
    if (options.owners !== undefined)
      throw optionError('--owners', 'no plan to cut', 'give --plan beside it');
    const { openPlanner } = await import('../gateway/plan-query.ts');
    const plan = openPlanner(texts, policy)(...question);
    return options.json ? toJson(plan) : toPlanText(plan, options.why === true);
  }
  const { explainPlan } = await import('../gateway/explain/explain-plan.ts');
  const whole = await explainPlan(texts, policy, COUNTRIES, ...question);
  const plan = options.owners === undefined ? whole : onlyOwners(whole, codesOf(options.owners));
  return options.json ? JSON.stringify(plan, null, 2) : toExplainedText(plan);
}

function questionOf(
  options: Options,
  policy: Policy,
  all: readonly CountryCode[],
): readonly [PlanInput, Requester, OperationFacts] {
  const requester: Requester = {
    country: readCountryOption(policy, '--as', options.as),
    purpose: options.purpose === '' ? null : options.purpose,
    date: readDateOption('--date', options.date),
    logUp: true,
  };
  const facts: OperationFacts = {
    id: options.operation,
    crimeArea: options.crimeArea,
    participants: options.participants === undefined ? all : codesOf(options.participants),
  };
  const input = {
    text: readText(options.query),
    operationName: options.operationName ?? null,
    variables: readVariables(options.variables),
  };
  return [input, requester, facts];
}

function codesOf(text: string): readonly string[] {
  return text.split(',').map((code) => code.trim());
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw optionError('--query', `${file} cannot be read`, 'give the path of a file with a query', cause);
  }
}

function readVariables(text: string | undefined): Readonly<Record<string, unknown>> {
  if (text === undefined) return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Refused below, like any other text that is no object.
  }
  throw optionError('--variables', 'no JSON object', `write it as '{"first": 5}'`);
}

function toJson({ documents, ...plan }: QueryPlan): string {
  return JSON.stringify({ ...plan, documents: Object.fromEntries(documents) }, null, 2);
}
