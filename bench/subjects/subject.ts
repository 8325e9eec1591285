/** What every subject of a measurement is handed, and what it gives. */
import type { NationalUrls } from '../national/side.ts';
import type { QuerySpec } from '../query-spec.ts';
import type { PolicyName } from '../worlds.ts';

export interface SubjectOrder {
  readonly urls: NationalUrls;
  /** What the workload asks: the hand-written one can do nothing else. */
  readonly spec: QuerySpec;
  readonly policy: PolicyName;
  /** Concordat only: evidence on disk, or none at all. */
  readonly ledger: boolean;
  /** Concordat only: each country's own protocol. */
  readonly mixed: boolean;
  /** Countries of those who ask. */
  readonly viewers: readonly string[];
}

/** A graph that a federated gateway composes: the hub's or a country's. */
export interface Subgraph {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

export interface Door {
  /** Where to POST a query. */
  readonly url: string;
  /** What each viewer sends beside it, in the order of `viewers`. */
  readonly headers: readonly Readonly<Record<string, string>>[];
}

/** Opened once, in a process of its own that ends with it: nobody closes it. */
export interface Subject {
  open(order: SubjectOrder, subgraphs: readonly Subgraph[]): Promise<Door>;
}

export function viewersAlike({ viewers }: SubjectOrder): Door['headers'] {
  return viewers.map(() => ({}));
}
