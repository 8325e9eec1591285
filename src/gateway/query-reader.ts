/** Queries as they are read, kept for the next who asks the same: a board is asked over and over. */
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { type CanonicalQuery, canonicalQuery } from '../access/canonical-query.ts';
import type { CostMap } from '../access/cost-map.ts';
import { printWithoutValues } from '../access/print-without-values.ts';
import { type KeptText, keptText } from '../ledger/entry/kept-text.ts';
import { type AnswerPlan, answerPlan, type ObjectPlan, type Shape } from './answer/answer-plan.ts';
import type { AskedQuery } from './answer/answer-query.ts';

/** What hangs on a query's text and variables alone: whoever asks it. Never changed. */
export interface KnownQuery {
  readonly canonical: CanonicalQuery;
  /** For the evidence, without the values of its arguments. */
  readonly text: KeptText;
  /** How it is answered under the client's names; null: by graphql-js, for it asks for the schema. */
  readonly plan: AnswerPlan | null;
}

export interface QueryReader {
  /** Throws what `canonicalQuery` throws; that is not kept. */
  readonly read: (asked: AskedQuery) => KnownQuery;
}

export const MOST_DOCUMENTS = 200;
/** Of one document. */
export const MOST_VARIABLES = 10;
/** Of one document, whatever its variables; what is kept of a field takes about 400 bytes. A larger query is read anew. */
export const MOST_FIELDS = 1_000;
/** Longer variables are read anew each time. */
const MOST_CHARACTERS = 2_000;

/** Of one schema; keyed by the parsed document itself, which Apollo keeps by its text, and by name and variables. */
export function openQueryReader(schema: GraphQLSchema, costs: CostMap): QueryReader {
  const kept = new LRUCache<DocumentNode, LRUCache<string, KnownQuery>>({ max: MOST_DOCUMENTS });
  const readAnew = (asked: AskedQuery): KnownQuery => {
    const canonical = canonicalQuery(schema, costs, asked);
    const text = keptText(printWithoutValues([canonical.fields]).text);
    return { canonical, text, plan: answerPlan(schema, asked) };
  };
  return {
    read: (asked) => {
      const key = readingKeyOf(asked);
      if (key === null) return readAnew(asked);
      const ofDocument = kept.get(asked.document) ?? openKept();
      const known = ofDocument.get(key) ?? readAnew(asked);
      ofDocument.set(key, known);
      kept.set(asked.document, ofDocument);
      return known;
    },
  };
}

function openKept(): LRUCache<string, KnownQuery> {
  return new LRUCache<string, KnownQuery>({
    max: MOST_VARIABLES,
    maxSize: MOST_FIELDS,
    sizeCalculation: ({ plan }) => 1 + (plan === null ? 0 : fieldsOf(plan.root)),
  });
}

/** Under all the names of the client: the same list under a hundred is a hundred times as much. */
function fieldsOf({ fields }: ObjectPlan): number {
  return fields.reduce((sum, { shape }) => sum + 1 + fieldsBelow(shape), 0);
}

function fieldsBelow(shape: Shape): number {
  if (shape.kind === 'list') return fieldsBelow(shape.of);
  return shape.kind === 'object' ? fieldsOf(shape.of) : 0;
}

/** The key beside the document. Null, and not kept: too long, or with a value that is not what its JSON says. */
export function readingKeyOf({ operationName, variables }: AskedQuery): string | null {
  if (!isJson(variables)) return null;
  const key = JSON.stringify([operationName, variables]);
  return key.length > MOST_CHARACTERS ? null : key;
}

/** Deeper variables are read anew, or refused. */
const DEEPEST = 10;

/** Is `value` what a reader of its JSON would have: no other value has the same text? */
function isJson(value: unknown, depth = 0): boolean {
  if (depth > DEEPEST) return false;
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value !== 'object') return false;
  if (Array.isArray(value)) return value.every((one) => isJson(one, depth + 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  return (
    (prototype === Object.prototype || prototype === null) &&
    Object.values(value).every((one) => isJson(one, depth + 1))
  );
}
