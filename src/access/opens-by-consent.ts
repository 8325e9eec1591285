import type { CountryCode } from '../terms.ts';
import type { AccessClass } from './access-class.ts';
import type { FieldAccess } from './access-map.ts';
import { closureOf } from './closure-of.ts';
import { PLAIN } from './record-facts.ts';

/** Does an item consent alone open `access` for records of `country`, which are H0 and not addressed? */
export function opensByConsent(accessClass: AccessClass, access: FieldAccess, country: CountryCode): boolean {
  return closureOf(accessClass, access, country, { ...PLAIN, itemConsent: true }) === null;
}
