/**
 * Random worlds and questions of which rows, in the world's words; and what the answer must be, said a second time in
 * plain lines from the doc comments of `NativeRelease` and `NativeCondition`.
 */
import fc from 'fast-check';
import type { Arrest, NationalWorld } from '../../../mocks/world.ts';
import { type Country, nativeNamesOf } from '../../../src/countries/country.ts';
import type { NativeCondition, NativeRelease } from '../../../src/countries/protocols/native-request.ts';
import { worldOf } from '../ask-served.ts';

const DAYS = ['2011-09-01', '2011-12-15', '2011-12-16', '2011-12-17', '2012-08-31'] as const;
const COUNTRIES = ['DK', 'NO', 'FR'] as const;
const STATUSES = ['IN_CUSTODY', 'RELEASED_UNDER_INVESTIGATION', 'CHARGED', 'RELEASED_NO_ACTION'] as const;
const AGES = ['AGE_18_29', 'AGE_30_44', 'AGE_45_59', 'AGE_60_PLUS'] as const;
const PLACES = ['AA01', 'AA02', 'AB01', 'B'] as const;

/** Texts that end a literal, a list, a path or a document somewhere. */
export const HOSTILE = [
  "O'Hara",
  "x' or 1 eq 1 or '",
  'a,b;c|d+e',
  'A/B ø&?#%27',
  '"}) { a } #',
  '\\u0022\\',
  '$filter=true&$select=*',
  'a\nb\tc\u0000',
  '日本語 𝒳',
] as const;

const reference = fc
  .tuple(
    fc.constantFrom('MOCK-AN.', 'MOCK-LG.', ''),
    fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ minLength: 1, maxLength: 4 })),
  )
  .map((parts) => parts.join(''));

const day = fc.constantFrom(...DAYS);

const consent = fc.record(
  { to: fc.constantFrom(...COUNTRIES), from: day, until: day },
  { requiredKeys: ['to', 'from'] },
);

/** What differs from record to record. `handling` may hold joined, repeated, unknown and no codes. */
const difference = fc.record({
  handling: fc
    .array(fc.constantFrom('H0', 'H0', 'H1', 'H2', 'H2', 'H3', 'H9', 'h2'), { maxLength: 3 })
    .map((codes) => codes.join('+') as Arrest['handling']),
  addressees: fc.subarray([...COUNTRIES]),
  itemConsents: fc.array(consent, { maxLength: 2 }),
  protected: fc.boolean(),
  caseRef: reference,
  placeNuts2: fc.constantFrom(...PLACES),
  status: fc.constantFrom(...STATUSES),
  ageBand: fc.constantFrom(null, ...AGES),
  date: day,
});

/** The world of one country with other arrests: from none to eight. */
export function markedWorlds(code: string): fc.Arbitrary<NationalWorld> {
  const [first] = worldOf('DK').arrests;
  return fc.array(difference, { maxLength: 8 }).map((differences) => {
    const arrests = differences.map(
      (fields, index) => ({ ...first, ...fields, handle: `A${index + 1}` }) as Arrest,
    );
    return worldOf(code, { arrests });
  });
}

export type Release = Omit<NativeRelease, 'names'>;

const need = fc.constantFrom('nothing', 'item consent', 'never');

export const releases: fc.Arbitrary<Release> = fc.record({
  country: fc.constantFrom(...COUNTRIES),
  on: day,
  unprotected: need,
  protected: need,
  consentable: fc.record({ unprotected: fc.boolean(), protected: fc.boolean() }),
});

/**
 * "A row goes to `country` when its handling codes are known, at least one, and none of them H3; when it is addressed to
 * the country or consented to it, if one of them is H2; and when what its protection needs is there."
 */
export function goes(record: Arrest, release: Release): boolean {
  const codes = codesOf(record);
  if (codes.length === 0) return false;
  if (codes.some((code) => !['H0', 'H1', 'H2'].includes(code))) return false;
  if (codes.includes('H2') && !isAddressed(record, release) && !isConsented(record, release)) return false;
  const needed = record.protected ? release.protected : release.unprotected;
  if (needed === 'never') return false;
  return needed === 'nothing' || isConsented(record, release);
}

/** "Of which rows to say whether one is left out only because it is H2 and neither addressed nor consented." */
export function lacksConsentOnly(record: Arrest, release: Release): boolean {
  if (!(record.protected ? release.consentable.protected : release.consentable.unprotected)) return false;
  const codes = codesOf(record);
  if (!codes.includes('H2') || isAddressed(record, release) || isConsented(record, release)) return false;
  // With a consent, and nothing else changed, it would go.
  const consented = { ...record, itemConsents: [{ to: release.country, from: release.on }] };
  return goes(consented, release);
}

