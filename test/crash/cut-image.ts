import type { Random } from '../../mocks/seeded-random.ts';
import type { Files } from './step-recorder.ts';

/** What a disk writes whole or not at all, in bytes. */
const BLOCK = 512;

/** How much of what was still to be written has come onto the disk, of a hundred. */
const SHARES = [0, 3, 20, 50, 80, 97, 100];

/**
 * The files after the cut: `base`, and any of the blocks in which `later` differs, each by itself and in no order. A file that
 * has grown has its old length, its new one, or one between; what was never written there is nought. One that was cut has its
 * old length or its new one: file systems write the length at once (ext4, XFS), and the blocks behind it are given back later.
 */
export function cutImage(base: Files, later: Files, random: Random): Files {
  const share = random.pick(SHARES);
  const isWritten = (): boolean => random.below(100) < share;
  return {
    db: cut(base.db, later.db, isWritten, random),
    wal: cut(base.wal, later.wal, isWritten, random),
  };
}

function cut(base: Buffer, later: Buffer, isWritten: () => boolean, random: Random): Buffer {
  const between = base.length + random.below(Math.max(later.length - base.length, 0) + 1);
  const lengths =
    later.length > base.length ? [base.length, later.length, between] : [base.length, later.length];
  const image = Buffer.alloc(random.pick(lengths));
  base.copy(image);
  for (let at = 0; at < Math.min(image.length, later.length); at += BLOCK) {
    const end = Math.min(at + BLOCK, later.length, image.length);
    if (isWritten()) later.copy(image, at, at, end);
  }
  return image;
}
