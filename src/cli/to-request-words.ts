import type { RequestCase } from '../access/question-space.ts';

/**
 * Requests in words: `OPERATIONAL_ANALYSIS, CROSS_CHECK, participant; STRATEGIC_ANALYSIS, participant or not`. A missing
 * purpose is `no purpose`. Nothing is left out.
 */
export function toRequestWords(requests: readonly RequestCase[]): string {
  const byPurpose = Map.groupBy(requests, ({ purpose }) => purpose ?? 'no purpose');
  const parts = [...byPurpose].map(([purpose, cases]) => ({ purpose, who: whoOf(cases) }));
  return [...Map.groupBy(parts, ({ who }) => who)]
    .map(([who, alike]) => `${alike.map(({ purpose }) => purpose).join(', ')}, ${who}`)
    .join('; ');
}

function whoOf(cases: readonly RequestCase[]): string {
  const takesPart = new Set(cases.map(({ participant }) => participant));
  if (takesPart.size === 2) return 'participant or not';
  return takesPart.has(true) ? 'participant' : 'no participant';
}