function codesOf({ handling }: Arrest): readonly string[] {
  return handling.split('+').filter((code) => code !== '');
}

function isAddressed({ addressees }: Arrest, { country }: Release): boolean {
  return addressees.includes(country);
}

function isConsented({ itemConsents }: Arrest, { country, on }: Release): boolean {
  return itemConsents.some(
    ({ to, from, until }) => to === country && from <= on && (until === undefined || on <= until),
  );
}

type Field = 'placeNuts2' | 'status' | 'ageBand' | 'caseRef' | 'protected';

/** A condition over the world's fields and codes. */
export type Condition =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'in' | 'begins'; readonly field: Field; readonly values: readonly string[] }
  | { readonly kind: 'day'; readonly from: string | null; readonly to: string | null };

/** `days`: with conditions on local days too. */
export function conditions(days: boolean): fc.Arbitrary<Condition> {
  const some = (field: Field, values: readonly string[]): fc.Arbitrary<Condition> =>
    fc.record({
      kind: fc.constant('in' as const),
      field: fc.constant(field),
      values: fc.subarray([...values], { minLength: 1 }),
    });
  const begins = (field: Field, values: fc.Arbitrary<string>): fc.Arbitrary<Condition> =>
    fc.record({
      kind: fc.constant('begins' as const),
      field: fc.constant(field),
      values: fc.array(values, { minLength: 1, maxLength: 2 }),
    });
  const leaves = [
    some('placeNuts2', PLACES),
    some('status', STATUSES),
    some('ageBand', AGES),
    some('protected', ['true', 'false']),
    fc.record({
      kind: fc.constant('in' as const),
      field: fc.constant('caseRef' as const),
      values: fc.array(reference, { minLength: 1, maxLength: 3 }),
    }),
    begins('placeNuts2', fc.constantFrom('A', 'AA', 'AB01', 'B', '')),
    begins('caseRef', fc.constantFrom('MOCK-', 'MOCK-LG.', "O'", 'a', '%')),
    ...(days
      ? [
          fc.record({
            kind: fc.constant('day' as const),
            from: fc.constantFrom(null, ...DAYS),
            to: fc.constantFrom(null, ...DAYS),
          }),
        ]
      : []),
  ];
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      ...leaves,
      fc.record({
        kind: fc.constantFrom('all' as const, 'any' as const),
        of: fc.array(tie('condition'), { maxLength: 3 }),
      }),
      fc.record({ kind: fc.constant('not' as const), of: tie('condition') }),
    ),
  }));
  return condition;
}

/** "One of `fields` holds one of `values`; a row without a value does not fit", and so on. */
export function fits(record: Arrest, condition: Condition): boolean {
  switch (condition.kind) {
    case 'all':
      return condition.of.every((part) => fits(record, part));
    case 'any':
      return condition.of.some((part) => fits(record, part));
    case 'not':
      return !fits(record, condition.of);
    case 'in':
      return condition.values.includes(String(record[condition.field]));
    case 'begins':
      return condition.values.some((value) => String(record[condition.field]).startsWith(value));
    case 'day':
      return (
        (condition.from === null || condition.from <= record.date) &&
        (condition.to === null || record.date <= condition.to)
      );
  }
}

/** The release in a country's own words. */
export function toNativeRelease({ marking, codes }: Country, release: Release): NativeRelease {
  const { handle, handling, addressees, itemConsents } = marking;
  const meaning = (word: string): string[] =>
    Object.keys(codes.protected).filter((code) => codes.protected[code] === word);
  return {
    ...release,
    names: {
      handle,
      handling,
      addressees,
      itemConsents,
      protected: marking.protected,
      protectedCodes: { yes: meaning('true'), no: meaning('false') },
    },
  };
}

/** The condition in a country's own words: every native code that means one of the values. */
export function toNativeCondition(country: Country, condition: Condition): NativeCondition {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return { kind: condition.kind, of: condition.of.map((part) => toNativeCondition(country, part)) };
    case 'not':
      return { kind: 'not', of: toNativeCondition(country, condition.of) };
    case 'day':
      return { ...condition, fields: nativeNamesOf(country, country.lists.arrests, 'date') };
    default: {
      const { kind, field } = condition;
      const fields =
        field === 'protected'
          ? [country.marking.protected]
          : nativeNamesOf(country, country.lists.arrests, field);
      return { kind, fields, values: condition.values.flatMap((value) => codesFor(country, field, value)) };
    }
  }
}

function codesFor({ codes }: Country, field: Field, value: string): readonly string[] {
  if (field === 'placeNuts2' || field === 'caseRef') return [value];
  const list = field === 'status' ? codes.arrestStatus : codes[field];
  return Object.keys(list).filter((code) => list[code] === value);
}
