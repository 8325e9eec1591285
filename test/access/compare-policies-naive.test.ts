/*
 * The report against asking one by one: random small versions of schema/ and random small edits, both forms of the report,
 * expanded to single questions, against `decide` for each of them. `COMPARE_CASES=1000` runs more.
 */

import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { comparePolicies } from '../../src/access/compare-policies.ts';
import { AGREEMENT_KINDS } from '../../src/terms.ts';
import { describe, expect, test } from '../jest.ts';
import { expandChanges } from './expand-changes.ts';
import {
  naiveChanges,
  type PlainField,
  type PlainGate,
  type PlainVersion,
  type Sample,
} from './naive-changes.ts';
import { readVersion } from './small-version.ts';

const CASES = Number(process.env.COMPARE_CASES ?? 25);
const COUNTRIES = ['AA', 'BB', 'XE', 'XO'];
const AREAS = ['CSE', 'DRUGS', null] as const;
const PURPOSES = ['CROSS_CHECK', 'WORK'] as const;
const CATEGORIES = ['PUBLIC', 'STATISTICAL', 'STRATEGIC', 'OPERATIONAL', 'PERSONAL', 'PROTECTED'] as const;
/** Days a table may name; a day beside each of them is asked too. */
const DAYS = ['2010-01-01', '2010-01-02', '2012-02-29'];
const SAMPLE: Sample = {
  countries: COUNTRIES,
  days: ['2009-12-31', ...DAYS, '2010-01-03', '2012-02-28', '2012-03-01'],
  areas: AREAS,
  purposes: PURPOSES,
};

interface Interval {
  readonly from: string;
  readonly to: string;
}

/** One version, as plain values; null is a row or a field that is not there. */
interface World {
  readonly agreements: Readonly<Record<string, (Interval & { readonly kind: string }) | null>>;
  readonly scope: { readonly from: string; readonly areas: string } | null;
  readonly consents: Readonly<Record<string, Interval | null>>;
  readonly purposes: Readonly<Record<string, string | null>>;
  readonly fields: Readonly<Record<string, PlainGate | null>>;
}

const interval = fc
  .tuple(fc.constantFrom(...DAYS), fc.constantFrom(...DAYS, ''))
  .map(([one, other]) =>
    other === '' || one <= other ? { from: one, to: other } : { from: other, to: one },
  );
const agreement = fc.option(
  fc
    .tuple(interval, fc.constantFrom(...AGREEMENT_KINDS, 'EU_MEMBER', 'OPERATIONAL'))
    .map(([days, kind]) => ({ ...days, kind })),
  { freq: 8 },
);
/** What holds for CSE holds for every area that is not asked about. */
const scope = fc.option(fc.record({ from: fc.constantFrom(...DAYS), areas: fc.constantFrom('DRUGS', '*') }));
const gate = fc.record({
  category: fc.constantFrom(...CATEGORIES),
  owner: fc.constantFrom('COUNTRY', 'COUNTRY', 'EUROPOL'),
  from: fc.constantFrom('ALLOW', 'HIT_NO_HIT'),
}) as fc.Arbitrary<PlainGate>;
const recordOf = <Value>(keys: readonly string[], value: fc.Arbitrary<Value>) =>
  fc
    .tuple(...keys.map(() => value))
    .map((values) => Object.fromEntries(keys.map((key, index) => [key, values[index] as Value])));

const world: fc.Arbitrary<World> = fc.record({
  agreements: recordOf(COUNTRIES, agreement),
  scope,
  consents: recordOf(['AA>BB', 'BB>AA', 'XE>AA'], fc.option(interval)),
  purposes: recordOf(PURPOSES, fc.option(fc.constantFrom(...CATEGORIES), { freq: 6 })),
  fields: recordOf(['Thing.one', 'Thing.two'], fc.option(gate, { freq: 6 })),
});

/** A world and the same with one to three of its values drawn anew. */
const edited = fc
  .tuple(world, world, fc.uniqueArray(fc.nat(), { minLength: 1, maxLength: 3 }))
  .map(([before, other, picks]) => {
    const places = Object.entries(before).flatMap(([part, values]) =>
      part === 'scope' ? [[part]] : Object.keys(values as object).map((key) => [part, key]),
    );
    const after: Record<string, unknown> = structuredClone(before) as never;
    for (const pick of picks) {
      const [part = '', key] = places[pick % places.length] ?? [];
      if (key === undefined) after[part] = other[part as keyof World];
      else (after[part] as Record<string, unknown>)[key] = (other[part as keyof World] as never)[key];
    }
    return { before, after: after as unknown as World };
  });

function toVersion({ agreements, scope: limit, consents, purposes, fields }: World) {
  const there = <Value>(all: Readonly<Record<string, Value | null>>) =>
    Object.entries(all).flatMap(([key, value]) => (value === null ? [] : [[key, value] as const]));
  // Every country is known to the tables but the one whose agreement is not there.
  const held = there(agreements).map(([country, { kind, from, to }]) => `${country},${kind},${from},${to}`);
  const isKnown = (pair: string) => pair.split('>').every((country) => agreements[country] !== null);
  const gates = there(fields);
  const sdl = `
    type Query @access(category: PUBLIC, owner: GATEWAY) { thing: Thing }
    type Thing @access(category: PUBLIC, owner: GATEWAY) {
      id: ID
      box: Box @access(category: OPERATIONAL, owner: COUNTRY)
      ${gates.map(([name, { category, owner, from }]) => `${name.split('.')[1]}: Box @access(category: ${category}, owner: ${owner}, from: ${from})`).join('\n')}
    }
    type Box @access(category: INHERIT) { content: Int }`;
  const version = readVersion({
    agreements: held,
    scopes: limit === null || agreements.AA === null ? [] : [`AA,${limit.from},${limit.areas}`],
    consents: there(consents)
      .filter(([pair]) => isKnown(pair))
      .map(([pair, { from, to }]) => `${pair.replace('>', ',')},${from},${to}`),
    purposes: there(purposes).map((row) => row.join()),
    sdl,
  });
  const always: PlainGate = { category: 'OPERATIONAL', owner: 'COUNTRY', from: 'ALLOW' };
  const own = gates.map(([coordinate, one]): PlainField => ({ coordinate, ways: [[one]] }));
  const inside: PlainField = {
    coordinate: 'Box.content',
    ways: [[always], ...gates.map(([, one]) => [one])],
  };
  const plain: PlainVersion = { policy: version.policy, fields: [...own, inside] };
  return { version, plain };
}

