/**
 * Everything in the schema is asked, by callers of every kind of agreement and for every purpose; what each system was
 * asked is compared with what `decide` allows, in both directions. Categories are the vocabulary's, not the product's.
 */

import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { makeWorld, type World } from '../../mocks/world.ts';
import { COUNTRIES } from '../../src/countries/registry.ts';
import { afterAll, beforeAll, expect, test } from '../jest.ts';
import { categoryOf, expectedOf, LISTS } from './national-expectation.ts';
import { openTestGateway } from './open-test-gateway.ts';
import { EVERY_FACTS, effectOf, mayTravel, PARTICIPANTS, type PlainCaller } from './plain-rights.ts';
import { wholeQuery } from './whole-query.ts';

const CALLERS = [
  ['DK', '2011-12-16', 'EU_MEMBER that takes part'],
  ['GR', '2011-12-16', 'EU_MEMBER that does not take part'],
  ['NO', '2011-12-16', 'OPERATIONAL with many consents'],
  ['CH', '2011-12-16', 'OPERATIONAL with a scope'],
  ['CH', '2007-06-01', 'OPERATIONAL out of its scope'],
  ['HR', '2011-11-30', 'OPERATIONAL on the last day of a consent'],
  ['US', '2011-12-16', 'OPERATIONAL that does not take part'],
  ['DK', '2017-05-01', 'OPERATIONAL_DK'],
  ['GB', '2021-01-01', 'INTERNATIONAL_AGREEMENT that takes part'],
  ['NZ', '2024-08-15', 'INTERNATIONAL_AGREEMENT that does not take part'],
  ['JP', '2025-12-01', 'WORKING_ARRANGEMENT'],
  ['RS', '2011-12-16', 'STRATEGIC'],
  ['RU', '2022-04-01', 'SUSPENDED'],
  ['ZZ', '2011-12-16', 'NONE'],
] as const;
const PURPOSES = [
  'COORDINATION_STATISTICS',
  'STRATEGIC_ANALYSIS',
  'CROSS_CHECK',
  'OPERATIONAL_ANALYSIS',
  'FACILITATE_EXCHANGE',
  'CURIOSITY',
  null,
];
const QUERY = wholeQuery();
// What is asked does not hang on time: a busy machine takes longer and asks the same.

let mocks: Mocks;
beforeAll(async () => {
  mocks = await startMocks({ world: cut(makeWorld()) });
});
afterAll(() => mocks.close());

/** A few records a list, every marking among them (H1, H2, H3, protected, consented): fields do not hang on their number. */
const SHOWN = new Set([1, 2, 4, 7, 11, 25]);
function cut(world: World): World {
  const countries = [...world.countries].map(([code, one]) => {
    const lists = Object.fromEntries(
      LISTS.map((list) => [list, one[list].filter((_, place) => SHOWN.has(place + 1))]),
    );
    return [code, { ...one, ...lists }] as const;
  });
  return { ...world, countries: new Map(countries) };
}

for (const [country, date, kind] of CALLERS) {
  test(`${kind} (${country} on ${date}): each system is asked what is open, all of it and nothing else`, async () => {
    const gateway = openTestGateway(mocks, date, 30_000);
    for (const purpose of PURPOSES) {
      for (const mock of [...mocks.national.values(), mocks.interpol]) mock.forget();
      const outcome = await gateway.ask(country, QUERY, { purpose });
      expect({ purpose, kind: outcome.kind, failures: gateway.failures }).toEqual({
        purpose,
        kind: 'answered',
        failures: [],
      });
      const caller = { country, date, purpose };
      const seen = PARTICIPANTS.map((owner) => [owner, differenceOf(caller, owner)]);
      expect({ purpose, seen: Object.fromEntries(seen.filter(([, one]) => one?.length !== 0)) }).toEqual({
        purpose,
        seen: {},
      });
      expect({ purpose, references: travelled() }).toEqual({ purpose, references: travellersOf(caller) });
      const notices = mocks.interpol.messages.some(({ coordinates }) =>
        coordinates?.includes('Query.notices'),
      );
      expect({ purpose, notices }).toEqual({
        purpose,
        notices: effectOf(caller, 'XO', 'PERSONAL') === 'ALLOW',
      });
    }
    await gateway.close();
  });
}

/** `+list.field` was asked and should not be, `-list.field` the other way round. */
function differenceOf(caller: PlainCaller, owner: string): string[] {
  const asked = askedOf(owner);
  const world = mocks.world.countries.get(owner);
  if (world === undefined) throw new Error(`the world holds no \`${owner}\``);
  const expected = expectedOf(caller, owner, world);
  const missing = [...expected].filter((one) => !asked.has(one)).map((one) => `-${one}`);
  const beyond = [...asked].filter((one) => !expected.has(one) && !mayRide(caller, owner, one, expected));
  return [...missing, ...beyond.map((one) => `+${one}`)];
}

function askedOf(owner: string): ReadonlySet<string> {
  const asked = mocks.national.get(owner)?.messages.flatMap((message) => message.asked) ?? [];
  return new Set(
    asked.flatMap(({ list, fields, count }) =>
      [...fields, ...(count ? ['count'] : [])].map((field) => `${list}.${field}`),
    ),
  );
}

/** What a protocol that cannot select single fields brings along with what is open. */
function mayRide(caller: PlainCaller, owner: string, one: string, expected: ReadonlySet<string>): boolean {
  const [list = '', field = ''] = one.split('.');
  const isListOpen = [...expected].some((name) => name.startsWith(`${list}.`));
  const protocol = COUNTRIES.get(owner)?.protocol;
  // A file is given whole; what matters is that nobody fetches one of which nothing is open.
  if (protocol?.selects === 'whole') return protocol.name === 'XML files' ? expected.size > 0 : isListOpen;
  if (protocol?.selects === 'fields') return isListOpen && FRAMES[owner]?.includes(field) === true;
  const known = LISTS.find((name) => name === list);
  const category = known === undefined ? null : categoryOf(known, field);
  // A group's other fields: their own category is open, or they are of the marking of records that are.
  if (category === null) return false;
  return EVERY_FACTS.some((facts) => effectOf(caller, owner, category, facts) === 'ALLOW');
}

/** The frame of an answer: in JSON:API (SE) no resource travels without its id. */
const FRAMES: Readonly<Record<string, readonly string[]>> = { SE: ['handle'] };

function travelled(): string[] {
  const references = mocks.interpol.messages.flatMap((message) => message.references ?? []);
  return references.map(({ country, caseRef }) => `${country} ${caseRef}`).sort();
}

/** Every reference that may travel, of the records the caller is given; each once. */
function travellersOf(caller: PlainCaller): string[] {
  return PARTICIPANTS.flatMap((owner) => {
    const suspects = mocks.world.countries.get(owner)?.suspects ?? [];
    return suspects
      .filter((one) => mayTravel(caller, owner, one))
      .map(({ caseRef }) => `${owner} ${caseRef}`);
  }).sort();
}
