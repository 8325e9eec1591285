import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, existsSync, fsyncSync, linkSync, openSync, rmSync, writeSync } from 'node:fs';
import { nextTurn } from '../../next-turn.ts';
import { UNREADABLE } from '../or-explain.ts';
import { optionError } from '../read-option.ts';

/** Writes the next piece. */
export type WritePiece = (text: string) => Promise<void>;

const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

/**
 * Writes to a file, or to standard output where `file` is undefined, what `fill` writes piece by piece. The file is there
 * whole or not at all, whatever fails and whoever interrupts; only this user may read it. It can be written before `fill`
 * is called; BAD_USER_INPUT where it cannot, or is there already.
 */
export async function writeWhole(
  file: string | undefined,
  fill: (write: WritePiece) => Promise<void>,
): Promise<void> {
  if (file === undefined) return whileRead(() => fill(toStandardOutput));
  if (existsSync(file)) throw isThere(file);
  const draft = `${file}.${randomUUID()}`;
  const target = open(file, draft);
  const stop = removeWhenInterrupted(draft);
  try {
    await fill(async (text) => {
      writeSync(target, text);
      // Without a pause nobody could interrupt.
      await nextTurn();
    });
    fsyncSync(target);
    keep(file, draft);
  } finally {
    closeSync(target);
    rmSync(draft, { force: true });
    stop();
  }
}

/** Whoever reads may leave before the end, as `head` does. */
async function whileRead(work: () => Promise<void>): Promise<void> {
  const onGone = (): void => process.exit(UNREADABLE);
  process.stdout.once('error', onGone);
  try {
    await work();
  } finally {
    process.stdout.off('error', onGone);
  }
}

async function toStandardOutput(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

function open(file: string, draft: string): number {
  try {
    return openSync(draft, 'wx', 0o600);
  } catch (cause) {
    throw optionError('--out', `${file} cannot be written`, 'give a file in a folder that is yours', cause);
  }
}

/** A link is made whole or not at all, and never over a file that is there. */
function keep(file: string, draft: string): void {
  try {
    linkSync(draft, file);
  } catch (cause) {
    throw isThere(file, cause);
  }
}

function isThere(file: string, cause?: unknown): Error {
  return optionError('--out', `${file} is there already`, 'give another name, or delete it', cause);
}

function removeWhenInterrupted(draft: string): () => void {
  const onSignal = (signal: keyof typeof SIGNALS): void => {
    rmSync(draft, { force: true });
    process.exit(128 + SIGNALS[signal]);
  };
  const signals = Object.keys(SIGNALS) as (keyof typeof SIGNALS)[];
  for (const signal of signals) process.once(signal, onSignal);
  return () => {
    for (const signal of signals) process.off(signal, onSignal);
  };
}
