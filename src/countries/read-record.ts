/** What every native row says beside its values: its handle and border facts; and how often rows say it. */
import type { CodeList, Country } from './country.ts';
import { type BorderFacts, INVALID, type Invalid } from './national-query.ts';
import { type NativeRow, NO_ROW } from './protocols/protocol.ts';
import { toCode, toCodes } from './read-values.ts';
import { firstOf } from './values-reader.ts';

/**
 * The border facts of `row`, whose handle has been read: without one it is no record. Codes, addressees and consents stand as
 * they were sent, for the rules to read.
 */
export function factsOfRow(country: Country, handle: string, row: NativeRow): BorderFacts {
  const { marking } = country;
  return {
    handle,
    handling: toCodes(row[marking.handling]),
    addressees: toCodes(row[marking.addressees]),
    itemConsents: toCodes(row[marking.itemConsents]),
    protected: isProtected(country, row),
  };
}

/** True unless the source clearly says that it is not. */
export function isProtected({ marking, codes }: Country, row: NativeRow): boolean {
  return toCode(row[marking.protected], codes.protected) !== 'false';
}

/** The border facts of `row`; null when it is no record. */
export function readFacts(country: Country, row: NativeRow): BorderFacts | null {
  const handle = handleOf(country, row);
  return handle === null ? null : factsOfRow(country, handle, row);
}

/**
 * A row's handle as the system writes it, for it is asked by that again; null when the row has none. A number beyond 2^53
 * is none: as we read it, it may be another row's.
 */
export function handleOf({ marking }: Country, row: NativeRow): string | null {
  const native = row[marking.handle];
  if (typeof native === 'string') return native === '' ? null : native;
  return Number.isSafeInteger(native) ? String(native) : null;
}

/**
 * How many rows hold each canonical code; rows without one count in no cell. INVALID when a row's code is unknown, and
 * when a row cannot be read at all.
 */
export function readTally(
  rows: readonly NativeRow[],
  names: readonly string[],
  codes: CodeList,
): ReadonlyMap<string, number> | Invalid {
  const tally = new Map<string, number>();
  for (const row of rows) {
    if (row === NO_ROW) return INVALID;
    const code = toCode(firstOf(row, names), codes);
    if (code === INVALID) return INVALID;
    if (code !== null) tally.set(code, (tally.get(code) ?? 0) + 1);
  }
  return tally;
}
