/** Every mock system at once, in one process: the 26 national ones, Europol and Interpol. */
import { serveEuropol } from './europol/europol.ts';
import { serveInterpol } from './interpol/interpol.ts';
import type { MockSystem } from './mock-system.ts';
import { NATIONAL_MOCKS } from './systems.ts';
import { makeWorld, type NationalWorld, type World } from './world.ts';

export interface Mocks {
  readonly world: World;
  /** By country code. */
  readonly national: ReadonlyMap<string, MockSystem>;
  readonly europol: MockSystem;
  readonly interpol: MockSystem;
  close(): Promise<void>;
}

export interface MocksOptions {
  /** Default: the world of icarus.csv, made anew. */
  readonly world?: World;
  /** Only these national systems, by country code; Europol and Interpol always start and know the whole world. */
  readonly only?: readonly string[];
}

/**
 * Starts the systems together, each on a port of its own. When one fails to start, the others are closed and its error
 * is thrown; so is a code in `only` that no mock has.
 */
export async function startMocks({ world = makeWorld(), only }: MocksOptions = {}): Promise<Mocks> {
  const codes = [...new Set(only ?? NATIONAL_MOCKS.keys())];
  const [europol, interpol, ...national] = await allOrNone([
    () => serveEuropol(world),
    () => serveInterpol(world),
    ...codes.map((code) => () => serveCountry(code, world)),
  ]);
  if (europol === undefined || interpol === undefined) throw new Error('a supranational mock is missing');
  const byCode = new Map(national.map((system) => [system.code, system]));
  return {
    world,
    national: byCode,
    europol,
    interpol,
    close: () => closeAll([europol, interpol, ...national]),
  };
}

function serveCountry(code: string, world: World): Promise<MockSystem> {
  const serve = NATIONAL_MOCKS.get(code);
  const national: NationalWorld | undefined = world.countries.get(code);
  if (serve === undefined) throw new Error(`no national mock has the code \`${code}\`: see mocks/systems.ts`);
  if (national === undefined) throw new Error(`the world holds no country \`${code}\``);
  return serve(national);
}

/** INVARIANT: a failure leaves no server behind. Waits for every start, also after the first that fails. */
async function allOrNone(starts: readonly (() => Promise<MockSystem>)[]): Promise<MockSystem[]> {
  const results = await Promise.allSettled(starts.map(async (start) => start()));
  const started = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed === undefined) return started;
  await closeAll(started);
  throw failed.reason;
}

async function closeAll(systems: readonly MockSystem[]): Promise<void> {
  await Promise.all(systems.map((system) => system.close()));
}
