/** Worlds with as many arrests as a question about single rows needs. */
import type { Arrest, NationalWorld } from '../../mocks/world.ts';
import type { Country } from '../../src/countries/country.ts';
import { worldOf } from './ask-served.ts';

/** As long as most systems' handles. */
export function handleOf(index: number): string {
  return `A${String(index).padStart(6, '0')}`;
}

/** So long that a few hundred make no line. */
export function longHandleOf(index: number): string {
  return `${handleOf(index)}-${'x'.repeat(9)}`;
}

/** The country's own world with `count` arrests, each with a handle and a reference of its own. */
export function worldWithArrests(
  country: Country,
  count: number,
  handle: (index: number) => string = (index) => `A${index}`,
): NationalWorld {
  const own = worldOf(country.code);
  const template = own.arrests[0] ?? (worldOf('DK').arrests[0] as Arrest);
  const arrests = Array.from(
    { length: count },
    (_, index): Arrest => ({
      ...template,
      handle: handle(index),
      caseRef: `${template.caseRef}-${index}`,
    }),
  );
  return { ...own, arrests };
}
