import { serveHungary } from '../../mocks/hu/mock.ts';
import { hungary } from '../../src/countries/hu/country.ts';
import { INVALID } from '../../src/countries/national-query.ts';
import { describe, expect, test } from '../jest.ts';
import { COUNTS, EVERYTHING } from './against-mock.ts';
import { askServed, worldOf } from './ask-served.ts';
import { describeCountry } from './describe-country.ts';
import { describeRowsByKey } from './describe-rows-by-key.ts';
import { askEveryCode } from './every-code.ts';

describeRowsByKey(hungary, serveHungary);

describeCountry(hungary, serveHungary, (ask) => {
  test('every code of its lists is read', async () => {
    const { received, expected } = await askEveryCode(hungary, serveHungary, 'MOCK-00001/001/2011.bü.');
    expect(received).toEqual(expected);
  });

  test('a whole query is six messages', async () => {
    const { messages } = await ask('everything');
    expect(messages.map(({ path }) => decodeURIComponent(path)).sort()).toEqual([
      '/ügyek/icarus/elfogások.csv',
      '/ügyek/icarus/gyanúsítottak.csv',
      '/ügyek/icarus/házkutatások.csv',
      '/ügyek/icarus/lefoglalások.csv',
      '/ügyek/icarus/szakértői_vizsgálatok.csv',
      '/ügyek/icarus/áttekintés.csv',
    ]);
  });
});

describe('a participant without results', () => {
  test('a header without a line is 0, not missing', async () => {
    const bodies: string[] = [];
    const alter = (body: string): string => {
      bodies.push(body);
      return body;
    };
    const { answer } = await askServed(hungary, serveHungary, COUNTS, { alter });
    expect(bodies.map((body) => body.split('\r\n').slice(1))).toEqual([[''], [''], [''], [''], ['']]);
    expect((await answer).lists).toEqual({
      arrests: { count: 0, dropped: 0, overshared: 0 },
      suspects: { count: 0, dropped: 0, overshared: 0 },
      searches: { count: 0, dropped: 0, overshared: 0 },
      seizures: { count: 0, dropped: 0, overshared: 0 },
      forensicExams: { count: 0, dropped: 0, overshared: 0 },
    });
  });

  for (const [name, query] of [
    ['counts', COUNTS],
    ['everything', EVERYTHING],
  ] as const) {
    // Trap: no byte at all parses as no line at all, which would be a second way to say 0.
    test(`a file without a header is SOURCE_INVALID, asked for ${name}`, async () => {
      const { answer } = await askServed(hungary, serveHungary, query, { alter: () => '' });
      await expect(answer).rejects.toMatchObject({ code: 'SOURCE_INVALID' });
    });

    test(`no file is SOURCE_UNAVAILABLE, asked for ${name}`, async () => {
      const { answer } = await askServed(hungary, serveHungary, query, { status: 404 });
      await expect(answer).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    });
  }
});

describe('a date ends with a full stop', () => {
  const { arrests } = worldOf('DK');
  const world = worldOf('HU', { arrests });

  test('every day of a world with arrests is read', async () => {
    const { answer } = await askServed(hungary, serveHungary, EVERYTHING, { world });
    const list = (await answer).lists.arrests;
    expect(list?.count).toBe(arrests.length);
    expect(list?.records?.map(({ values }) => values.date)).toEqual(arrests.map(({ date }) => date));
  });

  test('without it the value is INVALID, of that record only', async () => {
    const { answer } = await askServed(hungary, serveHungary, EVERYTHING, {
      world,
      alter: (body) => body.replace(/(2011\.\d\d\.\d\d)\./, '$1'),
    });
    const dates = (await answer).lists.arrests?.records?.map(({ values }) => values.date);
    expect(dates).toEqual([INVALID, ...arrests.slice(1).map(({ date }) => date)]);
  });
});
