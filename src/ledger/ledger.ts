import type { CountryCode, IsoDate } from '../terms.ts';

/**
 * What the evidence says of one owner's data in one request: numbers, coordinates and texts of ours; no values. An owner is
 * there when something was asked of it, given or denied.
 */
export interface OwnerEntry {
  readonly owner: CountryCode;
  /** The document that was sent to the owner's system; null when nothing was. */
  readonly document: string | null;
  readonly status: string;
  /**
   * Records of the owner in the answer, and published figures that it is in, each once; of Europol its days, of Interpol its
   * notices and entries.
   */
  readonly given: number;
  /** Records of the owner that were judged and do not go. */
  readonly withheld: number;
  /** References of the owner that went to Interpol's index; of Interpol: all that it was sent. */
  readonly references: number;
  /** Records that the owner's system gave and should not have: dropped at the border (SOURCE_OVERSHARED). */
  readonly overshared: number;
  readonly denials: readonly { readonly coordinate: string; readonly reason: string }[];
}

/** One request and its outcome. */
export interface LedgerEntry {
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly requester: {
    readonly country: CountryCode;
    readonly subject: string;
    readonly tokenId: string;
  } | null;
  readonly purpose: string | null;
  readonly justification: string | null;
  readonly accessDate: IsoDate;
  readonly outcome: 'answered' | 'refused' | 'failed' | 'invalid';
  /** The code, where the outcome is not `answered`. CALLER_GONE: whoever asked had hung up, and was given nothing. */
  readonly code: string | null;
  readonly operations: readonly string[];
  readonly owners: readonly OwnerEntry[];
}

/** The evidence log. An answer leaves only after its entry is in. */
export interface Ledger {
  /** Resolves with the entry's index when it is safe. Rejects when it cannot be written. */
  append(entry: LedgerEntry): Promise<number>;
  /** Whether an entry could be written now. */
  canAppend(): boolean;
}
