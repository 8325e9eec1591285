import type { ServerResponse } from 'node:http';

/** A signal that is aborted when the client's socket is closed before `response` is written whole. */
export function untilHungUp(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}
