import type { AgreementKind, Category } from '../terms.ts';

/** The widest category an agreement of this kind can carry, in either direction (decision-rules.md, ceilings). */
export function ceilingOf(kind: AgreementKind): Category {
  switch (kind) {
    case 'EU_MEMBER':
    case 'OPERATIONAL':
    case 'OPERATIONAL_DK':
    case 'INTERNATIONAL_AGREEMENT':
      return 'PROTECTED';
    case 'WORKING_ARRANGEMENT':
      return 'OPERATIONAL';
    case 'STRATEGIC':
      return 'STRATEGIC';
    default:
      // SUSPENDED, NONE, and whatever a later kind may be until somebody decides on it.
      return 'PUBLIC';
  }
}
