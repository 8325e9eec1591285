/** One element for each list on the way: an index, or the first and last of a run. */
export type IndexBlock = readonly (number | readonly [number, number])[];

/**
 * `points` (all of one length, each once) as disjoint blocks: runs along the last list first, then along the ones before
 * it where everything after is the same. `[8, 0] ... [8, 27]` is `[8, [0, 27]]`.
 */
export function toIndexBlocks(points: readonly (readonly number[])[]): readonly IndexBlock[] {
  const [first] = points;
  if (first === undefined) return [];
  let blocks: IndexBlock[] = [...points].sort(compare);
  for (let place = first.length - 1; place >= 0; place--) blocks = joinAlong(blocks, place);
  return blocks;
}

function joinAlong(blocks: readonly IndexBlock[], place: number): IndexBlock[] {
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
