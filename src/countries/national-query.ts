/**
 * What a country is asked and what it answers, in the contract's words (schema/national.graphql).
 * A country's own words never leave its folder.
 */
import type { HandlingCode, ListName } from '../terms.ts';

/** Fields that a record of each list can have. `offence` is national article and ICCS code together. */
export const RECORD_FIELDS = {
  arrests: [
    'caseRef',
    'date',
    'placeNuts2',
    'offence',
    'status',
    'ageBand',
    'sourceEvaluation',
    'informationEvaluation',
  ],
  suspects: [
    'caseRef',
    'dataSubjectCategory',
    'identifiedOn',
    'placeNuts2',
    'offence',
    'ageBand',
    'sourceEvaluation',
    'informationEvaluation',
  ],
  searches: ['caseRef', 'date', 'placeNuts2', 'warrantBasis', 'sourceEvaluation', 'informationEvaluation'],
  seizures: [
    'exhibitRef',
    'deviceType',
    'itemCount',
    'dataVolumeTb',
    'sourceEvaluation',
    'informationEvaluation',
  ],
  forensicExams: [
    'exhibitRef',
    'status',
    'deviceType',
    'openedOn',
    'completedOn',
    'sourceEvaluation',
    'informationEvaluation',
  ],
} as const satisfies Record<ListName, readonly string[]>;

export type RecordField = (typeof RECORD_FIELDS)[ListName][number];

/** Fields of a participation that are not lists. `victimsKnown` is existence alone: whether there is any victim. */
const OVERVIEW_FIELDS = ['modusOperandi', 'victimsIdentified', 'victimsSafeguarded', 'victimsKnown'] as const;
export type OverviewField = (typeof OVERVIEW_FIELDS)[number];

/** One country's part of a query: only what the access class opens. Nothing else is ever sent. */
export interface NationalQuery {
  /** The operation's id, a slug known to Europol. */
  readonly operation: string;
  readonly overview: readonly OverviewField[];
  readonly lists: { readonly [list in ListName]?: ListQuery };
}

export interface ListQuery {
  /** The owner's own total, every record whatever its marking. */
  readonly count: boolean;
  /** Totals by status (arrests, forensicExams) and by age band (arrests), every record whatever its marking. */
  readonly byStatus: boolean;
  readonly byAgeBand: boolean;
  /** Border facts of each record: asked whenever records or `hit` are. Never released. */
  readonly facts: boolean;
  /** Fields asked of each record; null when no records are asked. */
  readonly records: readonly RecordField[] | null;
}

/** One country's answer, in canonical words and codes; values are not yet checked against the schema. */
export interface NationalAnswer {
  readonly overview: { readonly [field in OverviewField]?: string | number | null | Invalid };
  readonly lists: { readonly [list in ListName]?: ListAnswer };
  /** When the source last changed its data, ISO 8601 in UTC; null when it does not say. */
  readonly asOf: string | null;
}

export interface ListAnswer {
  /** null: the country does not report it (which is not zero). INVALID: what came is no count. Absent: not asked. */
  readonly count?: number | null | Invalid;
  readonly byStatus?: ReadonlyMap<string, number> | Invalid;
  readonly byAgeBand?: ReadonlyMap<string, number> | Invalid;
  /** In the source's own order; absent when neither records nor facts were asked. */
  readonly records?: readonly NationalRecord[];
  /** Rows that could not be read as a record (no handle, no object): left out, reported as SOURCE_INVALID. */
  readonly dropped: number;
}

export interface NationalRecord {
  readonly facts: BorderFacts;
  /** A key for every field asked: the value, null when the owner has none, INVALID when it cannot be read. */
  readonly values: { readonly [field in RecordField]?: RecordValue };
}

export type RecordValue =
  | string
  | number
  | null
  | Invalid
  | { readonly national: string; readonly iccs: string | null };

/** A value that came and could not be read: dropped, reported as SOURCE_INVALID, never guessed. */
export const INVALID: unique symbol = Symbol('INVALID');
export type Invalid = typeof INVALID;

/** Facts about a record on which its release hangs. */
export interface BorderFacts {
  /** The source's own handle of the record; not its case reference. */
  readonly handle: string;
  /** As sent; an unknown code or none at all is read as H3 by the rules. */
  readonly handling: readonly (HandlingCode | string)[];
  /** True when the source says so, and when it says nothing that can be read. */
  readonly protected: boolean;
}
