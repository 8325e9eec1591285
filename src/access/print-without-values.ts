import { printValue } from './selection.ts';

/** A document as evidence may keep it, and what was taken out of it. */
export interface ValuelessDocument {
  /** GraphQL text with `$1`, `$2` … where a value stood. */
  readonly text: string;
  /** These values, in their order. */
  readonly values: readonly unknown[];
}

/** A selection, or the fields of a canonical query. */
type Fields = ReadonlyMap<string, Field>;

interface Field {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly fields: Fields | null;
}

/** Arguments that are no values of anybody's records: numbers, codes, days and words of ours. Any other is taken out. */
const PLAIN = new Set([
  ...['first', 'orderBy', 'releasedTo', 'needs', 'country', 'of', 'by'],
  // Of `Query.disclosures`: whose log was read is for its owner to know.
  ...['owner', 'from', 'to'],
]);

/**
 * `printSelection` for the evidence, which holds no values: a reference, a filter, the place of a page and an id as it was
 * typed stand as `$1`, `$2` …. A response key that is a digest of such arguments could be guessed from: it goes, and a
 * number stands in its place.
 */
export function printWithoutValues(selections: readonly Fields[]): ValuelessDocument {
  const values: unknown[] = [];
  const texts = selections.map((selection) => print(selection, values, { aliases: 0 }));
  return { text: texts.join('\n'), values };
}

function print(selection: Fields, values: unknown[], counted: { aliases: number }): string {
  const fields = [...selection].map(([key, { name, args, fields: below }]) => {
    if (key !== name) counted.aliases += 1;
    const alias = key === name ? '' : `${name}_${counted.aliases}: `;
    const given = Object.entries(args).map(([argument, value]) => {
      if (PLAIN.has(argument)) return `${argument}: ${printValue(value)}`;
      values.push(value);
      return `${argument}: $${values.length}`;
    });
    const list = given.length > 0 ? `(${given.join(', ')})` : '';
    return `${alias}${name}${list}${below ? ` ${print(below, values, counted)}` : ''}`;
  });
  return `{ ${fields.length === 0 ? '__typename' : fields.join(' ')} }`;
}
