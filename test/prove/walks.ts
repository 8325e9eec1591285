/** Walks over pages, as the oracle knows them: which record was given last, and whose systems were missing. */
import type { RecordView } from './oracle-views.ts';
import type { Cause } from './rights.ts';

export interface OracleWalk {
  /** Null: of the list of operations, which holds one, and where no record has been given. */
  readonly last: RecordView | null;
  /** By owner: why its system was missing on an earlier page. */
  readonly missing: ReadonlyMap<string, Cause>;
}

/** By the text of the cursor, which is the product's own secret: nobody but it knows what it says. */
export type OracleWalks = ReadonlyMap<string, OracleWalk>;
export const NO_WALKS: OracleWalks = new Map();

/** The cursors at the end of each page that a question walks, by the name under which the question asks for them. */
export function endCursorsIn(data: unknown, names: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, one] of Object.entries(value)) {
      if (names.includes(key) && typeof one === 'string') found.set(key, one);
      else look(one);
    }
  };
  look(data);
  return found;
}
