/** Tampering: bits of what was given out, bytes of the file, and edits of the rows. */
import type { SectionReport, SectionRun } from './section.ts';
import type { Verdict, VerdictsByKind } from './tally-edits.ts';
import { tamperWithBytes } from './tamper-bytes.ts';
import { tamperWithRows } from './tamper-edits.ts';
import { tamperWithFile } from './tamper-file.ts';
import { filesOfEntry, flipEveryBit, tellHead, tellProof } from './tamper-proofs.ts';
import { makeTamperedLog } from './tampered-log.ts';
import { withFolder } from './temporary.ts';

/** How much is tampered with: the numbers of the command, and those of the test run. */
const MOST = {
  full: { edits: 10_000, entries: 100, fileEdits: 600, bytes: Number.POSITIVE_INFINITY },
  test: { edits: 10_000, entries: 12, fileEdits: 300, bytes: 300 },
} as const;

export async function tampering(
  run: SectionRun,
  most = run.isFull ? MOST.full : MOST.test,
): Promise<SectionReport> {
  const { seed, progress } = run;
  const isStopped = (): boolean => run.signal.aborted;
  return withFolder(async (folder) => {
    const large = await makeTamperedLog(folder, seed);
    const small = await makeTamperedLog(folder, seed, most.entries);
    const files = await filesOfEntry(large.rows, large.rows.entries.length - 2);
    const bits = [flipEveryBit(files.head, tellHead), flipEveryBit(files.proof, tellProof)];
    const edits = await tamperWithRows(
      small.rows,
      seed,
      most.edits,
      (done) => progress(`${done} of ${most.edits} edits`),
      isStopped,
    );
    const fileEdits = await tamperWithFile(
      small,
      seed + 1,
      most.fileEdits,
      (done) => progress(`${done} of ${most.fileEdits} edits of a file`),
      isStopped,
    );
    const bytes = await tamperWithBytes(
      large,
      seed,
      most.bytes,
      (done, of) => progress(`${done} of ${of} bytes`),
      isStopped,
    );
    const missedEdits = [...missedOf('rows', edits), ...missedOf('a file', fileEdits)];
    return {
      said: [
        ...bits.map(
          ({ bits: all, refused, same, missed }, at) =>
            `tampering, bits of a ${at === 0 ? 'head' : 'proof'}: ${all}, ${refused} refused, ${same.length} that say the same, ${missed.length} missed`,
        ),
        `tampering, bytes of a file of 500 entries: ${bytes.bytes}: ${words(bytes.verdicts)}`,
        ...linesOf('rows', edits),
        ...linesOf('a file of SQLite', fileEdits),
      ],
      counts: {
        tamperBits: bits.reduce((sum, one) => sum + one.bits, 0),
        tamperBytes: bytes.bytes,
        tamperBytesFound: bytes.verdicts.found ?? 0,
        tamperBytesSame: bytes.verdicts['nothing readable changed'] ?? 0,
        tamperEdits: total(edits),
        tamperFileEdits: total(fileEdits),
        tamperMissed:
          missedEdits.length + bytes.missed.length + bits.reduce((sum, one) => sum + one.missed.length, 0),
      },
      faults: [
        ...bits.flatMap(({ missed }) =>
          missed.map((bit) => `tampering: bit ${bit} changes what is told, and is not found`),
        ),
        ...bytes.missed.map((at) => `tampering: byte ${at} of the file of seed ${seed} is not found`),
        ...missedEdits,
      ],
      skipped: [],
    };
  });
}

function total(verdicts: VerdictsByKind): number {
  return Object.values(verdicts).reduce(
    (sum, counts) => sum + Object.values(counts).reduce((a, b) => a + b, 0),
    0,
  );
}

function missedOf(where: string, verdicts: VerdictsByKind): readonly string[] {
  return Object.entries(verdicts).flatMap(([kind, counts]) =>
    counts['NOT FOUND'] === undefined
      ? []
      : [`tampering with ${where}: ${kind}: ${counts['NOT FOUND']} times not found`],
  );
}

function linesOf(where: string, verdicts: VerdictsByKind): readonly string[] {
  const lines = Object.entries(verdicts).map(([kind, counts]) => `  ${kind}: ${words(counts)}`);
  return [`tampering, edits of ${where}: ${total(verdicts)}`, ...lines];
}

function words(counts: Readonly<Partial<Record<Verdict, number>>>): string {
  return Object.entries(counts)
    .map(([verdict, count]) => `${count} ${verdict}`)
    .join(', ');
}
