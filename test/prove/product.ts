/** The product, or a copy of it that holds a fault: loaded from a folder of its own. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Mocks } from '../../mocks/start-mocks.ts';
import { CURSOR_KEY_BYTES } from '../../src/gateway/cursors.ts';
import type { ExecutionPath } from '../../src/gateway/execution-path.ts';
import type { Gateway } from '../../src/gateway/open-gateway.ts';
import type { LedgerEntry } from '../../src/ledger/ledger.ts';
import { openRecorder, REVISION } from '../gateway/recorder.ts';
import { type ProvedTable, toProtected } from './tables.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What a proof needs of the product: its gateway, with a recorder for a ledger. */
export interface Product {
  readonly open: (
    mocks: Mocks,
    report: (id: string, error: unknown) => void,
    tables: readonly ProvedTable[],
    path?: ExecutionPath,
  ) => ProvedGateway;
}

export interface ProvedGateway {
  readonly gateway: Gateway;
  readonly entries: readonly LedgerEntry[];
}

const CURSOR_KEY = new Uint8Array(CURSOR_KEY_BYTES).fill(7);

const TABLES = {
  agreements: 'agreements',
  scopes: 'crime-scopes',
  consents: 'consents',
  purposes: 'purposes',
} as const;
const TEXTS = ['access', 'operation', 'national', 'hub', 'interpol'] as const;

/** Loads src/ and schema/ of `root`. Throws what the product throws when it does not start. */
export async function loadProduct(root = ROOT): Promise<Product> {
  const load = (path: string) => import(pathToFileURL(join(root, 'src', path)).href);
  const [{ composeGateway }, { openGateway }, { readPolicy }] = await Promise.all([
    load('gateway/compose-gateway.ts'),
    load('gateway/open-gateway.ts'),
    load('access/read-policy.ts'),
  ]);
  const text = (path: string): string => readFileSync(join(root, 'schema', path), 'utf8');
  const policy = readPolicy(
    Object.fromEntries(Object.entries(TABLES).map(([name, file]) => [name, text(`agreements/${file}.csv`)])),
  );
  const composed = composeGateway(Object.fromEntries(TEXTS.map((name) => [name, text(`${name}.graphql`)])));
  return {
    open: (mocks, report, tables, path = 'COMPILED') => {
      const ledger = openRecorder(4);
      const urls = [...mocks.national, ['XE', mocks.europol] as const, ['XO', mocks.interpol] as const];
      const gateway = openGateway({
        composed,
        policy,
        revision: REVISION,
        systems: new Map(urls.map(([code, { url }]) => [code, { url, timeoutMs: 20_000 }])),
        ledger,
        path,
        // The same for both paths, so that their cursors are the same texts.
        cursorKey: CURSOR_KEY,
        tables: tables.map(toProtected),
        deadlineMs: 60_000,
        accessDate: null,
        report,
      });
      return { gateway, entries: ledger.entries };
    },
  };
}
