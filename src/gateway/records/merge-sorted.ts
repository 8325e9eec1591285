/**
 * The first `most` of all `sorted` lists together, in order; of what is equal, the one of the earlier list. Each list is in
 * order by itself: of each no more is looked at than is taken, and one beyond.
 */
export function mergeSorted<Item>(
  sorted: readonly (readonly Item[])[],
  compare: (left: Item, right: Item) => number,
  most: number,
): readonly Item[] {
  const [only] = sorted;
  if (only !== undefined && sorted.length === 1) return only.slice(0, most);
  const next = sorted.map(() => 0);
  const merged: Item[] = [];
  while (merged.length < most) {
    let least: { readonly item: Item; readonly list: number } | null = null;
    for (const [list, items] of sorted.entries()) {
      const place = next[list] ?? 0;
      const item = items[place];
      if (place >= items.length || item === undefined) continue;
      if (least === null || compare(item, least.item) < 0) least = { item, list };
    }
    if (least === null) break;
    merged.push(least.item);
    next[least.list] = (next[least.list] ?? 0) + 1;
  }
  return merged;
}
