import type { Policy } from '../access/policy.ts';
import { GatewayError } from '../errors.ts';
import type { SchemaTexts } from '../gateway/compose-gateway.ts';
import { keptText } from '../ledger/entry/kept-text.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { toViolation } from './to-violation.ts';
import type { Violation } from './violation.ts';

/** Of a gateway that nobody asks anything. */
const CLOSED: Ledger = {
  append: () => Promise.reject(new GatewayError('EVIDENCE_LOG_UNAVAILABLE', 'nothing is asked here')),
  canAppend: () => false,
  disclosures: async () => [],
  close: async () => {},
};

/**
 * Composes the gateway as it starts, with no system: what it refuses is a violation, a line each. Sends nothing.
 * The gateway is imported here and not above, for with a country that cannot be imported it cannot be either.
 */
export async function checkComposition({
  texts,
  policy,
}: {
  readonly texts: SchemaTexts;
  readonly policy: Policy;
}): Promise<readonly Violation[]> {
  const { composeGateway } = await import('../gateway/compose-gateway.ts');
  const { openGateway } = await import('../gateway/open-gateway.ts');
  const settings = { policy, revision: keptText(''), systems: new Map(), ledger: CLOSED, accessDate: null };
  try {
    await openGateway({ ...settings, composed: composeGateway(texts), report: () => {} }).close();
    return [];
  } catch (cause) {
    const text = cause instanceof Error ? cause.message : String(cause);
    const elsewhere = { place: 'schema', remedy: 'make the gateway compose' };
    // Only our own sentences name a coordinate first.
    const isOurs = cause instanceof GatewayError;
    return text.split(/\n+/).map((sentence) => {
      const violation = toViolation('-', sentence, elsewhere);
      return isOurs ? violation : { ...violation, place: elsewhere.place };
    });
  }
}
