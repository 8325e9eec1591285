import { servePortugal } from '../../mocks/pt/mock.ts';
import { portugal } from '../../src/countries/pt/country.ts';
import { LIST_NAMES } from '../../src/terms.ts';
import { expect, test } from '../jest.ts';
import { describeCountry } from './describe-country.ts';
import { askEveryCode } from './every-code.ts';

describeCountry(portugal, servePortugal, (ask) => {
  test('a participant without results reports nought, which is not silence', async () => {
    const { answer } = await ask('everything');
    for (const list of LIST_NAMES) {
      expect(answer.lists[list]).toMatchObject({ count: 0, records: [], dropped: 0 });
    }
  });

  test('arguidos, a set that the system has, is never asked', async () => {
    const { messages, mock } = await ask('everything');
    expect(messages).toHaveLength(6);
    expect(messages.map(({ path }) => path).join()).not.toContain('arguidos');
    expect((await fetch(`${mock.url}/odata/arguidos`)).status).toBe(200);
  });

  test('every code of its lists is read, though its own world holds few of them', async () => {
    const { received, expected } = await askEveryCode(portugal, servePortugal, 'MOCK-NUIPC 1/11.0JFLSB');
    expect(received).toEqual(expected);
  });
});
