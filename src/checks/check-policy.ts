import type { Policy } from '../access/policy.ts';
import { readAgreements } from '../access/read-agreements.ts';
import { readConsents } from '../access/read-consents.ts';
import type { PolicyTexts } from '../access/read-policy.ts';
import { readPurposes } from '../access/read-purposes.ts';
import { readScopes } from '../access/read-scopes.ts';
import type { CountryCode } from '../terms.ts';
import { type Attempt, attempt } from './attempt.ts';
import type { Violation } from './violation.ts';

export interface CheckedPolicy {
  /** Null when a table is wrong. */
  readonly policy: Policy | null;
  /** Countries with a row in agreements.csv; null when that table is wrong. */
  readonly names: ReadonlySet<CountryCode> | null;
  /** A line for each wrong row of each table. Consents and scopes of a wrong table of agreements are not looked at. */
  readonly violations: readonly Violation[];
}

const SKIPPED: Attempt<never> = { value: null, violations: [] };

/** Reads the tables of agreements one by one, so that the faults of one hide none of another's. */
export function checkPolicy(texts: PolicyTexts): CheckedPolicy {
  const agreed = attempt(() => readAgreements(texts.agreements));
  const names = agreed.value?.names ?? null;
  const scopes = names === null ? SKIPPED : attempt(() => readScopes(texts.scopes, names));
  const consents = names === null ? SKIPPED : attempt(() => readConsents(texts.consents, names));
  const purposes = attempt(() => readPurposes(texts.purposes));
  const isWhole = agreed.value && scopes.value && consents.value && purposes.value;
  return {
    policy: isWhole
      ? { ...agreed.value, scopes: scopes.value, consents: consents.value, purposes: purposes.value }
      : null,
    names: names === null ? null : new Set(names.keys()),
    violations: [agreed, scopes, consents, purposes].flatMap(({ violations }) => violations),
  };
}
