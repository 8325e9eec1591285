import { GatewayError } from '../errors.ts';

/** Any failure as what a caller of the ledger is told: EVIDENCE_LOG_UNAVAILABLE, with the failure as its cause. */
export function toUnavailable(error: unknown): GatewayError {
  if (error instanceof GatewayError && error.code === 'EVIDENCE_LOG_UNAVAILABLE') return error;
  const facts = error instanceof GatewayError ? error.facts : {};
  const message = error instanceof Error ? error.message : String(error);
  return new GatewayError('EVIDENCE_LOG_UNAVAILABLE', message, facts, { cause: error });
}
