import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder schema/ of this program. */
export const SHIPPED = fileURLToPath(new URL('../../schema', import.meta.url));

/** Copies schema/ into `folder` under a name, one text changed in each of the files (parted by blanks) that has it; one must. */
export const copier =
  (folder: string) =>
  (name: string, files: string, from: string | RegExp, to: string): string => {
    const copy = join(folder, name);
    cpSync(SHIPPED, copy, { recursive: true });
    const changed = files.split(' ').filter((file) => {
      const text = readFileSync(join(copy, file), 'utf8');
      writeFileSync(join(copy, file), text.replace(from, to));
      return text.replace(from, to) !== text;
    });
    if (changed.length === 0) throw new Error(`${from} is not in ${files}`);
    return copy;
  };
