/**
 * What is asked beside a field changes nothing of it: any part of the whole query answers the same part of the whole
 * query's answer, nulls and their causes too.
 */

import fc from 'fast-check';
import { expand } from '../../clients/expand.ts';
import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { afterAll, beforeAll, expect, test } from '../jest.ts';
import { worldOf } from './cut-world.ts';
import { openTestGateway, type TestGateway } from './open-test-gateway.ts';
import { printOperation, type WholeField, wholeFields, wholeQuery } from './whole-query.ts';

// Answers do not hang on time: a busy machine takes longer and gives the same.

const COUNTRIES = ['AT', 'CH', 'DK', 'FR', 'HU', 'NO'];
const CALLERS = ['DK', 'NO', 'GR'];
const RUNS = 20;

let mocks: Mocks;
let gateway: TestGateway;
beforeAll(async () => {
  mocks = await startMocks({ world: worldOf(COUNTRIES), only: COUNTRIES });
  gateway = openTestGateway(mocks, '2011-12-16', 30_000);
});
afterAll(async () => {
  await gateway.close();
  await mocks.close();
});

/** A reference of each kind of record, one that nobody has, and one of a country that takes no part. */
function references() {
  const known = COUNTRIES.flatMap((country) => {
    const world = mocks.world.countries.get(country);
    const records = [world?.arrests[0], world?.suspects[1], world?.suspects[10], world?.searches[6]];
    return records.flatMap((record) => (record === undefined ? [] : [{ country, caseRef: record.caseRef }]));
  });
  return [...known, { country: 'DK', caseRef: 'none' }, { country: 'GR', caseRef: 'none' }];
}

/**
 * `source` speaks of this query, not of the data: whether the country was asked hangs on what is asked of it. A cursor is
 * sealed anew each time.
 */
const OF_THE_QUERY = new Set(['source', 'cursor', 'startCursor', 'endCursor']);

/** Some of `fields`, each with some of what stands below it; at least one, if only `__typename`. */
function someOf(fields: readonly WholeField[], drop: number): fc.Arbitrary<readonly WholeField[]> {
  const parts = fields
    .filter(({ text }) => !OF_THE_QUERY.has(text))
    .map((field) => {
      const kept: fc.Arbitrary<WholeField> =
        field.below === null
          ? fc.constant(field)
          : someOf(field.below, drop).map((below) => ({ ...field, below }));
      return fc.oneof(
        { withCrossShrink: true },
        { arbitrary: fc.constant(null), weight: drop },
        { arbitrary: kept, weight: 10 - drop },
      );
    });
  return fc.tuple(fc.boolean(), ...parts).map(([named, ...chosen]) => {
    const some = chosen.filter((one): one is WholeField => one !== null);
    return named || some.length === 0 ? [...some, { text: '__typename', below: null }] : some;
  });
}

interface Answer {
  readonly data: unknown;
  /** Code of each null that is explained, by path. */
  readonly causes: ReadonlyMap<string, string>;
}

async function ask(country: string, query: string): Promise<Answer> {
  const outcome = await gateway.ask(country, query);
  if (outcome.kind !== 'answered') {
    throw new Error(`${JSON.stringify(outcome)} ${gateway.failures.splice(0).map(String).join()}`);
  }
  const causes = expand(outcome).map(({ path, code }) => [JSON.stringify(path), code] as const);
  return { data: outcome.data, causes: new Map(causes) };
}

/** The places at which `part` is not what stands in `whole`. */
function differences(part: unknown, whole: unknown, path: (string | number)[] = []): string[] {
  if (typeof part !== 'object' || part === null || typeof whole !== 'object' || whole === null) {
    return part === whole
      ? []
      : [`${path.join('.')}: ${JSON.stringify(part)} is not ${JSON.stringify(whole)}`];
  }
  if (Array.isArray(part) && part.length !== (whole as unknown[]).length) {
    return [`${path.join('.')}: ${part.length} items, not ${(whole as unknown[]).length}`];
  }
  return Object.entries(part)
    .filter(([key]) => key !== '__typename')
    .flatMap(([key, value]) => {
      const step = Array.isArray(part) ? Number(key) : key;
      return differences(value, (whole as Record<string, unknown>)[key], [...path, step]);
    });
}

/** Every null of `data`, by path. */
function nullsOf(data: unknown, path: (string | number)[] = []): string[] {
  if (data === null) return [JSON.stringify(path)];
  if (typeof data !== 'object') return [];
  return Object.entries(data as object).flatMap(([key, value]) =>
    nullsOf(value, [...path, Array.isArray(data) ? Number(key) : key]),
  );
}

for (const country of CALLERS) {
  test(`to ${country} any part of the whole query answers that part of the whole answer`, async () => {
    const whole = await ask(country, wholeQuery(references()));
    const fields = wholeFields(references());
    const parts = fc.oneof(...[9, 7, 4].map((drop) => someOf(fields, drop)));
    await fc.assert(
      fc.asyncProperty(parts, async (some) => {
        const query = printOperation(some);
        const part = await ask(country, query);
        const found = differences(part.data, whole.data);
        const causes = nullsOf(part.data)
          .filter((path) => part.causes.get(path) !== whole.causes.get(path))
          .map((path) => `${path}: ${part.causes.get(path)} is not ${whole.causes.get(path)}`);
        expect({ query, found, causes }).toEqual({ query, found: [], causes: [] });
      }),
      { numRuns: RUNS },
    );
  });
}
