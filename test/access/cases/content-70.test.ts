/** Hostile case 70: JSON that two readers read differently, names that mean something to JavaScript, numbers it cannot hold. */

import { makeWorld } from '../../../mocks/world.ts';
import { serveRaw } from '../../countries/connection/serve-raw.ts';
import { openTestGateway } from '../../gateway/open-test-gateway.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '../../jest.ts';
import { EVIL, expectHarmless, expectInvalid, type Misled, openMisled } from './misled.ts';
import { sentTo } from './open-case.ts';

let misled: Misled;
beforeAll(async () => {
  misled = await openMisled(['AT', 'CZ', 'DE', 'DK', 'IE', 'NL', 'NO', 'SE']);
});
afterEach(() => misled.it.mocks.europol.behave({}));
afterAll(() => misled.it.close());

describe('70 a key that stands twice in one object', () => {
  /** Of each protocol over JSON, the key of the handling code. */
  for (const [code, protocol, key] of [
    ['DK', 'GraphQL', 'haandteringskode'],
    ['AT', 'OData', 'handhabungscode'],
    ['DE', 'REST/JSON', 'verwendungscode'],
    ['IE', 'REST/JSON', 'handling_code'],
    ['CZ', 'REST by page', 'kód_nakládání'],
    ['NL', 'HAL', 'afhandelingscode'],
    ['NO', 'NDJSON', 'håndteringskode'],
    ['SE', 'JSON:API', 'hanteringskod'],
  ] as const) {
    // Intent: be judged by one marking and given by another. Trap: JSON.parse takes the last one in silence.
    for (const [what, twice] of [
      ['', `"${key}":"H3","${key}":`],
      [
        ', spelt in two ways',
        `"\\u${key.charCodeAt(0).toString(16).padStart(4, '0')}${key.slice(1)}":"H3","${key}" :`,
      ],
    ] as const) {
      test(`${code} (${protocol})${what} is SOURCE_INVALID`, () =>
        expectInvalid(misled, code, { alter: (body) => body.replace(`"${key}":`, () => twice) }));
    }
  }

  test('of Europol is no answer: nothing is opened by the second of two crime areas', async () => {
    misled.it.mocks.europol.behave({
      alter: (body) => body.replace('"crimeArea":', '"crimeArea":"DRUGS","crimeArea":'),
    });
    const { outcome } = await misled.it.ask(
      'DK',
      '{ operation(id: "icarus") { codeName searches { count { exact } } } }',
    );
    expect(outcome).toMatchObject({ data: { operation: null } });
    expect(JSON.stringify(outcome)).toContain('"SOURCE_INVALID"');
    expect(sentTo(misled.it.mocks).filter((message) => !message.startsWith('XE '))).toEqual([]);
  });

  test('in two objects, or in a text, is no such key', async () => {
    const healthy = await misled.healthy('IE');
    const alter = (body: string): string =>
      body.replace(
        '"handling_code":',
        `"note":{"handling_code":"${EVIL}"},"text":"\\"handling_code\\":\\\\","handling_code":`,
      );
    const told = await misled.tell('IE', { alter });
    expect(told.own).toEqual(healthy.own);
  });
});

