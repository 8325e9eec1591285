import { readdirSync } from 'node:fs';
import { Command } from 'commander';
import { buildSchema, parse } from 'graphql';
import { objectTypesOf } from '../access/access-map.ts';
import { checkCategories } from '../checks/check-categories.ts';
import { checkCodes, checkCountries } from '../checks/check-countries.ts';
import { checkForbiddenFields } from '../checks/check-forbidden-fields.ts';
import { checkNullability } from '../checks/check-nullability.ts';
import { toLine, type Violation } from '../checks/violation.ts';
import { COUNTRIES } from '../countries/registry.ts';
import { GatewayError } from '../errors.ts';
import { openGateway, type SchemaTexts } from '../gateway/open-gateway.ts';
import { openRecorder } from '../ledger/recorder.ts';
import { loadPolicy } from './load-policy.ts';
import { loadSchemaTexts } from './load-schema-texts.ts';

/** `concordat check`: says whether everything fits; exit code 1 when something does not. */
export function checkCommand(): Command {
  return new Command('check')
    .description('check that schema, categories, countries, mocks and agreements fit together')
    .option('--json', 'violations as JSON')
    .addHelpText('after', '\nExample:\n  concordat check --json')
    .action(async (options: { readonly json?: boolean }) => {
      const texts = loadSchemaTexts();
      const violations = await checkAll(texts);
      process.exitCode = violations.length > 0 ? 1 : 0;
      if (options.json) process.stdout.write(`${JSON.stringify({ violations }, null, 2)}\n`);
      else
        process.stdout.write(`${[...violations.map(toLine), closingLine(texts, violations)].join('\n')}\n`);
    });
}

async function checkAll(texts: SchemaTexts): Promise<readonly Violation[]> {
  const { access, operation, national, hub, interpol } = texts;
  const contracts = { national, hub, interpol };
  const categories = checkCategories(operation, contracts);
  // Everything below reads the categories: without them it would only repeat what is missing.
  if (categories.length > 0) return categories;
  const policy = loadPolicy();
  return [
    ...(await checkComposition(texts)),
    ...checkNullability(operation),
    ...[operation, ...Object.values(contracts)].flatMap(checkForbiddenFields),
    ...checkCountries(buildSchema(`${access}\n${operation}`), COUNTRIES.values()),
    ...checkCodes(COUNTRIES.keys(), mockFolders(), new Set(policy.names.keys())),
  ];
}

/** Composes the gateway as it starts, with no system: what it refuses then is a violation here. */
async function checkComposition(texts: SchemaTexts): Promise<readonly Violation[]> {
  try {
    const settings = {
      texts,
      policy: loadPolicy(),
      systems: new Map(),
      ledger: openRecorder(),
      accessDate: null,
    };
    await openGateway({ ...settings, report: () => {} }).close();
    return [];
  } catch (cause) {
    const missing = cause instanceof GatewayError ? cause.message : String(cause);
    return [{ country: '-', place: 'schema', missing, remedy: 'make the gateway compose' }];
  }
}

/** Folders of mocks/ that are a country's: two letters. Read as folders, for src and mocks never meet. */
function mockFolders(): ReadonlySet<string> {
  const folders = readdirSync(new URL('../../mocks', import.meta.url), { withFileTypes: true });
  const codes = folders.filter((entry) => entry.isDirectory() && /^[a-z]{2}$/.test(entry.name));
  return new Set(codes.map(({ name }) => name.toUpperCase()));
}

function closingLine(texts: SchemaTexts, violations: readonly Violation[]): string {
  if (violations.length > 0) return `${violations.length} violations`;
  const types = [...objectTypesOf(parse(texts.operation)).values()];
  const fields = types.reduce((sum, type) => sum + (type.fields?.length ?? 0), 0);
  return `${COUNTRIES.size} countries, ${fields} fields: everything fits`;
}
