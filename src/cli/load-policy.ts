import { readFileSync } from 'node:fs';
import type { Policy } from '../access/policy.ts';
import { readPolicy } from '../access/read-policy.ts';
import { GatewayError } from '../errors.ts';

const ROOT = new URL('../../', import.meta.url);

/**
 * Loads the tables of schema/agreements/ that belong to this program, wherever it is called from, and reads them.
 *
 * Throws POLICY_INVALID with file, row and remedy when one is wrong, and with the file when one cannot be read.
 */
export function loadPolicy(): Policy {
  return readPolicy({
    agreements: loadText('schema/agreements/agreements.csv'),
    scopes: loadText('schema/agreements/crime-scopes.csv'),
    consents: loadText('schema/agreements/consents.csv'),
    purposes: loadText('schema/agreements/purposes.csv'),
  });
}

function loadText(file: string): string {
  try {
    return readFileSync(new URL(file, ROOT), 'utf8');
  } catch (cause) {
    const message = `${file} cannot be read: put the table back, and let this user read it`;
    throw new GatewayError('POLICY_INVALID', message, { file }, { cause });
  }
}
