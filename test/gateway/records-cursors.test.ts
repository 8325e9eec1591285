import { createHash } from 'node:crypto';
import { canonicalJson } from '../../src/canonical-json.ts';
/** A cursor is good for one requester, operation, list, owner, filter and order; anything else is CURSOR_INVALID and asks nobody. */

import { parse } from 'graphql';
import { base64url, CompactEncrypt } from 'jose';
import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { type CursorPlace, openCursors } from '../../src/gateway/cursors.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../jest.ts';
import { openTestGateway, type TestGateway } from './open-test-gateway.ts';
import { dataOf } from './plain-records.ts';

let mocks: Mocks;
let gateway: TestGateway;
beforeAll(async () => {
  mocks = await startMocks({ only: ['DK', 'DE', 'NO'] });
  gateway = openTestGateway(mocks, '2011-12-16', 30_000);
});
afterAll(async () => {
  await gateway.close();
  await mocks.close();
});
beforeEach(() => {
  for (const mock of [...mocks.national.values(), mocks.europol, mocks.interpol]) mock.forget();
});

const WHERE = 'where: { status: { in: [CHARGED, IN_CUSTODY] } }';
const ORDER = 'orderBy: [{ field: DATE, direction: DESC }]';
const ARGS = `first: 2, ${WHERE}, ${ORDER}`;
const of = (owner: string, args: string, list = 'arrests', operation = 'icarus'): string =>
  `query Q($after: String) { operation(id: "${operation}") { participation(country: "${owner}") { ${list} { records(${args}, after: $after) { totalCount pageInfo { endCursor } } } } } }`;
const across = (args: string): string =>
  `query Q($after: String) { operation(id: "icarus") { arrests { records(${args}, after: $after) { totalCount pageInfo { endCursor } } } } }`;

/** A cursor of the arrests of DK, made for DE's analyst. */
async function cursorOf(query = of('DK', ARGS), country = 'DE'): Promise<string> {
  const text = JSON.stringify(dataOf(await gateway.ask(country, query)));
  const [, cursor] = /"endCursor":"([^"]+)"/.exec(text) ?? [];
  if (cursor === undefined) throw new Error(text);
  return cursor;
}

async function expectInvalid(query: string, after: string, country = 'DE'): Promise<void> {
  for (const mock of [...mocks.national.values(), mocks.interpol]) mock.forget();
  const outcome = await gateway.ask(country, query, { variables: { after } });
  expect(outcome).toEqual({ kind: 'refused', code: 'CURSOR_INVALID', what: null, where: null });
  expect([...mocks.national.values(), mocks.interpol].flatMap(({ messages }) => messages)).toEqual([]);
  expect(gateway.ledger.entries.at(-1)).toMatchObject({
    outcome: 'refused',
    code: 'CURSOR_INVALID',
    // Europol was asked for the facts; nothing else was.
    owners: [{ owner: 'XE', status: 'ANSWERED', given: 0, coordinates: [] }],
  });
}

test('a cursor is good where it was made: however the same arguments are written, and whatever else is asked', async () => {
  const after = await cursorOf();
  for (const query of [
    of('DK', ARGS),
    of('DK', `${ORDER}, first: 50, where: { status: { in: [CHARGED, IN_CUSTODY] } }`),
    of('DK', ARGS).replace('totalCount', 'nodes { date }'),
  ]) {
    expect((await gateway.ask('DE', query, { variables: { after } })).kind).toBe('answered');
  }
});

