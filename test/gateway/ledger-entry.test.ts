/** The evidence beside the answer: what was sent, given, withheld and refused, for callers of three kinds. */

import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import type { LedgerEntry } from '../../src/ledger/ledger.ts';
import { afterAll, beforeAll, expect, test } from '../jest.ts';
import { BOARD, openTestGateway, type TestGateway } from './open-test-gateway.ts';
import { PARTICIPANTS } from './plain-rights.ts';

let mocks: Mocks;
let gateway: TestGateway;
beforeAll(async () => {
  mocks = await startMocks();
  gateway = openTestGateway(mocks, '2011-12-16', 30_000);
});
afterAll(async () => {
  await gateway.close();
  await mocks.close();
});

interface List {
  readonly records: { readonly nodes: readonly unknown[] } | null;
}

function lastEntry(): LedgerEntry {
  const entry = gateway.ledger.entries.at(-1);
  if (entry === undefined) throw new Error('the recorder holds no entry');
  return entry;
}

for (const country of ['DK', 'NO', 'RS']) {
  test(`the entry of ${country} has every owner once, and its numbers are those of the answer and of the world`, async () => {
    const outcome = await gateway.ask(country, BOARD);
    if (outcome.kind !== 'answered') throw new Error(JSON.stringify(outcome));
    const { participations } = outcome.data.operation as {
      participations: { country: { code: string }; arrests: List; suspects: List }[];
    };
    const { owners, ...entry } = lastEntry();
    expect(entry).toMatchObject({
      outcome: 'answered',
      code: null,
      requester: { country, subject: 'analyst-1' },
      purpose: 'OPERATIONAL_ANALYSIS',
      justification: 'test',
      accessDate: '2011-12-16',
      operations: ['icarus'],
    });
    // Of RS nothing is asked of Interpol, given or denied: no list is open in which there would be a reference.
    const supranational = country === 'RS' ? ['XE'] : ['XE', 'XO'];
    expect(owners.map(({ owner }) => owner)).toEqual([...PARTICIPANTS, ...supranational]);
    for (const { owner, document, given, withheld, overshared } of owners.slice(0, PARTICIPANTS.length)) {
      const part = participations.find((one) => one.country.code === owner);
      const lists = (['arrests', 'suspects'] as const).filter((list) => asksRecords(document, list));
      const shown = lists.reduce((sum, list) => sum + (part?.[list].records?.nodes.length ?? 0), 0);
      const all = lists.reduce((sum, list) => {
        const left = part?.[list].records?.nodes.length ?? 0;
        const held = mocks.world.countries.get(owner)?.[list].length ?? 0;
        // A system that filters says nothing of how many it left out.
        return sum + (isFiltered(owner, list, document) ? left : held);
      }, 0);
      const expected = { owner, given: shown, withheld: all - shown, overshared: 0 };
      expect({ owner, given, withheld, overshared }).toEqual(expected);
    }
  });
}

/** The systems that filter; not a list whose reference is asked for Interpol alone, record by record, or that consent alone opens. */
function isFiltered(owner: string, list: string, document: string | null): boolean {
  const [part = ''] = partsOf(document).filter((text) => text.startsWith(list));
  return (
    ['LU', 'IS', 'BE', 'AT', 'PT'].includes(owner) &&
    /needs: "nothing"/.test(part) &&
    (!part.includes('interpol') || part.includes('caseRef'))
  );
}

function partsOf(document: string | null): readonly string[] {
  return (document ?? '').split(/(?=\b(?:arrests|suspects|searches|modusOperandi)\b)/);
}

function asksRecords(document: string | null, list: string): boolean {
  return partsOf(document).some((text) => text.startsWith(list) && text.includes('records'));
}

test('a document names what was sent and nothing that was closed; each closed field is a denial with its reason', async () => {
  mocks.national.get('IT')?.forget();
  await gateway.ask('NO', BOARD);
  const italy = lastEntry().owners.find(({ owner }) => owner === 'IT');
  // Italy holds no consent for NO: its lists are asked for records to which it consented one by one, of which it has none.
  expect(
    italy?.document?.replaceAll(/\(first: \d+, releasedTo: [^)]*\)|\(releasedTo: [^)]*\)/g, '(...)'),
  ).toMatch(/^\{ arrests \{ count \{ exact \} hit\(\.\.\.\) records_\w+: records\(\.\.\.\)/);
  expect(italy?.document?.match(/needs: "nothing"/g)).toBeNull();
  const asked = mocks.national.get('IT')?.messages.flatMap((message) => message.asked) ?? [];
  const closed = asked
    .flatMap(({ fields }) => fields)
    .filter((field) => ['date', 'status', 'ageBand', 'offence'].includes(field));
  expect(closed).toEqual([]);
  expect(italy?.denials.map(({ coordinate, reason }) => `${coordinate} ${reason}`).sort()).toEqual([
    'Arrests.hit ORIGINATOR_CONSENT',
    'Arrests.records ORIGINATOR_CONSENT',
    'Suspects.hit ORIGINATOR_CONSENT',
    'Suspects.records ORIGINATOR_CONSENT',
  ]);
});

test('of RS only words are asked, and no count or record of anyone', async () => {
  await gateway.ask('RS', BOARD);
  for (const { owner, document, status } of lastEntry().owners.slice(0, PARTICIPANTS.length)) {
    expect({ owner, document, status }).toEqual({ owner, document: '{ modusOperandi }', status: 'ANSWERED' });
  }
});

test('a refused and an invalid request have entries: who, when, why, and no owner', async () => {
  const before = gateway.ledger.entries.length;
  const refused = await gateway.ask(
    'DK',
    '{ operation(id: "icarus") { arrests { records(first: 501) { totalCount } } } }',
  );
  expect(refused).toMatchObject({ kind: 'refused', code: 'BAD_USER_INPUT' });
  await gateway.gateway.recordInvalid(null, new Date('2011-12-16T10:00:00Z'), 'UNAUTHENTICATED');
  expect(gateway.ledger.entries.slice(before)).toMatchObject([
    { outcome: 'refused', code: 'BAD_USER_INPUT', requester: { country: 'DK' }, owners: [] },
    {
      outcome: 'invalid',
      code: 'UNAUTHENTICATED',
      requester: null,
      owners: [],
      time: '2011-12-16T10:00:00.000Z',
    },
  ]);
});
