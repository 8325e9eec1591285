import type { CompiledQuery } from '../access/compile-query.ts';
import { DISCLOSURES } from '../access/office-closure.ts';
import type { OwnerEntry } from '../ledger/ledger.ts';
import { type CountryCode, EUROPOL } from '../terms.ts';
import type { QueryScope } from './query-scope.ts';
import type { AskedDisclosures } from './read-disclosures.ts';

type DenialsByOwner = ReadonlyMap<CountryCode, OwnerEntry['denials']>;

interface OwnersDenial {
  readonly owner: CountryCode;
  readonly coordinate: string;
  readonly reason: string;
}

/** By what a query was compiled to, which is never changed. */
const kept = new WeakMap<CompiledQuery, DenialsByOwner>();

/** By owner, each coordinate and reason once, whatever the number of operations. */
export function denialsOf(scope: QueryScope | null, disclosures: AskedDisclosures): DenialsByOwner {
  const compiled = [...(scope?.operations.values() ?? [])].map((one) => ofCompiled(one.compiled));
  const others = [...ofRealOperations(scope), ...ofDisclosures(disclosures)];
  const [only] = compiled;
  if (only !== undefined && compiled.length === 1 && others.length === 0) return only;
  const all = compiled.flatMap((byOwner) =>
    [...byOwner].flatMap(([owner, own]) => own.map((one) => ({ owner, ...one }))),
  );
  return groupByOwner([...all, ...others]);
}

function ofCompiled(compiled: CompiledQuery): DenialsByOwner {
  const denials = kept.get(compiled) ?? groupByOwner(compiled.denials);
  kept.set(compiled, denials);
  return denials;
}

function ofRealOperations(scope: QueryScope | null): readonly OwnersDenial[] {
  return [...(scope?.real ?? [])].map(() => ({
    owner: EUROPOL,
    coordinate: 'Query.operation',
    reason: 'ACCESS_DATE_FIXED',
  }));
}

function ofDisclosures(disclosures: AskedDisclosures): readonly OwnersDenial[] {
  return [...disclosures.values()].flatMap(({ owner, closure }) =>
    closure === null ? [] : [{ owner, coordinate: DISCLOSURES, reason: closure.reason }],
  );
}

function groupByOwner(denials: readonly OwnersDenial[]): DenialsByOwner {
  const byOwner = new Map<CountryCode, Map<string, OwnerEntry['denials'][number]>>();
  for (const { owner, coordinate, reason } of denials) {
    const own = byOwner.get(owner) ?? new Map();
    byOwner.set(owner, own.set(`${coordinate} ${reason}`, Object.freeze({ coordinate, reason })));
  }
  return new Map([...byOwner].map(([owner, own]) => [owner, Object.freeze([...own.values()])]));
}
