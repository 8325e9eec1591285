import { RECORD_CASES } from './question-space.ts';

/** How effects move in one direction, for the requests for which they move alike. */
export interface Shift {
  readonly direction: 'opens' | 'closes';
  /** Places in the list of requests. */
  readonly requests: readonly number[];
  /** Two digits for each record case: the effect before and after where it moves this way, else `--`. */
  readonly moves: string;
}

const UNMOVED = '--'.repeat(RECORD_CASES.length);

/** How two vectors of `effectsOf` differ: an effect that gets wider for any combination of facts is an opening. */
export function shiftsBetween(before: Uint8Array, after: Uint8Array): readonly Shift[] {
  const requests = Array.from({ length: before.length / RECORD_CASES.length }, (_, index) => index);
  return (['opens', 'closes'] as const).flatMap((direction) => {
    const byMoves = Map.groupBy(requests, (request) => movesOf(direction, before, after, request));
    byMoves.delete(UNMOVED);
    return [...byMoves].map(([moves, moved]) => ({ direction, requests: moved, moves }));
  });
}

function movesOf(
  direction: Shift['direction'],
  before: Uint8Array,
  after: Uint8Array,
  request: number,
): string {
  const start = request * RECORD_CASES.length;
  return RECORD_CASES.map((_, record) => {
    const [was, is] = [before[start + record] ?? 0, after[start + record] ?? 0];
    const isMoved = direction === 'opens' ? is > was : is < was;
    return isMoved ? `${was}${is}` : '--';
  }).join('');
}
