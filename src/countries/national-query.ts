/**
 * What a country is asked and what it answers, in the contract's words (schema/national.graphql).
 * A country's own words never leave its folder.
 */
import type { HandlingCode, ListName } from '../terms.ts';
import type { NativeRelease } from './protocols/native-request.ts';
import type { NativeRow } from './protocols/protocol.ts';
import type { RecordCondition } from './record-condition.ts';
import type { PagePlace, RecordPage } from './record-page.ts';

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
export const OVERVIEW_FIELDS = [
  'modusOperandi',
  'victimsIdentified',
  'victimsSafeguarded',
  'victimsKnown',
] as const;
export type OverviewField = (typeof OVERVIEW_FIELDS)[number];

/** One country's part of a query: only what the access class opens. Nothing else is ever sent. */
export interface NationalQuery {
  /** The operation's id, a slug known to Europol. */
  readonly operation: string;
  readonly overview: readonly OverviewField[];
  readonly lists: { readonly [list in ListName]?: ListQuery };
  /** Only records of these case references: a cross-check. Absent: all. */
  readonly refs?: readonly string[];
}

export interface ListQuery {
  /** The owner's own total, every record whatever its marking. */
  readonly count: boolean;
  /** Totals by status (arrests, forensicExams) and by age band (arrests), every record whatever its marking. */
  readonly byStatus: boolean;
  readonly byAgeBand: boolean;
  /** Border facts are asked, also where no record is walked: is there one that counts for a hit? */
  readonly facts: boolean;
  /** Every field that may be asked of some record; null when no records are asked. */
  readonly records: readonly RecordField[] | null;
  /** What every connection of the list filters by: for a system that can leave out the others itself. The border judges again. */
  readonly condition?: RecordCondition | null;
  /** The one page of the list that is asked, for a system that can put records in order. The border judges again. */
  readonly page?: RecordPage | null;
  /** Which records go, for a system that leaves out the others itself. Null or absent: every one, with every field asked. */
  readonly releasedTo?: ReleasedTo | null;
  /** The records that count for a hit. */
  readonly hitReleasedTo?: ReleasedTo | null;
}

/** A release in the contract's words: to whom, on which day, and what a record needs (src/access/list-release.ts says the same). */
export type ReleasedTo = Omit<NativeRelease, 'names'> & {
  /** A record that goes goes with every field asked; otherwise its marking decides on single fields too. */
  readonly whole: boolean;
};

/**
 * What may be asked of each of these records, in their order: its fields, or null when it is withheld. Handed in by the
 * border, which decides; a country never does.
 */
export type Judge = (
  list: ListName,
  facts: readonly BorderFacts[],
) => readonly (readonly RecordField[] | null)[];

/**
 * Are these records, in the order they came, what the page of the list is to hold: they fit, stand in order and behind its
 * place? `runs`: how many came of each part that the system keeps the list in. Handed in by the border.
 */
export type PageCheck = (
  list: ListName,
  records: readonly NationalRecord[],
  runs: readonly number[],
) => boolean;

/**
 * Which of these records, all that go, the one page of the list shows. Their values are those that its filter and order read,
 * of each as far as they are open. Handed in by the border.
 */
export type PagePick = (list: ListName, records: readonly NationalRecord[]) => PickedPage;
export interface PickedPage extends PageCounts {
  readonly handles: ReadonlySet<string>;
}

/** How rows of one list are read in a country's own words: what these say of a field is looked up once, not once a row. */
export interface RowReaders extends MarkingReaders {
  /** As the system writes it; null: no record. */
  readonly handleOf: (row: NativeRow) => string | null;
  readonly values: Readonly<Record<RecordField, (row: NativeRow) => RecordValue>>;
}

/** How the marking of a row is read, out of the row or by its place among the others. */
export interface MarkingReaders {
  readonly handlingOf: (row: NativeRow, place: number) => readonly string[];
  readonly addresseesOf: (row: NativeRow, place: number) => readonly string[];
  readonly itemConsentsOf: (row: NativeRow, place: number) => readonly string[];
  readonly isProtected: (row: NativeRow, place: number) => boolean;
}

/**
 * The records of a list as the border shows them, out of their rows in one go. Each must be a record of its own that goes with
 * every field asked, all of them at their places, `inOrder` as they came. Null: one is not, or it cannot be told, and the list is
 * read step by step. Handed in by the border.
 */
export type ProjectRows = (
  list: ListName,
  rows: readonly NativeRow[],
  readers: RowReaders,
  markings: MarkingReaders,
  inOrder: boolean,
) => ProjectedRows | null;

export interface ProjectedRows {
  readonly nodes: readonly object[];
  /** The place of each node. */
  readonly positions: readonly PagePlace[];
  /** Records that go, those among them that do not fit the list's filter. */
  readonly given: number;
  /** Whether any of them counts for a hit. */
  readonly hit: boolean;
}

/** What the border decides of pages. */
export interface PageRules {
  readonly isPage: PageCheck;
  readonly pick: PagePick;
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
  /** Facts of the records in the source's own order: of all, or where the source leaves some out of those that came. */
  readonly facts?: readonly BorderFacts[];
  /** Where the source leaves some out: whether one of them only lacks the owner's consent. */
  readonly consentable?: boolean;
  /** The records that go, judged; absent when none were asked. */
  readonly records?: readonly NationalRecord[];
  /** In the place of records, where all that go were projected in one go; of facts too, where these came in the same rows. */
  readonly projected?: ProjectedRows;
  /** Set where `records` are the page that was asked and no more: what stands around it. */
  readonly page?: PageCounts;
  /** Records that go and are not among `records`, being on no page that is shown, where they are known. */
  readonly beyond?: number;
  /** Rows that could not be read as a record (no handle, no object): left out, reported as SOURCE_INVALID. */
  readonly dropped: number;
  /** Records that came and should not have: left out, reported as SOURCE_OVERSHARED. */
  readonly overshared: number;
  /** True: the list as a whole could not be read. It is `dropped` once; nothing can be said of it, no hit either. */
  readonly invalid?: true;
}

/**
 * How many records fit, on whatever page, and how many of them stand before the page; null: not asked. Whether any stand
 * behind it; null: one more record than is shown tells.
 */
export interface PageCounts {
  readonly all: number | null;
  readonly before: number | null;
  readonly hasMore: boolean | null;
}

export interface NationalRecord {
  readonly facts: BorderFacts;
  /** A key for every field asked of this record: the value, null when the owner has none, INVALID when it cannot be read. */
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
  /** As sent: country codes. */
  readonly addressees: readonly string[];
  /** As sent: `DK:2011-09-01:2012-08-31`, read by the rules; what cannot be read is none. */
  readonly itemConsents: readonly string[];
  /** True when the source says so, and when it says nothing that can be read. */
  readonly protected: boolean;
  /** Of a cross-check: the reference by which the record was found; null where the source gave none that can be read. */
  readonly reference?: string | null;
}
