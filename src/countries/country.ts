/**
 * A country is data: its words, codes and formats beside the contract's. `defineCountry` is the only way to make one.
 */
import { GatewayError } from '../errors.ts';
import type { CountryCode, ListName } from '../terms.ts';
import { type OverviewField, RECORD_FIELDS, type RecordField } from './national-query.ts';
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
  readonly apply: (rows: readonly NativeRow[], against: readonly NativeRow[]) => readonly NativeRow[];
}

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

declare const defined: unique symbol;
/** A definition that has been checked for completeness. */
export type Country = CountryDefinition & { readonly [defined]: true };

/**
 * Checks that every field of the contract has a native name and every code list is there, and freezes the definition.
 * Throws CONFIGURATION_INVALID naming country, coordinate and remedy.
 */
export function defineCountry(definition: CountryDefinition): Country {
  const missing = [...missingFields(definition)];
  if (missing.length > 0) {
    throw new GatewayError('CONFIGURATION_INVALID', `country \`${definition.code}\`: ${missing.join('; ')}`, {
      country: definition.code,
      missing,
    });
  }
  return Object.freeze(definition) as Country;
}

function* missingFields(definition: CountryDefinition): Generator<string> {
  for (const [list, fields] of Object.entries(RECORD_FIELDS) as [ListName, readonly RecordField[]][]) {
    for (const field of fields) {
      const named = field in definition.marking || definition.lists[list].fields[field] !== undefined;
      if (!named) yield `no native name for \`${list}.${field}\`: add it to \`lists.${list}.fields\``;
    }
  }
  for (const list of CODE_LISTS) {
    if (definition.codes[list] === undefined) yield `no code list \`${list}\`: add it to \`codes\``;
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
