import { dateInBrussels } from '../access/date-in-brussels.ts';
import type { Caller } from './caller.ts';
import type { GatewayParts } from './run-query.ts';
import { toLedgerEntry } from './to-ledger-entry.ts';

/**
 * Writes a request that was never run into the evidence, or the number of several of one kind. False: it could not be written,
 * which the operator is told.
 */
export async function recordInvalid(
  { ledger, accessDate, report }: GatewayParts,
  caller: Caller | null,
  arrived: Date,
  code: string,
  requests = 1,
): Promise<boolean> {
  const entry = toLedgerEntry({
    caller,
    arrived,
    accessDate: accessDate ?? dateInBrussels(arrived),
    outcome: 'invalid',
    code,
    requests,
    policy: null,
    operations: [],
    query: null,
    owners: [],
  });
  return ledger.append(entry).then(
    () => true,
    (error: unknown) => {
      report('ledger', error);
      return false;
    },
  );
}
