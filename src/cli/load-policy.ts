import { readFileSync } from 'node:fs';
import type { Policy } from '../access/policy.ts';
import { readEach } from '../access/read-each.ts';
import { type PolicyTexts, readPolicy } from '../access/read-policy.ts';
import { GatewayError } from '../errors.ts';

const ROOT = new URL('../../', import.meta.url);

/**
 * Loads the tables of schema/agreements/ that belong to this program, wherever it is called from, and reads them.
 *
 * Throws POLICY_INVALID with file, row and remedy when one is wrong, and with the file when one cannot be read.
 */
export function loadPolicy(): Policy {
  return readPolicy(loadPolicyTexts());
}

const FILES: readonly (readonly [keyof PolicyTexts, file: string])[] = [
  ['agreements', 'schema/agreements/agreements.csv'],
  ['scopes', 'schema/agreements/crime-scopes.csv'],
  ['consents', 'schema/agreements/consents.csv'],
  ['purposes', 'schema/agreements/purposes.csv'],
];

/** The tables as they stand there: untrusted. Throws POLICY_INVALID with a line for each that cannot be read. */
export function loadPolicyTexts(): PolicyTexts {
  const texts = readEach(FILES, ([name, file]) => [name, loadText(file)] as const);
  return Object.fromEntries(texts) as unknown as PolicyTexts;
}

function loadText(file: string): string {
  try {
    return readFileSync(new URL(file, ROOT), 'utf8');
  } catch (cause) {
    const message = `${file}: cannot be read: put it back, and let this user read it`;
    throw new GatewayError('POLICY_INVALID', message, { file }, { cause });
  }
}
