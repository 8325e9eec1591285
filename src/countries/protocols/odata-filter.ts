/**
 * Which rows are wanted, as `$filter` expressions (OData v4, part 2, section 5.1.1), in what every 4.0 service knows:
 * `eq`, `le`, `ge`, `startswith`, `endswith`, `contains`, `substring`, `length` and `any` over a collection. `in` is
 * left aside: it came with 4.01. All expressions are still to be encoded.
 */
import { GatewayError } from '../../errors.ts';
import { consentableRows } from './consentable-rows.ts';
import type { NativeCondition, NativeKeys, NativeRelease, ReleaseNeed } from './native-request.ts';
import { behind, type DatePlaces, dateParts, dayTerms } from './odata-order.ts';
import { quote } from './odata-url.ts';

/** Properties that are no `Edm.String`, by the service's $metadata: a literal must be of its property's type. */
export type PropertyTypes = Readonly<Record<string, 'Edm.Int32' | 'Edm.Decimal' | 'Edm.Boolean'>>;

/** What an expression must know of the entity set it is sent to. */
export interface SetProperties {
  readonly types: PropertyTypes;
  /** Of the names a field has, the ones that this entity set fills. */
  readonly namesOf: (fields: readonly string[]) => readonly string[];
  /** Where year, month and day stand in a date, which is a text; null: dates cannot be compared. */
  readonly dates: DatePlaces | null;
}

/** One term for each property and value; a row that fits one of them is wanted. None: no row can hold such a value. */
export function keyTerms({ fields, values }: NativeKeys, set: SetProperties): readonly string[] {
  return equalTerms(fields, [...new Set(values)], set);
}

/** Rows that go to `release.country`. Joined codes are written `H1+H2`; more than three name one twice: not released. */
export function releaseFilter(release: NativeRelease, set: SetProperties): string {
  const handling = release.names.handling;
  const toAll = `not ${isToSome(handling)}`;
  return allOf([
    isKnown(handling),
    anyOf([toAll, isAddressed(release), isConsented(release)]),
    ...needTerms(release, set),
  ]);
}

/** Rows that only lack a consent; null when no row can be one, or the release does not ask. */
export function consentableFilter(release: NativeRelease, set: SetProperties): string | null {
  const kinds = consentableRows(release);
  if (kinds === null || (!kinds.unprotected && !kinds.protected)) return null;
  const free = isUnprotected(release, set);
  const handling = release.names.handling;
  return allOf([
    isKnown(handling),
    isToSome(handling),
    `not ${isAddressed(release)}`,
    `not ${isConsented(release)}`,
    ...(kinds.unprotected && kinds.protected ? [] : [kinds.unprotected ? free : `not ${free}`]),
  ]);
}

/** Rows that fit. Throws INTERNAL for a day where the service writes its dates in no form that can be compared. */
export function conditionFilter(condition: NativeCondition, set: SetProperties): string {
  switch (condition.kind) {
    case 'all':
      return allOf(condition.of.map((part) => conditionFilter(part, set)));
    case 'any':
      return anyOf(condition.of.map((part) => conditionFilter(part, set)));
    case 'not':
      return `not (${conditionFilter(condition.of, set)})`;
    case 'in':
      return anyOf(equalTerms(condition.fields, condition.values, set));
    case 'begins':
      return anyOf(set.namesOf(condition.fields).map((name) => begins(name, condition.values, set)));
    case 'day':
      return anyOf(set.namesOf(condition.fields).map((name) => isWithin(name, condition, set)));
    default:
      return condition satisfies never;
  }
}

function isWithin(
  name: string,
  { from, to }: Extract<NativeCondition, { kind: 'day' }>,
  set: SetProperties,
): string {
  const parts = dateParts(name, set);
  return allOf([
    `${name} ne null`,
    ...(from === null ? [] : [behind(dayTerms(parts, from, 'gt'), true)]),
    ...(to === null ? [] : [behind(dayTerms(parts, to, 'lt'), true)]),
  ]);
}

/** Terms joined by `and`, so that they stand as one. */
function allOf(terms: readonly string[]): string {
  return terms.length === 0 ? 'true' : terms.length === 1 ? String(terms[0]) : `(${terms.join(' and ')})`;
}

