import type { Disclosure } from './disclosure.ts';
import { readPart } from './entry/read-entry.ts';
import type { DisclosureSearch } from './ledger.ts';
import type { LedgerReader } from './store/ledger-store.ts';
import { toDisclosure } from './to-disclosure.ts';

/**
 * What the store holds of an owner's data in a span of time, with the texts it names. What is erased is left out. Nothing has
 * been verified: that it is what the log signs, a proof shows. Rejects with EVIDENCE_INVALID where an entry cannot be read.
 */
export async function readDisclosures(
  reader: LedgerReader,
  search: DisclosureSearch,
): Promise<readonly Disclosure[]> {
  const found = await reader.find(search);
  const hashes = found.flatMap(({ parts }) => parts.map(({ bytes }) => readPart(bytes).document));
  const texts = await reader.texts([...new Set(hashes.filter((hash) => hash !== null))]);
  return found.map((kept) => toDisclosure(kept, texts)).filter((one) => one !== null);
}
