/** The values of a native row, read in a country's words: what these say of a field is looked up once, not once a row. */
import { LIST_NAMES, type ListName } from '../terms.ts';
import { type CodeList, type Country, nativeNamesOf } from './country.ts';
import {
  INVALID,
  type NationalRecord,
  RECORD_FIELDS,
  type RecordField,
  type RecordValue,
} from './national-query.ts';
import type { NativeRow } from './protocols/protocol.ts';
import { isAbsent, toCode, toCount, toDate, toNumber, toText } from './read-values.ts';

/** Gives a key for every one of `fields`, read out of `row`. */
export type ValuesReader = (fields: readonly RecordField[], row: NativeRow) => NationalRecord['values'];

type FieldReader = (row: NativeRow) => RecordValue;

const READERS = new WeakMap<
  Country,
  Readonly<Record<ListName, Readonly<Record<RecordField, FieldReader>>>>
>();

/** A reader for every field of `list`. A country is never changed: made once, and kept for as long as the country is held. */
export function fieldReadersOf(country: Country, list: ListName): Readonly<Record<RecordField, FieldReader>> {
  const known = READERS.get(country);
  if (known !== undefined) return known[list];
  const made = LIST_NAMES.map((name) => [name, toFieldReaders(country, name)] as const);
  const readers = Object.fromEntries(made) as Record<ListName, Record<RecordField, FieldReader>>;
  READERS.set(country, readers);
  return readers[list];
}

function toFieldReaders(country: Country, list: ListName): Record<RecordField, FieldReader> {
  const made = FIELDS.map((field) => [field, fieldReader(country, list, field)] as const);
  return Object.fromEntries(made) as Record<RecordField, FieldReader>;
}

export function valuesReaderOf(country: Country, list: ListName): ValuesReader {
  const readers = fieldReadersOf(country, list);
  return (fields, row) => {
    const values: { [field in RecordField]?: RecordValue } = {};
    for (const field of fields) values[field] = readers[field](row);
    return values;
  };
}

/** Every field of any list: which of them a list has is known to those who ask. */
const FIELDS: readonly RecordField[] = [...new Set(Object.values(RECORD_FIELDS).flat())];

function fieldReader(country: Country, list: ListName, field: RecordField): FieldReader {
  const names = nativeNamesOf(country, country.lists[list], field);
  const read = REFERENCES.has(field)
    ? valueReader(country, list, field)
    : rememberTexts(valueReader(country, list, field));
  const [name] = names;
  if (name === undefined || names.length > 1) return (row) => read(firstOf(row, names));
  return (row) => read(Object.hasOwn(row, name) ? row[name] : null);
}

/** No two records have the same: nothing to remember. */
const REFERENCES: ReadonlySet<RecordField> = new Set(['caseRef', 'exhibitRef']);
/** So many short texts of one field, in one list of one country: what a source makes us keep has a bound. */
const MOST_TEXTS = 200;
const LONGEST_TEXT = 40;

/** `read`, once for each of the few texts that fill a column: codes, days, regions. What cannot be read is read each time. */
function rememberTexts(read: (native: unknown) => RecordValue): (native: unknown) => RecordValue {
  const known = new Map<string, RecordValue>();
  return (native) => {
    if (typeof native !== 'string' || native.length > LONGEST_TEXT) return read(native);
    const before = known.get(native);
    if (before !== undefined) return before;
    const value = read(native);
    if (value !== INVALID && known.size < MOST_TEXTS) known.set(native, value);
    return value;
  };
}

function valueReader(country: Country, list: ListName, field: RecordField): (native: unknown) => RecordValue {
  const { codes, numbers } = country;
  switch (field) {
    case 'caseRef':
    case 'exhibitRef':
    case 'placeNuts2':
    case 'sourceEvaluation':
    case 'informationEvaluation':
      return toText;
    case 'date':
    case 'identifiedOn':
    case 'openedOn':
    case 'completedOn':
      return (native) => toDate(native, country);
    case 'status': {
      const ofList = codes[list === 'arrests' ? 'arrestStatus' : 'forensicStatus'];
      return (native) => toCode(native, ofList);
    }
    case 'ageBand':
    case 'dataSubjectCategory':
    case 'warrantBasis':
    case 'deviceType':
      return (native) => toCode(native, codes[field]);
    case 'offence':
      return (native) => toOffence(native, codes.offence);
    case 'itemCount':
      return (native) => toCount(native, numbers);
    case 'dataVolumeTb':
      return (native) => toNumber(native, numbers);
    default:
      return field satisfies never;
  }
}

/** The national article as written; its ICCS code where the country's list has one, else null. */
function toOffence(native: unknown, codes: CodeList): RecordValue {
  const national = toText(native);
  if (national === null || national === INVALID) return national;
  const iccs = toCode(national, codes);
  return Object.freeze({ national, iccs: iccs === INVALID ? null : iccs });
}

/** What stands under the first of `names` that has a value. */
export function firstOf(row: NativeRow, names: readonly string[]): unknown {
  for (const name of names) {
    const native = Object.hasOwn(row, name) ? row[name] : null;
    if (!isAbsent(native)) return native;
  }
  return null;
}
