import fc from 'fast-check';
import { type IndexBlock, toIndexBlocks } from '../../src/gateway/answer/index-blocks.ts';
import { expect, test } from '../jest.ts';

function pointsOf(block: IndexBlock): number[][] {
  return block.reduce<number[][]>(
    (points, run) => {
      const [from, to] = typeof run === 'number' ? [run, run] : run;
      return points.flatMap((point) =>
        Array.from({ length: to - from + 1 }, (_, step) => [...point, from + step]),
      );
    },
    [[]],
  );
}

test('blocks are disjoint and hold exactly the points, whatever their number of lists', () => {
  const points = fc.integer({ min: 0, max: 3 }).chain((length) =>
    fc.uniqueArray(fc.array(fc.nat(6), { minLength: length, maxLength: length }), {
      selector: (one) => one.join(),
      minLength: 1,
    }),
  );
  fc.assert(
    fc.property(points, (all) => {
      const held = toIndexBlocks(all).flatMap(pointsOf).map(String);
      expect(new Set(held).size).toBe(held.length);
      expect(held.sort()).toEqual(all.map(String).sort());
    }),
    { numRuns: 500 },
  );
});

test('a run of closed values is one block, as the design shows it', () => {
  const points = [
    ...Array.from({ length: 28 }, (_, n) => [8, n]),
    ...Array.from({ length: 18 }, (_, n) => [19, n]),
  ];
  expect(toIndexBlocks(points)).toEqual([
    [8, [0, 27]],
    [19, [0, 17]],
  ]);
});
