import type { Policy } from './policy.ts';
import { readAgreements } from './read-agreements.ts';
import { readConsents } from './read-consents.ts';
import { readPurposes } from './read-purposes.ts';
import { readScopes } from './read-scopes.ts';

/** The text of the four tables of schema/agreements/, as loaded: untrusted. */
export interface PolicyTexts {
  readonly agreements: string;
  readonly scopes: string;
  readonly consents: string;
  readonly purposes: string;
}

/**
 * Reads the tables that lawyers maintain. What comes out is whole and trusted: a policy is never half of an old one and
 * half of a new one, and none is given for tables that are wrong anywhere.
 *
 * Pure. Throws POLICY_INVALID with file, row (line of the file) and remedy, a line for each wrong row of the first table
 * that has some; the program then does not start.
 */
export function readPolicy(texts: PolicyTexts): Policy {
  const { agreements, names } = readAgreements(texts.agreements);
  return Object.freeze({
    agreements,
    names,
    scopes: readScopes(texts.scopes, names),
    consents: readConsents(texts.consents, names),
    purposes: readPurposes(texts.purposes),
  });
}
