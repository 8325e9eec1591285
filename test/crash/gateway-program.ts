/** A gateway as its operator runs it: `concordat serve` in a process of its own; or one of the twins. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface GatewayProgram {
  readonly url: string;
  /** Ends it as a power cut of the process alone would. */
  readonly kill: () => Promise<void>;
  /** Asks it to end, and waits: gives its exit code, and all that it has said. */
  readonly stop: () => Promise<{ readonly code: number | null; readonly said: string }>;
  /** What it has written to its log. */
  readonly log: () => string;
}

/** A gateway that ended instead of listening. */
export class DidNotStart extends Error {
  readonly code: number | null;
  readonly log: string;

  constructor(code: number | null, log: string) {
    super(`the gateway ended with ${code}: ${log}`);
    this.code = code;
    this.log = log;
  }
}

/** The gateway itself, or a known fault: see twin-gateway.ts. */
export type Program = 'gateway' | 'early answer' | 'early head' | 'counted';

const START_MS = 30_000;
const SERVE = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const TWIN = fileURLToPath(new URL('twin-gateway.ts', import.meta.url));
const DATE = '2011-12-16';

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Rejects with DidNotStart when it ends before it listens. */
export async function startProgram(
  settings: string,
  program: Program = 'gateway',
  environment: Readonly<Record<string, string>> = {},
): Promise<GatewayProgram> {
  const args =
    program === 'gateway'
      ? [SERVE, 'serve', '--config', settings, '--date', DATE]
      : [TWIN, settings, program];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ctrl-C at a terminal reaches a whole group: when these end, this process says.
    detached: true,
    env: { ...process.env, ...environment },
  });
  running.add(child);
  let [log, said] = ['', ''];
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log = `${log}${text}`.slice(-20_000);
  });
  const { promise: ended, resolve: end } = Promise.withResolvers<number | null>();
  child.once('close', (code) => {
    running.delete(child);
    end(code);
  });
  const lines = createInterface(child.stdout);
  const listening = new Promise<string>((resolve) => {
    lines.on('line', (line) => {
      said += `${line}\n`;
      const [, url] = /^listening on (.+)\/graphql$/.exec(line) ?? [];
      if (url !== undefined) resolve(url);
    });
  });
  const late = setTimeout(() => child.kill('SIGKILL'), START_MS);
  const url = await Promise.race([listening, ended]);
  clearTimeout(late);
  if (typeof url !== 'string') throw new DidNotStart(url, log);
  return {
    url,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    stop: async () => {
      child.kill('SIGTERM');
      const code = await ended;
      return { code, said };
    },
    log: () => log,
  };
}
