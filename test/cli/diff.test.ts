import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { comparePolicies } from '../../src/access/compare-policies.ts';
import { loadSchemaVersion } from '../../src/cli/load-schema-version.ts';
import { afterAll, beforeAll, describe, expect, test } from '../jest.ts';
import { askProgram } from './ask-program.ts';
import { copier, SHIPPED } from './copy-schema.ts';
import { type Run, runProgram } from './run-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'concordat-diff-'));
afterAll(() => rmSync(folder, { recursive: true }));

const copyWith = copier(folder);
const diff = (...words: readonly string[]): Promise<Run> => askProgram(['diff', ...words]);
/** In a process of its own: once for each way to end. */
const spawned = (...words: readonly string[]): Promise<Run> =>
  runProgram('src/cli/main.ts', ['diff', ...words]);
const AGREEMENTS = 'agreements/agreements.csv';
const earlier = copyWith(
  'earlier',
  AGREEMENTS,
  /RS,Serbia,STRATEGIC,2008-09-18,2009-06-01,2014-05-06([^\n]*)\nRS,Serbia,OPERATIONAL,2014-01-16,2014-05-07/,
  'RS,Serbia,STRATEGIC,2008-09-18,2009-06-01,2014-05-05$1\nRS,Serbia,OPERATIONAL,2014-01-16,2014-05-06',
);

describe('concordat diff', () => {
  let opened: Run;
  beforeAll(async () => {
    opened = await diff('--from', SHIPPED, '--to', earlier);
  });

  test('of a version with itself is silent, and exits with 0', async () => {
    expect(await spawned('--from', SHIPPED, '--to', SHIPPED)).toEqual({
      code: 0,
      out: '0 openings, 0 closings\n',
      err: '',
    });
  });

  test('exits with 1 when something opens, with 0 when that is allowed, and when something closes only', async () => {
    const opens = await spawned('--from', SHIPPED, '--to', earlier);
    expect(opens).toEqual(opened);
    expect([opens.code, opens.err]).toEqual([1, '']);
    expect(opens.out).toMatch(/\n\d+ openings, 0 closings\n$/);
    expect((await diff('--from', SHIPPED, '--to', earlier, '--allow-open')).code).toBe(0);
    const closes = await diff('--from', earlier, '--to', SHIPPED);
    expect([closes.code, closes.out]).toEqual([0, expect.stringMatching(/\n0 openings, \d+ closings\n$/)]);
  });

  test('says fields, who of whom, days, purposes and steps in a paragraph, and long lists in full at the end', () => {
    const { out } = opened;
    expect(out).toContain(
      `opens   Operation.actionDays, ActionDay.date, ActionDay.status (OPERATIONAL)
        RS <- XE  from 2014-05-06 until 2014-05-06
        CROSS_CHECK, OPERATIONAL_ANALYSIS, FACILITATE_EXCHANGE, participant
        closed -> open: every record
`,
    );
    const [, number = ''] =
      /CrossCheck.arrest, CrossCheck.suspect and \d+ more fields \[(\d+)\] \(PERSONAL\)/.exec(out) ?? [];
    const inFull = out.split('\n').find((line) => line.startsWith(`[${number}] `));
    expect(inFull).toMatch(/^\[\d+\] CrossCheck.arrest, .*Suspect.caseRef.*, ForensicExam.exhibitRef/);
    // Nothing is cut: every number that is named is there.
    const named = new Set([...out.matchAll(/ more \w+ \[(\d+)\]/g)].map(([, one]) => one));
    const listed = [...out.matchAll(/^\[(\d+)\] /gm)].map(([, one]) => one);
    expect([...named].sort()).toEqual(listed.sort());
  });

  test('in JSON holds the same, for a program', async () => {
    const { out, code } = await diff('--from', SHIPPED, '--to', earlier, '--json');
    const { changes } = JSON.parse(out);
    expect([code, changes]).toEqual([
      1,
      JSON.parse(JSON.stringify(comparePolicies(loadSchemaVersion(), loadSchemaVersion(earlier)))),
    ]);
  });

  test('says what the schema opens by kinds and who holds them, and by countries when asked', async () => {
    const lowered = copyWith(
      'lowered',
      'operation.graphql national.graphql',
      'modusOperandi: String @access(category: STRATEGIC',
      'modusOperandi: String @access(category: STATISTICAL',
    );
    const kinds = await diff('--from', SHIPPED, '--to', lowered);
    expect(kinds.out).toContain(
      'opens   Participation.modusOperandi (STATISTICAL of COUNTRY, was STRATEGIC of COUNTRY)',
    );
    expect(kinds.out).toMatch(/^ +whoever holds .*STRATEGIC <- EU_MEMBER, OPERATIONAL, .*STRATEGIC$/m);
    expect(kinds.out).toMatch(/^STRATEGIC: .*RS from 2009-06-01 until 2014-05-06, /m);
    const countries = await diff('--from', SHIPPED, '--to', lowered, '--by-country');
    expect(countries.out).not.toContain('whoever holds');
    expect(countries.out.length).toBeGreaterThan(kinds.out.length);
  });

  test('says nothing of a category that is lowered in one text only: the stricter one counts', async () => {
    const half = copyWith(
      'half',
      'operation.graphql',
      'modusOperandi: String @access(category: STRATEGIC',
      'modusOperandi: String @access(category: STATISTICAL',
    );
    expect((await diff('--from', SHIPPED, '--to', half)).out).toBe('0 openings, 0 closings\n');
  });

  test('--what-if compares with an agreement in place, as the tables would if they held it', async () => {
    const planned = await diff('--what-if', 'RS=OPERATIONAL from 2014-05-06 to 2014-05-06');
    expect(planned).toEqual(opened);
    const two = await diff(
      '--what-if',
      'RS=OPERATIONAL from 2014-05-06',
      '--what-if',
      'RS=STRATEGIC from 2014-05-06 to 2014-05-06',
    );
    expect(two).toEqual({ code: 0, out: '0 openings, 0 closings\n', err: '' });
    const ends = await diff('--what-if', 'RS=SUSPENDED from 2030-01-01', '--json');
    expect(ends.code).toBe(0);
  });

  test('shows how it is called', async () => {
    const { code, out } = await diff('--help');
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/Example:\n +\$ git worktree add[\s\S]*--what-if "RS=OPERATIONAL from/),
    ]);
  });
});