/** Terms joined by `or`, so that they stand as one. */
export function anyOf(terms: readonly string[]): string {
  return terms.length === 0 ? 'false' : terms.length === 1 ? String(terms[0]) : `(${terms.join(' or ')})`;
}

const KNOWN = ['H0', 'H1', 'H2'] as const;

/** One known code, or two or three joined by `+`. Every character is looked at: `H9`, `H3` and anything else fail. */
function isKnown(handling: string): string {
  const first = anyOf(KNOWN.map((code) => `startswith(${handling},${quote(code)})`));
  const next = (at: number): string =>
    anyOf(KNOWN.map((code) => `substring(${handling},${at},3) eq ${quote(`+${code}`)}`));
  const length = (characters: number): string => `length(${handling}) eq ${characters}`;
  return allOf([
    first,
    anyOf([length(2), allOf([next(2), anyOf([length(5), allOf([next(5), length(8)])])])]),
  ]);
}

/** Of a handling whose codes are known. */
function isToSome(handling: string): string {
  return `contains(${handling},'H2')`;
}

function isAddressed({ country, names }: NativeRelease): string {
  return `${names.addressees}/any(a:a eq ${quote(country)})`;
}

/** `DK:2011-09-01:2012-08-31`, or `DK:2011-09-01:` without an end: what has another length is none. */
function isConsented({ country, on, names }: NativeRelease): string {
  const [to, day] = [`${country}:`, quote(on)];
  const end = to.length + 'yyyy-MM-dd'.length;
  return `${names.itemConsents}/any(c:${allOf([
    `startswith(c,${quote(to)})`,
    `substring(c,${to.length},10) le ${day}`,
    // What is parted as no day is, is no consent; the border reads the rest.
    ...partedAsDay(to.length),
    anyOf([
      `length(c) eq ${end + 1} and endswith(c,':')`,
      `length(c) eq ${end + 11} and substring(c,${end},1) eq ':' and substring(c,${end + 1},10) ge ${day}`,
    ]),
  ])})`;
}

function partedAsDay(from: number): readonly string[] {
  return [from + 4, from + 7].map((place) => `substring(c,${place},1) eq '-'`);
}

/** What a row's protection needs, as one term; none where it needs nothing. A row that does not say is protected. */
function needTerms(release: NativeRelease, set: SetProperties): string[] {
  if (release.unprotected === 'nothing' && release.protected === 'nothing') return [];
  const free = isUnprotected(release, set);
  const term = (isKind: string, need: ReleaseNeed): string[] => {
    if (need === 'never') return [];
    return [need === 'nothing' ? isKind : allOf([isKind, isConsented(release)])];
  };
  return [anyOf([...term(free, release.unprotected), ...term(`not ${free}`, release.protected)])];
}

function isUnprotected({ names }: NativeRelease, set: SetProperties): string {
  return `(${anyOf(equalTerms([names.protected], names.protectedCodes.no, set))})`;
}

function equalTerms(fields: readonly string[], values: readonly string[], set: SetProperties): string[] {
  return set.namesOf(fields).flatMap((name) =>
    values
      .map((value) => toLiteral(value, set.types[name]))
      .filter((literal) => literal !== null)
      .map((literal) => `${name} eq ${literal}`),
  );
}

/** False, not null, where the row has no value: its negation must be true. */
function begins(name: string, values: readonly string[], set: SetProperties): string {
  if (set.types[name] !== undefined) {
    throw new GatewayError('INTERNAL', `OData: \`${name}\` is no text that could begin with another`);
  }
  const texts = values.filter((value) => value.isWellFormed());
  return allOf([`${name} ne null`, anyOf(texts.map((text) => `startswith(${name},${quote(text)})`))]);
}

/** The literal of `value` in the property's type; null: no property of this type can hold it. */
export function toLiteral(value: string, type: PropertyTypes[string] | undefined): string | null {
  switch (type) {
    case undefined:
      return value.isWellFormed() ? quote(value) : null;
    case 'Edm.Int32':
      return String(Number(value) | 0) === value ? value : null;
    case 'Edm.Decimal':
      return /^-?\d{1,15}(?:\.\d{1,15})?$/.test(value) ? value : null;
    case 'Edm.Boolean':
      return value === 'true' || value === 'false' ? value : null;
    default:
      return type satisfies never;
  }
}
