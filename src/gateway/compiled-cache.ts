/** What a query was compiled to, kept for the next one of the same text and class: a board is asked over and over. */
import { LRUCache } from 'lru-cache';
import {
  type AccessClass,
  accessClass,
  type OperationFacts,
  type Requester,
} from '../access/access-class.ts';
import type { AccessMap } from '../access/access-map.ts';
import type { CanonicalFields } from '../access/canonical-query.ts';
import { type CompiledQuery, compileQuery } from '../access/compile-query.ts';
import type { Policy } from '../access/policy.ts';
import { canonicalJson } from '../canonical-json.ts';
import { memoized } from '../memoized.ts';

declare const CLASS: unique symbol;
declare const COMPILED: unique symbol;

/** All that decides an access class, and nothing else: made by `classKeyOf` alone. */
type ClassKey = string & { readonly [CLASS]: true };
/** A class and a query: there is no key of a compiled query without the class it was compiled for. */
type CompiledKey = string & { readonly [COMPILED]: true };

export interface Compiled {
  readonly accessClass: AccessClass;
  readonly compiled: CompiledQuery;
}

export interface CompiledCache {
  /** As `accessClass` and `compileQuery`, whose results are pure and never changed. Throws what these throw; that is not kept. */
  readonly compile: (requester: Requester, operation: OperationFacts, asked: CanonicalFields) => Compiled;
}

/** Each holds every right over every owner, and all that was judged by it: a force has a few dozen at a time. */
export const MOST_CLASSES = 100;
export const MOST_QUERIES = 500;
/**
 * Characters of the keys of the queries that are kept: what is kept of them grows with these. A query of twelve lists, each with a
 * filter, takes about 3.5 MB with all that is made of it for 26 owners, and 10,000 characters.
 */
const MOST_CHARACTERS = 250_000;

/** Of one policy and one schema: both are read at start-up, and another gateway has a cache of its own. */
export function openCompiledCache(map: AccessMap, policy: Policy): CompiledCache {
  const classes = new LRUCache<ClassKey, AccessClass>({ max: MOST_CLASSES });
  const kept = new LRUCache<CompiledKey, CompiledQuery>({
    max: MOST_QUERIES,
    maxSize: MOST_CHARACTERS,
    sizeCalculation: (_, key) => key.length,
  });
  return {
    compile: (requester, operation, asked) => {
      const classKey = classKeyOf(requester, operation);
      const itsClass = classes.get(classKey) ?? accessClass(policy, requester, operation);
      classes.set(classKey, itsClass);
      const key = compiledKeyOf(classKey, asked);
      const compiled = kept.get(key) ?? compileQuery(map, itsClass, asked);
      kept.set(key, compiled);
      return { accessClass: itsClass, compiled };
    },
  };
}

/** JSON, so that no part can pass for another, whatever stands in it. */
function classKeyOf(
  { country, purpose, date, logUp }: Requester,
  { id, crimeArea, participants }: OperationFacts,
): ClassKey {
  return JSON.stringify([country, purpose, date, logUp, id, crimeArea, participants]) as ClassKey;
}

/** The whole query, arguments and all: a digest of it, as response keys are, could be that of another. */
function compiledKeyOf(classKey: ClassKey, asked: CanonicalFields): CompiledKey {
  return JSON.stringify([classKey, textOf(asked).tree]) as CompiledKey;
}

const textOf = memoized((asked: CanonicalFields) => ({ tree: JSON.stringify(treeOf(asked)) }));

function treeOf(fields: CanonicalFields): readonly unknown[] {
  return [...fields.values()].map(({ coordinate, args, fields: below }) => [
    coordinate,
    canonicalJson(args),
    below === null ? null : treeOf(below),
  ]);
}
