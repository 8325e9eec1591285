import { buildSchema, validateSchema } from 'graphql';
import { describe, expect, test } from '../jest.ts';
import { askProgram } from './ask-program.ts';
import { type Run, runProgram } from './run-program.ts';

const schema = (...words: readonly string[]): Promise<Run> => askProgram(['schema', ...words]);
/** In a process of its own: once for each way to end. */
const spawned = (...words: readonly string[]): Promise<Run> =>
  runProgram('src/cli/main.ts', ['schema', ...words]);

describe('concordat schema', () => {
  test('prints what one country can get values from, to be built by any tool, and says what was assumed', async () => {
    const { code, out, err } = await spawned('--as', 'RS', '--date', '2011-12-16');
    expect([code, err, validateSchema(buildSchema(out))]).toEqual([0, '', []]);
    expect(out).toMatch(
      /^# What RS \(STRATEGIC\) can get values from on 2011-12-16, for any purpose of the list\.\n/,
    );
    expect(out).toMatch(
      /^# Whether RS takes part in the operation is not known here: what is open either way stands\./m,
    );
    expect(out).toContain('modusOperandi: String');
    expect(out).not.toMatch(/type Suspect |enum HandlingCode|input ArrestWhere/);
  });

  test('follows the day and the purpose', async () => {
    const day = ['--as', 'RS', '--date', '2014-05-07'];
    const operational = await schema(...day);
    const trends = await schema(...day, '--purpose', 'STRATEGIC_ANALYSIS');
    expect(operational.out).toMatch(/^type Suspect \{/m);
    expect(trends.out).toMatch(/for STRATEGIC_ANALYSIS\.$/m);
    expect(trends.out).not.toContain('type Suspect {');
    expect(trends.out).toContain('modusOperandi');
  });

  test('shows how it is called', async () => {
    const { code, out } = await schema('--help');
    expect([code, out]).toEqual([0, expect.stringMatching(/Example:\n +\$ npx concordat schema --as RS/)]);
  });

  test.each<[string, readonly string[], RegExp, typeof schema?]>([
    ['nobody', [], /required option '--as <country>' not specified/, spawned],
    ['a country nobody knows', ['--as', 'rs'], /^error: option --as: unknown country `rs`: write one of /],
    ['a day that is none', ['--as', 'RS', '--date', 'today'], /^error: option --date: `today` is no date/],
    [
      'a purpose nobody knows',
      ['--as', 'RS', '--purpose', 'FUN'],
      /^error: option --purpose: unknown purpose `FUN`: write one of COORDINATION_STATISTICS, /,
    ],
  ])('refuses %s with one line and exit code 2', async (_, words, message, run = schema) => {
    const { code, out, err } = await run(...words);
    expect([code, out, err.trimEnd().split('\n').length]).toEqual([2, '', 1]);
    expect(err).toMatch(message);
  });
});
