import type { OrderKey } from '../../countries/record-order.ts';
import { comparePositions, type Position } from './position.ts';

/** A page, and what stands before it and in all. */
export interface Page<Entry> {
  readonly entries: readonly Entry[];
  /** Of all entries, on whatever page. */
  readonly totalCount: number;
  /** How many stand before the page. */
  readonly before: number;
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
  return { entries: sorted.slice(before, before + first), totalCount: sorted.length, before };
}