describe('70 `__proto__` and `constructor`', () => {
  for (const key of ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty']) {
    test(`\`${key}\` in a row gives it no marking and no value, and nobody else either`, async () => {
      // Trap: what a row lacks is looked up behind it, where the hostile key has put it.
      for (const [code, name, handling, date] of [
        ['IE', 'searches', 'handling_code', 'date'],
        ['DE', 'durchsuchungen', 'verwendungscode', 'datum'],
        ['NO', 'ransakinger', 'håndteringskode', 'dato'],
        ['SE', 'husrannsakningar', 'hanteringskod', 'datum'],
      ] as const) {
        const healthy = await misled.healthy(code);
        const hidden = JSON.stringify({ [handling]: 'H0', [date]: EVIL, [name]: EVIL });
        const alter = (body: string): string =>
          body.replaceAll(new RegExp(`"${date}":"[^"]*"`, 'g'), `"${key}":${hidden}`);
        const told = await misled.tell(code, { alter });
        expect(told.own.searches.records?.nodes).toEqual(
          healthy.own.searches.records?.nodes.map((node) => ({ ...node, date: null })),
        );
        expect(({} as Record<string, unknown>)[handling]).toBeUndefined();
        await expectHarmless(misled, code, healthy, told);
      }
    });
  }

  test('as the handling code itself, or in its place, withholds the record', async () => {
    const german = misled.it.mocks.national.get('DE');
    for (const marking of ['"verwendungscode":"__proto__"', '"__proto__":{"verwendungscode":"H0"}']) {
      german?.behave({ alter: (body) => body.replaceAll(/"verwendungscode":"[^"]*"/g, marking) });
      const query =
        '{ operation(id: "icarus") { participation(country: "DE") { searches { records { totalCount } } } } }';
      const { outcome, entry } = await misled.it.ask('CH', query);
      expect(outcome).toMatchObject({
        data: { operation: { participation: { searches: { records: { totalCount: 0 } } } } },
      });
      const searches = misled.it.mocks.world.countries.get('DE')?.searches.length;
      expect(entry.owners.find(({ owner }) => owner === 'DE')).toMatchObject({
        given: 0,
        withheld: searches,
      });
    }
    german?.behave({});
  });
});

describe('70 numbers', () => {
  const BEYOND = ['9007199254740993', '9007199254740992', '1e400', '1e21', '-1', '2.5', '2147483648'];

  for (const number of BEYOND) {
    test(`a count of ${number} is SOURCE_INVALID, in its own place only`, async () => {
      // Trap: it is rounded to another number, or breaks the whole answer where it does not fit.
      const healthy = await misled.healthy('IE');
      const alter = (body: string): string => body.replaceAll(/"(total|item_count)":\d+/g, `"$1":${number}`);
      const told = await misled.tell('IE', { alter });
      for (const list of ['arrests', 'searches', 'seizures'] as const)
        expect({ list, ...told.own[list].count }).toEqual({ list, exact: null });
      expect(told.errors).toContain('SOURCE_INVALID Count.exact');
      expect(told.errors).toContain('SOURCE_INVALID Seizure.itemCount');
      expect(told.own.searches.records).toEqual(healthy.own.searches.records);
      expect(told.own.seizures.records?.nodes).toEqual(
        healthy.own.seizures.records?.nodes.map((node) => ({ ...node, itemCount: null })),
      );
      await expectHarmless(misled, 'IE', healthy, told);
    });
  }

  for (const number of BEYOND) {
    test(`a count of ${number} that nothing stands beside breaks no answer either`, async () => {
      const query = `{ operation(id: "icarus") { searches { count { exact } completeness { missing { country { code } cause } } }
        participations { id searches { count { exact reported } } } } }`;
      const healthy = await misled.it.ask('IE', query);
      misled.it.mocks.national.get('IE')?.behave({
        alter: (body) => body.replaceAll(/"total":\d+/g, `"total":${number}`),
      });
      const { outcome, entry } = await misled.it.ask('IE', query);
      misled.it.mocks.national.get('IE')?.behave({});
      const countsOf = (given: unknown) =>
        new Map(
          (given as Counted).data.operation.participations.map(({ id, searches }) => [id, searches.count]),
        );
      expect(outcome).toMatchObject({
        data: {
          operation: {
            searches: {
              completeness: {
                missing: expect.arrayContaining([{ country: { code: 'IE' }, cause: 'INVALID' }]),
              },
            },
          },
        },
      });
      expect(countsOf(outcome)).toEqual(
        new Map([...countsOf(healthy.outcome), ['icarus.IE', { exact: null, reported: null }]]),
      );
      expect(entry.owners.find(({ owner }) => owner === 'IE')?.status).toBe('PARTIAL');
    });
  }

  test('a sum that no answer can hold breaks no answer: it is closed, each count of it stands', async () => {
    for (const code of ['IE', 'DK'])
      misled.it.mocks.national.get(code)?.behave({
        alter: (body) => body.replaceAll(/"(total|antal)":\d+/g, '"$1":2147483647'),
      });
    const query =
      '{ operation(id: "icarus") { seizures { count { exact } } participations { id seizures { count { exact } } } } }';
    const { outcome } = await misled.it.ask('IE', query);
    for (const code of ['IE', 'DK']) misled.it.mocks.national.get(code)?.behave({});
    expect(outcome).toMatchObject({
      kind: 'answered',
      data: { operation: { seizures: { count: { exact: null } } } },
    });
    expect(JSON.stringify(outcome)).toContain('{"exact":2147483647}');
    expect(JSON.stringify(outcome)).not.toMatch(/INTERNAL|4294967/);
    expect(misled.it.gateway.failures).toEqual([]);
  });

  test('a handle or a reference beyond 2^53 is none: two of them would be one', async () => {
    const healthy = await misled.healthy('IE');
    const numbered = (key: string) => {
      let number = 9_007_199_254_740_992n;
      return (body: string): string =>
        body.replaceAll(new RegExp(`"${key}":"[^"]*"`, 'g'), () => `"${key}":${number++}`);
    };
    const handles = await misled.tell('IE', { alter: numbered('record_id') });
    expect(handles.own).toMatchObject({
      source: { status: 'PARTIAL' },
      searches: { records: { totalCount: 0, nodes: [] } },
    });
    expect(handles.errors).toContain('SOURCE_INVALID Searches.records');
    const references = await misled.tell('IE', { alter: numbered('incident_number') });
    expect(references.own.searches.records?.nodes.map(({ caseRef }) => caseRef)).toEqual(
      healthy.own.searches.records?.nodes.map(() => null),
    );
    expect(references.errors).toContain('SOURCE_INVALID Search.caseRef');
    await expectHarmless(misled, 'IE', healthy, references);
  });

  for (const number of ['12345678901234567890', '1e308', '1e400', '-1e17']) {
    test(`a volume of ${number} is SOURCE_INVALID: as we hold it, it is another one`, async () => {
      const healthy = await misled.healthy('IE');
      const alter = (body: string): string =>
        body.replaceAll(/"data_volume_tb":[\d.]+/g, `"data_volume_tb":${number}`);
      const told = await misled.tell('IE', { alter });
      expect(told.own.seizures.records?.nodes).toEqual(
        healthy.own.seizures.records?.nodes.map((node) => ({ ...node, dataVolumeTb: null })),
      );
      await expectHarmless(misled, 'IE', healthy, told);
    });
  }
});

test('70 an NDJSON line of 100 MB: the cap of 10 MB answers first, and closes the socket', async () => {
  // Trap: a line is waited for to its end, however long it is.
  const chunk = Buffer.alloc(1024 * 1024, 'x');
  let written = 0;
  const endless = await serveRaw((response) => {
    response.writeHead(200, { 'content-type': 'application/x-ndjson' }).write(`{"liste":"${EVIL}`);
    const more = (): void => {
      if (response.destroyed || written === 100) return;
      written += 1;
      response.write(chunk, () => more());
    };
    more();
  });
  const { it } = misled;
  const national = new Map(it.mocks.national);
  const norway = national.get('NO');
  if (norway !== undefined) national.set('NO', { ...norway, url: endless.url });
  const gateway = openTestGateway({ ...it.mocks, national }, '2011-12-16', 30_000);
  const query =
    '{ operation(id: "icarus") { participation(country: "NO") { source { status } searches { count { exact } records { totalCount } } } } }';
  const outcome = await gateway.ask('NO', query);
  await gateway.close();
  await endless.close();
  expect(outcome).toMatchObject({
    data: {
      operation: {
        participation: { source: { status: 'INVALID' }, searches: { count: { exact: null }, records: null } },
      },
    },
  });
  expect(JSON.stringify([outcome, gateway.ledger.entries])).not.toContain(EVIL);
  expect(gateway.ledger.entries.at(-1)?.owners.find(({ owner }) => owner === 'NO')).toMatchObject({
    status: 'INVALID',
    given: 0,
  });
  expect(endless.messages).toHaveLength(1);
  // What had left when the socket was closed: the cap, and what was on its way.
  expect(written).toBeLessThan(50);
  expect(makeWorld().countries.get('NO')?.searches.length).toBeGreaterThan(0);
});

interface Counted {
  readonly data: {
    readonly operation: {
      readonly participations: readonly {
        readonly id: string;
        readonly searches: { readonly count: unknown };
      }[];
    };
  };
}
