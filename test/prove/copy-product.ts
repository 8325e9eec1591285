/** A copy of the product that holds a known fault, in a temporary folder of its own. */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mutant } from './mutants.ts';
import { ROOT } from './product.ts';

/** What of a mutant's text is not in the product any more, or is there more than once; empty when all is well. */
export function lostTexts({ name, edits }: Mutant): readonly string[] {
  return edits.flatMap(({ file, find }) => {
    const count = readFileSync(join(ROOT, file), 'utf8').split(find).length - 1;
    return count === 1
      ? []
      : [`mutant \`${name}\`: its text stands ${count} times in ${file}: mend test/prove/mutants.ts`];
  });
}

/** Makes the copy in a new folder below `base`. Throws on a text that is lost. */
export function copyWith(mutant: Mutant, base: string): string {
  const [lost] = lostTexts(mutant);
  if (lost !== undefined) throw new Error(lost);
  const folder = mkdtempSync(join(base, 'mutant-'));
  try {
    for (const part of ['src', 'schema']) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
    cpSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    for (const { file, find, replace } of mutant.edits) {
      const text = readFileSync(join(folder, file), 'utf8');
      writeFileSync(
        join(folder, file),
        text.replace(find, () => replace),
      );
    }
    return folder;
  } catch (error) {
    discard(folder);
    throw error;
  }
}

export function discard(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
