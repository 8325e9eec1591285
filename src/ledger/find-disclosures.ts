import { nextTurn } from '../next-turn.ts';
import type { Disclosure } from './disclosure.ts';
import type { DisclosureSearch } from './ledger.ts';
import type { KeptEntry, LedgerReader } from './store/ledger-store.ts';
import { textsOf, toDisclosure } from './to-disclosure.ts';

/** How many are read in one turn of the event loop: a full page would hold it for a tenth of a second. */
const IN_A_TURN = 50;

/**
 * What the store holds of an owner's data in a span of time, with the texts it names. What is erased is left out. Nothing has
 * been verified: that it is what the log signs, a proof shows. Rejects with EVIDENCE_INVALID where an entry cannot be read.
 */
export async function findDisclosures(
  reader: LedgerReader,
  search: DisclosureSearch,
): Promise<readonly Disclosure[]> {
  const found = await reader.find(search);
  const hashes = (await inTurns(found, textsOf)).flat();
  const texts = await reader.texts([...new Set(hashes)]);
  const read = await inTurns(found, (kept) => toDisclosure(kept, texts));
  return read.filter((one) => one !== null);
}

async function inTurns<Made>(
  found: readonly KeptEntry[],
  make: (kept: KeptEntry) => Made,
): Promise<readonly Made[]> {
  const made: Made[] = [];
  for (let at = 0; at < found.length; at += IN_A_TURN) {
    made.push(...found.slice(at, at + IN_A_TURN).map(make));
    await nextTurn();
  }
  return made;
}
