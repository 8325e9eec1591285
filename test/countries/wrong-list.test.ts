/** A list that is none costs itself: in every protocol whose message tells it from the rest, the others are as before. */

import { startMocks } from '../../mocks/start-mocks.ts';
import { INVALID, type NationalAnswer } from '../../src/countries/national-query.ts';
import { COUNTRIES } from '../../src/countries/registry.ts';
import { describe, expect, test } from '../jest.ts';
import { askOnce, EVERYTHING } from './against-mock.ts';

type Alter = (body: string) => string;
type Json = Record<string, unknown>;

/** Changes a JSON body in place, wherever `change` finds what it looks for. */
function inJson(change: (body: Json) => void): Alter {
  return (text) => {
    const body = JSON.parse(text);
    change(body);
    return JSON.stringify(body);
  };
}

/** Changes `holder[key]` wherever the body has that key. */
function atKey(key: string, value: unknown): Alter {
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if (Object.hasOwn(node, key)) (node as Json)[key] = value;
    else for (const child of Object.values(node)) visit(child);
  };
  return inJson(visit);
}

/** Of a system whose every list is a resource of its own: `value` instead of the rows whose handle begins with H, the searches. */
function onPage(rows: string, handle: string, value: unknown): Alter {
  return inJson((page) => {
    const [first] = Array.isArray(page[rows]) ? (page[rows] as Json[]) : [];
    if (String(first?.[handle]).startsWith('H')) page[rows] = value;
  });
}

const element = (name: string, content: string): Alter => {
  const whole = new RegExp(`<((?:ns2:)?${name})(?: [^>]*)?>.*?</\\1>`, 's');
  return (body) => body.replace(whole, content);
};

/** How the searches of each come to be no list; nothing else of its answer is touched. */
const WRONG: readonly [country: string, trap: string, alter: Alter][] = [
  ['DK', 'null', atKey('ransagninger', null)],
  ['DK', 'a list where an object should be', atKey('ransagninger', [])],
  ['DK', 'rows that are an object', atKey('ransagninger', { antal: 3, poster: {} })],
  ['IS', 'text', atKey('husleitir', 'engin')],
  ['IE', 'null', atKey('searches', null)],
  ['GB', 'rows that are missing', atKey('search_warrants_executed', { total: 3 })],
  [
    'DE',
    'text in one Land of 16',
    inJson((body) => {
      const [land] = body.länder as Json[];
      if (land !== undefined) land.durchsuchungen = 'keine';
    }),
  ],
  ['EE', 'a number', atKey('läbiotsimised', 3)],
  ['SE', 'a relationship that is null', atKey('husrannsakningar', null)],
  ['SE', 'one identifier', atKey('husrannsakningar', { data: {}, meta: { antal: 3 } })],
  ['SE', 'a relationship without its total', atKey('husrannsakningar', { data: [], meta: {} })],
  ['NL', 'rows that are an object', atKey('doorzoekingen', {})],
  [
    'NL',
    'a later page without rows',
    inJson((page) => {
      const isLast = (page._links as Json).next === undefined;
      if (isLast && Object.hasOwn(page._embedded ?? {}, 'doorzoekingen')) page._embedded = null;
    }),
  ],
  ['CZ', 'rows that are an object', onPage('záznamy', 'id_záznamu', {})],
  ['ES', 'no element', element('registros', '')],
  ['ES', 'text', element('registros', '<registros total="3">ninguno</registros>')],
  ['ES', 'there twice', element('registros', '<registros/><registros/>')],
  ['FR', 'no element', element('perquisitions', '')],
  ['IT', 'text', element('perquisizioni', '<ns2:perquisizioni>nessuna</ns2:perquisizioni>')],
  ['CH', 'text in the file of one canton', element('perquisitions', '<perquisitions>aucune</perquisitions>')],
  ['CH', 'no element in the file of one canton', element('perquisizioni', '')],
  ['AT', 'rows that are an object', onPage('value', 'satz_id', {})],
  ['BE', 'text in one language', onPage('value', 'fiche_id', 'aucune')],
];

async function askWhole(code: string, alter: Alter): Promise<NationalAnswer | null> {
  const mocks = await startMocks({ only: [code] });
  const mock = mocks.national.get(code);
  const country = COUNTRIES.get(code);
  if (mock === undefined || country === undefined) throw new Error(`no country ${code}`);
  mock.behave({ alter });
  try {
    return await askOnce(country, mock.url, EVERYTHING).catch(() => null);
  } finally {
    await mocks.close();
  }
}

describe('searches that are no list cost the searches alone', () => {
  for (const [code, trap, alter] of WRONG) {
    test(`${code}: ${trap}`, async () => {
      const right = await askWhole(code, (body) => body);
      const wrong = await askWhole(code, alter);
      expect(wrong).toEqual({
        ...right,
        lists: {
          ...right?.lists,
          searches: { count: INVALID, facts: [], records: [], dropped: 1, overshared: 0, invalid: true },
        },
      });
    });
  }
});

test('arrests that are no list cost the suspects too, where these hold the arrested', async () => {
  const { lists } = (await askWhole('DK', atKey('anholdelser', null))) ?? {};
  expect([lists?.arrests?.invalid, lists?.suspects?.invalid]).toEqual([true, true]);
  expect(lists?.searches?.dropped).toBe(0);
});

// Trap: read as five wrong lists, an error would leave the overview without a value and without a word.
test('an answer that holds nothing of what was asked is no answer', async () => {
  for (const code of ['IE', 'DE', 'ES', 'NL', 'CZ']) {
    const body = code === 'ES' ? '<diligencia><error>no</error></diligencia>' : '{"error":"nej"}';
    expect([code, await askWhole(code, () => body)]).toEqual([code, null]);
  }
});
