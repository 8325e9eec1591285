import { setImmediate } from 'node:timers/promises';

let last: Promise<void> = Promise.resolve();

/**
 * Waits for a turn of the event loop that nobody else here has: between two long steps, so that what else is ready comes in
 * between. Whoever waits first goes first. What is answered does not hang on it.
 */
export function nextTurn(): Promise<void> {
  last = last.then(() => setImmediate());
  return last;
}