describe('a cursor is invalid', () => {
  for (const [what, query, country] of [
    ['for another requester', of('DK', ARGS), 'NO'],
    ['for another owner', of('NO', ARGS), 'DE'],
    ['for an owner that does not exist', of('US', 'first: 2'), 'DE'],
    ['across countries, made for one', across(ARGS), 'DE'],
    [
      'for all participations at once',
      of('DK', ARGS).replace('participation(country: "DK")', 'participations'),
      'DE',
    ],
    ['with another filter', of('DK', `first: 2, where: { status: { in: [CHARGED] } }, ${ORDER}`), 'DE'],
    ['without its filter', of('DK', `first: 2, ${ORDER}`), 'DE'],
    ['with another order', of('DK', `first: 2, ${WHERE}, orderBy: [{ field: DATE }]`), 'DE'],
    ['without its order', of('DK', `first: 2, ${WHERE}`), 'DE'],
  ] as const) {
    test(what, async () => {
      await expectInvalid(query, await cursorOf(), country);
    });
  }

  test('for another list, with the same arguments', async () => {
    const after = await cursorOf(of('DK', 'first: 2'));
    for (const list of ['suspects', 'searches', 'seizures']) {
      await expectInvalid(of('DK', 'first: 2', list), after);
    }
  });

  test('for one country, made across countries', async () => {
    await expectInvalid(of('DK', ARGS), await cursorOf(across(ARGS)));
  });

  test('for another person of the same country', async () => {
    const after = await cursorOf();
    const caller = {
      subject: 'analyst-2',
      country: 'DE',
      role: 'analyst',
      tokenId: 't',
      purpose: 'OPERATIONAL_ANALYSIS',
      justification: null,
    } as const;
    const request = {
      document: parse(of('DK', ARGS)),
      operationName: null,
      variables: { after },
      arrived: new Date(),
    };
    expect(await gateway.gateway.run({ ...request, caller })).toMatchObject({
      kind: 'refused',
      code: 'CURSOR_INVALID',
    });
    const again = { ...caller, subject: 'analyst-1' };
    expect(await gateway.gateway.run({ ...request, caller: again })).toMatchObject({ kind: 'answered' });
  });

  test('when another gateway made it: a key is a process’s own unless it is configured', async () => {
    const other = openTestGateway(mocks);
    const outcome = await other.ask('DE', of('DK', ARGS), { variables: { after: await cursorOf() } });
    expect(outcome).toMatchObject({ kind: 'refused', code: 'CURSOR_INVALID' });
    await other.close();
  });

  test('when it was edited at any place, cut, or lengthened', async () => {
    const cursor = await cursorOf();
    const places = [
      0,
      5,
      30,
      cursor.indexOf('..') + 2,
      cursor.indexOf('..') + 8,
      cursor.length - 40,
      cursor.length - 2,
    ];
    for (const place of places) {
      const letter = cursor[place] === 'A' ? 'B' : 'A';
      await expectInvalid(of('DK', ARGS), `${cursor.slice(0, place)}${letter}${cursor.slice(place + 1)}`);
    }
    for (const edited of [
      cursor.slice(0, -1),
      cursor.slice(1),
      `${cursor}A`,
      `${cursor}.`,
      cursor.toUpperCase(),
      ` ${cursor}`,
    ]) {
      await expectInvalid(of('DK', ARGS), edited);
    }
  });

  test('when it is no cursor at all, however long', async () => {
    const huge = ['A'.repeat(100_000), `e30..${'A'.repeat(16)}.${'A'.repeat(100_000)}.${'A'.repeat(22)}`];
    for (const text of ['', '0', 'null', '....', 'Y3Vyc29yOjE=', '\ud800', '{"a":1}', '__proto__', ...huge]) {
      await expectInvalid(of('DK', ARGS), text);
    }
  });

  test('when it is sealed otherwise, also with a key that a caller could know', async () => {
    const text = new TextEncoder().encode(JSON.stringify(['x', '2011-12-01', 'DK', null, 'h', 0]));
    const seal = (header: { alg: string; enc: string }, key: Uint8Array): Promise<string> =>
      new CompactEncrypt(text).setProtectedHeader(header).encrypt(key);
    const none = `${base64url.encode(JSON.stringify({ alg: 'none' }))}..${'A'.repeat(16)}.${base64url.encode(text)}.${'A'.repeat(22)}`;
    for (const forged of [
      none,
      await seal({ alg: 'dir', enc: 'A256GCM' }, new Uint8Array(32)),
      await seal({ alg: 'dir', enc: 'A128GCM' }, new Uint8Array(16)),
      await seal({ alg: 'A256KW', enc: 'A256GCM' }, new Uint8Array(32)),
    ]) {
      await expectInvalid(of('DK', ARGS), forged);
    }
  });

  test('before rights are known to be none: with a filter that is not permitted the filter is named', async () => {
    const outcome = await gateway.ask('RS', of('DK', ARGS), { variables: { after: 'x' } });
    expect(outcome).toMatchObject({ kind: 'refused', code: 'FILTER_NOT_PERMITTED' });
    await expectInvalid(of('DK', 'first: 2'), 'x', 'RS');
  });
});

