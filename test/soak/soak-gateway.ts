/** The gateway's own process in a soak: what `concordat serve` runs, told and measured by messages. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import type { Config } from '../../src/config.ts';
import type { HttpDoor } from '../../src/http/serve-http.ts';
import { startGateway } from '../../src/main.ts';
import { CANARY } from '../faults/canary.ts';
import { openNameService } from '../faults/name-service.ts';
import type { FromGateway, Measured, ToGateway } from './soak-messages.ts';

const folder = mkdtempSync(join(tmpdir(), 'concordat-soak-ledger-'));
const removeFolder = (): void => rmSync(folder, { recursive: true, force: true });
process.on('exit', removeFolder);
const names = openNameService();
const unhandled: string[] = [];
let gateway: HttpDoor | null = null;

process.on('unhandledRejection', (cause) => unhandled.push(String(cause)));
process.on('uncaughtException', (error) => unhandled.push(String(error)));
process.on('message', (message: ToGateway) => void answer(message).then(send));
// Ctrl-C reaches every process of the terminal: the other one says when to end.
process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit());

function send(answered: FromGateway | null): void {
  if (answered !== null) process.send?.(answered);
}

async function answer(message: ToGateway): Promise<FromGateway | null> {
  switch (message.kind) {
    case 'start':
      tls.setDefaultCACertificates([...tls.getCACertificates('default'), message.certificate]);
      gateway = await startGateway(configOf(message));
      return { kind: 'started', url: gateway.url };
    case 'lose':
      names.lose(message.name);
      return null;
    case 'find':
      names.find(message.name);
      return null;
    case 'measure':
      return { kind: 'measured', measured: measure() };
    case 'close': {
      await gateway?.close();
      gateway = null;
      // What was closed is gone a turn later.
      await new Promise((resolve) => setTimeout(resolve, 200));
      const measured = measure();
      // Now: this process is killed, so that its end is no test of how it ends.
      removeFolder();
      return { kind: 'closed', measured };
    }
  }
}

function configOf({ urls, jwks, timeoutMs }: Extract<ToGateway, { kind: 'start' }>): Config {
  const systems = Object.entries(urls).map(
    ([code, url]) =>
      [
        code,
        { url, timeoutMs: code.startsWith('X') ? 60_000 : timeoutMs, synthetic: true, headers: () => ({}) },
      ] as const,
  );
  return {
    host: '127.0.0.1',
    port: 0,
    systems: new Map(systems),
    tokens: { issuer: null, audience: 'concordat', algorithms: ['EdDSA'], keys: { jwks } },
    accessDate: '2011-12-16',
    deadlineMs: 5_000,
    execution: 'COMPILED',
    ledger: {
      place: { kind: 'sqlite', file: join(folder, 'ledger.db') },
      keyFile: join(folder, 'ledger-key.pem'),
      headFile: join(folder, 'ledger-head.txt'),
      name: null,
      retentionDays: new Map(),
    },
    logLevel: 'error',
  };
}

function measure(): Measured {
  // Twice: what a finaliser lets go is gone after the second.
  for (let round = 0; round < 2; round++) global.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  const kinds = Object.entries(Object.groupBy(process.getActiveResourcesInfo(), (kind) => kind));
  const resources = Object.fromEntries(kinds.map(([kind, all]) => [kind, all?.length ?? 0]));
  return {
    heapBytes: heapUsed,
    residentBytes: rss,
    sockets: (resources.TCPSocketWrap ?? 0) + (resources.TLSWrap ?? 0),
    resources,
    unhandled: [...unhandled],
    leaks: holdsCanary(),
  };
}

/** Is a text of a system in what the ledger has not yet moved into its database, or, once it is closed, in that? */
function holdsCanary(): boolean {
  return readdirSync(folder)
    .filter((name) => name.endsWith(gateway === null ? '.db' : '-wal'))
    .some((name) => readFileSync(join(folder, name)).includes(CANARY));
}
