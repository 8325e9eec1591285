import { serveAustria } from '../../../mocks/at/mock.ts';
import { serveBelgium } from '../../../mocks/be/mock.ts';
import { servePortugal } from '../../../mocks/pt/mock.ts';
import { austria } from '../../../src/countries/at/country.ts';
import { belgium } from '../../../src/countries/be/country.ts';
import type { NativeListRequest } from '../../../src/countries/protocols/native-request.ts';
import { portugal } from '../../../src/countries/pt/country.ts';
import { describe, expect, test } from '../../jest.ts';
import { type AskedNative, askNative, handlesOf } from '../ask-native.ts';
import { worldOf } from '../ask-served.ts';
import { ANYTHING, arrestsOf, describeRows } from './describe-rows.ts';
import { toNativeRelease } from './marked-worlds.ts';

describeRows(belgium, serveBelgium);
describeRows(austria, serveAustria);
describeRows(portugal, servePortugal);

/** Query options of each message by path, decoded, in the order of the paths and texts. */
function optionsOf({ messages }: AskedNative): readonly string[] {
  return messages.map(({ path }) => decodeURIComponent(path)).sort();
}

const ask = {
  belgium: (asked: Partial<NativeListRequest>) =>
    askNative(belgium, serveBelgium, worldOf('BE'), { arrests: asked }),
  austria: (asked: Partial<NativeListRequest>) =>
    askNative(austria, serveAustria, worldOf('AT'), { arrests: asked }),
  portugal: (asked: Partial<NativeListRequest>) =>
    askNative(portugal, servePortugal, worldOf('PT'), { arrests: asked }),
};