describe('concordat diff refuses with one line and exit code 2', () => {
  test.each<[string, readonly string[], RegExp, typeof diff?]>([
    [
      'a row that is wrong, by file, row and remedy',
      ['--from', SHIPPED, '--to', copyWith('kind', AGREEMENTS, 'RS,Serbia,STRATEGIC', 'RS,Serbia,STRATEGY')],
      /^error: \S+kind\/agreements\/agreements\.csv row \d+: unknown kind `STRATEGY`: write one of EU_MEMBER, /,
    ],
    ['no version', [], /option --from is missing: give --from and --to/, spawned],
    ['half a question', ['--from', SHIPPED], /option --to is missing/],
    ['an agreement that is none', ['--what-if', 'RS'], /option --what-if: `RS` is no agreement: write it as/],
    [
      'both questions at once',
      ['--from', SHIPPED, '--to', SHIPPED, '--what-if', 'RS=NONE from 2000-01-01'],
      /--what-if.* cannot be used with option '--from/,
    ],
    ['an option nobody knows', ['--since', 'x'], /unknown option '--since'/, spawned],
  ])('%s', async (_, words, message, run = diff) => {
    const { code, out, err } = await run(...words);
    expect([code, out, err.trimEnd().split('\n').length]).toEqual([2, '', 1]);
    expect(err).toMatch(message);
  });
});

test('the shipped tables, every row and most categories changed, are compared in less than 10 s of computing', () => {
  const version = loadSchemaVersion();
  const other = {
    ...version,
    policy: {
      ...version.policy,
      agreements: new Map(
        [...version.policy.agreements].map(([country, held]) => [
          country,
          held.map((one) => ({
            ...one,
            kind: one.kind === 'EU_MEMBER' ? ('OPERATIONAL' as const) : ('EU_MEMBER' as const),
          })),
        ]),
      ),
      consents: new Map(),
    },
    gated: new Map(
      [...version.gated].map(([coordinate, place]) => [
        coordinate,
        {
          ...place,
          ways: place.ways.map((way) =>
            way.map((gate) => ({
              ...gate,
              category: gate.category === 'PERSONAL' ? ('STRATEGIC' as const) : ('PERSONAL' as const),
            })),
          ),
        },
      ]),
    ),
  };
  const before = process.cpuUsage();
  const changes = comparePolicies(version, other, true);
  const { user, system } = process.cpuUsage(before);
  expect(changes.length).toBeGreaterThan(50);
  expect((user + system) / 1e6).toBeLessThan(10);
});
