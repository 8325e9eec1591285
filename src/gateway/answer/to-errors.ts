/** Nulls to errors: one entry for each coordinate, place and cause, whatever their number. */
import { ERROR_CODES } from '../../errors.ts';
import { memoized } from '../../memoized.ts';
import type { CountryCode } from '../../terms.ts';
import type { Cause, ClosedField } from './closed-fields.ts';
import { type IndexBlock, toIndexBlocks } from './index-blocks.ts';
import type { ObligedRecord } from './views.ts';

export interface ErrorEntry {
  readonly message: string;
  /** Ends exactly at the first null it explains. */
  readonly path: readonly (string | number)[];
  readonly extensions: {
    readonly code: string;
    readonly coordinate: string;
    readonly countries: readonly CountryCode[];
    readonly reason?: string;
    readonly legalBasis?: string;
    readonly contacts?: readonly { readonly country: CountryCode; readonly unit: string }[];
    /** Where all its nulls are: one row for each disjoint block, one element for each `*`. */
    readonly at: { readonly path: readonly string[]; readonly indices: readonly IndexBlock[] };
  };
}

interface Group {
  readonly first: ClosedField;
  readonly pattern: readonly string[];
  readonly countries: Set<CountryCode>;
  /** Each place once, by its text: a list that lacks several countries stands at one. */
  readonly indices: Map<string, number[]>;
  /** Those of records, of which none is met twice. */
  readonly points: number[][];
}

/** `unitOf` names the office to ask, by country. */
export function toErrorEntries(
  closed: readonly ClosedField[],
  unitOf: (country: CountryCode) => string | null,
): readonly ErrorEntry[] {
  const groups = new Map<string, Group>();
  for (const field of closed) {
    const key = groupKeyOf(field);
    const group = groups.get(key) ?? newGroup(field);
    for (const country of field.cause.countries) group.countries.add(country);
    const indices = field.path.filter((part) => typeof part === 'number');
    if (field.places === undefined) group.indices.set(indices.join(), indices);
    else for (const place of field.places) group.points.push(indices.with(-1, place));
    groups.set(key, group);
  }
  return [...groups.values()].map((group) => toEntry(group, unitOf));
}

/** Records under an obligation: what it is, which references are bound, and where they stand. */
export interface ObligationEntry {
  readonly obligation: 'NO_JUDICIAL_USE';
  readonly references: readonly { readonly country: CountryCode; readonly reference: string }[];
  readonly at: { readonly path: readonly string[]; readonly indices: readonly IndexBlock[] };
}

/** One entry for each place in the query; `at` says where its records stand, as for nulls. */
export function toObligationEntries(obliged: readonly ObligedRecord[]): readonly ObligationEntry[] {
  const groups = Map.groupBy(obliged, ({ path }) => placeKeyOf(path));
  return [...groups.values()].map((records) => ({
    obligation: 'NO_JUDICIAL_USE',
    references: records.flatMap(({ country, reference }) =>
      reference === null ? [] : [{ country, reference }],
    ),
    at: {
      path: patternOf(records[0]?.path ?? []),
      indices: toIndexBlocks(records.map(({ path }) => path.filter((part) => typeof part === 'number'))),
    },
  }));
}

function patternOf(path: readonly (string | number)[]): readonly string[] {
  return path.map((part) => (typeof part === 'number' ? '*' : part));
}

function toEntry(
  { first, pattern, countries, indices, points }: Group,
  unitOf: (country: CountryCode) => string | null,
): ErrorEntry {
  const { code, reason, legalBasis } = first.cause;
  const sorted = [...countries].sort();
  const contacts = sorted.flatMap((country) => {
    const unit = unitOf(country);
    return unit === null ? [] : [{ country, unit }];
  });
  return {
    message: ERROR_CODES[code].sentence,
    path: first.path,
    extensions: {
      code,
      coordinate: first.coordinate,
      countries: sorted,
      ...(reason === null ? {} : { reason }),
      ...(legalBasis === null ? {} : { legalBasis }),
      ...(code === 'CONSENT_REQUIRED' ? { contacts } : {}),
      at: { path: pattern, indices: toIndexBlocks([...indices.values(), ...points]) },
    },
  };
}

function newGroup(first: ClosedField): Group {
  return { first, pattern: patternOf(first.path), countries: new Set(), indices: new Map(), points: [] };
}

/** Coordinate, place in the query and cause. No name holds a slash, and what stands last may hold anything. */
function groupKeyOf({ coordinate, path, cause }: ClosedField): string {
  return `${coordinate}${placeKeyOf(path)} ${causeKeyOf(cause).text}`;
}

/** A place in the query, as `patternOf` has it. */
function placeKeyOf(path: ClosedField['path']): string {
  let key = '';
  for (const part of path) key += typeof part === 'number' ? '/*' : `/${part}`;
  return key;
}

const causeKeyOf = memoized(({ code, reason, legalBasis }: Cause) => ({
  text: JSON.stringify([code, reason, legalBasis]),
}));