describe('the filter that says which rows are wanted', () => {
  test('names in each entity set the properties of its language', async () => {
    const asked = await ask.belgium({
      fields: ['fiche_id'],
      only: { fields: ['pv_nummer', 'numéro_pv'], values: ['MOCK-AN.1'] },
      filter: {
        condition: {
          kind: 'all',
          of: [
            { kind: 'begins', fields: ['regio_nuts2', 'région_nuts2'], values: ['BE2'] },
            { kind: 'in', fields: ['statuut', 'statut'], values: ['1', '2'] },
          ],
        },
      },
    });
    expect(optionsOf(asked)).toEqual([
      "/odata/v4/aanhoudingen?$select=fiche_id&$filter=operatie eq 'icarus' and " +
        "((regio_nuts2 ne null and startswith(regio_nuts2,'BE2')) and (statuut eq '1' or statuut eq '2')) and " +
        "pv_nummer eq 'MOCK-AN.1'",
      "/odata/v4/arrestations?$select=fiche_id&$filter=operatie eq 'icarus' and " +
        "((région_nuts2 ne null and startswith(région_nuts2,'BE2')) and (statut eq '1' or statut eq '2')) and " +
        "numéro_pv eq 'MOCK-AN.1'",
    ]);
    for (const { asked: told } of asked.messages) {
      expect(told).toMatchObject([{ only: { fields: ['caseRef'], values: ['MOCK-AN.1'] } }]);
    }
  });

  test('writes a value in the type of its property; a value that no property can hold fits no row', async () => {
    const condition = { kind: 'in', fields: ['status'], values: ['10', '010', 'x', '2147483648'] } as const;
    const [numbers] = optionsOf(await ask.austria({ fields: ['satz_id'], filter: { condition } }));
    expect(numbers).toMatch(/and status eq 10$/);
    const none = await ask.austria({
      fields: ['satz_id'],
      filter: { condition: { ...condition, values: ['x'] } },
    });
    expect(optionsOf(none)[0]).toMatch(/and false$/);
    expect(none.answer.lists.get('arrests')?.rows).toEqual([]);
  });

  test('says a release in what every OData 4.0 service knows', async () => {
    const release = {
      ...toNativeRelease(portugal, ANYTHING),
      protected: 'item consent',
      consentable: { unprotected: true, protected: false },
    } as const;
    const consented =
      "consentimentos/any(c:(startswith(c,'DK:') and substring(c,3,10) le '2011-12-16' and substring(c,7,1) eq '-' and substring(c,10,1) eq '-' and " +
      "(length(c) eq 14 and endswith(c,':') or " +
      "length(c) eq 24 and substring(c,13,1) eq ':' and substring(c,14,10) ge '2011-12-16')))";
    const addressed = "destinatários/any(a:a eq 'DK')";
    const next = (at: number): string =>
      ['H0', 'H1', 'H2'].map((code) => `substring(código_tratamento,${at},3) eq '+${code}'`).join(' or ');
    const known =
      "((startswith(código_tratamento,'H0') or startswith(código_tratamento,'H1') or " +
      "startswith(código_tratamento,'H2')) and (length(código_tratamento) eq 2 or " +
      `((${next(2)}) and (length(código_tratamento) eq 5 or ((${next(5)}) and length(código_tratamento) eq 8)))))`;
    const toSome = "contains(código_tratamento,'H2')";
    const isFree = '(protegido eq false)';
    const begin = "/odata/detencoes?$select=registo_id&$top=1&$filter=operação eq 'icarus' and ";
    const asked = await ask.portugal({ fields: ['registo_id'], filter: { release, most: 1 } });
    expect(optionsOf(asked)).toEqual([
      `${begin}(${known} and (not ${toSome} or ${addressed} or ${consented}) and ` +
        `(${isFree} or (not ${isFree} and ${consented})))`,
      `${begin}(${known} and ${toSome} and not ${addressed} and not ${consented} and ${isFree})`,
    ]);
    for (const { path, asked: told } of asked.messages) {
      expect(told).toMatchObject([{ fields: ['handle'], count: false, filter: expect.any(String) }]);
      expect(decodeURIComponent(path)).toContain(told[0]?.filter);
    }
  });

  test('asks a page by what is compared: null apart, since a service has it first; a date part by part', async () => {
    const asked = await ask.austria({
      fields: ['satz_id'],
      filter: {
        most: 3,
        page: {
          order: [
            { fields: ['zeitpunkt'], kind: 'day', isDescending: true },
            { fields: ['status'], kind: 'number', isDescending: false },
            { fields: ['satz_id'], kind: 'text', isDescending: false },
          ],
          after: ['2011-12-01', 20, "A'1"],
          counts: true,
        },
      },
    });
    const [year, month, day] = ['6,4', '3,2', '0,2'].map((place) => `substring(zeitpunkt,${place})`);
    expect(optionsOf(asked)).toEqual([
      "/odata/v4/festnahmen?$filter=einsatz eq 'icarus'&$top=0&$count=true",
      `/odata/v4/festnahmen?$select=satz_id&$orderby=zeitpunkt eq null desc,${year} desc,${month} desc,${day} desc,` +
        `status eq null,status,satz_id eq null,satz_id&$top=3&$filter=einsatz eq 'icarus' and ` +
        `(${year} lt '2011' or (${year} eq '2011' and (${month} lt '12' or (${month} eq '12' and (${day} lt '01' or ` +
        `(${day} eq '01' and ((status gt 20 or status eq null) or (status eq 20 and ` +
        `(satz_id gt 'A''1' or satz_id eq null)))))))))&$count=true`,
    ]);
    expect(asked.answer.lists.get('arrests')?.found).toHaveLength(1);
  });

  test('a page that is too long for a line is not asked, and that is said', async () => {
    const values = Array.from({ length: 100 }, (_, place) => `MOCK-${'x'.repeat(60)}-${place}`);
    const condition = { kind: 'in', fields: ['geschaeftszahl'], values } as const;
    const order = [{ fields: ['satz_id'], kind: 'text', isDescending: false }] as const;
    const page = { order, after: null, counts: false };
    const { answer, messages } = await ask.austria({
      fields: ['satz_id'],
      count: true,
      filter: { condition, most: 3, page },
    });
    expect(answer.lists.get('arrests')).toEqual({
      count: worldOf('AT').arrests.length,
      rows: [],
      unsaid: true,
    });
    expect(messages).toHaveLength(1);
  });

  test('compares a local day part by part, in the form in which the country writes dates', async () => {
    const condition = { kind: 'day', fields: ['zeitpunkt'], from: '2011-11-15', to: '2011-12-01' } as const;
    const asked = await ask.austria({ fields: ['zeitpunkt'], filter: { condition } });
    const [year, month, day] = ['6,4', '3,2', '0,2'].map((place) => `substring(zeitpunkt,${place})`);
    const beyond = (word: string, at: readonly string[]): string =>
      `(${year} ${word} '${at[0]}' or (${year} eq '${at[0]}' and (${month} ${word} '${at[1]}' or ` +
      `(${month} eq '${at[1]}' and (${day} ${word} '${at[2]}' or ${day} eq '${at[2]}')))))`;
    expect(optionsOf(asked)).toEqual([
      "/odata/v4/festnahmen?$select=zeitpunkt&$filter=einsatz eq 'icarus' and (zeitpunkt ne null and " +
        `${beyond('gt', ['2011', '11', '15'])} and ${beyond('lt', ['2011', '12', '01'])})`,
    ]);
    const days = (asked.answer.lists.get('arrests')?.rows ?? []).map(({ zeitpunkt }) => String(zeitpunkt));
    const world = worldOf('AT').arrests.filter(({ date }) => '2011-11-15' <= date && date <= '2011-12-01');
    expect(days.map((text) => text.slice(0, 10).split('.').reverse().join('-')).sort()).toEqual(
      world.map(({ date }) => date).sort(),
    );
    expect(days.length).toBeGreaterThan(0);
  });
});

