/** The other side of a measurement, in a process of its own: the mock systems, and clients that ask one query over and over. */
import { startMocks } from '../mocks/start-mocks.ts';

/** What the clients are told: whom to ask, what, how many at once, and for how long (milliseconds). */
export interface Load {
  readonly url: string;
  readonly token: string;
  readonly body: string;
  readonly clients: number;
  readonly ms: number;
}

const mocks = await startMocks();
const systems = [...mocks.national, ['XE', mocks.europol] as const, ['XO', mocks.interpol] as const];

process.on('message', async ({ url, token, body, clients, ms }: Load) => {
  const ends = performance.now() + ms;
  let answers = 0;
  const ask = async (): Promise<void> => {
    while (performance.now() < ends) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body,
      });
      const text = await response.text();
      // A measurement of wrong answers measures nothing.
      if (response.status !== 200 || !text.includes('"participations":[{'))
        throw new Error(`${response.status} ${text.slice(0, 300)}`);
      answers += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, ask));
  process.send?.(answers);
});
process.on('disconnect', () => process.exit());
process.send?.(systems.map(([code, { url }]) => [code, url]));
