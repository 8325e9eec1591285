import { makeWorld, type World } from '../../mocks/world.ts';

/** The world with these countries alone: nobody else takes part in the operation. */
export function worldOf(codes: readonly string[]): World {
  const world = makeWorld();
  return { ...world, countries: new Map([...world.countries].filter(([code]) => codes.includes(code))) };
}
