import { type CountryCode, EUROPOL } from '../../terms.ts';
import { readEntry } from '../entry/read-entry.ts';
import type { KeptEntry } from './ledger-store.ts';

/**
 * What retention leaves of an entry when `owner`'s period is over: without its part, and of an entry that was of no other
 * owner nothing but the leaf. An entry without parts (refused, invalid) is of the requester's country; one of nobody's, of
 * Europol, which runs the gateway. What says that something was erased is never erased. Null: nothing changes.
 */
export function withoutOwner(kept: KeptEntry, owner: CountryCode): KeptEntry | null {
  if (kept.entry === null) return null;
  const parts = kept.parts.filter((part) => part.owner !== owner);
  if (parts.length > 0) return parts.length === kept.parts.length ? null : { ...kept, parts };
  const { action, requester } = readEntry(kept.entry.bytes);
  if (action?.kind === 'erase') return null;
  const isLast = kept.parts.length > 0;
  const isOwn = (requester?.country ?? EUROPOL) === owner;
  return isLast || isOwn ? { ...kept, entry: null, parts } : null;
}
