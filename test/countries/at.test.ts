import { expect, test } from '@jest/globals';
import { serveAustria } from '../../mocks/at/mock.ts';
import { austria } from '../../src/countries/at/country.ts';
import { INVALID } from '../../src/countries/national-query.ts';
import { describeCountry } from './describe-country.ts';

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
});
