/** A checkout of its own, to break or to run from another place; packages are this one's. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { threadId } from 'node:worker_threads';
import { expect } from '../jest.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PARTS = ['src', 'schema', 'mocks', 'demo', 'package.json', 'concordat.example.json'];

export interface Checkout {
  readonly root: string;
  /** Runs a script of it as a process of its own, from another folder. */
  readonly run: (
    script: string,
    words: readonly string[],
  ) => { readonly status: number | null; readonly out: string; readonly err: string };
  /** Changes a file of it; fails when there is nothing to change, so that no test proves nothing. */
  readonly change: (file: string, from: string | RegExp, to: string) => void;
  readonly remove: (path: string) => void;
  /** Everything that was changed or removed since it was made, or restored. */
  readonly touched: () => readonly string[];
  /** Puts that back. */
  readonly restore: () => void;
  /** Removes all of it. */
  readonly close: () => void;
}

/** `name`: of the checkout's folder. */
export function ownCheckout(name = 'concordat'): Checkout {
  // The same place for every checkout of this thread, where files run one after the other: what did not change is compiled
  // once. Of this process it would be two files' at a time.
  const above = join(tmpdir(), `concordat-${process.pid}-${threadId}`);
  rmSync(above, { recursive: true, force: true });
  mkdirSync(above, { mode: 0o700 });
  const root = join(above, name);
  mkdirSync(root);
  for (const part of PARTS) cpSync(join(ROOT, part), join(root, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  const touched = new Set<string>();
  return {
    root,
    run: (script, words) => {
      const all = ['--disable-warning=ExperimentalWarning', join(root, script), ...words];
      const { status, stdout, stderr } = spawnSync(process.execPath, all, { cwd: above, encoding: 'utf8' });
      return { status, out: stdout, err: stderr };
    },
    change: (file, from, to) => {
      const text = readFileSync(join(root, file), 'utf8');
      const changed = text.replace(from, to);
      expect(changed).not.toBe(text);
      writeFileSync(join(root, file), changed);
      touched.add(file);
    },
    remove: (path) => {
      rmSync(join(root, path), { recursive: true });
      touched.add(path);
    },
    touched: () => [...touched],
    restore: () => {
      for (const path of touched) cpSync(join(ROOT, path), join(root, path), { recursive: true });
      touched.clear();
    },
    close: () => rmSync(above, { recursive: true }),
  };
}
