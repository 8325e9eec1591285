import type { OrderKey } from '../../countries/record-order.ts';
import { comparePositions, type Position } from './position.ts';

/** A page, and what stands around it. */
export interface Page<Entry> {
  readonly entries: readonly Entry[];
  /** Of all entries, on whatever page; null: not counted. */
  readonly totalCount: number | null;
  /** How many stand before the page; null: not counted. */
  readonly before: number | null;
  /** Do any stand behind it? */
  readonly hasMore: boolean;
}

/** The `first` of `sorted` that stand after a place; from the beginning where it is null. Pure. */
export function pageOf<Entry extends { readonly position: Position }>(
  sorted: readonly Entry[],
  order: readonly OrderKey[],
  first: number,
  after: Position | null,
): Page<Entry> {
  const isBefore = ({ position }: Entry): boolean =>
    after !== null && comparePositions(order, position, after) <= 0;
  const start = sorted.findIndex((entry) => !isBefore(entry));
  const before = start < 0 ? sorted.length : start;
  const end = before + first;
  return {
    entries: sorted.slice(before, end),
    totalCount: sorted.length,
    before,
    hasMore: end < sorted.length,
  };
}
