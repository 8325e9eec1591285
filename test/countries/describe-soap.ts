/** The promises every country over SOAP keeps, beside those of `describeCountry`. */
import { readFileSync } from 'node:fs';
import { XMLParser } from 'fast-xml-parser';
import { nativeCodesOf } from '../../mocks/codes.ts';
import type { Asked, Message } from '../../mocks/mock-system.ts';
import type { NativeProfile } from '../../mocks/native-rows.ts';
import type { Country } from '../../src/countries/country.ts';
import { INVALID, type ListQuery } from '../../src/countries/national-query.ts';
import { LIST_NAMES } from '../../src/terms.ts';
import { expect, test } from '../jest.ts';
import { askOnce, COUNTS } from './against-mock.ts';
import { askNative, type Serve } from './ask-native.ts';
import { askSearches, worldOfSearches } from './ask-rows.ts';
import { type Ask, describeCountry } from './describe-country.ts';
import { describeRowsByKey } from './describe-rows-by-key.ts';

export interface SoapCountry {
  readonly country: Country;
  readonly serve: Serve;
  /** The mock's words. */
  readonly profile: NativeProfile;
  /** Description of the service, in src/countries/. */
  readonly wsdl: string;
  /** Path of the service. */
  readonly path: string;
  /** What each message asks when only the totals of all lists are wanted. */
  readonly totals: readonly (readonly Asked[])[];
}

export const FACTS: ListQuery = { count: false, byStatus: false, byAgeBand: false, facts: true, records: [] };
const BORDER_FACTS = ['handle', 'handling', 'addressees', 'itemConsents', 'protected'];
const EVALUATIONS = ['sourceEvaluation', 'informationEvaluation'] as const;

/** `count` of a list without a field: what a summary asks. */
export function total(list: Asked['list']): Asked {
  return { list, fields: [], count: true };
}

