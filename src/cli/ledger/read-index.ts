import { quoteValue } from '../../access/quote-value.ts';
import { GatewayError } from '../../errors.ts';
import { readDecimal } from '../../ledger/note/read-decimal.ts';
import type { KeptEntry, LedgerReader } from '../../ledger/store/ledger-store.ts';

/** The number of an entry. Throws BAD_USER_INPUT. */
export function readIndex(word: string): number {
  const index = readDecimal(word);
  if (index !== null) return index;
  throw refusal(`${quoteValue(word)} is no number of an entry: write a whole number from 0 on`);
}

/** The entry at this place. Throws BAD_USER_INPUT for one beyond the log, EVIDENCE_INVALID where it is missing. */
export async function entryAt(reader: LedgerReader, index: number): Promise<KeptEntry> {
  const size = await reader.size();
  if (index >= size)
    throw refusal(`entry ${index} is not in the log: it has ${size}: give a number below that`);
  const [kept] = await reader.entries(index, 1);
  if (kept?.index === index) return kept;
  const message = `entry ${index} is missing in the log: see what \`concordat ledger verify\` finds`;
  throw new GatewayError('EVIDENCE_INVALID', message, { index, problem: 'is missing' });
}

function refusal(message: string): GatewayError {
  return new GatewayError('BAD_USER_INPUT', message);
}
