/** Power cuts: images of what a disk may hold at any moment, each opened by the real store. */
import { join } from 'node:path';
import { seededRandom } from '../../mocks/seeded-random.ts';
import { cutImage } from './cut-image.ts';
import { hasStrace } from './faults-below.ts';
import { judgeImage } from './judge-image.ts';
import { observeSyncs, type Syncs } from './observe-syncs.ts';
import { powerSteps } from './power-log.ts';
import { NOTHING, type SectionReport, type SectionRun } from './section.ts';
import type { Step, Synchronous } from './step-recorder.ts';
import { withFolder } from './temporary.ts';

const IMAGES = { full: 20_000, test: 2_000 } as const;
/** From one run of the store, before another seed makes another. */
const IMAGES_OF_A_RUN = 500;
/** The twin loses entries in most images: more would show nothing more. */
const TWIN_IMAGES = 40;

export interface CutReport {
  readonly images: number;
  readonly byStep: Readonly<Record<string, number>>;
  readonly faults: readonly string[];
  /** Images in which something was lost. */
  readonly lost: number;
}

export async function powerCuts(run: SectionRun): Promise<SectionReport> {
  const report = await cutOften(run, run.isFull ? IMAGES.full : IMAGES.test, 'FULL');
  const twin = await cutOften({ ...run, progress: () => {} }, TWIN_IMAGES, 'NORMAL');
  const syncs = await lookAtSyncs();
  const steps = Object.entries(report.byStep).map(([what, images]) => `${what} ${images}`);
  return {
    said: [
      `power cuts: ${report.images} images (${steps.join(', ')}), ${report.lost} with a fault`,
      `power cuts, twin with synchronous=NORMAL: ${twin.lost} of ${twin.images} images have lost an acknowledged entry`,
      ...syncs.said,
    ],
    counts: { powerImages: report.images, powerLost: report.lost, powerTwinLost: twin.lost },
    faults: [
      ...report.faults,
      ...syncs.faults,
      ...(twin.lost === 0 ? ['power cuts: the twin with synchronous=NORMAL was not found'] : []),
    ],
    skipped: syncs.skipped,
  };
}

/** That an entry is acknowledged only after an fsync is what the images rest on: it is looked at, where it can be. */
async function lookAtSyncs(): Promise<SectionReport> {
  const skipped = 'power cuts, that each acknowledgement comes after an fsync: this machine has no strace';
  if (!hasStrace()) return { ...NOTHING, skipped: [skipped] };
  const [own, twin] = [await observeSyncs('FULL'), await observeSyncs('NORMAL')];
  const words = ({ acknowledged, unsynced }: Syncs) =>
    `${unsynced} of ${acknowledged} acknowledged without an fsync`;
  const isWhole = own.acknowledged > 0 && own.unsynced === 0;
  return {
    ...NOTHING,
    said: [`power cuts, by strace: ${words(own)}; the twin: ${words(twin)}`],
    faults: [
      ...(isWhole ? [] : [`power cuts: ${words(own)}`]),
      ...(twin.unsynced > 0 ? [] : ['power cuts: strace does not see what the twin leaves out']),
    ],
  };
}

async function cutOften(run: SectionRun, most: number, synchronous: Synchronous): Promise<CutReport> {
  return withFolder(async (folder) => {
    const byStep: Record<string, number> = {};
    const faults: string[] = [];
    let [images, lost] = [0, 0];
    for (let seed = run.seed; images < most && !run.signal.aborted; seed += 1) {
      const steps = await powerSteps(folder, seed, synchronous);
      const random = seededRandom(seed);
      for (let left = IMAGES_OF_A_RUN; left > 0 && images < most && !run.signal.aborted; left -= 1) {
        // Each step at least once, in their order; the rest by lot.
        const step = (steps[IMAGES_OF_A_RUN - left] ?? random.pick(steps)) as Step;
        const image = cutImage(step.base, step.later, random);
        const found = await judgeImage(join(folder, 'image.db'), image, step.acknowledged);
        images += 1;
        byStep[step.what] = (byStep[step.what] ?? 0) + 1;
        if (found.length > 0) lost += 1;
        for (const one of found) faults.push(`power cut ${images} of seed ${run.seed}, ${step.what}: ${one}`);
        if (images % 50 !== 0) continue;
        run.progress(`${images} of ${most} images of power cuts`);
        // Or no signal would be heard.
        await new Promise(setImmediate);
      }
    }
    return { images, byStep, faults, lost };
  });
}
