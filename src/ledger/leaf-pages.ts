/** How many leaves are read at a time: hashing them takes a few milliseconds of the event loop. */
const PAGE = 1_000;

/** The leaves from `from` to before `before`, as spans that are read one after the other to grow a tree by. */
export function* leafPages(
  from: number,
  before: number,
): Generator<{ readonly from: number; readonly before: number }> {
  for (let at = from; at < before; at += PAGE) yield { from: at, before: Math.min(before, at + PAGE) };
}
