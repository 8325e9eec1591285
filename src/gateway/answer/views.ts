/** What the resolvers of the public schema walk over: data that have passed the border, beside the rights over them. */
import type { AccessMap } from '../../access/access-map.ts';
import type { Policy } from '../../access/policy.ts';
import type { Country } from '../../countries/country.ts';
import type { OrderKey } from '../../countries/record-order.ts';
import type { ErrorCode } from '../../errors.ts';
import type { ProtectedTable } from '../../statistics/protected-table.ts';
import type { CountryCode, IsoDate, ListName } from '../../terms.ts';
import type { InterpolAnswer, Notices } from '../ask-interpol.ts';
import type { Caller } from '../caller.ts';
import type { ValueChecks } from '../check-value.ts';
import type { CursorPlace, Cursors } from '../cursors.ts';
import type { ProviderPackages } from '../judge-packages.ts';
import type { JudgedFacts } from '../judge-records.ts';
import type { ListedOperations } from '../operation-facts.ts';
import type { OperationScope, SourceStatus } from '../query-scope.ts';
import type { AskedDisclosures } from '../read-disclosures.ts';
import type { MissingSource, OpenedCursors, Position } from '../records/position.ts';
import type { ClosedField } from './closed-fields.ts';
import type { Completeness } from './completeness.ts';

export type Data = Readonly<Record<string, unknown>>;

/** One operation as it was answered; `data` stand under their response keys. */
export interface OperationView {
  readonly scope: OperationScope;
  readonly data: Data;
  /** Why Europol's second message brought nothing of what the facts do not hold. */
  readonly hubFailure: ErrorCode | null;
  readonly packages: ReadonlyMap<CountryCode, ProviderPackages>;
  readonly notices: Omit<Notices, 'rows'> & { readonly rows: readonly Data[] | null };
  readonly indexFailure: ErrorCode | null;
  /** Null: Interpol was not reached for. */
  readonly interpol: InterpolAnswer | null;
  readonly participations: readonly ParticipationView[];
}

export interface ParticipationView {
  readonly operation: OperationView;
  readonly owner: CountryCode;
  readonly data: Data;
  readonly status: SourceStatus;
  /** Set when the national system failed as a whole. */
  readonly failure: ErrorCode | null;
}

/** A list of one country, or of all: the same shape, with one part or many. */
export interface ListView {
  readonly operation: OperationView;
  readonly list: ListName;
  readonly isAcross: boolean;
  readonly parts: readonly ParticipationView[];
}

/** A page of records of one list, with the country of each part. */
export interface ConnectionView {
  readonly first: number;
  readonly order: readonly OrderKey[];
  readonly parts: readonly ConnectionPart[];
  /** What is told of the countries it is made of, where that is asked. */
  readonly completeness: () => Completeness;
  /** What its cursors belong to and carry on, where one is asked. */
  readonly cursors: () => CursorGround;
}

export interface CursorGround {
  /** What its cursors belong to. */
  readonly place: CursorPlace;
  /** What its cursors carry on: systems that failed, on this page or on one before it. */
  readonly missing: readonly MissingSource[];
  /** What the cursor of the walk says of single countries (`Walk.own`); null: the list is not across countries. */
  readonly own: readonly Position[] | null;
}

export interface ConnectionPart {
  readonly part: OwnedView;
  readonly nodes: readonly Data[];
  /** The place of each node. */
  readonly positions: readonly Position[];
  /** Null: not asked. */
  readonly totalCount: number | null;
  /** How many stand before the first; null: not asked. */
  readonly before: number | null;
  /** Do any stand behind the last? */
  readonly hasMore: boolean;
}

/** Anything whose owner is one country. */
export interface OwnedView {
  readonly operation: OperationView;
  readonly owner: CountryCode;
  readonly data: Data;
  readonly asOf: unknown;
  /** Of a record: the facts that its fields are judged by; absent where class facts decide. */
  readonly facts?: JudgedFacts;
  /** Of a record: its name in this query; the same record at two places is one. */
  readonly record?: string;
  /** Whose system sent it, where that is not the owner's. */
  readonly system?: CountryCode | undefined;
}

/** A record that may be used under NO_JUDICIAL_USE only (handling H1), at its place under the client's names. */
export interface ObligedRecord {
  readonly path: readonly (string | number)[];
  readonly country: CountryCode;
  /** Its name in this query (`OwnedView.record`). */
  readonly record: string;
  /** Its case or exhibit reference, where the query asks for it and it is open. */
  readonly reference: string | null;
}

/** What one answer is made with; nothing in it outlives the query. */
export interface AnswerContext {
  readonly map: AccessMap;
  readonly checks: ValueChecks;
  readonly policy: Policy;
  readonly countries: ReadonlyMap<CountryCode, Country>;
  readonly caller: Caller;
  readonly date: IsoDate;
  readonly arrived: () => Date;
  /** By id; null when there is no such operation. */
  readonly operations: ReadonlyMap<string, OperationView | null>;
  /** Operations that are closed entirely (`QueryScope.real`). */
  readonly real: ReadonlySet<string>;
  readonly tables: readonly ProtectedTable[];
  readonly listed: ListedOperations | null;
  readonly hubFailure: ErrorCode | null;
  /** What the evidence log gave, or why it was not read, by response key of `Query.disclosures`. */
  readonly disclosures: AskedDisclosures;
  readonly cursors: Cursors;
  /** What the cursors of the query hold. */
  readonly walks: OpenedCursors;
  /** These grow while the answer is made. Every null that is not the owner's: */
  readonly closed: ClosedField[];
  /** Every value that is given and is not whole: no null stands for what is missing. */
  readonly withheld: ClosedField[];
  /** Every record that is given under an obligation. */
  readonly obliged: ObligedRecord[];
  /** What is given of each owner, by name, each once: records, packages, and of Europol and Interpol what they keep. */
  readonly given: Map<CountryCode, Set<string>>;
  /** Which disclosures are given of each owner's data, by their index. */
  readonly disclosed: Map<CountryCode, Set<number>>;
}

const FAILURES: Readonly<Partial<Record<SourceStatus, ErrorCode>>> = {
  TIMEOUT: 'SOURCE_TIMEOUT',
  UNAVAILABLE: 'SOURCE_UNAVAILABLE',
  INVALID: 'SOURCE_INVALID',
};

export function failureOf(status: SourceStatus): ErrorCode | null {
  return FAILURES[status] ?? null;
}
