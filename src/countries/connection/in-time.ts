import { TaskCancelledError } from 'cockatiel';
import type { Call } from './call.ts';

/**
 * What `run` gives, or TaskCancelledError when the time of `call` ends before, when its caller hangs up, or when there is
 * none left. With that, or with `run`, the call is over: nothing more is sent, and what is still under way is broken off by
 * the signal, because nobody reads it.
 *
 * The signal is aborted only then: an error with its stack for each call that went well (cockatiel's timeout makes one)
 * takes longer than all the rest that is done here.
 */
export function inTime<T>(call: Call, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { left, hungUp } = call;
  return new Promise((resolve, reject) => {
    if (left.ms === 0 || hungUp.aborted) throw new TaskCancelledError();
    const breakOff = new AbortController();
    const end = (settle: () => void): void => {
      call.isOver = true;
      clearTimeout(timer);
      hungUp.removeEventListener('abort', late);
      settle();
      if (call.underWay > 0) breakOff.abort();
    };
    const late = (): void => end(() => reject(new TaskCancelledError()));
    const timer = setTimeout(late, left.ms);
    hungUp.addEventListener('abort', late);
    run(breakOff.signal).then(
      (value) => end(() => resolve(value)),
      (cause) => end(() => reject(cause)),
    );
  });
}
