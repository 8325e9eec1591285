import { expect, test } from '@jest/globals';
import { serveDenmark } from '../../mocks/dk/mock.ts';
import { denmark } from '../../src/countries/dk/country.ts';
import { describeCountry } from './describe-country.ts';

describeCountry(denmark, serveDenmark, (ask) => {
  test('further suspects are mistaenkte without anholdelser, and sigtede is never asked', async () => {
    const { answer, messages } = await ask({
      suspects: { count: true, byStatus: false, byAgeBand: false, facts: false, records: null },
    });
    expect(answer.lists.suspects?.count).toBe(5);
    expect(messages.map((message) => message.body).join()).not.toContain('sigtede');
    expect(messages[0]?.asked).toEqual([
      { list: 'suspects', fields: ['caseRef'], count: false },
      { list: 'arrests', fields: ['caseRef'], count: false },
    ]);
  });

  test('a whole query is one message', async () => {
    const { messages } = await ask('everything');
    expect(messages).toHaveLength(1);
  });
});
