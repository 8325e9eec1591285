import { serveCroatia } from '../../mocks/hr/mock.ts';
import { profile } from '../../mocks/hr/profile.ts';
import { croatia } from '../../src/countries/hr/country.ts';
import { expect, test } from '../jest.ts';
import { describeSoapCountry, FACTS, total } from './describe-soap.ts';

describeSoapCountry(
  {
    country: croatia,
    serve: serveCroatia,
    profile,
    wsdl: 'hr/predmeti.wsdl',
    path: '/services/predmeti',
    totals: [
      [total('arrests'), total('suspects'), total('searches'), total('seizures'), total('forensicExams')],
    ],
  },
  (ask) => {
    test('dates end with a dot; one without it is no date', async () => {
      const { mock, world } = await ask({});
      const query = { arrests: { ...FACTS, records: ['date'] as const } };
      const { answer } = await ask(query);
      expect(answer.lists.arrests?.records?.map(({ values }) => values.date)).toEqual(
        world.arrests.map(({ date }) => date),
      );
      mock.behave({ alter: (body) => body.replaceAll('2011.<', '2011<') });
      const bare = await ask(query);
      mock.behave({});
      expect(bare.answer.lists.arrests?.records?.map(({ values }) => typeof values.date)).toEqual(['symbol']);
    });
  },
);
