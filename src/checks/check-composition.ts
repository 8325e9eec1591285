import { GatewayError } from '../errors.ts';
import type { GatewaySettings } from '../gateway/open-gateway.ts';
import { openRecorder } from '../ledger/recorder.ts';
import { toViolation } from './to-violation.ts';
import type { Violation } from './violation.ts';

/**
 * Composes the gateway as it starts, with no system: what it refuses is a violation, a line each. Sends nothing.
 * The gateway is imported here and not above, for with a country that cannot be imported it cannot be either.
 */
export async function checkComposition(
  parts: Pick<GatewaySettings, 'texts' | 'policy'>,
): Promise<readonly Violation[]> {
  const { openGateway } = await import('../gateway/open-gateway.ts');
  const settings = { ...parts, systems: new Map(), ledger: openRecorder(), accessDate: null };
  try {
    await openGateway({ ...settings, report: () => {} }).close();
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
