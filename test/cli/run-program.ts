/** Runs the program as a user does, in a process of its own. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs to the end, or until it has written what `signalAfter` wants: then it is interrupted. `environment` is added to ours. */
export async function runProgram(
  script: string,
  args: readonly string[],
  signalAfter?: RegExp,
  environment: Readonly<Record<string, string>> = {},
): Promise<Run> {
  const { ready, stop, ended } = startProgram(script, args, signalAfter ?? /(?!)/, environment);
  return Promise.race([ended, ready.then(stop)]);
}

export interface Running {
  /** What it had written when it wrote what `until` wants. */
  readonly ready: Promise<string>;
  /** Interrupts it, and waits for its end. */
  readonly stop: () => Promise<Run>;
  readonly ended: Promise<Run>;
}

export function startProgram(
  script: string,
  args: readonly string[],
  until: RegExp,
  environment: Readonly<Record<string, string>> = {},
): Running {
  const path = fileURLToPath(new URL(`../../${script}`, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  let [out, err] = ['', ''];
  const ready = new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk) => {
      out += String(chunk);
      if (until.test(out)) resolve(out);
    });
  });
  child.stderr.on('data', (chunk) => {
    err += String(chunk);
  });
  const ended = new Promise<Run>((resolve) => child.on('close', (code) => resolve({ code, out, err })));
  return {
    ready,
    ended,
    stop: () => {
      child.kill('SIGINT');
      return ended;
    },
  };
}
