/** Settings with which `concordat serve` runs over the demo's mock systems, and takes the tokens of `concordat token`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mocks } from '../mocks/start-mocks.ts';
import { DEMO_FOLDER, type DemoKeys } from '../src/cli/demo-keys.ts';
import { GatewayError } from '../src/errors.ts';

/** Where `concordat statistics` finds the systems of the demo that runs. */
export const DEMO_SETTINGS = join(DEMO_FOLDER, 'settings.json');
/** Of this demo alone: another one may run beside it, over systems of its own. */
export const DEMO_TABLES = join(DEMO_FOLDER, 'statistics', String(process.pid));
/** The ledgers of this demo, one for each day on which a gateway of it reads agreements. */
export const DEMO_LEDGERS = join(DEMO_FOLDER, 'ledger', String(process.pid));
export const REPORTING_DATES: ReadonlyMap<string, readonly string[]> = new Map([['icarus', ['2011-12-16']]]);

/** Beside the demo's own gateway. */
const PORT = 4_001;

/** Where the demo's gateway of this day keeps its evidence. */
export function ledgerFilesOf(date: string): Record<'file' | 'keyFile' | 'headFile', string> {
  const [file, keyFile, headFile] = ['ledger.db', 'ledger-key.pem', 'ledger-head.txt'].map((name) =>
    join(DEMO_LEDGERS, date, name),
  ) as [string, string, string];
  return { file, keyFile, headFile };
}

/**
 * Writes them to `file`, and the public half of the demo's key to its folder. `date`: on which agreements are read. The
 * ledger of settings that are not the demo's own is beside them: two gateways do not write one.
 * Throws CONFIGURATION_INVALID when `file` cannot be written.
 */
export function writeSettings(file: string, date: string, mocks: Mocks, keys: DemoKeys): void {
  const jwksFile = join(DEMO_FOLDER, 'key-set.json');
  const systems = [...mocks.national, ['XE', mocks.europol] as const, ['XO', mocks.interpol] as const];
  const settings = {
    port: PORT,
    accessDate: date,
    tokens: { algorithms: ['EdDSA'], jwksFile },
    ...(file === DEMO_SETTINGS ? { ledger: ledgerFilesOf(date) } : {}),
    statistics: {
      folder: DEMO_TABLES,
      reportingDates: Object.fromEntries(REPORTING_DATES),
    },
    systems: Object.fromEntries(systems.map(([code, { url }]) => [code, { url, synthetic: true }])),
  };
  try {
    writeFileSync(jwksFile, toText(keys.publicJwks));
    writeFileSync(file, toText(settings));
  } catch (cause) {
    const message = `\`${file}\` cannot be written: give a file in a folder that this user may write`;
    throw new GatewayError('CONFIGURATION_INVALID', message, { key: 'settings', file }, { cause });
  }
}

function toText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
