import { readFileSync } from 'node:fs';
import type { PolicyTexts } from '../../src/access/read-policy.ts';

const FOLDER = new URL('../../schema/agreements/', import.meta.url);

/** The four tables as the product ships them. */
export const POLICY_TEXTS: PolicyTexts = {
  agreements: readFileSync(new URL('agreements.csv', FOLDER), 'utf8'),
  scopes: readFileSync(new URL('crime-scopes.csv', FOLDER), 'utf8'),
  consents: readFileSync(new URL('consents.csv', FOLDER), 'utf8'),
  purposes: readFileSync(new URL('purposes.csv', FOLDER), 'utf8'),
};
