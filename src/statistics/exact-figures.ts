import type { CountryCode, IsoDate } from '../terms.ts';
import type { Measure } from './measures.ts';

/** Measures that countries report; `ARRESTED_OR_SUSPECTED` is the sum of two of them. */
export const REPORTED_MEASURES = [
  'ARRESTS',
  'SUSPECTS',
  'SEARCHES',
  'SEIZED_ITEMS',
  'SEIZED_DATA_TB',
  'FORENSIC_EXAMS',
] as const satisfies readonly Measure[];
export type ReportedMeasure = (typeof REPORTED_MEASURES)[number];

/** By the code of the measure's dimension (its country, `MOBILE_DEVICE`, `PENDING`), never negative. */
export type Parts = Readonly<Record<string, number>>;

/** A country that is in no figure of a measure, and why. */
export interface Absent {
  readonly country: CountryCode;
  readonly measure: ReportedMeasure;
  /** A code of an error, or NOT_REPORTED. */
  readonly cause: string;
}

/** What the countries of an operation reported, exactly. Secret: it is kept by the operator and shown to nobody. */
export interface ExactFigures {
  readonly operation: string;
  /** The reporting date. */
  readonly date: IsoDate;
  readonly countries: readonly CountryCode[];
  readonly reported: Readonly<Record<ReportedMeasure, Readonly<Record<CountryCode, Parts>>>>;
  readonly absent: readonly Absent[];
  /** Totals that a press release named. */
  readonly published: Readonly<Partial<Record<'ARRESTS' | 'SUSPECTS', number>>>;
}

/** A single figure that everybody knows from elsewhere: a press report. */
export interface KnownFigure {
  readonly measure: Measure;
  /** Null: the total. */
  readonly code: string | null;
  readonly value: number;
  readonly source: string;
}
