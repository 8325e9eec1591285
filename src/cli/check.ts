import { Command } from 'commander';
import { toLine } from '../checks/violation.ts';
import { type Checked, checkAll } from './check-all.ts';

const EXAMPLE = `
Example:
  $ npx concordat check
  $ npx concordat check --json

Exit code: 0 when everything fits; 1 when something does not; 2 when an option cannot be read.`;

/** `concordat check`: says whether everything fits; exit code 1 when something does not. */
export function checkCommand(): Command {
  return new Command('check')
    .description('check that schema, categories, countries, mocks and agreements fit together')
    .option('--json', 'violations as JSON')
    .addHelpText('after', EXAMPLE)
    .action(async (options: { readonly json?: boolean }) => {
      const checked = await checkAll();
      const { violations } = checked;
      process.exitCode = violations.length > 0 ? 1 : 0;
      const text = options.json
        ? JSON.stringify({ violations }, null, 2)
        : [...violations.map(toLine), closingLine(checked)].join('\n');
      process.stdout.write(`${text}\n`);
    });
}

function closingLine({ fields, countries, violations }: Checked): string {
  if (violations.length > 0) return `${violations.length} violation${violations.length === 1 ? '' : 's'}`;
  return `${countries} countries, ${fields} fields: everything fits`;
}
