/** The project's own gateway, joined as main.ts joins it: rules, ledger, door. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadRevision } from '../../src/cli/load-revision.ts';
import { loadSchemaTexts } from '../../src/cli/load-schema-texts.ts';
import { composeGateway } from '../../src/gateway/compose-gateway.ts';
import { openGateway } from '../../src/gateway/open-gateway.ts';
import { openTokenKeys } from '../../src/http/open-token-keys.ts';
import { serveHttp } from '../../src/http/serve-http.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { openLedgerOf } from '../../src/open-ledger-of.ts';
import { claimsOf, PUBLIC_JWK, sign } from '../../test/http/open-test-door.ts';
import { DAY } from '../given-records.ts';
import { GRAPHQL_COUNTRIES } from '../national/words.ts';
import { policyNamed } from '../worlds.ts';
import type { Subject } from './subject.ts';

const LIMIT_MS = 60_000;
const ISSUED = { issuer: null, audience: 'concordat', algorithms: ['EdDSA'] } as const;

export const concordat: Subject = {
  open: async ({ urls, policy, ledger: isKept, mixed, viewers }) => {
    const folder = mkdtempSync(join(tmpdir(), 'concordat-measured-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    const ledger = isKept ? await openLedgerOf(ledgerIn(folder), true, fail) : NO_LEDGER;
    const gateway = openGateway({
      composed: composeGateway(loadSchemaTexts()),
      policy: policyNamed(policy),
      revision: loadRevision(),
      ...(mixed ? {} : { countries: GRAPHQL_COUNTRIES }),
      systems: new Map(urls.map(([code, url]) => [code, { url, timeoutMs: LIMIT_MS }])),
      ledger,
      accessDate: DAY,
      deadlineMs: LIMIT_MS,
      report: (id, error) => fail(`${id} ${error}`),
    });
    const keys = await openTokenKeys({ ...ISSUED, keys: { jwks: { keys: [PUBLIC_JWK] } } });
    const door = await serveHttp(gateway, keys, { host: '127.0.0.1', port: 0 });
    const tokens = await Promise.all(viewers.map((country) => sign(claimsOf(country))));
    return {
      url: `${door.url}/graphql`,
      headers: tokens.map((token) => ({ authorization: `Bearer ${token}` })),
    };
  },
};

function ledgerIn(folder: string) {
  return {
    place: { kind: 'sqlite', file: join(folder, 'ledger.db') },
    keyFile: join(folder, 'ledger-key.pem'),
    headFile: join(folder, 'ledger-head.txt'),
    name: null,
    retentionDays: new Map(),
  } as const;
}

/** Nothing is sealed, and nothing kept. */
const NO_LEDGER: Ledger = {
  append: async () => ({ index: 0, head: '' }),
  canAppend: () => true,
  disclosures: async () => [],
  close: async () => {},
};

function fail(what: unknown): void {
  if (what !== null) process.stderr.write(`${what}\n`);
}
