/** Worlds in which every country has as many records of each list as a measurement needs. */
import { makeWorld, type World } from '../mocks/world.ts';

const LISTS = ['arrests', 'suspects', 'searches', 'seizures', 'forensicExams'] as const;

/** The demo's world with `count` records in every list of every country; each has a handle and a reference of its own. */
export function worldOf(count: number): World {
  const world = makeWorld();
  const templates = world.countries.get('DK');
  if (templates === undefined) throw new Error('the world has no DK');
  const countries = [...world.countries].map(([code, own]) => {
    const reference = own.arrests[0]?.caseRef ?? own.suspects[0]?.caseRef ?? `MOCK-${code}`;
    const lists = LISTS.map((list) => [list, copies(own[list][0] ?? templates[list][0], reference, count)]);
    return [code, { ...own, ...Object.fromEntries(lists) }] as const;
  });
  return { ...world, countries: new Map(countries) };
}

function copies<Row extends { readonly handle: string }>(
  template: Row | undefined,
  reference: string,
  count: number,
): Row[] {
  if (template === undefined) throw new Error('there is no record to copy');
  const key = 'caseRef' in template ? 'caseRef' : 'exhibitRef';
  return Array.from({ length: count }, (_, index) => ({
    ...template,
    handle: `${template.handle}${index}`,
    [key]: `${reference}-${index}`,
    handling: 'H0',
    protected: false,
  }));
}
