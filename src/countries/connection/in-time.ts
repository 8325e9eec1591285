import { EventEmitter } from 'node:events';
import { TaskCancelledError } from 'cockatiel';
import type { Call } from './call.ts';

/** Emits `abort` when what is under way is to be broken off; the call is over then. */
export type BreakOff = EventEmitter;

/**
 * What `run` gives, or TaskCancelledError when the time of `call` ends before, when its caller hangs up, or when there is
 * none left. With that, or with `run`, the call is over: nothing more is sent, and what is still under way is broken off by
 * the signal, because nobody reads it.
 *
 * It breaks off only then: an error with its stack for each call that went well (cockatiel's timeout makes one) takes longer
 * than all the rest that is done here. The signal is the plain one of the two that undici takes: it lives as long as a message
 * is under way, and an AbortSignal is many objects.
 */
export function inTime<T>(call: Call, run: (signal: BreakOff) => Promise<T>): Promise<T> {
  const { left, hungUp } = call;
  return new Promise((resolve, reject) => {
    if (left.ms === 0 || hungUp.aborted) throw new TaskCancelledError();
    // A call may have any number of messages under way.
    const breakOff = new EventEmitter().setMaxListeners(0);
    const end = (settle: () => void): void => {
      call.isOver = true;
      clearTimeout(timer);
      hungUp.removeEventListener('abort', late);
      settle();
      if (call.underWay > 0) breakOff.emit('abort');
    };
    const late = (): void => end(() => reject(new TaskCancelledError()));
    const timer = setTimeout(late, left.ms);
    hungUp.addEventListener('abort', late);
    run(breakOff).then(
      (value) => end(() => resolve(value)),
      (cause) => end(() => reject(cause)),
    );
  });
}
