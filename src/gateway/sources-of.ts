import type { ErrorCode } from '../errors.ts';
import { type CountryCode, EUROPOL, INTERPOL } from '../terms.ts';
import type { Sources, SystemSource } from './coordinates-given.ts';
import type { NationalReport, OperationScope, QueryScope } from './query-scope.ts';
import type { Gathered } from './to-owner-entries.ts';

/** The owners whose own systems answered, by operation. */
export type AnsweredOwners = ReadonlyMap<string, ReadonlySet<CountryCode>>;

/** Of several messages that a country was sent, those that failed take nothing away from what the others brought. */
export function answeredOf(reports: readonly NationalReport[]): AnsweredOwners {
  const answered = new Map<string, Set<CountryCode>>();
  for (const { operation, owner, status } of reports) {
    if (status !== 'ANSWERED' && status !== 'PARTIAL') continue;
    const owners = answered.get(operation) ?? new Set();
    answered.set(operation, owners.add(owner));
  }
  return answered;
}

/** Where data of `owner` came from in the operation of `one`, message by message. */
export function sourcesOf(
  { interpol, packages, given }: Gathered,
  scope: QueryScope,
  answered: AnsweredOwners,
  one: OperationScope,
  owner: CountryCode,
): Sources {
  const second = scope.second.get(one.id)?.failure ?? null;
  return {
    system: systemOf(interpol, second, answered, one, owner),
    index: interpol !== null && interpol.indexFailure === null && interpol.references.length > 0,
    // Packages come with Europol's second message.
    packages: second === null && packages.get(one.id)?.has(owner) === true,
    figures: given.has(owner),
  };
}

function systemOf(
  interpol: Gathered['interpol'],
  second: ErrorCode | null,
  answered: AnsweredOwners,
  { id }: OperationScope,
  owner: CountryCode,
): SystemSource {
  // INVARIANT: an operation that has a scope has its facts.
  if (owner === EUROPOL) return second === null ? 'ALL' : 'FACTS';
  if (owner === INTERPOL) return interpol?.notices.get(id)?.failure === null ? 'NOTICES' : 'NONE';
  return answered.get(id)?.has(owner) === true ? 'ALL' : 'NONE';
}
