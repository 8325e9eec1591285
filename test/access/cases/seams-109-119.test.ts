/** Hostile cases 109, 110, 111, 112 and 119: what a composing library does with names, gaps and directives of others. */

import { parse } from 'graphql';
import { loadPolicy } from '../../../src/cli/load-policy.ts';
import { loadSchemaTexts } from '../../../src/cli/load-schema-texts.ts';
import { composeGateway } from '../../../src/gateway/compose-gateway.ts';
import { openGateway } from '../../../src/gateway/open-gateway.ts';
import type { QueryOutcome } from '../../../src/gateway/run-query.ts';
import type { OwnerEntry } from '../../../src/ledger/ledger.ts';
import { openRecorder, REVISION } from '../../gateway/recorder.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '../../jest.ts';
import { askedOf, type Case, expectNoReferenceOf, openCase, referencesOf, sentTo } from './open-case.ts';

const SCHEMA_TEXTS = loadSchemaTexts();

let it: Case;
beforeAll(async () => {
  it = await openCase();
});
afterEach(() => {
  for (const mock of [...it.mocks.national.values(), it.mocks.europol]) mock.behave({});
});
afterAll(() => it.close());

const SEARCHES =
  '{ operation(id: "icarus") { participations { id searches { records(first: 7) { nodes { caseRef date } } } } } }';
const dataOf = (outcome: QueryOutcome): unknown => (outcome.kind === 'answered' ? outcome.data : null);

// Intent: overwrite a variable that the library makes for its keys. Trap: both live in one table of variables.
for (const name of [
  'keys',
  '_v0_keys',
  '_v1_keys',
  '_v0_id',
  'operation',
  '_keys0',
  'representations',
  'id',
]) {
  test(`109 a variable named \`${name}\` changes nothing of what is asked, given or written down`, async () => {
    const plain = await it.ask('CH', SEARCHES);
    const sent = sentTo(it.mocks).sort();
    const query = SEARCHES.replace('{ operation', `query Q($${name}: Int!) { operation`).replace(
      '7',
      `$${name}`,
    );
    const hostile = await it.ask('CH', query, { variables: { [name]: 7 } });
    expect(sentTo(it.mocks).sort()).toEqual(sent);
    expect(dataOf(hostile.outcome)).toEqual(dataOf(plain.outcome));
    expect(hostile.entry.owners).toEqual(plain.entry.owners);
    expectNoReferenceOf(it.mocks, 'NO', hostile);
  });
}

/** `body` without every key of `names`: what is left out is undefined to a library, not null. */
function without(names: readonly string[]): (body: string) => string {
  return (body) =>
    JSON.stringify(JSON.parse(body), (key, value: unknown) => (names.includes(key) ? undefined : value));
}

describe('110, 111 what a system leaves out is fetched from nowhere else', () => {
  test('110 fields that Europol leaves out cost no second call, past the border or through it', async () => {
    // Trap: a value that is undefined makes the library call the resolver of a source schema, or ask once more.
    const query =
      '{ operation(id: "icarus") { codeName status actionDays { date } participations { id role } } }';
    const whole = await it.ask('DK', query);
    const calls = sentTo(it.mocks);
    expect(whole.answer).toContain('LEAD');
    it.mocks.europol.behave({ alter: without(['role', 'status', 'date', 'actionDays']) });
    const { outcome, entry } = await it.ask('DK', query);
    expect(sentTo(it.mocks)).toEqual(calls);
    expect(outcome).toMatchObject({
      kind: 'answered',
      data: { operation: { codeName: 'Icarus', status: null, actionDays: null } },
    });
    expect(JSON.stringify(outcome)).not.toMatch(/LEAD|2011-11/);
    expect(entry.owners.every(({ given }) => given === 0)).toBe(true);
  });

  test('111 a list that Denmark leaves out is asked of no other country and filled by none', async () => {
    const whole = await it.ask('CH', SEARCHES);
    const calls = sentTo(it.mocks).sort();
    it.mocks.national.get('DK')?.behave({ alter: without(['ransagninger']) });
    const { outcome, answer, entry } = await it.ask('CH', SEARCHES);
    expect(sentTo(it.mocks).sort()).toEqual(calls);
    const { participations } = (outcome as unknown as Answered).data.operation;
    const denmark = JSON.stringify(participations.find(({ id }) => id === 'icarus.DK'));
    for (const owner of ['DE', 'NO', 'LU', 'DK'])
      expect(referencesOf(it.mocks, owner).filter((one) => denmark.includes(one))).toEqual([]);
    expect(answer).toContain('"SOURCE_INVALID"');
    expect(entry.owners.find(({ owner }) => owner === 'DK')?.given).toBe(0);
    const german = ({ owners }: typeof entry) => owners.find(({ owner }) => owner === 'DE');
    expect(german(entry)).toEqual(german(whole.entry));
  });
});

