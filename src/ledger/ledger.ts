import type { CountryCode, IsoDate } from '../terms.ts';
import type { Disclosure } from './disclosure.ts';
import type { KeptText } from './entry/kept-text.ts';

/**
 * What the evidence says of one owner's data in one request: numbers, coordinates and texts of ours; no values. An owner is
 * there when something was asked of it, given or denied.
 */
export interface OwnerEntry {
  readonly owner: CountryCode;
  /** What was sent to the owner's system, with `$1`, `$2` … where a value stood; null when nothing was. */
  readonly document: string | null;
  /** These values, in their order. One salted digest of them is kept, and nothing else. */
  readonly arguments: readonly unknown[];
  readonly status: string;
  /** Fields that the owner was asked for, and that the answer may show: `Suspect.caseRef`. Empty when its system failed. */
  readonly coordinates: readonly string[];
  /**
   * Records of the owner in the answer, and published figures that it is in, each once; of Europol its days, of Interpol its
   * notices and entries.
   */
  readonly given: number;
  /** Names of what was given, as the owner's system has them, sorted. One salted digest of them is kept. */
  readonly references: readonly string[];
  /** Records of the owner that were judged and do not go. */
  readonly withheld: number;
  /** Records that the owner's system gave and should not have: dropped at the border (SOURCE_OVERSHARED). */
  readonly overshared: number;
  /** Whose data were combined with the owner's, and by how many references. */
  readonly joins: readonly { readonly owner: CountryCode; readonly references: number }[];
  readonly denials: readonly { readonly coordinate: string; readonly reason: string }[];
  /** Under what records were given, and how many. */
  readonly obligations: readonly { readonly obligation: string; readonly records: number }[];
}

/** What was done with the ledger itself, by its commands: reading it is evidence too. */
export interface LedgerAction {
  readonly kind: 'read' | 'erase';
  /** Null: of all. */
  readonly owner: CountryCode | null;
  /** ISO 8601, UTC: entries of this time and later. Null: from the first on. */
  readonly from: string | null;
  /** Entries before this time. Null: to the last. */
  readonly before: string | null;
  /** The user of the machine. */
  readonly by: string;
  /** What an erasure takes away with this entry, and nothing else. Null: nothing. */
  readonly erased: readonly ErasedThing[] | null;
}

/** Of the entry at `index` a part, by its salted hash (hex) that the entry names, or all but the leaf. */
export type ErasedThing =
  | { readonly index: number; readonly part: string }
  /** `time`: what it was kept under, milliseconds since 1970; nothing else vouches for it then. */
  | { readonly index: number; readonly time: number };

/** One request and its outcome; of requests of nobody, perhaps several of one second. */
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
  /** How many it stands for: 1, or more where nobody was identified and there were too many to write each down. */
  readonly requests: number;
  /** The data that the rules were read with. Null: no rule was asked. */
  readonly policy: KeptText | null;
  readonly operations: readonly string[];
  /** The query in canonical form, with `$1`, `$2` … where a value stood. Null: it was none, or was refused unread. */
  readonly query: KeptText | null;
  /** Null: a query came. */
  readonly action: LedgerAction | null;
  readonly owners: readonly OwnerEntry[];
}

/** Where an entry stands, and the log's word for it. */
export interface Receipt {
  readonly index: number;
  /** The signed head of the log with this entry in it: text of C2SP signed-note. */
  readonly head: string;
}

/** What was given of `owner`'s data in a span of time. */
export interface DisclosureSearch {
  readonly owner: CountryCode;
  /** Milliseconds since 1970: entries of this time and later, before `before`. */
  readonly from: number;
  readonly before: number;
  /** The index behind which is searched; -1: from the first on. */
  readonly after: number;
  readonly most: number;
}

/** The evidence log. An answer leaves only after its entry is in. */
export interface Ledger {
  /**
   * Resolves when the entry is safe. Rejects with EVIDENCE_LOG_UNAVAILABLE when it cannot be written, or nobody knows: the
   * ledger may say more than was given, never less.
   */
  append(entry: LedgerEntry): Promise<Receipt>;
  /** Whether an entry could be written now. */
  canAppend(): boolean;
  /** In the order of entries. Rejects with EVIDENCE_LOG_UNAVAILABLE. */
  disclosures(search: DisclosureSearch): Promise<readonly Disclosure[]>;
  /** What has been asked of it is written first. */
  close(): Promise<void>;
}
