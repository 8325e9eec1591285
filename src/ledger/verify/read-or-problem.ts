import { GatewayError } from '../../errors.ts';
import { problemOf } from '../problem-of.ts';
import type { LedgerReader } from '../store/ledger-store.ts';

/** What was read, or why it cannot be. */
export type ReadOrProblem<Value> =
  | { readonly value: Value; readonly problem: null }
  | { readonly value: null; readonly problem: string };

/**
 * Reads from a store that may be damaged: what it cannot give is a finding. A store that gives nothing at all any more is
 * none: then EVIDENCE_LOG_UNAVAILABLE goes on.
 */
export async function readOrProblem<Value>(
  reader: LedgerReader,
  read: () => Promise<Value>,
): Promise<ReadOrProblem<Value>> {
  try {
    return { value: await read(), problem: null };
  } catch (error) {
    const problem = problemOf(error);
    if (error instanceof GatewayError && error.code === 'EVIDENCE_LOG_UNAVAILABLE') await reader.size();
    return { value: null, problem };
  }
}