export function describeSoapCountry(given: SoapCountry, own?: (ask: Ask) => void): void {
  const { country, serve, profile, wsdl, path, totals } = given;
  const keyOf = (list: (typeof LIST_NAMES)[number]): string[] =>
    country.lists[list].correction === undefined ? [] : ['caseRef'];

  describeRowsByKey(country, serve);
  describeCountry(country, serve, (ask) => {
    test('a whole query is one message for each list and one for the overview', async () => {
      const { messages } = await ask('everything');
      const asked = messages.map((message) =>
        message.asked.map(({ list, count }) => `${list} ${count}`).join(),
      );
      expect(asked.sort()).toEqual(
        ['overview false', ...LIST_NAMES.map((list) => `${list} ${keyOf(list).length === 0}`)].sort(),
      );
    });

    test('totals alone take as few messages as corrections allow, and no field but their keys', async () => {
      const { mock } = await ask({});
      await askOnce(country, mock.url, COUNTS);
      const asked = mock.messages.map((message) => message.asked);
      expect(new Set(asked.map((one) => JSON.stringify(one)))).toEqual(
        new Set(totals.map((one) => JSON.stringify(one))),
      );
      expect(asked).toHaveLength(totals.length);
    });

    test('of victims each total is asked by itself, and whether there is any brings no number', async () => {
      const { mock } = await ask({});
      for (const field of ['victimsIdentified', 'victimsSafeguarded', 'victimsKnown'] as const) {
        mock.forget();
        const query = { operation: 'icarus', overview: [field], lists: {} };
        const { overview } = await askOnce(country, mock.url, query);
        expect(mock.messages.flatMap(({ asked }) => asked)).toEqual([
          { list: 'overview', fields: [field], count: false },
        ]);
        expect(Object.keys(overview)).toEqual([field]);
      }
    });

    test('border facts are a group of their own: no field that is released comes with them', async () => {
      for (const list of LIST_NAMES) {
        const { messages } = await ask({ [list]: FACTS });
        expect({ list, fields: fieldsOf(messages, list) }).toEqual({
          list,
          fields: [...BORDER_FACTS, ...keyOf(list)].sort(),
        });
      }
    });

    test('the evaluations are a group of their own, beside the border facts', async () => {
      for (const list of LIST_NAMES) {
        const { messages } = await ask({ [list]: { ...FACTS, records: EVALUATIONS } });
        expect({ list, fields: fieldsOf(messages, list) }).toEqual({
          list,
          fields: [...BORDER_FACTS, ...EVALUATIONS, ...keyOf(list)].sort(),
        });
      }
    });

    for (const key of ['handle', 'caseRef'] as const) {
      test(`the message names the rows it asks for by ${key}, and is one`, async () => {
        const world = worldOfSearches(country.code, [{}, {}, {}]);
        const values = world.searches.slice(1).map((search) => search[key]);
        const { messages, rows } = await askSearches(country, serve, world, { key, values });
        expect(rows).toHaveLength(2);
        expect(
          messages.map(({ asked }) => asked.map(({ list, count, only }) => ({ list, count, only }))),
        ).toEqual([[{ list: 'searches', count: true, only: { fields: [key], values } }]]);
      });
    }

    test('every list takes handles and its own references, and gives no other row', async () => {
      const { world } = await ask({});
      for (const list of LIST_NAMES) {
        const names = { handle: country.marking.handle, ...country.lists[list].fields };
        const rows: readonly object[] = world[list];
        const [row] = rows.slice(-1) as Record<string, unknown>[];
        for (const key of ['handle', 'caseRef', 'exhibitRef'] as const) {
          const [field, value] = [names[key], row?.[key]];
          if (typeof field !== 'string' || typeof value !== 'string') continue;
          const asked = { fields: [field], only: { fields: [field], values: [value] } };
          const { answer } = await askNative(country, serve, world, { [list]: asked });
          const given = answer.lists.get(list)?.rows ?? [];
          expect({ list, key, values: new Set(given.map((one) => one[field])) }).toEqual({
            list,
            key,
            values: new Set([value]),
          });
        }
      }
    });

    test('a field is asked with its group and no other, and nothing else of the group is read', async () => {
      const { messages, answer } = await ask({ arrests: { ...FACTS, records: ['placeNuts2'] } });
      expect(messages).toHaveLength(1);
      expect(fieldsOf(messages, 'arrests')).toEqual(
        [...BORDER_FACTS, 'date', 'offence', 'placeNuts2'].sort(),
      );
      const keys = new Set(answer.lists.arrests?.records?.flatMap(({ values }) => Object.keys(values)));
      expect(keys).toEqual(new Set(['placeNuts2']));
    });

    test('a code its list does not hold is INVALID for its record only', async () => {
      const { mock } = await ask({});
      const computer = nativeCodesOf(country.code).deviceType.get('COMPUTER');
      mock.behave({ alter: (body) => body.replace(`>${computer}<`, '>unknown<') });
      const { answer } = await ask({ seizures: { ...FACTS, records: ['deviceType'] } });
      mock.behave({});
      const types = answer.lists.seizures?.records?.map(({ values }) => values.deviceType) ?? [];
      expect(types.filter((type) => type === INVALID)).toHaveLength(1);
      expect(types.filter((type) => type === 'COMPUTER')).toHaveLength(types.length / 4 - 1);
    });

    test('every code of the tables, and every word of the system, has its canonical code', () => {
      const { arrestStatus, forensicStatus, deviceType } = nativeCodesOf(country.code);
      const { ageBand, dataSubjectCategory, warrantBasis } = profile.words;
      expect(country.codes).toMatchObject({
        arrestStatus: turned(arrestStatus),
        forensicStatus: turned(forensicStatus),
        deviceType: turned(deviceType),
        ageBand: turned(Object.entries(ageBand)),
        dataSubjectCategory: turned(Object.entries(dataSubjectCategory)),
        warrantBasis: turned(Object.entries(warrantBasis)),
      });
    });

    test('the description in its folder is the one the system publishes', async () => {
      const { mock } = await ask({});
      const published = await (await fetch(`${mock.url}${path}?wsdl`)).text();
      const kept = readFileSync(new URL(`../../src/countries/${wsdl}`, import.meta.url), 'utf8');
      expect(toTree(kept)).toEqual(toTree(published));
    });

    test('a status 500 without a fault is SOURCE_UNAVAILABLE', async () => {
      const { mock } = await ask({});
      mock.behave({ status: 500 });
      await expect(ask('everything')).rejects.toMatchObject({
        code: 'SOURCE_UNAVAILABLE',
        facts: { country: country.code },
      });
      mock.behave({});
    });

    own?.(ask);
  });
}

function fieldsOf(messages: readonly Message[], list: Asked['list']): string[] {
  const asked = messages.flatMap((message) => message.asked).filter((one) => one.list === list);
  return [...new Set(asked.flatMap(({ fields }) => fields))].sort();
}

/** Native to canonical, of canonical to native. */
function turned(codes: Iterable<readonly [string, string]>): Record<string, string> {
  return Object.fromEntries([...codes].map(([canonical, native]) => [native, canonical]));
}

function toTree(wsdl: string): unknown {
  return new XMLParser({ ignoreAttributes: false, ignoreDeclaration: true }).parse(wsdl);
}
