/** One question to a mock that lives for it alone: of any world, behaving as told. */
import type { Behaviour, Message, MockSystem } from '../../mocks/mock-system.ts';
import { makeWorld, type NationalWorld } from '../../mocks/world.ts';
import type { Country } from '../../src/countries/country.ts';
import type { NationalAnswer, NationalQuery } from '../../src/countries/national-query.ts';
import { askOnce } from './against-mock.ts';

const WORLD = makeWorld();

/** The world of one country, with `changes` to it. Throws naming the table that has no row for it. */
export function worldOf(code: string, changes: Partial<NationalWorld> = {}): NationalWorld {
  const world = WORLD.countries.get(code);
  if (world === undefined) throw new Error(`mocks/data/countries.csv has no row for ${code}: add it`);
  return { ...world, ...changes };
}

export interface Served {
  /** What came, or the error that was thrown. */
  readonly answer: Promise<NationalAnswer>;
  readonly messages: readonly Message[];
}

/** Asks once and closes. Everything has been sent and answered when this returns; `answer` may have failed. */
export async function askServed(
  country: Country,
  serve: (world: NationalWorld) => Promise<MockSystem>,
  query: NationalQuery,
  { world = worldOf(country.code), ...behaviour }: Behaviour & { world?: NationalWorld } = {},
): Promise<Served> {
  const mock = await serve(world);
  mock.behave(behaviour);
  try {
    const answer = askOnce(country, mock.url, query);
    await Promise.allSettled([answer]);
    return { answer, messages: [...mock.messages] };
  } finally {
    await mock.close();
  }
}
