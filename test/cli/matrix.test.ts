import { describe, expect, test } from '../jest.ts';
import { askProgram } from './ask-program.ts';
import { type Run, runProgram } from './run-program.ts';

const matrix = (...words: readonly string[]): Promise<Run> => askProgram(['matrix', ...words]);
/** In a process of its own: once for each way to end. */
const spawned = (...words: readonly string[]): Promise<Run> =>
  runProgram('src/cli/main.ts', ['matrix', ...words]);

describe('concordat matrix', () => {
  test('says what each kind gets, fields that are alike together', async () => {
    const { code, out, err } = await spawned('--date', '2011-12-16');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(
      /^What a participant gets of an owner who holds EU_MEMBER, by the kind of agreement it holds, .* on 2011-12-16\.\n/,
    );
    expect(out).toContain(
      `    on the marking
      EU_MEMBER
    consent required (no consent), on the marking (standing consent, item consent)
      OPERATIONAL, OPERATIONAL_DK, INTERNATIONAL_AGREEMENT
    closed
      WORKING_ARRANGEMENT, STRATEGIC, SUSPENDED, NONE
`,
    );
    expect(out).toMatch(/^PERSONAL of COUNTRY\n {2}CrossCheck\.arrest, [\s\S]*? Suspect\.caseRef,/m);
  });

  test('is narrower before an owner who holds less', async () => {
    const { out } = await matrix('--owner', 'STRATEGIC', '--json');
    const { columns, rows } = JSON.parse(out);
    const row = rows.find(({ coordinate }: { coordinate: string }) => coordinate === 'Suspect.caseRef');
    const member = columns.findIndex((column: readonly string[]) => column.includes('EU_MEMBER'));
    expect(row.given[member]).toEqual(['closed', 'closed', 'on the marking']);
  });

  test('--as says what one country gets of each owner on that day, and long lists of owners in full at the end', async () => {
    const { code, out } = await matrix('--as', 'NO', '--date', '2011-12-16');
    expect(code).toBe(0);
    expect(out).toMatch(
      /^What NO, a participant, gets of each owner, in the crime area CSE, .* on 2011-12-16\.\n/,
    );
    expect(out).toMatch(/\n\[3\] AT, BE, BG, CY, CZ, DE, DK, .*, SK\n/);
    expect(out).toMatch(/Suspect\.caseRef,[\s\S]*? {4}on the marking\n {6}AT, BE and 18 more owners \[3\]\n/);
    // Before its first scope row Switzerland is in no crime area; from 2008 on it is in this one.
    const before = await matrix('--as', 'CH', '--date', '2007-12-31', '--json');
    const after = await matrix('--as', 'CH', '--date', '2008-01-01', '--json');
    const given = (run: Run) =>
      JSON.parse(run.out).rows.find(
        ({ coordinate }: { coordinate: string }) => coordinate === 'Count.published',
      ).given;
    expect(new Set(given(before).flat())).toEqual(new Set(['closed', 'open']));
    expect(
      given(before)
        .flat()
        .filter((one: string) => one === 'open').length,
    ).toBeLessThan(
      given(after)
        .flat()
        .filter((one: string) => one === 'open').length,
    );
  });

  test('in Markdown is a table with a row for every field that JSON has', async () => {
    const { out } = await matrix('--markdown', '--date', '2011-12-16');
    const json = await matrix('--json', '--date', '2011-12-16');
    const lines = out.split('\n').filter((line) => line.startsWith('|'));
    expect(lines[0]).toBe(
      '| Field | Category | EU_MEMBER | OPERATIONAL, OPERATIONAL_DK, INTERNATIONAL_AGREEMENT | WORKING_ARRANGEMENT | STRATEGIC | SUSPENDED, NONE |',
    );
    expect(lines.slice(2).map((line) => line.split('`')[1])).toEqual(
      JSON.parse(json.out).rows.map(({ coordinate }: { coordinate: string }) => coordinate),
    );
    expect(out).toContain(
      '| `Count.exact` | OPERATIONAL of COUNTRY | open | open | consent required (no consent, item consent), open (standing consent) | closed | closed |',
    );
  });

  test('shows how it is called', async () => {
    const { code, out } = await matrix('--help');
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/Example:\n[\s\S]*npx concordat matrix --as NO --date 2011-12-16/),
    ]);
  });

  test.each<[string, readonly string[], RegExp, typeof matrix?]>([
    [
      'a country nobody knows',
      ['--as', 'QQ'],
      /^error: option --as: unknown country `QQ`: write one of AD, AE, /,
    ],
    [
      'a day that is none',
      ['--date', '2011-02-30'],
      /^error: option --date: `2011-02-30` is no date: write a day of the calendar/,
    ],
    ['two forms at once', ['--json', '--markdown'], /cannot be used with option/],
    ['a kind nobody knows', ['--owner', 'FRIEND'], /Allowed choices are EU_MEMBER/, spawned],
  ])('refuses %s with one line and exit code 2', async (_, words, message, run = matrix) => {
    const { code, out, err } = await run(...words);
    expect([code, out, err.trimEnd().split('\n').length]).toEqual([2, '', 1]);
    expect(err).toMatch(message);
  });
});
