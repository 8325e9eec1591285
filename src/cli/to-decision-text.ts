import type { Decision } from '../access/decide.ts';

/** A decision as lines for a terminal: effect, reason, legal basis, and the obligation if there is one. */
export function toDecisionText({ effect, reason, legalBasis, obligation }: Decision): string {
  const lines = [`effect: ${effect}`, `reason: ${reason}`, `legal basis: ${legalBasis}`];
  if (obligation !== null) {
    lines.push(`obligation: ${obligation}`);
  }
  return `${lines.join('\n')}\n`;
}
