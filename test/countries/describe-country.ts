/** The promises every country keeps, whatever its protocol; a country's own quirks are tested beside them. */

import type { Message, MockSystem } from '../../mocks/mock-system.ts';
import { makeWorld, type NationalWorld } from '../../mocks/world.ts';
import type { Country } from '../../src/countries/country.ts';
import type { ListQuery, NationalAnswer, NationalQuery } from '../../src/countries/national-query.ts';
import { LIST_NAMES, type ListName } from '../../src/terms.ts';
import { afterAll, beforeAll, describe, expect, test } from '../jest.ts';
import { askOnce, COUNTS, EVERYTHING } from './against-mock.ts';
import { worldOf } from './ask-served.ts';

export type Ask = (query: NationalQuery['lists'] | 'everything') => Promise<{
  answer: NationalAnswer;
  messages: readonly Message[];
  mock: MockSystem;
  world: NationalWorld;
}>;

const { table: TABLE } = makeWorld();

export function describeCountry(
  country: Country,
  serve: (world: NationalWorld) => Promise<MockSystem>,
  own?: (ask: Ask) => void,
): void {
  describe(`${country.code} over ${country.protocol.name}`, () => {
    const world = worldOf(country.code);
    const table = TABLE.get(country.code) ?? {};
    let mock: MockSystem;
    beforeAll(async () => {
      mock = await serve(world);
    });
    afterAll(() => mock.close());
    const ask: Ask = async (query) => {
      mock.forget();
      const whole = query === 'everything' ? EVERYTHING : { operation: 'icarus', overview: [], lists: query };
      const answer = await askOnce(country, mock.url, whole);
      return { answer, messages: [...mock.messages], mock, world };
    };

    test('its totals are those of the table', async () => {
      const answer = await askOnce(country, mock.url, COUNTS);
      expect(countsOf(answer)).toEqual({
        arrests: Number(table.arrests),
        suspects: Number(table.further_suspects),
        searches: Number(table.house_searches),
        seizures: Number(table.house_searches) * 4,
        forensicExams: Number(table.forensic_total),
      });
    });

    test('every record arrives with every field in canonical words', async () => {
      const { answer } = await ask('everything');
      for (const list of LIST_NAMES) {
        expect({ list, records: recordsOf(answer, list) }).toEqual({
          list,
          records: expectedRecords(world, list),
        });
        expect(answer.lists[list]?.dropped).toBe(0);
      }
      expect(answer.overview).toEqual({
        modusOperandi: world.modusOperandi,
        victimsIdentified: world.victims.identified,
        victimsSafeguarded: world.victims.safeguarded,
        victimsKnown: String(world.victims.identified > 0),
      });
      expect(answer.asOf).toBe(world.changed.toISOString());
    });

    test('cells by status and age band add up to the records', async () => {
      const { answer } = await ask('everything');
      expect(toObject(answer.lists.arrests?.byStatus)).toEqual(
        tallyOf(world.arrests.map((arrest) => arrest.status)),
      );
      expect(toObject(answer.lists.arrests?.byAgeBand)).toEqual(
        tallyOf(world.arrests.map((arrest) => arrest.ageBand)),
      );
      expect(toObject(answer.lists.forensicExams?.byStatus)).toEqual(
        tallyOf(world.forensicExams.map((exam) => exam.status)),
      );
    });

    if (country.protocol.selects === 'fields') {
      test('no field is asked but the ones named, the border facts and the keys of a correction', async () => {
        const only: ListQuery = {
          count: false,
          byStatus: false,
          byAgeBand: false,
          facts: true,
          records: ['placeNuts2'],
        };
        const { messages } = await ask({ arrests: only });
        const asked = new Set(messages.flatMap((message) => message.asked.flatMap(({ fields }) => fields)));
        expect([...asked].sort()).toEqual([
          'addressees',
          'handle',
          'handling',
          'itemConsents',
          'placeNuts2',
          'protected',
        ]);
        expect(new Set(messages.flatMap((message) => message.asked.map(({ list }) => list)))).toEqual(
          new Set(['arrests']),
        );
      });
    }

    own?.(ask);
  });
}

function countsOf(answer: NationalAnswer): Record<string, unknown> {
  return Object.fromEntries(LIST_NAMES.map((list) => [list, answer.lists[list]?.count]));
}

function recordsOf(answer: NationalAnswer, list: ListName): unknown[] {
  return [...(answer.lists[list]?.records ?? [])]
    .sort((left, right) => (left.facts.handle < right.facts.handle ? -1 : 1))
    .map(({ facts, values }) => ({ handling: facts.handling, protected: facts.protected, ...values }));
}

function expectedRecords(world: NationalWorld, list: ListName): unknown[] {
  const records: readonly object[] = world[list];
  return records.map((record) => {
    const {
      handle: _,
      addressees: __,
      itemConsents: ___,
      synthetic: ____,
      handling,
      ...fields
    } = record as Record<string, unknown>;
    const offence = 'offence' in fields ? { offence: { national: fields.offence, iccs: '030221' } } : {};
    return { ...fields, ...offence, handling: [handling] };
  });
}

function toObject(tally: unknown): unknown {
  return tally instanceof Map ? Object.fromEntries(tally) : tally;
}

function tallyOf(codes: readonly (string | null)[]): Record<string, number> {
  const tally: Record<string, number> = {};
  for (const code of codes) if (code !== null) tally[code] = (tally[code] ?? 0) + 1;
  return tally;
}
