/** What of a query's work is kept for the next one that is alike, and whether callers who overlap share it. */
import type { Requester } from '../../access/access-class.ts';
import { MOST_CLASSES, MOST_QUERIES } from '../compiled-cache.ts';
import { askerKeyOf } from '../flights.ts';
import { fieldsOfOne, isJoinable } from '../is-joinable.ts';
import { DEADLINE_MS } from '../open-gateway.ts';
import type { PlannedQuery } from '../plan-ground.ts';
import { MOST_DOCUMENTS, MOST_FIELDS, MOST_VARIABLES, readingKeyOf } from '../query-reader.ts';
import { hasCursor } from './explain-graft.ts';

/** `because`: coordinates that hang on one caller, for which it is not joined. */
export interface ExplainedJoining {
  readonly isJoined: boolean;
  readonly because: readonly string[];
  /** Beside the query as it was read: all of a caller that it hangs on, where they wait for the default deadline. */
  readonly key: string;
}

export interface ExplainedKept {
  readonly what: string;
  readonly file: string;
  readonly key: string;
  /** How much is kept, or for how long. */
  readonly bound: string;
  /** Why not, of this query; null: it is kept. */
  readonly unless: string | null;
}

export function explainJoining({ canonical }: PlannedQuery, requester: Requester): ExplainedJoining {
  return {
    isJoined: isJoinable(canonical),
    because: fieldsOfOne(canonical.fields),
    key: askerKeyOf(requester, DEADLINE_MS),
  };
}

export function explainKept({ asked, compiled }: PlannedQuery): readonly ExplainedKept[] {
  const isRead = readingKeyOf(asked) !== null;
  const isOfCursor = [...compiled.national.values()].some(hasCursor);
  return [
    {
      what: 'canonical query, its text for the evidence, answer plan with its projectors',
      file: 'src/gateway/query-reader.ts',
      key: 'the parsed document, and operation name and variables as JSON',
      bound: `${MOST_DOCUMENTS} documents, ${MOST_VARIABLES} of each, of ${MOST_FIELDS} fields together`,
      unless: isRead ? null : 'its variables are too long, or more than their JSON says',
    },
    {
      what: 'access class',
      file: 'src/gateway/compiled-cache.ts',
      key: 'every part of 2 as JSON',
      bound: `${MOST_CLASSES} classes`,
      unless: null,
    },
    {
      what: 'compiled query',
      file: 'src/gateway/compiled-cache.ts',
      key: 'the key of its class, and the canonical query, values and all, as JSON',
      bound: `${MOST_QUERIES} queries, or as many as their keys have room`,
      unless: null,
    },
    {
      what: 'graft',
      file: 'src/gateway/graft.ts',
      key: 'the compiled document, and the class, owner and operation it is of',
      bound: 'as long as the compiled query',
      unless: isOfCursor ? 'a cursor is of one query' : null,
    },
    {
      what: 'native plan',
      file: 'src/countries/native-plan.ts',
      key: 'the country and the query of its graft',
      bound: 'as long as the graft',
      unless: isOfCursor ? 'its graft is not kept' : null,
    },
  ];
}
