import type { DisclosureSearch } from '../ledger.ts';
import type { KeptEntry, LedgerReader } from '../store/ledger-store.ts';

const PAGE = 200;

/** All that `find` finds before index `end`, a page at a time. */
export async function* findAll(
  reader: LedgerReader,
  search: Pick<DisclosureSearch, 'owner' | 'from' | 'before'>,
  end: number,
): AsyncGenerator<readonly KeptEntry[]> {
  for (let after = -1; ; ) {
    const page = await reader.find({ ...search, after, most: PAGE });
    const within = page.filter(({ index }) => index < end);
    if (within.length > 0) yield within;
    after = within.at(-1)?.index ?? after;
    if (within.length < PAGE) return;
  }
}
