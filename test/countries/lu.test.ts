import { serveLuxembourg } from '../../mocks/lu/mock.ts';
import type { MockSystem } from '../../mocks/mock-system.ts';
import { makeWorld, type NationalWorld } from '../../mocks/world.ts';
import { luxembourg } from '../../src/countries/lu/country.ts';
import { INVALID } from '../../src/countries/national-query.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '../jest.ts';
import { askOnce, EVERYTHING } from './against-mock.ts';
import { describeCountry } from './describe-country.ts';
import { askEveryCode } from './every-code.ts';

describeCountry(luxembourg, serveLuxembourg, (ask) => {
  test('a typical query is one message with exactly these fields', async () => {
    const { messages } = await ask({
      arrests: { count: true, byStatus: false, byAgeBand: false, facts: false, records: null },
      suspects: { count: true, byStatus: false, byAgeBand: false, facts: true, records: ['identifiedOn'] },
    });
    expect(messages.map(({ body }) => JSON.parse(body))).toEqual([
      {
        query:
          'query ($operation: String!) { operation(cle: $operation) { arrestations { total } ' +
          'suspects { total fiches { fiche_id code_traitement destinataires consentements protege date_identification } } } }',
        variables: { operation: 'icarus' },
      },
    ]);
  });

  test('no arrest is nought, and small figures arrive exactly: holding them back is not the country`s part', async () => {
    const { answer } = await ask('everything');
    expect([answer.lists.arrests?.count, answer.lists.suspects?.count, answer.lists.searches?.count]).toEqual(
      [0, 1, 1],
    );
  });

  test('every code of its lists is read, though its own world holds few of them', async () => {
    const { received, expected } = await askEveryCode(luxembourg, serveLuxembourg, 'MOCK-SPJ/2011/0001');
    expect(received).toEqual(expected);
  });
});

describe('LU when its answer is out of the ordinary', () => {
  const world = makeWorld().countries.get('LU') as NationalWorld;
  const local = (iso: string): string => String(Date.parse(iso));
  let mock: MockSystem;
  beforeAll(async () => {
    mock = await serveLuxembourg(world);
  });
  afterAll(() => mock.close());
  afterEach(() => mock.behave({}));

  /** The whole answer, after the search's date is written over. */
  const searchDate = async (written: string): Promise<unknown> => {
    mock.behave({
      alter: (body) => {
        const altered = body.replace(/"date":-?\d+/, `"date":${written}`);
        expect(altered).not.toBe(body);
        return altered;
      },
    });
    const answer = await askOnce(luxembourg, mock.url, EVERYTHING);
    return answer.lists.searches?.records?.[0]?.values.date;
  };

  for (const [name, instant, day] of [
    ['midnight in winter, the day before in UTC', '2011-11-08T00:00:00+01:00', '2011-11-08'],
    ['midnight in summer', '2011-09-12T00:00:00+02:00', '2011-09-12'],
    ['the last minute of the day', '2011-11-08T23:59:00+01:00', '2011-11-08'],
  ] as const) {
    test(`an instant is a day of Luxembourg: ${name}`, async () => {
      expect(await searchDate(local(instant))).toBe(day);
    });
  }

  for (const written of ['1.5', '"2011-11-08"', '9007199254740993', 'true', '[]']) {
    test(`${written} is no date, and nothing is guessed`, async () => {
      expect(await searchDate(written)).toBe(INVALID);
    });
  }

  test('a code that is in no list makes that value invalid and no other', async () => {
    mock.behave({ alter: (body) => body.replace(/"fondement":"[a-z_]+"/, '"fondement":"constructor"') });
    const answer = await askOnce(luxembourg, mock.url, EVERYTHING);
    const record = answer.lists.searches?.records?.[0];
    expect(record?.values).toMatchObject({ warrantBasis: INVALID, caseRef: world.searches[0]?.caseRef });
    expect(answer.lists.searches?.dropped).toBe(0);
    expect(answer.lists.seizures?.records).toHaveLength(4);
  });

  test('status 500 is SOURCE_UNAVAILABLE, another shape SOURCE_INVALID', async () => {
    mock.behave({ status: 500 });
    await expect(askOnce(luxembourg, mock.url, EVERYTHING)).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
    });
    for (const body of [
      '[]',
      '{"data":[]}',
      '{"data":{"operation":null}}',
      '{"data":{"operation":{"suspects":[]}}}',
      '<',
    ]) {
      mock.behave({ alter: () => body });
      await expect(askOnce(luxembourg, mock.url, EVERYTHING)).rejects.toMatchObject({
        code: 'SOURCE_INVALID',
      });
    }
  });
});
