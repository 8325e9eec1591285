import { serveIceland } from '../../mocks/is/mock.ts';
import { iceland } from '../../src/countries/is/country.ts';
import { LIST_NAMES } from '../../src/terms.ts';
import { expect, test } from '../jest.ts';
import { describeCountry } from './describe-country.ts';
import { askEveryCode } from './every-code.ts';

describeCountry(iceland, serveIceland, (ask) => {
  test('a participant without results reports nought, which is not silence', async () => {
    const { answer, messages } = await ask('everything');
    expect(messages).toHaveLength(1);
    for (const list of LIST_NAMES) {
      expect(answer.lists[list]).toMatchObject({ count: 0, records: [], dropped: 0 });
    }
    expect(answer.lists.arrests?.byStatus).toEqual(new Map());
  });

  test('all that is written into the document is ASCII', async () => {
    const { messages } = await ask('everything');
    expect(messages[0]?.body).toMatch(/^[\x20-\x7e]+$/);
  });

  test('every code of its lists is read, though its own world holds few of them', async () => {
    const { received, expected } = await askEveryCode(iceland, serveIceland, 'MOCK-007-2011-000001');
    expect(received).toEqual(expected);
  });
});
