/** The gateway on settings with `statistics`: what is kept is what it serves, over HTTP. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { COUNTRIES } from '../../src/countries/registry.ts';
import type { HttpDoor } from '../../src/http/serve-http.ts';
import { startGateway } from '../../src/main.ts';
import { readConfig } from '../../src/read-config.ts';
import { releaseTable } from '../../src/statistics/release-table.ts';
import { openSolver } from '../../src/statistics/solver.ts';
import { DEFAULT_RULES } from '../../src/statistics/table-rules.ts';
import { worldOf } from '../gateway/cut-world.ts';
import { claimsOf, PUBLIC_JWK, sign } from '../http/open-test-door.ts';
import { afterAll, beforeAll, describe, expect, test } from '../jest.ts';
import { smallFigures } from '../statistics/small-figures.ts';
import { type Running, startProgram } from './run-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'concordat-serves-'));
let mocks: Mocks;
beforeAll(async () => {
  // Europol alone: what is published hangs on nobody else.
  mocks = await startMocks({ world: worldOf(['DE', 'DK', 'FR', 'IT']), only: [] });
  writeFileSync(join(folder, 'key-set.json'), JSON.stringify({ keys: [PUBLIC_JWK] }));
  for (const [date, arrests] of [
    ['2011-12-10', 20],
    ['2011-12-16', 30],
    ['2011-12-20', 40],
    ['2011-12-24', 50],
  ] as const) {
    const counts = { DE: [arrests, 30], DK: [10, 40], FR: [3, 40], IT: [2, 40] } as const;
    const figures = { ...smallFigures(counts), operation: 'icarus', date };
    await releaseTable(join(folder, 'tables'), figures, [], DEFAULT_RULES, await openSolver());
  }
});
afterAll(async () => {
  await mocks.close();
  rmSync(folder, { recursive: true });
});

function settingsOf(statistics: object): string {
  const systems = Object.fromEntries(
    [mocks.europol, mocks.interpol].map(({ code, url }) => [code, { url, synthetic: true }]),
  );
  const tokens = { algorithms: ['EdDSA'], jwksFile: 'key-set.json' };
  return JSON.stringify({ port: 0, accessDate: '2011-12-22', tokens, statistics, systems });
}

/** What a strategic partner gets. */
async function ask(url: string): Promise<{ readonly data: unknown; readonly errors: readonly unknown[] }> {
  const claims = { ...claimsOf('RS'), purposes: ['COORDINATION_STATISTICS'] };
  const query = `{ operation(id: "icarus") { breakdown(of: ARRESTS, by: [COUNTRY]) {
    reportingDate cells { country { code } published } } } }`;
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await sign(claims)}` },
    body: JSON.stringify({ query }),
  });
  const { data, errors = [] } = (await response.json()) as { data: unknown; errors?: unknown[] };
  return { data, errors };
}

describe('a gateway with tables that are kept', () => {
  let gateway: HttpDoor;
  beforeAll(async () => {
    const reportingDates = { icarus: ['2011-12-10', '2011-12-16', '2011-12-24'] };
    const text = settingsOf({ folder: 'tables', reportingDates });
    const config = readConfig(text, join(folder, 'settings.json'), {}, COUNTRIES.keys());
    gateway = await startGateway({ ...config, logLevel: 'silent' });
  });
  afterAll(() => gateway.close());

  // Trap: one that is newer and not among the settings' dates, and one whose day has not come.
  test('serves the latest that is configured and has come, figure by figure', async () => {
    expect(await ask(`${gateway.url}/graphql`)).toMatchObject({
      data: {
        operation: {
          breakdown: {
            reportingDate: '2011-12-16',
            cells: [
              { country: { code: 'DE' }, published: 30 },
              { country: { code: 'DK' }, published: 10 },
              { country: { code: 'FR' }, published: null },
              { country: { code: 'IT' }, published: null },
            ],
          },
        },
      },
      errors: [{ extensions: { code: 'SUPPRESSED', countries: ['FR', 'IT'] } }],
    });
  });
});

test('a gateway does not start over a table that is damaged: it would serve an older one', async () => {
  const other = join(folder, 'damaged');
  const { file } = await releaseTable(
    other,
    { ...smallFigures({ DE: [20, 30], DK: [10, 40] }), operation: 'icarus' },
    [],
    DEFAULT_RULES,
    await openSolver(),
  );
  writeFileSync(file, '{}');
  const text = settingsOf({ folder: 'damaged', reportingDates: { icarus: ['2011-12-16'] } });
  const config = readConfig(text, join(folder, 'settings.json'), {}, COUNTRIES.keys());
  await expect(startGateway({ ...config, logLevel: 'silent' })).rejects.toMatchObject({
    code: 'CONFIGURATION_INVALID',
    message: `${file} is no table, or is damaged: take it back from a copy`,
  });
});

describe('a gateway whose table was not built', () => {
  let running: Running;
  let answer: Awaited<ReturnType<typeof ask>>;
  let log: readonly { readonly level: number; readonly msg: string }[];
  beforeAll(async () => {
    const file = join(folder, 'missing.json');
    const reportingDates = { icarus: ['2011-12-16', '2999-12-31'] };
    writeFileSync(file, settingsOf({ folder: 'missing', reportingDates }));
    running = startProgram('src/cli/main.ts', ['serve', '--config', file], /listening on .*\n/);
    answer = await ask(/http\S+/.exec(await running.ready)?.[0] ?? '');
    const { err } = await running.stop();
    log = err
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  });

  test('warns on its log, with the command that builds it, and not of a day that has not come', () => {
    expect(log.filter(({ level, msg }) => level === 40 && msg.includes('no table'))).toMatchObject([
      {
        msg: 'no table of `icarus` for 2011-12-16: make it with `concordat statistics build --config <settings> --operation icarus --date 2011-12-16`, and start again',
      },
    ]);
  });

  test('runs, and serves STATISTICS_NOT_RELEASABLE in its place', () => {
    expect(answer).toMatchObject({
      data: { operation: { breakdown: null } },
      errors: [{ extensions: { code: 'STATISTICS_NOT_RELEASABLE' } }],
    });
  });
});