describe('what a cursor holds', () => {
  const key = new Uint8Array(32).fill(9);
  const place: CursorPlace = {
    requester: { country: 'NO', subject: 's', purpose: 'CROSS_CHECK' },
    operation: 'icarus',
    list: 'searches',
    owner: null,
    where: { a: 1, b: 2 },
    orderBy: null,
  };

  test('cannot be read in it, and its length says little', async () => {
    const cursors = openCursors(key);
    const sealed = await Promise.all(
      ['h1', 'h1234567'].map((handle) =>
        cursors.seal(place, { position: ['IT', null, handle, 0], own: [], missing: [] }),
      ),
    );
    expect(
      sealed.map((cursor) => Buffer.from(cursor, 'base64url').toString('latin1').includes('h1')),
    ).toEqual([false, false]);
    expect(sealed[0]?.length).toBe(sealed[1]?.length);
    expect(sealed[0]).not.toBe(sealed[1]);
  });

  test('comes back with the longest places of six countries that can be told one', async () => {
    const own = ['DK', 'LU', 'IS', 'AT', 'BE', 'PT'].map((owner) => [
      ...Array(4).fill('"'.repeat(100)),
      owner,
      '"'.repeat(100),
      '"'.repeat(100),
      0,
    ]);
    const walk = { position: Array(7).fill('\u0000'.repeat(100)), own, missing: [] };
    const cursors = openCursors(key);
    expect(await cursors.open(place, await cursors.seal(place, walk))).toEqual(walk);
  });

  test('is none of the form before, which knew no places of single countries', async () => {
    const { requester, operation, list, owner, where, orderBy } = place;
    const { country, subject, purpose } = requester;
    const before = [country, subject, purpose, operation, list, owner, where, orderBy];
    const digest = createHash('sha256').update(canonicalJson(before)).digest('base64url');
    const text = Buffer.from(JSON.stringify([digest, ['DE', null, 'h1', 0], []]));
    const sealed = await new CompactEncrypt(text)
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .encrypt(key);
    await expect(openCursors(key).open(place, sealed)).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
  });

  test('comes back from where it belongs, with numbers, nulls and long texts, by another process with the same key', async () => {
    const position = ['a'.repeat(143), 7, null, 'DE', 'é'.repeat(100), '\u0000'.repeat(100), 3];
    const own = [['b', null, 'DK', null, 'h2', 0]];
    const walk = { position, own, missing: [{ country: 'FR', code: 'SOURCE_TIMEOUT' as const }] };
    const cursor = await openCursors(key).seal(place, walk);
    expect(await openCursors(key).open({ ...place, where: { b: 2, a: 1 }, orderBy: [] }, cursor)).toEqual(
      walk,
    );
    for (const other of [
      { operation: 'other' },
      { requester: { ...place.requester, purpose: null } },
      { requester: { ...place.requester, country: 'DK' } },
    ])
      await expect(openCursors(key).open({ ...place, ...other }, cursor)).rejects.toMatchObject({
        code: 'CURSOR_INVALID',
      });
  });

  test('is sealed with a key of 32 bytes and with no other', () => {
    for (const length of [0, 16, 31, 33]) {
      expect(() => openCursors(new Uint8Array(length))).toThrow(
        expect.objectContaining({ code: 'CONFIGURATION_INVALID' }),
      );
    }
  });
});

test('a cursor given for one purpose is none for another', async () => {
  const query = of('DK', 'first: 1');
  const after = await cursorOf(query, 'NO');
  const other = await gateway.ask('NO', query, { variables: { after }, purpose: 'STRATEGIC_ANALYSIS' });
  expect(other).toMatchObject({ kind: 'refused', code: 'CURSOR_INVALID' });
});

test('rights are decided anew on every page: an agreement that ends between two pages closes the next', async () => {
  const two = await startMocks({ only: ['DE', 'GB'] });
  const today = openTestGateway(two, null, 30_000);
  try {
    const query = of('DE', 'first: 1');
    const page = (arrived: string, after?: string) =>
      today.ask('GB', query, { arrived, variables: after === undefined ? {} : { after } });
    const first = dataOf(await page('2020-12-31T22:30:00Z'));
    const [, after] = /"endCursor":"([^"]+)"/.exec(JSON.stringify(first)) ?? [];
    // Half past eleven in Brussels; the agreement of members ends with that day.
    expect(await page('2020-12-31T22:59:59Z', after)).toMatchObject({
      data: { operation: { participation: { arrests: { records: { totalCount: expect.any(Number) } } } } },
    });
    expect(await page('2020-12-31T23:00:00Z', after)).toMatchObject({
      data: { operation: { participation: { arrests: { records: null } } } },
      errors: [{ extensions: { coordinate: 'Arrests.records' } }],
    });
  } finally {
    await today.close();
    await two.close();
  }
});
