/** One element for each list on the way: an index, or the first and last of a run. */
export type IndexBlock = readonly (number | readonly [number, number])[];

/**
 * `points` (all of one length, each once) as disjoint blocks: runs along the last list first, then along the ones before
 * it where everything after is the same. `[8, 0] ... [8, 27]` is `[8, [0, 27]]`.
 */
export function toIndexBlocks(points: readonly (readonly number[])[]): readonly IndexBlock[] {
  const [first] = points;
  if (first === undefined) return [];
  let blocks: readonly IndexBlock[] = joinLast([...points].sort(compare));
  for (let place = first.length - 2; place >= 0; place--) blocks = joinAlong(blocks, place);
  return blocks;
}

/** Runs along the last list: what they share stands side by side. */
function joinLast(sorted: readonly (readonly number[])[]): readonly IndexBlock[] {
  const blocks: IndexBlock[] = [];
  const last = (sorted[0]?.length ?? 0) - 1;
  if (last < 0) return sorted;
  let begin = 0;
  for (let place = 1; place <= sorted.length; place++) {
    const previous = sorted[place - 1] as readonly number[];
    const next = sorted[place];
    if (next !== undefined && isNextAlong(last, previous, next)) continue;
    const from = sorted[begin]?.[last] as number;
    const to = previous[last] as number;
    blocks.push(from === to ? previous : [...previous.slice(0, last), [from, to]]);
    begin = place;
  }
  return blocks;
}

function isNextAlong(last: number, previous: readonly number[], next: readonly number[]): boolean {
  for (let place = 0; place < last; place++) if (previous[place] !== next[place]) return false;
  return next[last] === (previous[last] as number) + 1;
}

function joinAlong(blocks: readonly IndexBlock[], place: number): readonly IndexBlock[] {
  const rows = new Map<string, { readonly block: IndexBlock; readonly indices: number[] }>();
  for (const block of blocks) {
    const key = JSON.stringify(block.toSpliced(place, 1));
    const row = rows.get(key) ?? { block, indices: [] };
    row.indices.push(block[place] as number);
    rows.set(key, row);
  }
  return [...rows.values()].flatMap(({ block, indices }) =>
    runsOf(indices).map((run) => block.toSpliced(place, 1, run)),
  );
}

function runsOf(indices: readonly number[]): (number | readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const index of [...indices].sort((left, right) => left - right)) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === index - 1) last[1] = index;
    else runs.push([index, index]);
  }
  return runs.map(([from, to]) => (from === to ? from : [from, to]));
}

function compare(left: readonly number[], right: readonly number[]): number {
  for (let place = 0; place < left.length; place++) {
    const difference = (left[place] ?? 0) - (right[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
