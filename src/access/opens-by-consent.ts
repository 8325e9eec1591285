import { type CountryCode, EFFECTS } from '../terms.ts';
import type { AccessClass } from './access-class.ts';
import type { FieldAccess } from './access-map.ts';
import { ownerOf } from './closure-of.ts';
import { gatesOf } from './gates-of.ts';

/** Place of H0, no addressee, item consent among the effects by record facts (`Right.byRecord`). */
const BY_ITEM = 1;

/** Does an item consent alone open `access` for records of `country`, which are H0 and not addressed? */
export function opensByConsent(accessClass: AccessClass, access: FieldAccess, country: CountryCode): boolean {
  return gatesOf(access).every((gate) => {
    const right = accessClass.rights.get(ownerOf(gate, country))?.get(gate.category);
    return EFFECTS.indexOf(right?.byRecord[BY_ITEM] ?? 'DENY') >= EFFECTS.indexOf(gate.from);
  });
}
