import { serveFrance } from '../../mocks/fr/mock.ts';
import { profile } from '../../mocks/fr/profile.ts';
import { france } from '../../src/countries/fr/country.ts';
import { INVALID } from '../../src/countries/national-query.ts';
import { expect, test } from '../jest.ts';
import { alterElements, withElements } from './alter-rows.ts';
import { askSearches, worldOfSearches } from './ask-rows.ts';
import { describeSoapCountry, FACTS, total } from './describe-soap.ts';

describeSoapCountry(
  {
    country: france,
    serve: serveFrance,
    profile,
    wsdl: 'fr/procedures.wsdl',
    path: '/services/procedures',
    totals: [
      [total('searches'), total('seizures'), total('forensicExams')],
      [{ list: 'arrests', fields: ['caseRef'], count: true }],
      [{ list: 'suspects', fields: ['caseRef'], count: false }],
    ],
  },
  (ask) => {
    test('further suspects are mis_en_cause without those of interpellations', async () => {
      const { answer, messages, world } = await ask({
        suspects: { ...FACTS, count: true, records: ['caseRef'] },
      });
      expect(answer.lists.suspects?.count).toBe(31);
      expect(answer.lists.suspects?.records?.map(({ values }) => values.caseRef)).toEqual(
        world.suspects.map(({ caseRef }) => caseRef),
      );
      expect(messages.flatMap(({ asked }) => asked).filter(({ list }) => list === 'arrests')).toEqual([
        { list: 'arrests', fields: ['caseRef'], count: false },
      ]);
    });

    test('the message names the rows it asks for, between the total and the groups', async () => {
      const world = worldOfSearches('FR', [{}, {}, {}]);
      const by = async (key: 'handle' | 'caseRef', values: string[]): Promise<string> => {
        const { messages } = await askSearches(france, serveFrance, world, { key, values });
        return /<opération>.*<\/référence>/.exec(messages[0]?.body ?? '')?.[0] ?? '';
      };
      expect(await by('handle', ['H000001', 'H000003'])).toBe(
        '<opération>icarus</opération><total>true</total>' +
          '<fiches><id_fiche>H000001</id_fiche><id_fiche>H000003</id_fiche></fiches>' +
          '<diffusion>true</diffusion><référence>true</référence>',
      );
      expect(await by('caseRef', ['A&B'])).toBe(
        '<opération>icarus</opération><total>true</total>' +
          '<procédures><numero_procedure>A&amp;B</numero_procedure></procédures>' +
          '<diffusion>true</diffusion><référence>true</référence>',
      );
    });

    test('the message over SOAP 1.1: envelope, action and only the groups asked', async () => {
      const { messages } = await ask({ arrests: { ...FACTS, count: true, records: ['placeNuts2'] } });
      const [message] = messages;
      expect(message?.headers).toMatchObject({
        'content-type': 'text/xml; charset=utf-8',
        soapaction: '"urn:mock-fr-procedures:2011/listerInterpellations"',
        accept: 'text/xml',
      });
      expect(message?.body).toBe(
        '<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" ' +
          'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"  xmlns:tns="urn:mock-fr-procedures:2011"><soap:Body>' +
          '<listerInterpellations xmlns="urn:mock-fr-procedures:2011"><opération>icarus</opération><total>true</total>' +
          '<diffusion>true</diffusion><circonstances>true</circonstances></listerInterpellations></soap:Body></soap:Envelope>',
      );
    });

    test('the key of one arrest is absent or empty: no suspect can be told from the arrested, none is counted or given', async () => {
      const { mock } = await ask({});
      for (const texts of [[], [''], ['A', 'B']]) {
        mock.behave({
          alter: alterElements('interpellation', (row, place) =>
            place === 2 ? withElements(row, 'numero_procedure', texts) : row,
          ),
        });
        const { answer } = await ask({ suspects: { ...FACTS, count: true, records: ['caseRef'] } });
        expect({ texts, suspects: answer.lists.suspects }).toEqual({
          texts,
          suspects: { count: INVALID, facts: [], records: [], dropped: 1, overshared: 0, invalid: true },
        });
      }
      mock.behave({});
    });

    test('the key of one suspect is absent or empty: that row is dropped, the count is INVALID, the others are given', async () => {
      const { mock, world } = await ask({});
      for (const texts of [[], [''], ['A', 'B']]) {
        mock.behave({
          alter: alterElements('personne', (row, place) =>
            place === world.arrests.length + 1 ? withElements(row, 'numero_procedure', texts) : row,
          ),
        });
        const { answer } = await ask({ suspects: { ...FACTS, count: true, records: ['caseRef'] } });
        expect(answer.lists.suspects).toMatchObject({ count: INVALID, dropped: 1 });
        expect(answer.lists.suspects?.records).toHaveLength(30);
      }
      mock.behave({});
    });
  },
);
