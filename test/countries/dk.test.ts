import { serveDenmark } from '../../mocks/dk/mock.ts';
import { denmark } from '../../src/countries/dk/country.ts';
import { INVALID, type ListQuery, type NationalAnswer } from '../../src/countries/national-query.ts';
import { expect, test } from '../jest.ts';
import { alterRows } from './alter-rows.ts';
import { describeCountry } from './describe-country.ts';

const SUSPECTS: ListQuery = {
  count: true,
  byStatus: false,
  byAgeBand: false,
  facts: true,
  records: ['caseRef'],
};
const UNREADABLE = { count: INVALID, facts: [], records: [], dropped: 1, overshared: 0, invalid: true };
/** What is no text stands for no person: 12 may be meant as `12` or as `0012`. */
const NO_TEXTS: readonly unknown[] = [undefined, null, '', 12, true, {}, ['2011-0700-00001-11']];

describeCountry(denmark, serveDenmark, (ask) => {
  const askAltered = async (
    alter: (body: string) => string,
    query = SUSPECTS,
  ): Promise<NationalAnswer['lists']['suspects']> => {
    const { mock } = await ask({ suspects: query });
    mock.behave({ alter });
    try {
      return (await ask({ suspects: query })).answer.lists.suspects;
    } finally {
      mock.behave({});
    }
  };

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

  // Trap: the key of nobody is equal to the key of nobody, and unequal to every other: 24 suspects instead of 5.
  for (const value of NO_TEXTS) {
    const what = JSON.stringify(value) ?? 'absent';
    test(`the journalnummer of one arrest ${what}: no suspect can be told from the arrested, none is counted or given`, async () => {
      const alter = alterRows('anholdelser', 'poster', (row, place) => {
        if (place === 3) row.journalnummer = value;
      });
      expect(await askAltered(alter)).toEqual(UNREADABLE);
      expect(await askAltered(alter, { ...SUSPECTS, facts: false, records: null })).toEqual({
        count: INVALID,
        dropped: 1,
        overshared: 0,
        invalid: true,
      });
    });

    test(`the journalnummer of one suspect ${what}: that row is dropped, the count is INVALID, the others are given`, async () => {
      const suspects = await askAltered(
        alterRows('mistaenkte', 'poster', (row, place) => {
          if (place === 20) row.journalnummer = value;
        }),
      );
      expect(suspects).toMatchObject({ count: INVALID, dropped: 1 });
      expect(suspects?.records).toHaveLength(4);
    });
  }

  test('without any journalnummer nobody is counted twice or not at all: there is no count and no suspect', async () => {
    const drop = (row: Record<string, unknown>): void => void delete row.journalnummer;
    const suspects = await askAltered((body) =>
      alterRows('mistaenkte', 'poster', drop)(alterRows('anholdelser', 'poster', drop)(body)),
    );
    expect(suspects).toEqual(UNREADABLE);
  });

  test('an arrest that is no object may be anybody: the suspects cannot be read', async () => {
    const suspects = await askAltered((body) => {
      const answer = JSON.parse(body);
      answer.data.operation.anholdelser.poster[0] = 'Hansen';
      return JSON.stringify(answer);
    });
    expect(suspects).toEqual(UNREADABLE);
  });

  test('accents composed in one list and not in the other are the same journalnummer', async () => {
    const suspects = await askAltered((body) =>
      alterRows('mistaenkte', 'poster', (row) => {
        row.journalnummer = `\u00e5${row.journalnummer}`;
      })(
        alterRows('anholdelser', 'poster', (row) => {
          row.journalnummer = `a\u030a${row.journalnummer}`;
        })(body),
      ),
    );
    expect(suspects).toMatchObject({ count: 5, dropped: 0 });
  });
});
