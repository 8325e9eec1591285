import { serveItaly } from '../../mocks/it/mock.ts';
import { profile } from '../../mocks/it/profile.ts';
import { makeWorld, type NationalWorld } from '../../mocks/world.ts';
import { italy } from '../../src/countries/it/country.ts';
import { INVALID } from '../../src/countries/national-query.ts';
import { expect, test } from '../jest.ts';
import { askOnce, COUNTS } from './against-mock.ts';
import { alterElements, withElements } from './alter-rows.ts';
import { askSearches, worldOfSearches } from './ask-rows.ts';
import { describeSoapCountry, FACTS, total } from './describe-soap.ts';

describeSoapCountry(
  {
    country: italy,
    serve: serveItaly,
    profile,
    wsdl: 'it/fascicoli.wsdl',
    path: '/services/fascicoli',
    totals: [
      [total('searches'), total('seizures'), total('forensicExams')],
      [{ list: 'arrests', fields: ['caseRef'], count: true }],
      [{ list: 'suspects', fields: ['caseRef'], count: false }],
    ],
  },
  (ask) => {
    test('further suspects are indagati without those of arresti', async () => {
      const { answer, world } = await ask({ suspects: { ...FACTS, count: true, records: ['caseRef'] } });
      expect(answer.lists.suspects?.count).toBe(28);
      expect(answer.lists.suspects?.records?.map(({ values }) => values.caseRef)).toEqual(
        world.suspects.map(({ caseRef }) => caseRef),
      );
    });

    test('the fault for an empty result is an empty list with the total 0, and nothing else changes', async () => {
      const world = makeWorld().countries.get('IT') as NationalWorld;
      const mock = await serveItaly({ ...world, arrests: [] });
      try {
        const query = {
          count: true,
          byStatus: true,
          byAgeBand: false,
          facts: true,
          records: ['date'] as const,
        };
        const answer = await askOnce(italy, mock.url, {
          operation: 'icarus',
          overview: [],
          lists: { arrests: query, searches: FACTS },
        });
        expect(answer.lists.arrests).toEqual({
          count: 0,
          byStatus: new Map(),
          facts: [],
          records: [],
          dropped: 0,
          overshared: 0,
        });
        expect(answer.lists.searches?.records).toHaveLength(36);
        expect((await askOnce(italy, mock.url, COUNTS)).lists.suspects).toEqual({
          count: 28,
          dropped: 0,
          overshared: 0,
        });
      } finally {
        await mock.close();
      }
    });

    // Trap: the fault says that nothing fits, not that there is nothing: read as the total it would say 0.
    test('the fault for keys that no row has is no total: that is asked of the summary', async () => {
      const world = worldOfSearches('IT', [{}, {}, {}]);
      const only = { key: 'handle', values: ['H000009'] } as const;
      const { rows, count, messages } = await askSearches(italy, serveItaly, world, only);
      expect({ rows, count }).toEqual({ rows: [], count: 3 });
      expect(
        messages.map(({ asked }) => asked.map(({ fields, count: total }) => [fields.length, total])),
      ).toEqual([[[6, true]], [[0, true]]]);
    });

    test('an operation it does not know is empty too, in lists, totals and overview', async () => {
      const { mock } = await ask({});
      const answer = await askOnce(italy, mock.url, {
        operation: 'unknown',
        overview: ['modusOperandi'],
        lists: { arrests: FACTS, searches: { ...FACTS, count: true, facts: false, records: null } },
      });
      expect(answer.overview).toEqual({ modusOperandi: null });
      expect(answer.lists.arrests?.records).toEqual([]);
      expect(answer.lists.searches?.count).toBe(0);
    });

    for (const [what, alter] of [
      ['another subcode', (body: string) => body.replace('NESSUN_RISULTATO', 'ACCESSO_NEGATO')],
      ['another code', (body: string) => body.replace('S:Sender', 'S:Receiver')],
      ['no subcode', (body: string) => body.replace(/<S:Subcode>.*<\/S:Subcode>/, '')],
      [
        'the word in its reason alone',
        (body: string) =>
          body.replace('ns2:NESSUN_RISULTATO', 'ns2:ERRORE').replace('nessun risultato', 'NESSUN_RISULTATO'),
      ],
    ] as const) {
      test(`a fault with ${what} is SOURCE_UNAVAILABLE, not an empty list`, async () => {
        const { mock } = await ask({});
        mock.behave({ alter });
        const query = { operation: 'unknown', overview: [], lists: { arrests: FACTS } };
        await expect(askOnce(italy, mock.url, query)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
        mock.behave({});
      });
    }

    test('the message over SOAP 1.2: envelope and action in the media type', async () => {
      const { messages } = await ask({ arrests: FACTS });
      expect(messages[0]?.headers).toMatchObject({
        'content-type':
          'application/soap+xml; charset=utf-8; action="urn:mock-it-fascicoli:2011/leggiArresti"',
        accept: 'application/soap+xml',
      });
      expect(messages[0]?.headers.soapaction).toBeUndefined();
      expect(messages[0]?.body).toBe(
        '<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope" ' +
          'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"  xmlns:tns="urn:mock-it-fascicoli:2011"><soap:Body>' +
          '<leggiArresti xmlns="urn:mock-it-fascicoli:2011"><operazione>icarus</operazione>' +
          '<trattamento>true</trattamento></leggiArresti></soap:Body></soap:Envelope>',
      );
    });

    test('the key of one arrest is absent or empty: no suspect can be told from the arrested, none is counted or given', async () => {
      const { mock } = await ask({});
      for (const texts of [[], [''], ['A', 'B']]) {
        mock.behave({
          alter: alterElements('arresto', (row, place) =>
            place === 2 ? withElements(row, 'numero_procedimento', texts) : row,
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
          alter: alterElements('indagato', (row, place) =>
            place === world.arrests.length + 1 ? withElements(row, 'numero_procedimento', texts) : row,
          ),
        });
        const { answer } = await ask({ suspects: { ...FACTS, count: true, records: ['caseRef'] } });
        expect(answer.lists.suspects).toMatchObject({ count: INVALID, dropped: 1 });
        expect(answer.lists.suspects?.records).toHaveLength(27);
      }
      mock.behave({});
    });
  },
);