interface Worlds {
  readonly before: World;
  readonly after: World;
}

/** What is said of two worlds, as `seen`, and what is found in them as they are. */
function compare(
  { before, after }: Worlds,
  byCountry: boolean,
  seen: (world: World) => World = (world) => world,
) {
  const [one, other] = [toVersion(before), toVersion(after)];
  const [oneSeen, otherSeen] = [toVersion(seen(before)), toVersion(seen(after))];
  const changes = comparePolicies(oneSeen.version, otherSeen.version, byCountry)
    .map((change) => ({
      ...change,
      fields: change.fields.filter(({ coordinate }) =>
        /^(Thing.one|Thing.two|Box.content)$/.test(coordinate),
      ),
    }))
    .filter(({ fields }) => fields.length > 0);
  const policies = [one.plain.policy, other.plain.policy] as const;
  // Countries and purposes that neither side knows are not spoken of.
  const countries = COUNTRIES.filter(
    (country) => country.startsWith('X') || policies.some(({ names }) => names.has(country)),
  );
  const purposes = [...PURPOSES.filter((one) => policies.some((policy) => policy.purposes.has(one))), null];
  const sample = { ...SAMPLE, countries, purposes };
  return {
    changes,
    policies,
    said: expandChanges(changes, policies, sample),
    found: naiveChanges(one.plain, other.plain, sample),
  };
}

/** Lines of one that the other lacks, the first few; a line said twice is one too many. */
function differences(said: readonly string[], found: readonly string[]): readonly string[] {
  const [one, other] = [new Set(said), new Set(found)];
  const twice = said.length === one.size ? [] : [`${said.length - one.size} said twice`];
  const missing = found.filter((line) => !one.has(line)).map((line) => `missing: ${line}`);
  const wrong = said.filter((line) => !other.has(line)).map((line) => `wrong: ${line}`);
  return [...twice, ...missing.slice(0, 3), ...wrong.slice(0, 3)];
}

test('the report says every question whose effect moves, once, and no other: by countries and by kinds', () => {
  let moved = 0;
  fc.assert(
    fc.property(edited, fc.boolean(), (worlds, byCountry) => {
      const { changes, said, found } = compare(worlds, byCountry);
      moved += found.length > 0 ? 1 : 0;
      expect(differences(said, found)).toEqual([]);
      // What decides on the exit code: is there an opening at all?
      const isFound = found.some((line) => line.startsWith('opens'));
      expect(changes.some(({ direction }) => direction === 'opens')).toBe(isFound);
    }),
    { numRuns: CASES },
  );
  // Edits that change nothing prove little.
  expect(moved).toBeGreaterThan(CASES / 4);
});

const mapValues = <Value extends object>(
  all: Readonly<Record<string, Value | null>>,
  change: (value: Value) => Value,
): Readonly<Record<string, Value | null>> =>
  Object.fromEntries(Object.entries(all).map(([key, value]) => [key, value === null ? null : change(value)]));

describe('a report that', () => {
  test.each<[string, (world: World) => World]>([
    ['does not see standing consents', (world) => ({ ...world, consents: {} })],
    ['does not see scopes', (world) => ({ ...world, scope: null })],
    [
      'takes the last day of an agreement for the first without it',
      (world) => ({
        ...world,
        agreements: mapValues(world.agreements, (row) =>
          row.to === '2010-01-02' ? { ...row, to: row.from } : row,
        ),
      }),
    ],
    [
      'takes a hit for nothing',
      (world) => ({
        ...world,
        fields: mapValues(world.fields, (one): PlainGate => ({ ...one, from: 'ALLOW' })),
      }),
    ],
    [
      'takes the country for the owner of all fields',
      (world) => ({
        ...world,
        fields: mapValues(world.fields, (one): PlainGate => ({ ...one, owner: 'COUNTRY' })),
      }),
    ],
    [
      'takes an operational agreement for a strategic one',
      (world) => ({
        ...world,
        agreements: mapValues(world.agreements, (row) =>
          row.kind === 'OPERATIONAL' ? { ...row, kind: 'STRATEGIC' } : row,
        ),
      }),
    ],
  ])('%s is found out', (_, seen) => {
    const blind = fc.property(edited, fc.boolean(), (worlds, byCountry) => {
      // Where there is nothing that it does not see it says what the whole report says.
      if (
        isDeepStrictEqual(seen(worlds.before), worlds.before) &&
        isDeepStrictEqual(seen(worlds.after), worlds.after)
      )
        return true;
      const { said, found } = compare(worlds, byCountry, seen);
      return differences(said, found).length === 0;
    });
    // One world that finds it out is enough: by a seed, so that how long it is looked for does not hang on chance.
    expect(fc.check(blind, { numRuns: 400, seed: 3, endOnFailure: true }).failed).toBe(true);
  });
});
