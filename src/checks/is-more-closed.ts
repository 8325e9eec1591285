import type { FieldAccess } from '../access/access-map.ts';
import { CATEGORIES } from '../terms.ts';

/**
 * Can `access` be closed to a caller to whom `lead`, the field that leads to it, is open? By a wider category (of a
 * connection the second gate too), by another owner, or because it opens from ALLOW on where `lead` opens at a hit.
 */
export function isMoreClosed(access: FieldAccess, lead: FieldAccess): boolean {
  const gate = gateOf(access);
  // PUBLIC is open to everybody, whoever owns it; INHERIT is as open as what leads to it.
  if (access.category === 'INHERIT' || gate === 0) return false;
  if (access.owner !== lead.owner || gate > gateOf(lead)) return true;
  return access.from === 'ALLOW' && lead.from === 'HIT_NO_HIT';
}

function gateOf({ category, secondGate }: FieldAccess): number {
  const rankOf = (word: string | null): number => (CATEGORIES as readonly (string | null)[]).indexOf(word);
  return Math.max(rankOf(category), rankOf(secondGate));
}
