/** How a national GraphQL server leaves out rows: by key, by marking, by condition. It knows its own words and data. */
import { GraphQLError } from 'graphql';
import { inOrder, type PageWords, type ReadKey } from './graphql-page.ts';
import { type Asked, toAsked } from './mock-system.ts';
import { canonicalNames, type NativeProfile, type NativeRow } from './native-rows.ts';
import { isReleased, lacksConsentOnly, type Need, type Release } from './release.ts';

/** What a system calls its arguments, input fields and enum values; `src` keeps its own copy. */
export interface FilterWords {
  readonly values: { readonly fields: string; readonly values: string };
  readonly keys: string;
  readonly most: string;
  readonly release: {
    readonly argument: string;
    readonly country: string;
    readonly day: string;
    readonly unprotected: string;
    readonly protected: string;
    readonly needs: Readonly<Record<string, Need>>;
  };
  readonly condition: {
    readonly argument: string;
    readonly all: string;
    readonly any: string;
    readonly not: string;
    readonly in: string;
    readonly begins: string;
    readonly day: string;
    readonly from: string;
    readonly to: string;
  };
  readonly consentable: { readonly field: string; readonly unprotected: string; readonly protected: string };
  readonly page: PageWords;
}

export interface RowFilter {
  readonly profile: NativeProfile;
  readonly words: FilterWords;
  /** `yyyy-MM-dd` of a date as the country writes it; null: there is none. */
  readonly day: (native: unknown) => string | null;
}

/** Arguments as graphql-js coerced them. */
export type Args = Readonly<Record<string, unknown>>;
type Test = (row: NativeRow) => boolean;

/** The rows that `args` let through, in the order they say. `fields`: what a row of this list has; any other is refused. */
export function rowsFor(
  filter: RowFilter,
  fields: ReadonlySet<string>,
  rows: readonly NativeRow[],
  args: Args,
): readonly NativeRow[] {
  const { words } = filter;
  const condition = (args[words.condition.argument] ?? undefined) as Args | undefined;
  const release = toRelease(filter, args);
  const most = (args[words.most] ?? undefined) as number | undefined;
  if (most !== undefined && most < 0) throw new GraphQLError(`\`${words.most}\` is less than nought`);
  const tests: Test[] = [
    keyTest(filter, fields, args),
    (row) => release === null || isReleased(filter.profile, release, row),
    condition === undefined ? () => true : toTest(filter, fields, condition),
  ];
  const kept = rows.filter((row) => tests.every((test) => test(row)));
  return inOrder(words.page, kept, args, keyReader(filter, fields)).slice(0, most);
}

/** A date is compared by its day, a number by its size, anything else as it is written. */
function keyReader({ profile, day }: RowFilter, fields: ReadonlySet<string>): ReadKey {
  const dates = dateNames(profile);
  return (field) => {
    const [name = ''] = known(fields, [field]);
    return (row) => {
      const value = row[name] ?? null;
      if (value === null || dates.has(name)) return value === null ? null : day(value);
      return typeof value === 'number' ? value : String(value);
    };
  };
}

/** Is one of these rows left out only for want of a consent? */
export function hasConsentable(
  filter: RowFilter,
  fields: ReadonlySet<string>,
  rows: readonly NativeRow[],
  args: Args,
): boolean {
  const { consentable } = filter.words;
  const release = toRelease(filter, args);
  if (release === null) return false;
  const kinds = {
    unprotected: args[consentable.unprotected] === true,
    protected: args[consentable.protected] === true,
  };
  const isKey = keyTest(filter, fields, args);
  return rows.some((row) => isKey(row) && lacksConsentOnly(filter.profile, release, kinds, row));
}

/** What a message asked of the rows, for the journal: keys in the world's names, the rest as it was sent. */
export function askedRows(
  { profile, words }: RowFilter,
  list: Asked['list'],
  args: Args,
): Pick<Asked, 'only' | 'filter'> {
  const { [words.keys]: keys, ...others } = args;
  const { fields: names, values: texts } = words.values;
  const { [names]: fields = [], [texts]: values = [] } = (keys ?? {}) as Record<string, readonly string[]>;
  const only = { fields: toAsked(list, fields, canonicalNames(profile, list), false).fields, values };
  return {
    ...(fields.length === 0 ? {} : { only }),
    ...(Object.keys(others).length === 0 ? {} : { filter: JSON.stringify(others) }),
  };
}

