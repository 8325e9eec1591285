import { printSelection } from '../access/selection.ts';
import type { LedgerEntry, OwnerEntry } from '../ledger/ledger.ts';
import type { IsoDate } from '../terms.ts';
import type { Caller } from './caller.ts';
import type { QueryScope } from './query-scope.ts';

/** What the evidence says of a request; `scope` is null when it was refused before anything was compiled, `caller` when nobody was identified. */
export function toLedgerEntry(
  caller: Caller | null,
  arrived: Date,
  accessDate: IsoDate,
  scope: QueryScope | null,
  outcome: LedgerEntry['outcome'],
  code: string | null,
): LedgerEntry {
  return {
    time: arrived.toISOString(),
    requester:
      caller === null ? null : { country: caller.country, subject: caller.subject, tokenId: caller.tokenId },
    purpose: caller?.purpose ?? null,
    justification: caller?.justification ?? null,
    accessDate,
    outcome,
    code,
    operations: scope === null ? [] : [...scope.operations.keys()],
    owners: scope === null ? [] : ownersOf(scope),
  };
}

function ownersOf(scope: QueryScope): readonly OwnerEntry[] {
  const denials = [...scope.operations.values()].flatMap(({ compiled }) => compiled.denials);
  const reported = scope.reports.map(
    ({ owner, sent, status, given, withheld, overshared }): OwnerEntry => ({
      owner,
      document: sent === null ? null : printSelection(sent),
      status,
      given,
      withheld,
      overshared,
      denials: denials
        .filter((denial) => denial.owner === owner)
        .map(({ coordinate, reason }) => ({ coordinate, reason })),
    }),
  );
  return reported.sort((left, right) => (left.owner < right.owner ? -1 : 1));
}
