/**
 * What the ledger costs: CPU of the gateway for a board, with a ledger on disk and with none, in turns of one run; then of
 * the entry of such a board alone, in groups of as many: `node bench/ledger.ts [--rounds N] [--clients N]`. The mock systems
 * and the clients have a process of their own.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadPolicy } from '../src/cli/load-policy.ts';
import { loadRevision } from '../src/cli/load-revision.ts';
import { loadSchemaTexts } from '../src/cli/load-schema-texts.ts';
import { composeGateway } from '../src/gateway/compose-gateway.ts';
import { openGateway } from '../src/gateway/open-gateway.ts';
import { openTokenKeys } from '../src/http/open-token-keys.ts';
import { serveHttp } from '../src/http/serve-http.ts';
import type { Ledger, LedgerEntry } from '../src/ledger/ledger.ts';
import { openLedgerOf } from '../src/open-ledger-of.ts';
import { claimsOf, PUBLIC_JWK, sign } from '../test/http/open-test-door.ts';
import type { Load } from './board-clients.ts';

const MS = 2_000;
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '6' }, clients: { type: 'string', default: '8' } },
});
const other = fork(new URL('./board-clients.ts', import.meta.url));
const next = async <T>(): Promise<T> => (await once(other, 'message'))[0] as T;
const urls = await next<[string, string][]>();
const folder = mkdtempSync(join(tmpdir(), 'concordat-bench-'));
const settings = {
  place: { kind: 'sqlite', file: join(folder, 'ledger.db') },
  keyFile: join(folder, 'ledger-key.pem'),
  headFile: join(folder, 'ledger-head.txt'),
  name: null,
  retentionDays: new Map(),
} as const;

/** What the ledger is compared with: nothing is sealed, and nothing kept. */
let last: LedgerEntry | null = null;
const NOTHING: Ledger = {
  append: async (entry) => {
    last = entry;
    return { index: 0, head: '' };
  },
  canAppend: () => true,
  disclosures: async () => [],
  close: async () => {},
};
const ledger = await openLedgerOf(settings, true, (failure) => process.stderr.write(`${failure}\n`));
const composed = composeGateway(loadSchemaTexts());
const keys = await openTokenKeys({
  issuer: null,
  audience: 'concordat',
  algorithms: ['EdDSA'],
  keys: { jwks: { keys: [PUBLIC_JWK] } },
});
const sides = await Promise.all([NOTHING, ledger].map(open));

async function open(one: Ledger) {
  const gateway = openGateway({
    composed,
    policy: loadPolicy(),
    revision: loadRevision(),
    systems: new Map(urls.map(([code, url]) => [code, { url, timeoutMs: 60_000 }])),
    ledger: one,
    accessDate: '2011-12-16',
    report: (id, error) => process.stderr.write(`${id} ${error}\n`),
  });
  const door = await serveHttp(gateway, keys, { host: '127.0.0.1', port: 0 });
  return { url: door.url, close: () => door.close().then(gateway.close), answers: 0, cpuMs: 0 };
}

const query = readFileSync(new URL('../demo/board.graphql', import.meta.url), 'utf8');
const token = await sign(claimsOf('DK'));

/** CPU of this process over the answers of a turn, in milliseconds. */
async function turn(side: (typeof sides)[number], ms = MS): Promise<void> {
  const load: Load = {
    url: side.url,
    token,
    body: JSON.stringify({ query }),
    clients: Number(values.clients),
    ms,
  };
  const before = process.cpuUsage();
  other.send(load);
  side.answers += await next<number>();
  const { user, system } = process.cpuUsage(before);
  side.cpuMs += (user + system) / 1000;
}

for (const side of [...sides, ...sides]) await turn(side);
for (const side of sides) Object.assign(side, { answers: 0, cpuMs: 0 });
for (let round = 0; round < Number(values.rounds); round++) for (const side of sides) await turn(side);
const [without, withLedger] = sides.map(({ cpuMs, answers }) => cpuMs / answers) as [number, number];
process.stdout.write(
  `CPU of a board: ${without.toFixed(2)} ms without, ${withLedger.toFixed(2)} ms with a ledger: ` +
    `${(((withLedger - without) / without) * 100).toFixed(1)} % more (${((withLedger - without) * 1000).toFixed(0)} us)\n`,
);
const entry = last as unknown as LedgerEntry;
process.stdout.write(
  `CPU of its entry alone, of ${entry.owners.length} owners: ${(await appendAlone(entry)).toFixed(0)} us\n`,
);
for (const { close } of sides) await close();
await ledger.close();
other.disconnect();
rmSync(folder, { recursive: true });

/** In microseconds, in groups of as many as there are clients. */
async function appendAlone(one: LedgerEntry): Promise<number> {
  const [groups, size] = [400, Number(values.clients)];
  const group = (): Promise<unknown> => Promise.all(Array.from({ length: size }, () => ledger.append(one)));
  for (let round = 0; round < 50; round++) await group();
  const before = process.cpuUsage();
  for (let round = 0; round < groups; round++) await group();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / (groups * size);
}
