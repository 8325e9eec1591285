import type { CheckedEntry } from './check-kept-entry.ts';

/** An erasure, as the entry about it says it. */
export interface Erasure {
  /** Of the entry about it. */
  readonly index: number;
  readonly owner: string | null;
  /** Milliseconds since 1970: what was before it. */
  readonly before: number;
}

/** The erasure that an entry is about, or null. */
export function erasureOf({ index, entry }: CheckedEntry): Erasure | null {
  if (entry?.action?.kind !== 'erase') return null;
  const { owner, before } = entry.action;
  return { index, owner, before: before === null ? Number.NaN : Date.parse(before) };
}

/**
 * Whether erasures that come after the entry, of times after its own, explain what is missing of it: for each part another
 * owner's, and none of an owner whose part is there.
 */
export function isAccountedFor(
  { index, missing, owners }: CheckedEntry,
  erasures: readonly Erasure[],
): boolean {
  if (missing === null) return true;
  const later = erasures.filter((erasure) => erasure.index > index && missing.time < erasure.before);
  const gone = new Set(later.map(({ owner }) => owner).filter((owner) => !owners.includes(owner ?? '')));
  return gone.size >= (missing.parts === 'all' ? 1 : missing.parts);
}
