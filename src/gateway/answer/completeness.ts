import type { ErrorCode } from '../../errors.ts';
import type { CountryCode } from '../../terms.ts';
import type { Cause } from './closed-fields.ts';

/** An owner whose part is missing; `cause` is a word of the public schema. */
export interface Missing {
  readonly country: CountryCode;
  readonly cause: string;
}

/** How many of the owners are in a value, and why the others are not: each owner counts once. */
export interface Completeness {
  readonly answered: number;
  readonly of: number;
  /** By country. */
  readonly missing: readonly Missing[];
}

/** `of`: how many owners there are; `missing` holds each of them at most once. */
export function completenessOf(of: number, missing: readonly Missing[]): Completeness {
  const sorted = [...missing].sort((left, right) => (left.country < right.country ? -1 : 1));
  return { answered: of - missing.length, of, missing: sorted };
}

/** Causes as words: what a source did, or that the rules say no. */
export function toMissing(causes: readonly Cause[]): readonly Missing[] {
  return causes.flatMap(({ code, countries }) =>
    countries.map((country) => ({ country, cause: causeWord(code) })),
  );
}

/** The same words as in `SourceReport.status`. */
function causeWord(code: ErrorCode): string {
  return code.startsWith('SOURCE_') ? code.slice('SOURCE_'.length) : 'NOT_PERMITTED';
}
