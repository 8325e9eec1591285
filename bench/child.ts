/** The processes of a run: each is asked by name and answers once; all of them end when the run does, however it ends. */
import { type ChildProcess, fork } from 'node:child_process';

interface Asked {
  readonly id: number;
  readonly name: string;
  readonly argument: unknown;
}
interface Told {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

export interface Child {
  /** Rejects with what the child says, or when it ends before it answers. */
  readonly ask: <T>(name: string, argument?: unknown) => Promise<T>;
  readonly end: () => Promise<void>;
}

/** Starts the module at `url` with NODE_ENV=production; what it prints goes to stderr. */
export function startChild(url: URL, execArgv: readonly string[] = []): Child {
  const child = fork(url, {
    stdio: ['ignore', 2, 2, 'ipc'],
    env: { ...process.env, NODE_ENV: 'production' },
    execArgv: [...execArgv],
  });
  const waiting = new Map<number, (told: Told) => void>();
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let last = 0;
  child.on('message', (told: Told) => {
    waiting.get(told.id)?.(told);
    waiting.delete(told.id);
  });
  child.once('exit', (code) => {
    for (const [id, tell] of waiting) tell({ id, error: `${url.pathname} ended with ${code}` });
  });
  return {
    ask: <T>(name: string, argument?: unknown) =>
      new Promise<T>((resolve, reject) => {
        last += 1;
        waiting.set(last, ({ result, error }) =>
          error === undefined ? resolve(result as T) : reject(new Error(error)),
        );
        child.send({ id: last, name, argument } satisfies Asked, (error) => {
          if (error !== null) reject(error);
        });
      }),
    end: () => endOf(child, ended),
  };
}

/** A profile is written at the end, and takes its time. */
const END_MS = 20_000;

async function endOf(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), END_MS);
  await ended;
  clearTimeout(late);
}

/** The other end, in the child: `verbs` by name. It ends with its parent, by SIGTERM, and by a Ctrl-C that reaches all of them. */
export function serveChild(verbs: Readonly<Record<string, (argument: never) => unknown>>): void {
  process.on('message', async ({ id, name, argument }: Asked) => {
    try {
      const verb = verbs[name];
      if (verb === undefined) throw new Error(`no verb \`${name}\` here`);
      // Each verb says what it is handed: whoever asks is of the same run.
      process.send?.({ id, result: await verb(argument as never) } satisfies Told);
    } catch (error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.send?.({ id, error: text } satisfies Told);
    }
  });
  process.on('disconnect', () => process.exit());
  process.on('SIGTERM', () => process.exit(143));
  process.on('SIGINT', () => process.exit(130));
}
