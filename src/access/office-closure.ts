import type { CountryCode } from '../terms.ts';
import type { Closure } from './closure-of.ts';
import { LOGS_BASIS } from './legal-basis.ts';
import type { OfficeReason } from './reasons.ts';

/** The one field that is an office's: `@access` says that no category closes it, and this does. */
export const DISCLOSURES = 'Query.disclosures';

/** Why a field that is an office's is closed. */
export interface OfficeClosure extends Omit<Closure, 'reason' | 'rule'> {
  readonly reason: OfficeReason;
}

/**
 * Why a requester may not read what was given of `owner`'s data; null for the data-protection officer of that country.
 *
 * Purpose and agreement are not looked at: the officer's task is a basis of its own, and the log an owner's own. Country and
 * role come from a verified token. Nothing here hangs on what the log holds.
 */
export function officeClosureOf(
  { country, role }: { readonly country: CountryCode; readonly role: string },
  owner: CountryCode,
): OfficeClosure | null {
  if (role === 'dpo' && country === owner) return null;
  return { code: 'ACCESS_DENIED', owner, reason: 'NOT_DATA_PROTECTION_OFFICER', legalBasis: LOGS_BASIS };
}