function keyTest(filter: RowFilter, fields: ReadonlySet<string>, args: Args): Test {
  const keys = (args[filter.words.keys] ?? undefined) as Args | undefined;
  return keys === undefined ? () => true : valueTest(filter, fields, keys, (held, value) => held === value);
}

function toRelease({ words: { release: words } }: RowFilter, args: Args): Release | null {
  const release = (args[words.argument] ?? null) as Readonly<Record<string, string>> | null;
  if (release === null) return null;
  const need = (name: string): Need => words.needs[release[name] ?? ''] ?? 'never';
  return {
    country: release[words.country] ?? '',
    day: toDay(release[words.day] ?? ''),
    unprotected: need(words.unprotected),
    protected: need(words.protected),
  };
}

/** Names and days are looked at here, once, so that a wrong one is refused though no row is there to be tested. */
function toTest(filter: RowFilter, fields: ReadonlySet<string>, condition: Args): Test {
  const { condition: words } = filter.words;
  const [kind = '', of] = Object.entries(condition)[0] ?? [];
  const tests = (): Test[] => (of as Args[]).map((part) => toTest(filter, fields, part));
  switch (kind) {
    case words.all: {
      const all = tests();
      return (row) => all.every((test) => test(row));
    }
    case words.any: {
      const any = tests();
      return (row) => any.some((test) => test(row));
    }
    case words.not: {
      const test = toTest(filter, fields, of as Args);
      return (row) => !test(row);
    }
    case words.in:
      return valueTest(filter, fields, of as Args, (held, value) => held === value);
    case words.begins:
      return valueTest(filter, fields, of as Args, (held, value) => held.startsWith(value));
    case words.day:
      return dayTest(filter, fields, of as Args);
    default:
      throw new GraphQLError(`\`${kind}\` is no condition`);
  }
}

/** A value of another type than text counts as it is written: `true`, `3`. */
function valueTest(
  { words: { values: words } }: RowFilter,
  fields: ReadonlySet<string>,
  of: Args,
  fits: (held: string, value: string) => boolean,
): Test {
  const names = known(fields, of[words.fields]);
  const values = of[words.values] as readonly string[];
  return (row) =>
    names.some((name) => {
      const held = row[name] ?? null;
      return held !== null && values.some((value) => fits(String(held), value));
    });
}

function dayTest(filter: RowFilter, fields: ReadonlySet<string>, of: Args): Test {
  const { condition: words, values } = filter.words;
  const dates = dateNames(filter.profile);
  const names = known(fields, of[values.fields]);
  const other = names.find((name) => !dates.has(name));
  if (other !== undefined) throw new GraphQLError(`\`${other}\` is no date`);
  const limit = (name: string): string | null =>
    typeof of[name] === 'string' ? toDay(of[name] as string) : null;
  const [from, to] = [limit(words.from), limit(words.to)];
  return (row) =>
    names.some((name) => {
      const day = filter.day(row[name]);
      return day !== null && (from === null || day >= from) && (to === null || day <= to);
    });
}

const DATES = ['date', 'identifiedOn', 'openedOn', 'completedOn'];

function dateNames({ lists }: NativeProfile): ReadonlySet<string> {
  const names = Object.values(lists).flatMap(({ fields }) => DATES.map((date) => fields[date]));
  return new Set(names.filter((name) => name !== undefined));
}

function known(fields: ReadonlySet<string>, asked: unknown): readonly string[] {
  const names = asked as readonly string[];
  const other = names.find((name) => !fields.has(name));
  if (other !== undefined) throw new GraphQLError(`there is no field \`${other}\``);
  return names;
}

function toDay(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new GraphQLError('a day is written yyyy-MM-dd');
  return text;
}
