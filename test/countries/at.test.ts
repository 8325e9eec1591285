import { serveAustria } from '../../mocks/at/mock.ts';
import type { Arrest } from '../../mocks/world.ts';
import { austria } from '../../src/countries/at/country.ts';
import { INVALID } from '../../src/countries/national-query.ts';
import { expect, test } from '../jest.ts';
import { EVERYTHING } from './against-mock.ts';
import { askServed, worldOf } from './ask-served.ts';
import { describeCountry } from './describe-country.ts';
import { askEveryCode } from './every-code.ts';

describeCountry(austria, serveAustria, (ask) => {
  test('a whole query is one message for each list and one for the overview', async () => {
    const { messages } = await ask('everything');
    expect(messages.map(({ path }) => decodeURIComponent(path.split('?')[0] ?? '')).sort()).toEqual(
      [
        "/odata/v4/einsätze('icarus')",
        '/odata/v4/auswertungen',
        '/odata/v4/festnahmen',
        '/odata/v4/hausdurchsuchungen',
        '/odata/v4/sicherstellungen',
        '/odata/v4/tatverdaechtige',
      ].sort(),
    );
  });

  test('a moment late in the evening or soon after midnight stays on its local day', async () => {
    const { answer, mock, world } = await ask('everything');
    const days = answer.lists.searches?.records?.map(({ values }) => values.date);
    expect(days).toEqual(world.searches.map(({ date }) => date));
    const response = await fetch(`${mock.url}/odata/v4/hausdurchsuchungen?$select=zeitpunkt`);
    const { value } = (await response.json()) as { value: { zeitpunkt: string }[] };
    const times = new Set(value.map(({ zeitpunkt }) => zeitpunkt.slice(11)));
    expect(times).toEqual(new Set(['00:20', '23:40']));
  });

  test('statuses are numbers, and zero is one of them', async () => {
    const { answer, mock } = await ask('everything');
    const response = await fetch(`${mock.url}/odata/v4/auswertungen?$filter=status eq 0&$count=true&$top=0`);
    expect(await response.json()).toMatchObject({ '@odata.count': 15 });
    const byStatus = answer.lists.forensicExams?.byStatus;
    expect(byStatus === INVALID ? null : byStatus?.get('PENDING')).toBe(15);
  });

  test('what Germany calls them is no name here', () => {
    const names = Object.values(austria.lists).map(({ native }) => native);
    expect(names).toContain('tatverdaechtige');
    expect(names).not.toContain('beschuldigte');
  });

  test('every code of its lists is read, though its own world holds few of them', async () => {
    const { received, expected } = await askEveryCode(austria, serveAustria, 'MOCK-GZ 000.001/2011');
    expect(received).toEqual(expected);
  });

  test('a list of 250 comes in three pages, whole and with its total', async () => {
    const [first] = worldOf('AT').arrests;
    const arrests = Array.from({ length: 250 }, (_, index) => ({ ...first, handle: `A${index}` }) as Arrest);
    const { answer, messages } = await askServed(austria, serveAustria, EVERYTHING, {
      world: worldOf('AT', { arrests }),
    });
    const { lists } = await answer;
    expect(lists.arrests?.count).toBe(250);
    expect(lists.arrests?.records?.map(({ facts }) => facts.handle)).toEqual(
      arrests.map(({ handle }) => handle),
    );
    expect(messages.filter(({ path }) => path.includes('/festnahmen?'))).toHaveLength(3);
  });
});
