import { isIsoDate } from './is-iso-date.ts';
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

type IsPlain = (value: unknown) => boolean;

const WORD = matches(/^[A-Z][A-Z0-9_]{0,63}$/);
const COUNTRY = matches(/^[A-Z]{2}$/);
const NEED = matches(/^(nothing|item consent|never)$/);
const DAY: IsPlain = (value) => typeof value === 'string' && isIsoDate(value);

/**
 * Arguments that are no values of anybody's records, and the form that their values have then: numbers, days and words of
 * ours. Any other is taken out, and so is one of these in another form: whatever lets it in, no text of a caller stays.
 */
const PLAIN: ReadonlyMap<string, IsPlain> = new Map<string, IsPlain>([
  ['first', Number.isSafeInteger],
  ['orderBy', listOf(objectOf({ field: WORD, direction: WORD }))],
  // To whom records go: whoever asks, and never another owner.
  ['releasedTo', anyOf(COUNTRY, objectOf({ country: COUNTRY, needs: NEED, needsOfProtected: NEED }))],
  ['needs', NEED],
  ['of', WORD],
  ['by', listOf(WORD)],
  ['from', DAY],
  ['to', DAY],
]);

/** A selection is never changed, and what was compiled is the same from request to request: its text is printed once. */
const printed = new WeakMap<Fields, ValuelessDocument>();

/**
 * `printSelection` for the evidence, which holds no values: a reference, a filter, a country, the place of a page and an id
 * as it was typed stand as `$1`, `$2` …. An owner who is shown the text learns of no other owner. A response key that is a
 * digest of such arguments could be guessed from: it goes, and a number stands in its place.
 */
export function printWithoutValues(selections: readonly Fields[]): ValuelessDocument {
  const [only, ...others] = selections;
  if (only === undefined || others.length > 0) return printAll(selections);
  const document = printed.get(only) ?? Object.freeze(printAll(selections));
  printed.set(only, document);
  return document;
}

function printAll(selections: readonly Fields[]): ValuelessDocument {
  const values: unknown[] = [];
  const texts = selections.map((selection) => print(selection, values, { aliases: 0 }));
  return { text: texts.join('\n'), values: Object.freeze(values) };
}

function print(selection: Fields, values: unknown[], counted: { aliases: number }): string {
  const fields: string[] = [];
  for (const [key, { name, args, fields: below }] of selection) {
    if (key !== name) counted.aliases += 1;
    const alias = key === name ? '' : `${name}_${counted.aliases}: `;
    const list = printArguments(args, values);
    fields.push(`${alias}${name}${list}${below ? ` ${print(below, values, counted)}` : ''}`);
  }
  return `{ ${fields.length === 0 ? '__typename' : fields.join(' ')} }`;
}

function printArguments(args: Field['args'], values: unknown[]): string {
  const given: string[] = [];
  for (const [argument, value] of Object.entries(args)) {
    const isPlain = PLAIN.get(argument)?.(value) === true;
    if (!isPlain) values.push(value);
    given.push(`${argument}: ${isPlain ? printValue(value) : `$${values.length}`}`);
  }
  return given.length === 0 ? '' : `(${given.join(', ')})`;
}

function matches(form: RegExp): IsPlain {
  return (value) => typeof value === 'string' && form.test(value);
}

function anyOf(...forms: readonly IsPlain[]): IsPlain {
  return (value) => forms.some((form) => form(value));
}

function listOf(form: IsPlain): IsPlain {
  return (value) => Array.isArray(value) && value.every(form);
}

/** An object with these keys, some of them, and no other. */
function objectOf(forms: Readonly<Record<string, IsPlain>>): IsPlain {
  const form = new Map(Object.entries(forms));
  return (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(value).every(([key, one]) => form.get(key)?.(one) === true);
}
