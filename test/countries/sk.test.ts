import { serveSlovakia } from '../../mocks/sk/mock.ts';
import { profile } from '../../mocks/sk/profile.ts';
import { slovakia } from '../../src/countries/sk/country.ts';
import { expect, test } from '../jest.ts';
import { describeSoapCountry, FACTS, total } from './describe-soap.ts';

describeSoapCountry(
  {
    country: slovakia,
    serve: serveSlovakia,
    profile,
    wsdl: 'sk/spisy.wsdl',
    path: '/services/spisy',
    totals: [
      [total('arrests'), total('suspects'), total('searches'), total('seizures'), total('forensicExams')],
    ],
  },
  (ask) => {
    test('a slow answer is waited for within the limit', async () => {
      const { mock, world } = await ask({});
      mock.behave({ latencyMs: 300 });
      const { answer } = await ask({ arrests: { ...FACTS, records: ['caseRef'] } });
      mock.behave({});
      expect(answer.lists.arrests?.records?.map(({ values }) => values.caseRef)).toEqual(
        world.arrests.map(({ caseRef }) => caseRef),
      );
    });

    test('names outside ASCII are written into the message and its action', async () => {
      const { messages } = await ask({ suspects: { ...FACTS, records: ['caseRef'] } });
      expect(messages[0]?.body).toContain('<získaťPodozrivých xmlns="urn:mock-sk-spisy:2011"><operácia>');
      expect(messages[0]?.headers.soapaction).toBe(
        '"urn:mock-sk-spisy:2011/z%C3%ADska%C5%A5Podozriv%C3%BDch"',
      );
    });
  },
);
