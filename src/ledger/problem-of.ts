import { GatewayError } from '../errors.ts';

/**
 * What is wrong, of a failure that says so with EVIDENCE_INVALID or that a store could not read something; in a report the
 * place goes before it. Throws on whatever else it is given.
 */
export function problemOf(error: unknown): string {
  if (!(error instanceof GatewayError)) throw error;
  const { what, problem } = error.facts;
  switch (error.code) {
    case 'EVIDENCE_INVALID':
      if (what === 'slice') return String(problem);
      return typeof what === 'string' ? `its ${what}: ${problem}` : `it ${problem ?? error.message}`;
    case 'EVIDENCE_LOG_UNAVAILABLE':
      return `it cannot be read: ${error.message}`;
    default:
      throw error;
  }
}
