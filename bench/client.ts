/** The other side of a measurement, in a thread of its own: the mock systems, and the client that asks. */
import { parentPort, workerData } from 'node:worker_threads';
import { startMocks } from '../mocks/start-mocks.ts';
import { worldOf } from './world-of.ts';

export interface Question {
  readonly url: string;
  readonly token: string;
  readonly body: string;
}

const { records } = workerData as { readonly records: number };
const mocks = await startMocks(records === 0 ? {} : { world: worldOf(records) });
const systems = [...mocks.national, ['XE', mocks.europol] as const, ['XO', mocks.interpol] as const];

parentPort?.on('message', async ({ url, token, body }: Question) => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body,
  });
  const text = await response.text();
  parentPort?.postMessage({ status: response.status, bytes: text.length, start: text.slice(0, 300) });
});
parentPort?.postMessage(systems.map(([code, { url }]) => [code, url]));
