/** The mock is a server of its own: it believes no message. */

import { serveItaly } from '../../../mocks/it/mock.ts';
import type { MockSystem } from '../../../mocks/mock-system.ts';
import { makeWorld, type NationalWorld } from '../../../mocks/world.ts';
import { afterAll, beforeAll, expect, test } from '../../jest.ts';

const ACTION = 'urn:mock-it-fascicoli:2011/leggiArresti';
const TYPE = `application/soap+xml; charset=utf-8; action="${ACTION}"`;
const GOOD =
  '<q:Envelope xmlns:q="http://www.w3.org/2003/05/soap-envelope"><q:Body><leggiArresti xmlns="urn:mock-it-fascicoli:2011">' +
  '<operazione>icarus</operazione><totale>true</totale><trattamento>true</trattamento></leggiArresti></q:Body></q:Envelope>';

/** The good message with elements before its group. */
function withKeys(elements: string): string {
  return GOOD.replace('<trattamento>', `${elements}<trattamento>`);
}

let mock: MockSystem;
beforeAll(async () => {
  mock = await serveItaly(makeWorld().countries.get('IT') as NationalWorld);
});
afterAll(() => mock.close());

function post(body: string, type = TYPE): Promise<Response> {
  return fetch(`${mock.url}/services/fascicoli`, { method: 'POST', headers: { 'content-type': type }, body });
}

test('a message with other prefixes and another order is the same message', async () => {
  const response = await post(GOOD);
  expect(response.status).toBe(200);
  expect(await response.text()).toContain('<ns2:totale>11</ns2:totale>');
});

for (const [what, body, type, fault] of [
  ['no XML', 'leggiArresti', TYPE, 'no SOAP message'],
  ['XML cut in the middle', GOOD.slice(0, -20), TYPE, 'no SOAP message'],
  ['a document type', `<!DOCTYPE q>${GOOD}`, TYPE, 'no SOAP message'],
  [
    'the envelope of SOAP 1.1',
    GOOD.replace('http://www.w3.org/2003/05/soap-envelope', 'http://schemas.xmlsoap.org/soap/envelope/'),
    TYPE,
    'VersionMismatch',
  ],
  ['no request', GOOD.replace(/<leggiArresti.*<\/leggiArresti>/, ''), TYPE, 'no single request'],
  [
    'a request in no namespace',
    GOOD.replace(' xmlns="urn:mock-it-fascicoli:2011"', ''),
    TYPE,
    'unknown namespace',
  ],
  ['the media type of SOAP 1.1', GOOD, 'text/xml', 'wrong action'],
  ['the action of another operation', GOOD, TYPE.replace('leggiArresti', 'leggiIndagati'), 'wrong action'],
  [
    'an operation it does not have',
    GOOD.replaceAll('leggiArresti', 'leggiTutto'),
    TYPE.replace('leggiArresti', 'leggiTutto'),
    'unknown request',
  ],
  ['a group it does not have', GOOD.replaceAll('trattamento', 'nomi'), TYPE, 'unknown element'],
  [
    'a group asked twice',
    GOOD.replace('<trattamento>', '<trattamento>true</trattamento><trattamento>'),
    TYPE,
    'incomplete request',
  ],
  ['keys of no kind it knows', withKeys('<nomi><id_scheda>A</id_scheda></nomi>'), TYPE, 'unknown element'],
  [
    'keys of another list',
    withKeys('<reperti><numero_reperto>A</numero_reperto></reperti>'),
    TYPE,
    'unknown element',
  ],
  ['no key where keys should be', withKeys('<schede/>'), TYPE, 'no keys'],
  [
    'a key by another field',
    withKeys('<schede><numero_procedimento>A</numero_procedimento></schede>'),
    TYPE,
    'no keys',
  ],
  [
    'a key of another namespace',
    withKeys('<schede><id_scheda xmlns="urn:x">A</id_scheda></schede>'),
    TYPE,
    'no keys',
  ],
  ['text where keys should be', withKeys('<schede>A000001</schede>'), TYPE, 'no keys'],
  [
    'keys of two kinds',
    withKeys(
      '<schede><id_scheda>A</id_scheda></schede><procedimenti><numero_procedimento>B</numero_procedimento></procedimenti>',
    ),
    TYPE,
    'no keys',
  ],
  [
    'keys twice',
    withKeys('<schede><id_scheda>A</id_scheda></schede><schede><id_scheda>B</id_scheda></schede>'),
    TYPE,
    'incomplete request',
  ],
  ['a flag that is none', GOOD.replace('<totale>true', '<totale>all'), TYPE, 'no boolean'],
  [
    'no operation to look for',
    GOOD.replace('<operazione>icarus</operazione>', ''),
    TYPE,
    'incomplete request',
  ],
] as const) {
  test(`${what} earns a fault`, async () => {
    mock.forget();
    const response = await post(body, type);
    expect([400, 500]).toContain(response.status);
    const text = await response.text();
    expect(text).toContain('<S:Fault>');
    expect(text).toContain(fault);
    expect(mock.messages.map(({ asked }) => asked)).toEqual([[]]);
  });
}

test('only the rows of the keys it is given, letter for letter; the total is of all', async () => {
  const keys = '<schede><id_scheda>A000003</id_scheda><id_scheda>a000004</id_scheda></schede>';
  const text = await (await post(withKeys(keys))).text();
  expect(text.match(/<ns2:id_scheda>[^<]*/g)).toEqual(['<ns2:id_scheda>A000003']);
  expect(text).toContain('<ns2:totale>11</ns2:totale>');
});

test('another path is 404, another method 405', async () => {
  expect((await fetch(`${mock.url}/services/altro`)).status).toBe(404);
  expect((await fetch(`${mock.url}/services/fascicoli`)).status).toBe(405);
});

test('every record says that it is synthetic', async () => {
  const text = await (await post(GOOD)).text();
  expect(text.match(/<ns2:synthetic>true<\/ns2:synthetic>/g)).toHaveLength(11);
});
