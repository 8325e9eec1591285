import type { ExpectedSent, WorldRecord } from './expected-sent.ts';
import type { Denied, Explained, Obliged } from './oracle.ts';
import type { Rights } from './rights.ts';
import type { OracleWalk, OracleWalks } from './walks.ts';
import type { ListName } from './worlds.ts';

export type Hit = 'HIT' | 'NO_HIT';

/** A record at its place; a package has no list, and a value of its own. */
export interface RecordView {
  readonly owner: string;
  readonly list: ListName | null;
  readonly record: WorldRecord;
  readonly value: Readonly<Record<string, unknown>> | null;
}

export interface OracleContext {
  readonly rights: Rights;
  readonly sent: ExpectedSent;
  readonly arrived: Date;
  readonly walks: OracleWalks;
  /** By the name of a walk: how far it has come with this answer. */
  readonly walked: Map<string, OracleWalk>;
  readonly hub: Readonly<Record<string, unknown>>;
  readonly index: ReadonlyMap<string, string>;
  readonly closed: Explained[];
  readonly withheld: Explained[];
  readonly obliged: Obliged[];
  /** By country: the records and figures that stand in the answer, each once. */
  readonly given: Map<string, Set<string>>;
  readonly denied: Denied[];
  readonly counted: Set<string>;
}
