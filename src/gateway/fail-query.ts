import { type ErrorCode, GatewayError } from '../errors.ts';
import type { IsoDate } from '../terms.ts';
import { type Given, type Reached, recordQuery } from './record-query.ts';
import type { GatewayParts, QueryOutcome, QueryRequest } from './run-query.ts';

const REFUSALS: ReadonlySet<ErrorCode> = new Set([
  'BAD_USER_INPUT',
  'QUERY_TOO_COSTLY',
  'FILTER_NOT_PERMITTED',
  'CURSOR_INVALID',
]);

/**
 * The outcome of a query that is not answered, for `cause`. Whoever was asked before it failed is in the evidence; nothing
 * was given. Never throws: what cannot be written down is told to the operator, and the caller gets that for an outcome.
 */
export async function failQuery(
  parts: GatewayParts,
  request: QueryRequest,
  accessDate: IsoDate,
  reached: Reached,
  cause: unknown,
): Promise<QueryOutcome> {
  const code = cause instanceof GatewayError ? cause.code : 'INTERNAL';
  const outcome = REFUSALS.has(code) ? 'refused' : 'failed';
  const interpol = (await reached.scope?.interpol.asked) ?? null;
  const nothing: Given = {
    interpol,
    packages: new Map(),
    given: new Map(),
    obliged: [],
    disclosed: new Map(),
  };
  try {
    await recordQuery(parts, request, accessDate, reached, nothing, { outcome, code });
  } catch (unlogged) {
    parts.report('ledger', unlogged);
    return { kind: 'failed', code: 'EVIDENCE_LOG_UNAVAILABLE', id: null };
  }
  if (outcome === 'refused') {
    const { what = null, where = null } = (cause as GatewayError).facts;
    return { kind: 'refused', code, what: textOf(what), where: textOf(where) };
  }
  // Nothing has failed; and nobody reads this.
  if (code === 'CALLER_GONE') return { kind: 'failed', code, id: null };
  const id = crypto.randomUUID();
  parts.report(id, cause);
  return { kind: 'failed', code, id: code === 'INTERNAL' ? id : null };
}

function textOf(fact: unknown): string | null {
  return typeof fact === 'string' ? fact : null;
}
