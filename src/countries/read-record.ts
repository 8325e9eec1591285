/** A native row as a record of the contract: border facts beside the values that were asked. */
import type { ListName } from '../terms.ts';
import { type CodeList, type Country, nativeNamesOf } from './country.ts';
import {
  type BorderFacts,
  INVALID,
  type Invalid,
  type NationalRecord,
  type RecordField,
  type RecordValue,
} from './national-query.ts';
import { type NativeRow, NO_ROW } from './protocols/protocol.ts';
import { isAbsent, toCode, toCodes, toCount, toDate, toNumber, toText } from './read-values.ts';

/**
 * The border facts of `row`. Null when the row has no handle: it is no record. Read strictly: `protected` is true unless
 * the source clearly says it is not; codes, addressees and consents stand as they were sent, for the rules to read.
 */
export function readFacts(country: Country, row: NativeRow): BorderFacts | null {
  const { marking, codes } = country;
  const handle = handleOf(country, row);
  if (handle === null) return null;
  return {
    handle,
    handling: toCodes(row[marking.handling]),
    addressees: toCodes(row[marking.addressees]),
    itemConsents: toCodes(row[marking.itemConsents]),
    protected: toCode(row[marking.protected], codes.protected) !== 'false',
  };
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

/** A key for every one of `fields`, read in `country`'s words out of `row`. */
export function readValues(
  country: Country,
  list: ListName,
  fields: readonly RecordField[],
  row: NativeRow,
): NationalRecord['values'] {
  const values: { [field in RecordField]?: RecordValue } = {};
  for (const field of fields) values[field] = readField(country, list, field, row);
  return values;
}

function readField(country: Country, list: ListName, field: RecordField, row: NativeRow): RecordValue {
  const native = firstOf(row, nativeNamesOf(country, country.lists[list], field));
  switch (field) {
    case 'caseRef':
    case 'exhibitRef':
    case 'placeNuts2':
    case 'sourceEvaluation':
    case 'informationEvaluation':
      return toText(native);
    case 'date':
    case 'identifiedOn':
    case 'openedOn':
    case 'completedOn':
      return toDate(native, country);
    case 'status':
      return toCode(native, country.codes[list === 'arrests' ? 'arrestStatus' : 'forensicStatus']);
    case 'ageBand':
    case 'dataSubjectCategory':
    case 'warrantBasis':
    case 'deviceType':
      return toCode(native, country.codes[field]);
    case 'offence':
      return toOffence(native, country.codes.offence);
    case 'itemCount':
      return toCount(native, country.numbers);
    case 'dataVolumeTb':
      return toNumber(native, country.numbers);
    default:
      return field satisfies never;
  }
}

/** The national article as written; its ICCS code where the country's list has one, else null. */
function toOffence(native: unknown, codes: CodeList): RecordValue {
  const national = toText(native);
  if (national === null || national === INVALID) return national;
  const iccs = toCode(national, codes);
  return { national, iccs: iccs === INVALID ? null : iccs };
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

function firstOf(row: NativeRow, names: readonly string[]): unknown {
  const name = names.find((candidate) => Object.hasOwn(row, candidate) && !isAbsent(row[candidate]));
  return name === undefined ? null : row[name];
}
