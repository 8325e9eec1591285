import type { Closure } from '../../access/closure-of.ts';
import type { OfficeClosure } from '../../access/office-closure.ts';
import type { ErrorCode } from '../../errors.ts';
import { memoized } from '../../memoized.ts';
import type { CountryCode } from '../../terms.ts';

/** Why a field is null: by the rules, by a source, or because no table can be released. */
export interface Cause {
  readonly code: ErrorCode;
  readonly countries: readonly CountryCode[];
  readonly reason: string | null;
  readonly legalBasis: string | null;
}

/** One null of an answer, at its place under the client's names. */
export interface ClosedField {
  readonly path: readonly (string | number)[];
  /** Where it is null for the same cause in several records of a list: which of them, `path` being the first one's. */
  readonly places?: readonly number[];
  readonly coordinate: string;
  readonly cause: Cause;
}

/** One object for each closure, which stands for many records. */
export const causeOfClosure = memoized(
  ({ code, owner, reason, legalBasis }: Closure | OfficeClosure): Cause =>
    Object.freeze({ code, countries: Object.freeze([owner]), reason, legalBasis }),
);

export function causeOfSource(code: ErrorCode, country: CountryCode): Cause {
  return { code, countries: [country], reason: null, legalBasis: null };
}

/** Strong to weak: what a null across countries is put down to when the causes differ. */
const WEIGHT: readonly ErrorCode[] = [
  'STATISTICS_NOT_RELEASABLE',
  'SOURCE_TIMEOUT',
  'SOURCE_UNAVAILABLE',
  'SOURCE_INVALID',
  'HIT_ONLY',
  'CONSENT_REQUIRED',
  'ACCESS_DENIED',
];

/** The one cause of a null that several countries share: the nearest to a value, with all countries of that cause. */
export function mainCauseOf(causes: readonly Cause[]): Cause | null {
  const weightOf = ({ code }: Cause): number => (WEIGHT.includes(code) ? WEIGHT.indexOf(code) : -1);
  const [main] = [...causes].sort((left, right) => weightOf(left) - weightOf(right));
  if (main === undefined) return null;
  const same = causes.filter(({ code, reason }) => code === main.code && reason === main.reason);
  return { ...main, countries: same.flatMap(({ countries }) => countries) };
}
