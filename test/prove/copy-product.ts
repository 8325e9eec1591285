/** A copy of the product that holds a known fault, in a temporary folder of its own. */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mutant } from './mutants.ts';
import { ROOT } from './product.ts';

/** Throws where a text that a mutant edits is not in the product any more, or is there more than once. */
export function copyWith({ name, edits }: Mutant): string {
  const folder = mkdtempSync(join(tmpdir(), 'concordat-mutant-'));
  try {
    for (const part of ['src', 'schema']) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
    cpSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    for (const { file, find, replace } of edits) {
      const text = readFileSync(join(folder, file), 'utf8');
      const count = text.split(find).length - 1;
      if (count !== 1) throw new Error(`mutant \`${name}\`: its text stands ${count} times in ${file}: mend test/prove/mutants.ts`);
      writeFileSync(join(folder, file), text.replace(find, () => replace));
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
