import { GatewayError } from '../errors.ts';

/**
 * A head, a proof or an entry that is not as the ledger gave it out. `problem` names the place in it and holds none of
 * its text, which nobody has vouched for.
 */
export function notAsIssued(
  what: 'note' | 'head' | 'proof' | 'entry' | 'part' | 'slice',
  problem: string,
): GatewayError {
  const message = `the ${what} is not as the ledger gave it out: ${problem}: get it anew from there`;
  return new GatewayError('EVIDENCE_INVALID', message, { what, problem });
}
