import type { KeptEntry, LedgerReader } from '../store/ledger-store.ts';
import { readOrProblem } from './read-or-problem.ts';

/** A place of the log: what stands there, or why that cannot be said. */
export interface LogPlace {
  readonly index: number;
  readonly kept: KeptEntry | null;
  readonly problem: string | null;
}

const PAGE = 250;

/**
 * Every place from `from` to before `before`, in their order, a page at a time. A page that cannot be read is read entry by
 * entry, so that one that is damaged does not hide the others.
 */
export async function* readPlaces(
  reader: LedgerReader,
  from: number,
  before: number,
): AsyncGenerator<readonly LogPlace[]> {
  for (let at = from; at < before; at += PAGE) {
    const most = Math.min(PAGE, before - at);
    const page = await readOrProblem(reader, () => reader.entries(at, most));
    yield page.value === null ? await oneByOne(reader, at, most) : toPlaces(page.value, at, most);
  }
}

/** INVARIANT of a store: of the entries behind a gap, more come than were asked for; they are of the next page. */
function toPlaces(page: readonly KeptEntry[], from: number, most: number): readonly LogPlace[] {
  const byIndex = new Map(page.map((kept) => [kept.index, kept]));
  return Array.from({ length: most }, (_, at) => {
    const kept = byIndex.get(from + at) ?? null;
    return { index: from + at, kept, problem: kept === null ? 'it is not there' : null };
  });
}

async function oneByOne(reader: LedgerReader, from: number, most: number): Promise<readonly LogPlace[]> {
  const places: LogPlace[] = [];
  for (let index = from; index < from + most; index += 1) {
    const { value, problem } = await readOrProblem(reader, () => reader.entries(index, 1));
    places.push(...(value === null ? [{ index, kept: null, problem }] : toPlaces(value, index, 1)));
  }
  return places;
}
