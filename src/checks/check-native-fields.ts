import { type FieldDefinitionNode, parse } from 'graphql';
import { namedTypeOf, objectTypesOf } from '../access/access-map.ts';
import type { Country } from '../countries/country.ts';
import { type OverviewField, RECORD_FIELDS } from '../countries/national-query.ts';
import { LIST_NAMES, type ListName } from '../terms.ts';
import type { Violation } from './violation.ts';

const RECORDS: Readonly<Record<ListName, string>> = {
  arrests: 'Arrest',
  suspects: 'Suspect',
  searches: 'Search',
  seizures: 'Seizure',
  forensicExams: 'ForensicExam',
};

/** What a country says of itself beside its lists, by coordinate of the contract. */
const OVERVIEW: Readonly<Record<string, OverviewField>> = {
  'Participation.modusOperandi': 'modusOperandi',
  'Victims.identifiedCount': 'victimsIdentified',
  'Victims.safeguardedCount': 'victimsSafeguarded',
  'Victims.hit': 'victimsKnown',
};

/** Fields of a record that are no name of a country: frames, and what another system says. */
const NO_NAME: ReadonlySet<string> = new Set(['marking', 'interpol']);

/**
 * Every field of the national contract that a country has to answer has a native name in each: RECORD_FIELDS and the
 * overview are written by hand, and what is not in them is asked of nobody. `national` parses.
 */
export function checkNativeFields(national: string, countries: readonly Country[]): readonly Violation[] {
  const types = objectTypesOf(parse(national));
  const fieldsOf = (type: string): readonly FieldDefinitionNode[] =>
    (types.get(type)?.fields ?? []).filter(({ name }) => !name.value.startsWith('_'));
  const namesOf = (type: string): readonly string[] => fieldsOf(type).map(({ name }) => name.value);
  const ofEach = (place: string, remedy: string): Violation[] =>
    countries.map(({ code }) => ({ country: code, place, missing: 'no native name', remedy }));
  const leaves = ['Participation', 'Victims'].flatMap((type) =>
    fieldsOf(type)
      .filter((field) => !types.has(namedTypeOf(field.type)) && field.name.value !== 'id')
      .map((field) => `${type}.${field.name.value}`),
  );
  const markings = namesOf('Marking');
  return [
    ...leaves
      .filter((place) => !Object.hasOwn(OVERVIEW, place))
      .flatMap((place) => ofEach(place, 'add it to OVERVIEW_FIELDS and to `overview`')),
    ...markings
      .filter((field) => field !== 'handling' && !isNamed('arrests', field))
      .flatMap((field) => ofEach(`Marking.${field}`, 'add it to RECORD_FIELDS and to `marking`')),
    ...LIST_NAMES.flatMap((list) => {
      const type = RECORDS[list];
      const names = namesOf(type).filter((field) => !NO_NAME.has(field));
      return [
        ...names
          .filter((field) => !isNamed(list, field))
          .flatMap((field) =>
            ofEach(`${type}.${field}`, `add it to RECORD_FIELDS and to \`lists.${list}.fields\``),
          ),
        ...RECORD_FIELDS[list]
          .filter((field) => !names.includes(field) && !markings.includes(field))
          .map((field) => ({
            country: '-',
            place: `${type}.${field}`,
            missing: 'in RECORD_FIELDS, and no field of schema/national.graphql',
            remedy: 'add it there, or remove it',
          })),
      ];
    }),
  ];
}

function isNamed(list: ListName, field: string): boolean {
  return (RECORD_FIELDS[list] as readonly string[]).includes(field);
}
