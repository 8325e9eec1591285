import { HANDLING_CODES, type HandlingCode } from '../terms.ts';

/** What a decision hangs on that is said of one record; the standing consent is not among it. */
export interface RecordCase {
  readonly handling: HandlingCode;
  readonly addressee: boolean;
  readonly itemConsent: boolean;
}

/** What a decision hangs on that is said of one request. Null is no purpose at all. */
export interface RequestCase {
  readonly purpose: string | null;
  readonly participant: boolean;
}

/** The sixteen combinations of record facts: handling, then addressee, then item consent. */
export const RECORD_CASES: readonly RecordCase[] = HANDLING_CODES.flatMap((handling) =>
  [false, true].flatMap((addressee) =>
    [false, true].map((itemConsent) => ({ handling, addressee, itemConsent })),
  ),
);

/** What class facts alone are, as a place in RECORD_CASES: H0, no addressee, no item consent (decision-rules.md). */
export const BY_CLASS = RECORD_CASES.findIndex(
  (one) => one.handling === 'H0' && !one.addressee && !one.itemConsent,
);

/** Every request that can be told from another under these purposes: each of them and none, as participant or not. */
export function requestCasesOf(purposes: Iterable<string>): readonly RequestCase[] {
  return [...new Set(purposes), null].flatMap((purpose) =>
    [true, false].map((participant) => ({ purpose, participant })),
  );
}
