/**
 * Which rows are wanted, said in the arguments of a GraphQL system. Every value travels as a variable: no text of a
 * caller ever stands in a document.
 */
import { consentableRows } from './consentable-rows.ts';
import { type GraphqlPageWords, leftName, toOrder, toPlace } from './graphql-page.ts';
import type { NativeCondition, NativeListRequest, NativeRelease, ReleaseNeed } from './native-request.ts';

/** What a system calls the arguments, input objects and enum values by which it leaves out rows. */
export interface GraphqlFilterWords {
  /** Input object of field names and texts: rows of which one of the fields holds one of the texts. */
  readonly values: { readonly type: string; readonly fields: string; readonly values: string };
  /** Argument of rows and of `consentable.field`, of the type `values.type`. */
  readonly keys: string;
  /** Argument of rows: an `Int`. */
  readonly most: string;
  /** Argument of rows and of `consentable.field`; its input object has country, ISO day, and a need for each protection. */
  readonly release: {
    readonly argument: string;
    readonly type: string;
    readonly country: string;
    readonly day: string;
    readonly unprotected: string;
    readonly protected: string;
    /** Enum values. */
    readonly needs: Readonly<Record<ReleaseNeed, string>>;
  };
  /** Argument of rows; its input object holds exactly one of these. */
  readonly condition: {
    readonly argument: string;
    readonly type: string;
    /** Lists of conditions, and one condition. */
    readonly all: string;
    readonly any: string;
    readonly not: string;
    /** Input objects of the type `values.type`. */
    readonly in: string;
    readonly begins: string;
    /** Input object of `values.fields` and two ISO days, either of them null where there is no limit. */
    readonly day: string;
    readonly from: string;
    readonly to: string;
  };
  /** Boolean field of the list: is a row left out for want of a consent? Of which rows its own two arguments say. */
  readonly consentable: { readonly field: string; readonly unprotected: string; readonly protected: string };
  readonly page: GraphqlPageWords;
}

export interface Variable {
  readonly name: string;
  readonly type: string;
  readonly value: unknown;
}

export interface ListArguments {
  /** Arguments of the rows, with their parentheses; empty: every row, or none is wanted. */
  readonly rows: string;
  /** The field that says whether a row is consentable, with its arguments; empty: not asked, or known to be none. */
  readonly consentable: string;
  /** Fields that count what fits, with their arguments; none: not asked. */
  readonly found: readonly string[];
  /** INVARIANT: each is used above; one that is declared and not used is refused (GraphQL, section 5.8.4). */
  readonly variables: readonly Variable[];
}

/** A variable, and the argument it is handed to. */
interface Argument extends Variable {
  readonly argument: string;
}

/** The arguments of `list`. Names come from the country's definition; values may hold any text. */
export function toListArguments(words: GraphqlFilterWords, list: NativeListRequest): ListArguments {
  const { keys, release, condition, most, order, after } = argumentsOf(words, list);
  const kinds = consentableRows(list.filter?.release);
  const ofFound = [...keys, ...release, ...condition];
  const ofLeft = [...ofFound, ...order, ...after];
  const ofRows = list.fields.length > 0 ? [...ofLeft, ...most] : [];
  // Without the condition: what is withheld must not be found out by asking, bit by bit, what it holds.
  const ofConsentable = kinds?.unprotected || kinds?.protected ? [...keys, ...release] : [];
  return {
    rows: inParentheses(ofRows.map(use)),
    consentable:
      kinds === null || ofConsentable.length === 0
        ? ''
        : words.consentable.field +
          inParentheses([
            ...ofConsentable.map(use),
            `${words.consentable.unprotected}: ${kinds.unprotected}`,
            `${words.consentable.protected}: ${kinds.protected}`,
          ]),
    found: list.filter?.page?.counts ? foundFields(words, ofFound, ofLeft, after.length > 0) : [],
    variables: [...new Set([...ofRows, ...ofConsentable])],
  };
}

/** How many fit, and under a name of ours how many are left; from the first row on that is the same. */
function foundFields(
  { page: { found } }: GraphqlFilterWords,
  ofFound: readonly Argument[],
  ofLeft: readonly Argument[],
  hasPlace: boolean,
): readonly string[] {
  const all = `${found}${inParentheses(ofFound.map(use))}`;
  return hasPlace ? [all, `${leftName(found)}: ${found}${inParentheses(ofLeft.map(use))}`] : [all];
}

/** Each a list of one, or empty where nothing of the kind is asked. */
function argumentsOf(
  words: GraphqlFilterWords,
  { native, only, filter }: NativeListRequest,
): Readonly<Record<'keys' | 'release' | 'condition' | 'most' | 'order' | 'after', readonly Argument[]>> {
  const given = (argument: string, type: string, value: unknown): Argument[] =>
    value === undefined ? [] : [{ argument, name: `${native}_${argument}`, type: `${type}!`, value }];
  const { release, condition, page } = words;
  const order = filter?.page && toOrder(page, filter.page);
  const after = filter?.page?.after ?? undefined;
  return {
    keys: given(words.keys, words.values.type, only && toValues(words, only)),
    release: given(release.argument, release.type, filter?.release && toRelease(words, filter.release)),
    condition: given(
      condition.argument,
      condition.type,
      filter?.condition && toCondition(words, filter.condition),
    ),
    most: given(words.most, 'Int', filter?.most),
    order: given(page.order.argument, `[${page.order.type}!]`, order),
    after: given(page.after.argument, page.after.type, after && toPlace(page, after)),
  };
}

function use({ argument, name }: Argument): string {
  return `${argument}: $${name}`;
}

function inParentheses(items: readonly string[]): string {
  return items.length === 0 ? '' : `(${items.join(', ')})`;
}

function toValues(
  { values: words }: GraphqlFilterWords,
  { fields, values }: { readonly fields: readonly string[]; readonly values: readonly string[] },
): object {
  return { [words.fields]: fields, [words.values]: values };
}

function toRelease({ release: words }: GraphqlFilterWords, release: NativeRelease): object {
  return {
    [words.country]: release.country,
    [words.day]: release.on,
    [words.unprotected]: words.needs[release.unprotected],
    [words.protected]: words.needs[release.protected],
  };
}

function toCondition(words: GraphqlFilterWords, condition: NativeCondition): object {
  const { condition: names } = words;
  switch (condition.kind) {
    case 'all':
    case 'any':
      return { [names[condition.kind]]: condition.of.map((part) => toCondition(words, part)) };
    case 'not':
      return { [names.not]: toCondition(words, condition.of) };
    case 'in':
    case 'begins':
      return { [names[condition.kind]]: toValues(words, condition) };
    case 'day': {
      const { fields, from, to } = condition;
      return { [names.day]: { [words.values.fields]: fields, [names.from]: from, [names.to]: to } };
    }
    default:
      return condition satisfies never;
  }
}
