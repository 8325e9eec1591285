/**
 * A country is data: its words, codes and formats beside the contract's. `defineCountry` is the only way to make one.
 */
import { GatewayError } from '../errors.ts';
import { type CountryCode, LIST_NAMES, type ListName } from '../terms.ts';
import { OVERVIEW_FIELDS, type OverviewField, RECORD_FIELDS, type RecordField } from './national-query.ts';
import type { NativeRow, Protocol } from './protocols/protocol.ts';

/** Code lists a country keeps in its own words: native code to canonical code. */
const CODE_LISTS = [
  'arrestStatus',
  'forensicStatus',
  'deviceType',
  'ageBand',
  'dataSubjectCategory',
  'warrantBasis',
  'offence',
  'protected',
] as const;
export type CodeListName = (typeof CODE_LISTS)[number];
export type CodeList = Readonly<Record<string, string>>;

/** Native names of the facts every record carries beside its own fields. */
export interface MarkingNames {
  /** The system's own handle of a record. */
  readonly handle: string;
  readonly handling: string;
  readonly addressees: string;
  readonly itemConsents: string;
  readonly protected: string;
  readonly sourceEvaluation: string;
  readonly informationEvaluation: string;
}

const MARKING_NAMES = [
  'handle',
  'handling',
  'addressees',
  'itemConsents',
  'protected',
  'sourceEvaluation',
  'informationEvaluation',
] as const satisfies readonly (keyof MarkingNames)[];

export interface ListTable {
  /** Native name of the list. */
  readonly native: string;
  /** Canonical field to native field. Where a system has several names for one field, in their order of use. */
  readonly fields: { readonly [field in RecordField]?: string | readonly string[] };
  readonly correction?: Correction;
}

/**
 * A difference between what a country's list holds and what the contract's list means.
 * A corrected list is counted from its rows: the system's own total would count something else.
 */
export interface Correction {
  /** A word of the public schema. */
  readonly kind: 'ARRESTED_TAKEN_OUT' | 'DUPLICATES_JOINED' | 'GRADES_SELECTED';
  /** One sentence for the provenance: what was left out or joined. */
  readonly name: string;
  /** Native keys the correction reads, in this list and in `against`. Asked even when only a count is; never released. */
  readonly keys: readonly string[];
  /**
   * Whether each row of this list is judged by itself. Otherwise some rows alone are no list: it must be asked whole, without
   * keys and filters, and so must `against` always.
   */
  readonly perRow: boolean;
  /** Another list of the same country that the correction looks at. */
  readonly against?: ListName;
  /**
   * The rows of the contract's list. A row of which it cannot be told whether it belongs there becomes NO_ROW: dropped
   * and reported, never guessed. Null: it can be told of none; the list as a whole cannot be read.
   */
  readonly apply: (
    rows: readonly NativeRow[],
    against: readonly NativeRow[],
    words: MarkingWords,
  ) => readonly NativeRow[] | null;
}

/** What a correction needs to read and write the marking of a row that stands for several. */
export type MarkingWords = Pick<CountryDefinition, 'marking' | 'codes'>;

export interface CountryDefinition {
  readonly code: CountryCode;
  /** Name of the national system, as given in provenance. */
  readonly system: string;
  /** The unit to ask: an office, never a person. */
  readonly agency: string;
  /** IANA time zone of the local dates. */
  readonly timeZone: string;
  /** Luxon format of native dates, or `epochMilliseconds` (read in `timeZone`). */
  readonly dateFormat: string;
  readonly numbers: { readonly decimal: ',' | '.'; readonly thousands?: string };
  readonly protocol: Protocol;
  readonly codes: Readonly<Record<CodeListName, CodeList>>;
  readonly marking: MarkingNames;
  readonly overview: Readonly<Record<OverviewField, string>>;
  readonly lists: Readonly<Record<ListName, ListTable>>;
}

/** What stands in a definition by itself. */
const SINGLES = [
  'code',
  'system',
  'agency',
  'timeZone',
  'dateFormat',
  'numbers',
  'protocol',
] as const satisfies readonly (keyof CountryDefinition)[];

declare const defined: unique symbol;
/** A definition that has been checked for completeness. */
export type Country = CountryDefinition & { readonly [defined]: true };

/**
 * Checks that nothing of a definition is left out, every field of the contract having a native name, and freezes it.
 * Throws CONFIGURATION_INVALID naming country, coordinate and remedy of each part that is missing.
 */
export function defineCountry(definition: CountryDefinition): Country {
  const missing = [...missingParts(definition)];
  if (missing.length > 0) {
    throw new GatewayError('CONFIGURATION_INVALID', `country \`${definition.code}\`: ${missing.join('; ')}`, {
      country: definition.code,
      missing,
    });
  }
  return Object.freeze(definition) as Country;
}

/** The types say the same; `concordat check` runs without them, and whoever writes a country step by step asks it. */
function* missingParts(definition: CountryDefinition): Generator<string> {
  const { codes, marking, overview, lists }: Parts = definition;
  for (const single of SINGLES) {
    if (definition[single] === undefined) yield `no \`${single}\`: add it`;
  }
  for (const name of MARKING_NAMES) {
    if (marking?.[name] === undefined) yield `no native name for \`marking.${name}\`: add it to \`marking\``;
  }
  for (const name of OVERVIEW_FIELDS) {
    if (overview?.[name] === undefined)
      yield `no native name for \`overview.${name}\`: add it to \`overview\``;
  }
  for (const list of LIST_NAMES) {
    if (lists?.[list] === undefined) yield `no list \`${list}\`: add it to \`lists\``;
    else yield* missingFields(list, lists[list].fields);
  }
  for (const list of CODE_LISTS) {
    if (codes?.[list] === undefined) yield `no code list \`${list}\`: add it to \`codes\``;
  }
}

/** A definition as it may be while somebody writes it. */
type Parts = {
  readonly [part in 'codes' | 'marking' | 'overview' | 'lists']?: Partial<CountryDefinition[part]>;
};

function* missingFields(list: ListName, fields: ListTable['fields'] = {}): Generator<string> {
  for (const field of RECORD_FIELDS[list] as readonly RecordField[]) {
    const named = (MARKING_NAMES as readonly string[]).includes(field) || fields[field] !== undefined;
    if (!named) yield `no native name for \`${list}.${field}\`: add it to \`lists.${list}.fields\``;
  }
}

/** The native names of a canonical field; several where a system has one per language or zone. */
export function nativeNamesOf(country: Country, table: ListTable, field: RecordField): readonly string[] {
  const names =
    field === 'sourceEvaluation' || field === 'informationEvaluation'
      ? country.marking[field]
      : table.fields[field];
  if (names === undefined) return [];
  return typeof names === 'string' ? [names] : names;
}