test('112 what Europol answers in a country’s words overwrites nothing of that country', async () => {
  // Trap: objects of one type are merged key by key, and the last one wins.
  const query = `{ operation(id: "icarus") { participations { id modusOperandi source { status }
    searches { count { exact } records { totalCount nodes { caseRef date } } } } } }`;
  const honest = await it.ask('CH', query);
  const forged = {
    modusOperandi: 'FORGED',
    _status: 'FORGED',
    _invalid: ['modusOperandi'],
    searches: { count: { exact: 999 }, records: { totalCount: 999, nodes: [{ caseRef: 'FORGED' }] } },
  };
  it.mocks.europol.behave({
    alter: (body) => body.replaceAll('"country":', `${JSON.stringify(forged).slice(1, -1)},"country":`),
  });
  const { outcome, answer, entry } = await it.ask('CH', query);
  expect(answer).not.toMatch(/FORGED|999/);
  expect(dataOf(outcome)).toEqual(dataOf(honest.outcome));
  expect(entry.owners).toEqual(honest.entry.owners);
  expectNoReferenceOf(it.mocks, 'NO', { answer, entry });
});

describe('119 the categories are those of the text, whatever the library makes of directives', () => {
  /** Asks as CH with `national` in the place of the national contract. */
  async function askWith(
    national: string,
  ): Promise<{ outcome: QueryOutcome; owners: readonly OwnerEntry[] }> {
    for (const mock of [...it.mocks.national.values(), it.mocks.europol]) mock.forget();
    const ledger = openRecorder();
    const urls = [
      ...it.mocks.national,
      ['XE', it.mocks.europol] as const,
      ['XO', it.mocks.interpol] as const,
    ];
    const gateway = openGateway({
      composed: composeGateway({ ...SCHEMA_TEXTS, national }),
      policy: loadPolicy(),
      revision: REVISION,
      systems: new Map(urls.map(([code, { url }]) => [code, { url, timeoutMs: 2_000 }])),
      ledger,
      accessDate: '2011-12-16',
      report: () => {},
    });
    const caller = {
      subject: 'analyst-1',
      country: 'CH',
      role: 'analyst' as const,
      tokenId: 'test',
      purpose: 'OPERATIONAL_ANALYSIS',
      justification: 'test',
    };
    const arrived = new Date('2011-12-16T10:00:00Z');
    const document = parse(SEARCHES);
    const outcome = await gateway.run({ document, operationName: null, variables: {}, caller, arrived });
    await gateway.close();
    return { outcome, owners: ledger.entries.flatMap(({ owners }) => owners) };
  }

  test('a contract that calls a closed field PUBLIC opens it nowhere', async () => {
    // Trap: the library merges the directives of all its inputs, and the last one wins.
    const national = SCHEMA_TEXTS.national
      .replaceAll('category: PERSONAL', 'category: PUBLIC')
      .replaceAll('category: OPERATIONAL', 'category: PUBLIC');
    expect(national).not.toBe(SCHEMA_TEXTS.national);
    const plain = await it.ask('CH', SEARCHES);
    const { outcome, owners } = await askWith(national);
    expect(dataOf(outcome)).toEqual(dataOf(plain.outcome));
    expect(owners).toEqual(plain.entry.owners);
    expect(askedOf(it.mocks, 'NO')).not.toContain('searches.caseRef');
  });

  test('a contract that is stricter closes the field: it is asked of nobody', async () => {
    const national = SCHEMA_TEXTS.national.replace(
      'type Search @access(category: OPERATIONAL, owner: COUNTRY)',
      'type Search @access(category: PROTECTED, owner: COUNTRY)',
    );
    expect(national).not.toBe(SCHEMA_TEXTS.national);
    const { outcome, owners } = await askWith(national);
    expect(outcome.kind).toBe('answered');
    expect(JSON.stringify(dataOf(outcome))).not.toMatch(/"date":"/);
    for (const code of it.mocks.national.keys())
      expect(askedOf(it.mocks, code)).not.toContain('searches.date');
    // Rule 3: what is the caller's own stays open.
    const others = owners.filter(({ owner }) => owner !== 'CH');
    // In a list that goes without consent, the field alone needs it; elsewhere the whole list does, and no record has it.
    for (const { document } of others.filter(({ document: text }) => text?.includes('needs: "nothing"')))
      expect(document).toContain('date(needs: "item consent")');
    expect(others.flatMap(({ denials }) => denials.map(({ coordinate }) => coordinate))).toContain(
      'Search.date',
    );
  });
});

interface Answered {
  readonly data: { readonly operation: { readonly participations: readonly { readonly id: string }[] } };
}
