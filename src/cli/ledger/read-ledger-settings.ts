import type { Environment, LedgerSettings } from '../../config.ts';
import { readSettings } from '../read-settings.ts';

/** The settings of the ledger in a configuration, which is read whole. Throws as `readSettings`. */
export async function readLedgerSettings(file: string, environment: Environment): Promise<LedgerSettings> {
  return (await readSettings(file, environment)).ledger;
}
