import type { IsoDate } from '../terms.ts';
import type { Absent } from './exact-figures.ts';
import type { Measure } from './measures.ts';
import type { TableRules } from './table-rules.ts';

/** A figure of a released table. */
export interface Figure {
  /** `ARRESTS DE`; of a total the measure alone. */
  readonly id: string;
  readonly measure: Measure;
  /** Null: the total. */
  readonly code: string | null;
  /** Volumes in whole terabytes. Null: suppressed. */
  readonly published: number | null;
  /** Everybody knows it from elsewhere. */
  readonly isKnown: boolean;
}

/** What an outsider can compute of something that is not shown: a cell, or a small change since an earlier table. */
export interface AuditRow {
  readonly name: string;
  /** Null: nothing that is shown limits it on this side. */
  readonly low: number | null;
  readonly high: number | null;
  /** How wide it must be at least. */
  readonly width: number;
}

/** One table of an operation and reporting date: all statistical answers are read from it, and from nothing else. */
export interface ProtectedTable {
  readonly operation: string;
  /** The reporting date. */
  readonly date: IsoDate;
  readonly rules: TableRules;
  readonly figures: readonly Figure[];
  readonly absent: readonly Absent[];
  readonly audit: readonly AuditRow[];
  /** SHA-256 of the exact figures behind it, with a salt that is kept beside them. */
  readonly digest: string;
}
