import { GatewayError } from '../errors.ts';
import { EUROPOL } from '../terms.ts';
import type { HubAnswer } from './operation-facts.ts';

/**
 * Tells the operator how many of Europol's participations were left out of this query, in one line; nothing when none
 * were. Whoever is left out is in no list and no `completeness.of` of the answer, so nobody else could tell. The line
 * has a number and no text that Europol sent: it may carry anything.
 */
export function reportDropped(report: (id: string, error: unknown) => void, { operations }: HubAnswer): void {
  const dropped = [...operations.values()].reduce((sum, operation) => sum + (operation?.dropped ?? 0), 0);
  if (dropped === 0) return;
  const message = `\`${EUROPOL}\` sent participations that cannot be read: ${dropped} left out`;
  report(EUROPOL, new GatewayError('SOURCE_INVALID', message, { system: EUROPOL, dropped }));
}
