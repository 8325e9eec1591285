import type { Category } from '../terms.ts';

/** Whose agreement decides: Europol's, Interpol's, the country's that a record belongs to; GATEWAY speaks of itself. */
export type OwnerKind = 'GATEWAY' | 'EUROPOL' | 'INTERPOL' | 'COUNTRY';

/** One category of one owner, and how far it must open. */
export interface Gate {
  /** INHERIT: as open as the field that leads here. */
  readonly category: Category | 'INHERIT';
  /** Null where the category is INHERIT. */
  readonly owner: OwnerKind | null;
  /** The effect from which on the field opens. */
  readonly from: 'HIT_NO_HIT' | 'ALLOW';
}
