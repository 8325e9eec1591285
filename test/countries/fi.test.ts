import { serveFinland } from '../../mocks/fi/mock.ts';
import { profile } from '../../mocks/fi/profile.ts';
import { finland } from '../../src/countries/fi/country.ts';
import { INVALID } from '../../src/countries/national-query.ts';
import { expect, test } from '../jest.ts';
import { askOnce } from './against-mock.ts';
import { alterElements, withElements } from './alter-rows.ts';
import { describeSoapCountry, FACTS, total } from './describe-soap.ts';

describeSoapCountry(
  {
    country: finland,
    serve: serveFinland,
    profile,
    wsdl: 'fi/ilmoitukset.wsdl',
    path: '/services/ilmoitukset',
    totals: [
      [total('arrests'), total('searches'), total('seizures'), total('forensicExams')],
      [{ list: 'suspects', fields: ['caseRef'], count: false }],
    ],
  },
  (ask) => {
    test('a person stands in epäillyt once for each offence and is counted and given once', async () => {
      const { answer, mock, world } = await ask({
        suspects: { ...FACTS, count: true, records: ['caseRef'] },
      });
      const gross = await askOnce(
        { ...finland, lists: { ...finland.lists, suspects: withoutCorrection() } },
        mock.url,
        { operation: 'icarus', overview: [], lists: { suspects: { ...FACTS, count: true } } },
      );
      expect(gross.lists.suspects?.count).toBeGreaterThan(world.suspects.length);
      expect(answer.lists.suspects?.count).toBe(6);
      expect(answer.lists.suspects?.records?.map(({ values }) => values.caseRef)).toEqual(
        world.suspects.map(({ caseRef }) => caseRef),
      );
    });

    // Trap: rows without a key are one person by their key: 1 instead of 6.
    for (const [what, texts] of [
      ['absent', []],
      ['empty', ['']],
      ['there twice', ['A', 'B']],
    ] as const) {
      test(`ilmoitusnumero ${what}: the row is no person, it is dropped and reported, and the count is INVALID`, async () => {
        const { mock, world } = await ask({});
        const rows = world.suspects.length + Math.ceil(world.suspects.length / 2);
        const askWithout = async (isWithout: (place: number) => boolean, facts: boolean) => {
          mock.behave({
            alter: alterElements('epäilty', (row, place) =>
              isWithout(place) ? withElements(row, 'ilmoitusnumero', texts) : row,
            ),
          });
          const records = facts ? (['caseRef'] as const) : null;
          const { answer } = await ask({ suspects: { ...FACTS, count: true, facts, records } });
          mock.behave({});
          return answer.lists.suspects;
        };
        expect(await askWithout(() => true, true)).toMatchObject({
          count: INVALID,
          records: [],
          dropped: rows,
        });
        expect(await askWithout(() => true, false)).toEqual({ count: INVALID, dropped: 0, overshared: 0 });
        const one = await askWithout((place) => place === 2, true);
        expect(one).toMatchObject({ count: INVALID, dropped: 1 });
        expect(one?.records).toHaveLength(5);
      });
    }

    const marked = async (first: Marking, second: Marking) => {
      const { mock } = await ask({});
      const write = (row: string, marking: Marking): string => {
        const elements = Object.entries(marking).flatMap(([name, texts]) =>
          texts.map((text) => `<ns2:${name}>${text}</ns2:${name}>`),
        );
        const bare = Object.keys(marking).reduce((markup, name) => withElements(markup, name), row);
        return bare.replace('</ns2:käsittely>', `${elements.join('')}</ns2:käsittely>`);
      };
      mock.behave({
        alter: alterElements('epäilty', (row, place) =>
          place === 0
            ? write(row, { ...FREE, ...first })
            : place === 1
              ? write(row, { ...FREE, ...second })
              : row,
        ),
      });
      const { answer } = await ask({ suspects: { ...FACTS, count: true } });
      mock.behave({});
      expect(answer.lists.suspects).toMatchObject({ count: 6, dropped: 0 });
      const facts = answer.lists.suspects?.facts?.find(({ handle }) => handle === 'S000001');
      return { ...facts, handling: [...(facts?.handling ?? [])].sort() };
    };

    // Trap: a marking of the first row alone lets a person go whom a later row holds back.
    for (const [what, first, second, expected] of [
      ['a later H3', {}, { käsittelykoodi: ['H3'] }, { handling: ['H0', 'H3'] }],
      ['a later H1', { käsittelykoodi: ['H2'] }, { käsittelykoodi: ['H1'] }, { handling: ['H1', 'H2'] }],
      ['an earlier H3', { käsittelykoodi: ['H3'] }, {}, { handling: ['H0', 'H3'] }],
      [
        'a later row without a code, which is read as H3',
        {},
        { käsittelykoodi: [] },
        { handling: ['H0', 'H3'] },
      ],
      ['a later code nobody knows', {}, { käsittelykoodi: ['H7'] }, { handling: ['H0', 'H7'] }],
      [
        'several codes of each',
        { käsittelykoodi: ['H0', 'H1'] },
        { käsittelykoodi: ['H1', 'H2'] },
        { handling: ['H0', 'H1', 'H2'] },
      ],
      [
        'addressees that not all rows have',
        { vastaanottajat: ['DK', 'DE', 'NO'] },
        { vastaanottajat: ['NO', 'DK', 'SE'] },
        { addressees: ['DK', 'NO'] },
      ],
      ['addressees of one row only', { vastaanottajat: ['DK', 'DE'] }, {}, { addressees: [] }],
      [
        'item consents that not all rows have, to the letter',
        { suostumukset: ['DK:2011-09-01:', 'DE:2011-09-01:', 'NO:2011-09-01:'] },
        { suostumukset: ['NO:2011-09-01:', 'DE:2011-09-01:2011-09-30'] },
        { itemConsents: ['NO:2011-09-01:'] },
      ],
      ['a later row that is protected', {}, { suojattu: ['kyllä'] }, { protected: true }],
      ['a later row that does not say', {}, { suojattu: [] }, { protected: true }],
      ['a later row that says what nobody knows', {}, { suojattu: ['ehkä'] }, { protected: true }],
      ['an earlier row that is protected', { suojattu: ['kyllä'] }, {}, { protected: true }],
      ['no row that is more than free', {}, {}, {}],
    ] as [string, Marking, Marking, object][]) {
      test(`a person goes under the strictest marking of all its rows: ${what}`, async () => {
        expect(await marked(first, second)).toEqual({
          handle: 'S000001',
          handling: ['H0'],
          addressees: [],
          itemConsents: [],
          protected: false,
          ...expected,
        });
      });
    }

    test('the marking is judged before any field is asked, and the fields are those of the first row', async () => {
      const { mock } = await ask({});
      mock.behave({
        alter: alterElements('epäilty', (row, place) =>
          place === 1 ? withElements(row, 'käsittelykoodi', ['H3']) : row,
        ),
      });
      const release = {
        country: 'DE',
        on: '2011-12-16',
        unprotected: 'nothing',
        protected: 'never',
        consentable: { unprotected: false, protected: false },
        whole: true,
      } as const;
      const lists = { suspects: { ...FACTS, records: ['offence'], releasedTo: release } } as const;
      const { answer, messages } = await ask(lists);
      mock.behave({});
      expect(answer.lists.suspects?.facts?.[0]?.handling).toEqual(['H0', 'H3']);
      const handles = ['S000001', 'S000002', 'S000003', 'S000004', 'S000005', 'S000006'];
      expect(messages.map(({ asked }) => asked[0]?.only?.values)).toEqual([undefined, handles]);
      const offences = answer.lists.suspects?.records?.map(({ values }) => values.offence);
      expect(offences).toEqual(handles.map(() => ({ national: 'RL 17:18-19', iccs: '030221' })));
    });

    test('every message has an X-Road header with its own service and an id no other message has', async () => {
      const { messages } = await ask('everything');
      const again = (await ask('everything')).messages;
      const ids = [...messages, ...again].map(({ body }) => /<xrd:id>([^<]*)<\/xrd:id>/.exec(body)?.[1]);
      expect(new Set(ids).size).toBe(12);
      expect(ids.every((id) => /^[0-9a-f-]{36}$/.test(id ?? ''))).toBe(true);
    });

    test('the header names the gateway, never a person, and the operation as its service', async () => {
      const { messages } = await ask({ arrests: FACTS });
      const header = /<soap:Header>(.*)<\/soap:Header>/.exec(messages[0]?.body ?? '')?.[1];
      expect(header?.replace(/[0-9a-f-]{36}/, 'UUID')).toBe(
        '<xrd:client id:objectType="SUBSYSTEM"><id:xRoadInstance>MOCK</id:xRoadInstance><id:memberClass>GOV</id:memberClass>' +
          '<id:memberCode>CONCORDAT</id:memberCode><id:subsystemCode>gateway</id:subsystemCode></xrd:client>' +
          '<xrd:service id:objectType="SERVICE"><id:xRoadInstance>MOCK</id:xRoadInstance><id:memberClass>GOV</id:memberClass>' +
          '<id:memberCode>MOCK-FI</id:memberCode><id:subsystemCode>ilmoitukset</id:subsystemCode>' +
          '<id:serviceCode>haeKiinniotot</id:serviceCode><id:serviceVersion>v1</id:serviceVersion></xrd:service>' +
          '<xrd:id>UUID</xrd:id><xrd:userId>concordat-gateway</xrd:userId><xrd:protocolVersion>4.0</xrd:protocolVersion>',
      );
    });

    for (const name of ['client', 'service', 'id', 'userId', 'protocolVersion']) {
      test(`the system refuses a message without ${name}`, async () => {
        const { mock, messages } = await ask({ arrests: FACTS });
        const [message] = messages;
        const body = (message?.body ?? '')
          .replace(new RegExp(`<xrd:${name}[ >].*</xrd:${name}>`), '')
          .replace(/<xrd:id>[^<]*/, '<xrd:id>6f1c1c9c-29a5-4b2e-9d3c-2d9a6a1f0c55');
        const { 'content-length': _, host: __, ...headers } = message?.headers ?? {};
        const response = await fetch(`${mock.url}/services/ilmoitukset`, { method: 'POST', headers, body });
        expect(response.status).toBe(500);
        expect(await response.text()).toContain('X-Road header incomplete');
      });
    }

    for (const [what, alter] of [
      ['the id of another message', (body: string) => body.replace(/(:id [^>]*>)[^<]*/, '$1other')],
      ['no header', (body: string) => body.replace(/<S:Header>.*<\/S:Header>/, '')],
    ] as const) {
      test(`an answer with ${what} is SOURCE_INVALID`, async () => {
        const { mock } = await ask({});
        mock.behave({ alter });
        await expect(ask({ arrests: FACTS })).rejects.toMatchObject({ code: 'SOURCE_INVALID' });
        mock.behave({});
      });
    }
  },
);

function withoutCorrection(): (typeof finland)['lists']['suspects'] {
  const { correction: _, ...table } = finland.lists.suspects;
  return table;
}

/** Texts of a row's elements, by their name. */
type Marking = Readonly<Record<string, readonly string[]>>;

const FREE: Marking = { käsittelykoodi: ['H0'], vastaanottajat: [], suostumukset: [], suojattu: ['ei'] };
