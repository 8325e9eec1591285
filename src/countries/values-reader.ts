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

const READERS = new WeakMap<Country, Readonly<Record<ListName, ValuesReader>>>();

/** The reader of rows of `list`. A country is never changed: made once, and kept for as long as the country is held. */
export function valuesReaderOf(country: Country, list: ListName): ValuesReader {
  const known = READERS.get(country);
  if (known !== undefined) return known[list];
  const made = LIST_NAMES.map((name) => [name, valuesReader(country, name)] as const);
  const readers = Object.fromEntries(made) as Record<ListName, ValuesReader>;
  READERS.set(country, readers);
  return readers[list];
}

function valuesReader(country: Country, list: ListName): ValuesReader {
  const made = FIELDS.map((field) => [field, fieldReader(country, list, field)] as const);
  const readers = Object.fromEntries(made) as Record<RecordField, (row: NativeRow) => RecordValue>;
  return (fields, row) => {
    const values: { [field in RecordField]?: RecordValue } = {};
    for (const field of fields) values[field] = readers[field](row);
    return values;
  };
}

/** Every field of any list: which of them a list has is known to those who ask. */
const FIELDS: readonly RecordField[] = [...new Set(Object.values(RECORD_FIELDS).flat())];

function fieldReader(country: Country, list: ListName, field: RecordField): (row: NativeRow) => RecordValue {
  const names = nativeNamesOf(country, country.lists[list], field);
  const read = valueReader(country, list, field);
  return (row) => read(firstOf(row, names));
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
  return { national, iccs: iccs === INVALID ? null : iccs };
}

/** What stands under the first of `names` that has a value. */
export function firstOf(row: NativeRow, names: readonly string[]): unknown {
  for (const name of names) {
    const native = Object.hasOwn(row, name) ? row[name] : null;
    if (!isAbsent(native)) return native;
  }
  return null;
}
