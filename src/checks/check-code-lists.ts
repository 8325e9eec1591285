import { type GraphQLSchema, isEnumType } from 'graphql';
import type { CodeListName, Country } from '../countries/country.ts';
import type { Violation } from './violation.ts';

/** What a code list leads to: an enum of the public schema, or words of the contract. */
const TARGETS = {
  arrestStatus: 'ArrestStatus',
  forensicStatus: 'ForensicStatus',
  deviceType: 'DeviceType',
  ageBand: 'AgeBand',
  dataSubjectCategory: 'DataSubjectCategory',
  warrantBasis: 'WarrantBasis',
  protected: ['true', 'false'],
  // National articles are each country's own; what they lead to is checked by form.
  offence: /^\d{2,6}$/,
} as const satisfies Record<CodeListName, string | readonly string[] | RegExp>;

/** Every code a country knows can be read and leads to a word of the schema, and every word is reached by a code. */
export function checkCodeLists(schema: GraphQLSchema, country: Country): readonly Violation[] {
  return (Object.keys(TARGETS) as CodeListName[]).flatMap((list) => {
    const report = (missing: string, remedy: string): Violation => ({
      country: country.code,
      place: `codes.${list}`,
      missing,
      remedy,
    });
    const codes = Object.entries(country.codes[list]);
    const unreadable = codes
      .filter(([code]) => code === '' || code !== code.normalize('NFC'))
      .map(([code]) => report(`native code \`${code}\` is never found`, 'write it as text in NFC'));
    return [...unreadable, ...leading(schema, list, new Set(Object.values(country.codes[list])), report)];
  });
}

function leading(
  schema: GraphQLSchema,
  list: CodeListName,
  reached: ReadonlySet<string>,
  report: (missing: string, remedy: string) => Violation,
): Violation[] {
  const target = TARGETS[list];
  if (target instanceof RegExp) {
    if (reached.size === 0) return [report('no code at all', 'add the national article and its ICCS code')];
    return [...reached]
      .filter((word) => !target.test(word))
      .map((word) => report(`\`${word}\` is no ICCS code`, 'write its digits, such as 030221'));
  }
  const words = typeof target === 'string' ? valuesOf(schema, target) : new Set<string>(target);
  const kind = typeof target === 'string' ? `value of ${target}` : `one of ${target.join(', ')}`;
  return [
    ...[...reached]
      .filter((word) => !words.has(word))
      .map((word) => report(`\`${word}\` is no ${kind}`, 'write one of the schema')),
    ...[...words]
      .filter((word) => !reached.has(word))
      .map((word) => report(`no native code leads to \`${word}\``, 'add the country’s own code for it')),
  ];
}

function valuesOf(schema: GraphQLSchema, name: string): ReadonlySet<string> {
  const type = schema.getType(name);
  return new Set(isEnumType(type) ? type.getValues().map((value) => value.name) : []);
}
