import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { CANARY } from '../faults/canary.ts';
import type { FromGateway, Measured, ToGateway } from './soak-messages.ts';

/** The gateway in a process of its own, so that its memory and its sockets are its own. */
export interface GatewayProcess {
  readonly url: string;
  readonly setName: (name: string, isThere: boolean) => void;
  readonly measure: () => Promise<Measured>;
  /** Closes the gateway, measures what is left, and ends the process. */
  readonly close: () => Promise<Measured>;
  /** Ends the process at once. */
  readonly kill: () => void;
  /** The log holds a text of a system. */
  readonly leaks: () => boolean;
}

type Start = Extract<ToGateway, { kind: 'start' }>;

/** Rejects when the process ends before it serves. */
export async function startGatewayProcess(settings: Omit<Start, 'kind'>): Promise<GatewayProcess> {
  const child = fork(fileURLToPath(new URL('soak-gateway.ts', import.meta.url)), {
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let leaks = false;
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    leaks ||= text.includes(CANARY);
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the gateway's process ended with ${code}`);
  });
  ended.catch(() => {});
  const tell = (message: ToGateway): void => void child.send(message, () => {});
  const ask = async <K extends FromGateway['kind']>(message: ToGateway, kind: K) => {
    const answer = new Promise<Extract<FromGateway, { kind: K }>>((resolve) => {
      const listen = (one: FromGateway): void => {
        if (one.kind !== kind) return;
        child.off('message', listen);
        resolve(one as Extract<FromGateway, { kind: K }>);
      };
      child.on('message', listen);
    });
    tell(message);
    return Promise.race([answer, ended]);
  };
  const { url } = await ask({ kind: 'start', ...settings }, 'started');
  return {
    url,
    setName: (name, isThere) => tell({ kind: isThere ? 'find' : 'lose', name }),
    measure: async () => (await ask({ kind: 'measure' }, 'measured')).measured,
    close: async () => {
      const { measured } = await ask({ kind: 'close' }, 'closed');
      child.kill('SIGKILL');
      await ended.catch(() => {});
      return measured;
    },
    kill: () => void child.kill('SIGKILL'),
    leaks: () => leaks,
  };
}
