import type { Country } from '../countries/country.ts';
import type { Violation } from './violation.ts';

/** No native name is empty: `defineCountry` has seen that each is there, not that it says something. */
export function checkNativeNames(country: Country): readonly Violation[] {
  return namesOf(country)
    .filter(([, name]) => typeof name !== 'string' || name.trim() === '')
    .map(([place]) => ({
      country: country.code,
      place,
      missing: 'empty name',
      remedy: 'write the name the national system uses',
    }));
}

/** Every name by its place; a list of none counts as one empty name. */
function namesOf({ system, agency, marking, overview, lists }: Country): [place: string, name: unknown][] {
  const group = (place: string, names: object): [string, unknown][] =>
    Object.entries(names).flatMap(([key, value]): [string, unknown][] => {
      const all: readonly unknown[] = Array.isArray(value) && value.length > 0 ? value : [value];
      return all.map((name) => [`${place}.${key}`, name]);
    });
  return [
    ['system', system],
    ['agency', agency],
    ...group('marking', marking),
    ...group('overview', overview),
    ...Object.entries(lists).flatMap(([list, { native, fields, correction }]): [string, unknown][] => [
      [`lists.${list}.native`, native],
      ...group(`lists.${list}.fields`, fields),
      ...(correction === undefined
        ? []
        : group(`lists.${list}.correction`, { name: correction.name, keys: correction.keys })),
    ]),
  ];
}