describe('many keys', () => {
  const handles = Array.from({ length: 600 }, (_, index) => `A${String(index).padStart(6, '0')}`);
  const world = worldOf('AT', { arrests: arrestsOf(handles.map((handle) => ({ handle }))) });
  const release = {
    ...toNativeRelease(austria, ANYTHING),
    consentable: { unprotected: true, protected: true },
  };

  test('are one line where they fit into one, and as few as they fit into where not', async () => {
    for (const [length, lines] of [
      [1, 1],
      [200, 1],
      [600, 3],
    ] as const) {
      const { answer, messages } = await askNative(austria, serveAustria, world, {
        arrests: { fields: ['satz_id'], only: { fields: ['satz_id'], values: handles.slice(0, length) } },
      });
      const first = messages.filter(({ path }) => !path.includes('skiptoken'));
      expect(first).toHaveLength(lines);
      expect(handlesOf(austria, answer.lists.get('arrests'))).toEqual(handles.slice(0, length));
    }
  });

  test('part the rows and the question of consent, never the total', async () => {
    const { answer, messages } = await askNative(austria, serveAustria, world, {
      arrests: {
        fields: ['satz_id'],
        count: true,
        only: { fields: ['satz_id'], values: handles },
        filter: { release },
      },
    });
    const counts = messages.filter(({ path }) => path.includes('$count'));
    expect(counts.map(({ path }) => decodeURIComponent(path))).toEqual([
      "/odata/v4/festnahmen?$filter=einsatz eq 'icarus'&$top=0&$count=true",
    ]);
    expect(answer.lists.get('arrests')).toMatchObject({ count: 600, consentable: false });
    for (const { path } of messages) expect(path.length).toBeLessThan(8_000);
  });

  test('that part the rows give no more of them than the most that are wanted', async () => {
    const { answer } = await askNative(austria, serveAustria, world, {
      arrests: {
        fields: ['satz_id'],
        only: { fields: ['satz_id'], values: handles },
        filter: { most: 2 },
      },
    });
    expect(answer.lists.get('arrests')?.rows).toHaveLength(2);
  });

  test('that stand twice are asked once', async () => {
    const { answer } = await askNative(austria, serveAustria, world, {
      arrests: { fields: ['satz_id'], only: { fields: ['satz_id'], values: [...handles, ...handles] } },
    });
    expect(answer.lists.get('arrests')?.rows).toHaveLength(600);
  });
});

describe('pages of rows that are left out and let through', () => {
  const arrests = arrestsOf(
    Array.from({ length: 500 }, (_, index) => ({
      handle: `A${String(index).padStart(6, '0')}`,
      handling: index % 2 === 0 ? 'H0' : 'H3',
    })),
  );
  const world = worldOf('AT', { arrests });
  const release = toNativeRelease(austria, ANYTHING);

  test('all carry the filter, and together hold every row that goes', async () => {
    const { answer, messages } = await askNative(austria, serveAustria, world, {
      arrests: { fields: ['satz_id'], filter: { release } },
    });
    expect(answer.lists.get('arrests')?.rows).toHaveLength(250);
    expect(messages).toHaveLength(3);
    expect(new Set(messages.map(({ path }) => path.split('&$skiptoken')[0])).size).toBe(1);
  });

  test('end with the most that are wanted', async () => {
    for (const [most, pages] of [
      [1, 1],
      [100, 1],
      [150, 2],
      [999, 3],
    ] as const) {
      const { answer, messages } = await askNative(austria, serveAustria, world, {
        arrests: { fields: ['satz_id'], filter: { release, most } },
      });
      expect(answer.lists.get('arrests')?.rows).toHaveLength(Math.min(most, 250));
      expect(messages).toHaveLength(pages);
    }
  });
});
