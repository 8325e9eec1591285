/** Hostile case 69: a record of another country, a marking that is lowered, a reference that another country has too. */

import { makeIndex, pairOf } from '../../../mocks/interpol/make-index.ts';
import { startMocks } from '../../../mocks/start-mocks.ts';
import { makeWorld, type NationalWorld, type World } from '../../../mocks/world.ts';
import { openTestGateway } from '../../gateway/open-test-gateway.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '../../jest.ts';
import { EVIL } from './misled.ts';
import { askedOf, type Case, type CaseResult, openCaseOf, sentTo } from './open-case.ts';

/** A suspect of Germany and one of France share a reference, twice: once France's is H3, once both are H0. */
function collidingWorld(): World {
  const world = makeWorld();
  const german = world.countries.get('DE') as NationalWorld;
  const french = world.countries.get('FR') as NationalWorld;
  const suspects = french.suspects.map((suspect, place) => {
    if (place > 1) return suspect;
    const handling = place === 0 ? 'H3' : 'H0';
    return { ...suspect, handling, caseRef: german.suspects[place]?.caseRef ?? '' };
  });
  // Germany tells of every search first what its marking is: this one stays at home.
  const searches = german.searches.map((one, place) => (place === 0 ? { ...one, handling: 'H3' } : one));
  const changed: [string, NationalWorld][] = [
    ['FR', { ...french, suspects }],
    ['DE', { ...german, searches }],
  ];
  return { ...world, countries: new Map([...world.countries, ...changed]) };
}

let it: Case;
beforeAll(async () => {
  const mocks = await startMocks({ only: ['DK', 'DE', 'FR'], world: collidingWorld() });
  it = openCaseOf(mocks, openTestGateway(mocks, '2011-12-16', 30_000));
});
afterEach(() => {
  expect(it.gateway.failures).toEqual([]);
  for (const mock of it.mocks.national.values()) mock.behave({});
});
afterAll(() => it.close());

type Row = Record<string, unknown>;
/** Changes every list of rows that has the key `handle`. */
const inRows = (handle: string, change: (rows: Row[]) => Row[]) => (body: string) =>
  JSON.stringify(JSON.parse(body), (_, value: unknown) =>
    Array.isArray(value) && Object.hasOwn((value[0] ?? {}) as Row, handle) ? change(value as Row[]) : value,
  );
const worldOf = (code: string): NationalWorld => it.mocks.world.countries.get(code) as NationalWorld;
const ownerOf = ({ entry }: CaseResult, code: string) => entry.owners.find(({ owner }) => owner === code);
const operationOf = <T>({ outcome }: CaseResult): T => {
  if (outcome.kind !== 'answered') throw new Error(JSON.stringify(outcome));
  return outcome.data.operation as T;
};

interface Node {
  readonly caseRef: string;
  readonly provenance: { readonly country: { readonly code: string } };
}

test('69 a row that says it is of another country is of the country that was asked', async () => {
  // Intent: be judged by another country's rules, or take the place of its record. Trap: rows are joined by their own word.
  const query = `{ operation(id: "icarus") { searches { records(first: 500) { totalCount nodes { caseRef date provenance { country { code } system } } } } } }`;
  const nodesOf = (result: CaseResult): readonly Node[] =>
    operationOf<{ searches: { records: { nodes: Node[] } } }>(result).searches.records.nodes;
  const healthy = await it.ask('DE', query);
  const sent = sentTo(it.mocks).sort();
  const [german = ''] = worldOf('DE')
    .searches.map(({ caseRef }) => caseRef)
    .slice(1);
  const [danish = ''] = worldOf('DK').searches.map(({ caseRef }) => caseRef);
  const claims = {
    land: 'DE',
    country: 'DE',
    provenance: { country: { code: 'DE' }, system: EVIL },
    _k: JSON.stringify(['DE', german]),
    __typename: 'Search',
  };
  it.mocks.national.get('DK')?.behave({
    alter: inRows('post_id', (rows) =>
      rows.map((row) => (row.journalnummer === danish ? { ...row, ...claims, journalnummer: german } : row)),
    ),
  });
  const told = await it.ask('DE', query);
  // A page of Denmark's that is not in order is not believed: its list is read whole then, and nobody else is asked more.
  const again = sentTo(it.mocks).filter((message) => !sent.includes(message));
  expect(sentTo(it.mocks)).toEqual(expect.arrayContaining(sent));
  expect(again.map((message) => message.slice(0, 3))).toEqual(['DK ']);
  const keysOf = (nodes: readonly Node[]): string[] =>
    nodes.map(({ caseRef, provenance }) => `${provenance.country.code} ${caseRef}`).sort();
  expect(keysOf(nodesOf(told))).toEqual(
    keysOf(nodesOf(healthy))
      .map((key) => (key === `DK ${danish}` ? `DK ${german}` : key))
      .sort(),
  );
  const own = (result: CaseResult) =>
    nodesOf(result).filter(({ provenance }) => provenance.country.code === 'DE');
  expect(own(told)).toEqual(own(healthy));
  expect(told.answer).not.toContain(EVIL);
  expect(told.entry.owners).toEqual(healthy.entry.owners);
});

describe('69 a marking that is lowered', () => {
  const SEARCHES =
    '{ operation(id: "icarus") { participation(country: "DE") { searches { records(first: 500) { totalCount nodes { caseRef date } } } } } }';
  const isFacts = (body: string): boolean => body.includes('"verwendungscode"');
  const handlesAsked = () =>
    it.mocks.national
      .get('DE')
      ?.messages.flatMap(({ asked }) => asked.flatMap(({ only }) => only?.values ?? []));

  test('between the facts and the fields: what was H3 is not asked, and dropped when it comes all the same', async () => {
    // Trap: the second message is believed, since it came last.
    const healthy = await it.ask('CH', SEARCHES);
    const [kept] = worldOf('DE').searches;
    const lowered = {
      datensatz_id: kept?.handle,
      aktenzeichen: kept?.caseRef,
      datum: '01.12.2011',
      verwendungscode: 'H0',
    };
    it.mocks.national.get('DE')?.behave({
      alter: (body) => (isFacts(body) ? body : inRows('datensatz_id', (rows) => [lowered, ...rows])(body)),
    });
    const told = await it.ask('CH', SEARCHES);
    expect(operationOf(told)).toEqual(operationOf(healthy));
    expect(told.answer).not.toContain(kept?.caseRef);
    expect(handlesAsked()).not.toContain(kept?.handle);
    const { overshared = 0, ...owner } = ownerOf(told, 'DE') ?? {};
    expect(overshared).toBeGreaterThan(0);
    expect({ ...owner, overshared: 0 }).toEqual(ownerOf(healthy, 'DE'));
  });

  test('within the facts: a record that is H3 and H0 is neither, and goes nowhere', async () => {
    // Trap: of two rows of one handle the last one counts.
    const healthy = await it.ask('CH', SEARCHES);
    const [kept, open] = worldOf('DE').searches;
    for (const handle of [kept?.handle, open?.handle]) {
      const both = (row: Row): Row[] =>
        row.datensatz_id === handle
          ? [
              { ...row, verwendungscode: 'H3' },
              { ...row, verwendungscode: 'H0' },
            ]
          : [row];
      it.mocks.national.get('DE')?.behave({
        alter: (body) => (isFacts(body) ? inRows('datensatz_id', (rows) => rows.flatMap(both))(body) : body),
      });
      const told = await it.ask('CH', SEARCHES);
      expect(handlesAsked()).not.toContain(handle);
      const lost = worldOf('DE').searches.find((one) => one.handle === handle);
      expect(told.answer).not.toContain(lost?.caseRef);
      expect(told.answer).toContain('"SOURCE_INVALID"');
      expect(ownerOf(told, 'DE')).toMatchObject({
        status: 'PARTIAL',
        given: (ownerOf(healthy, 'DE')?.given ?? 0) - (handle === open?.handle ? 1 : 0),
      });
    }
  });

  test('a source that filters and gives an H3 all the same: it is dropped, and counted as overshared', async () => {
    const query = SEARCHES.replace('"DE"', '"DK"');
    const healthy = await it.ask('CH', query);
    it.mocks.national.get('DK')?.behave({
      alter: inRows('post_id', (rows) => [
        ...rows,
        { ...rows[0], post_id: 'H999999', haandteringskode: 'H3', journalnummer: EVIL },
      ]),
    });
    const told = await it.ask('CH', query);
    expect(operationOf(told)).toEqual(operationOf(healthy));
    expect(told.answer + JSON.stringify(told.entry)).not.toContain(EVIL);
    expect(askedOf(it.mocks, 'DK')).toContain('searches.caseRef');
    const withheld = (ownerOf(healthy, 'DK')?.withheld ?? 0) + 1;
    expect(ownerOf(told, 'DK')).toEqual({ ...ownerOf(healthy, 'DK'), overshared: 1, withheld });
  });
});

describe('69 a reference that two countries have', () => {
  const shared = (place: number): string => worldOf('DE').suspects[place]?.caseRef ?? '';
  const refs = (place: number) => ['FR', 'DE'].map((country) => ({ country, caseRef: shared(place) }));
  const CHECK = `query ($refs: [CaseReference!]!) { operation(id: "icarus") { crossCheck(refs: $refs) {
    country { code } result suspect { caseRef identifiedOn interpol { hit noticeColour } provenance { country { code } } } } } }`;
  const toIndex = () => it.mocks.interpol.messages.flatMap(({ references }) => references ?? []);
  const entryOf = (country: string, caseRef: string) => {
    const colour = makeIndex(it.mocks.world).get(pairOf({ country, caseRef }));
    return { hit: colour === undefined ? 'NO_HIT' : 'HIT', noticeColour: colour ?? null };
  };

  test('closed here and open there: a cross-check says so of each, and only the open one goes to Interpol', async () => {
    // Intent: have the open record open the closed one. Trap: a key that is the reference alone.
    const result = await it.ask('DK', CHECK, { purpose: 'CROSS_CHECK', variables: { refs: refs(0) } });
    const caseRef = shared(0);
    expect(operationOf(result)).toEqual({
      crossCheck: [
        { country: { code: 'FR' }, result: 'NO_HIT', suspect: null },
        {
          country: { code: 'DE' },
          result: 'HIT',
          suspect: {
            caseRef,
            identifiedOn: worldOf('DE').suspects[0]?.identifiedOn,
            interpol: entryOf('DE', caseRef),
            provenance: { country: { code: 'DE' } },
          },
        },
      ],
    });
    expect(toIndex()).toEqual([{ country: 'DE', caseRef }]);
    expect(ownerOf(result, 'FR')).toMatchObject({ given: 0, joins: [] });
    expect(ownerOf(result, 'DE')).toMatchObject({ given: 1, joins: [{ owner: 'XO', references: 1 }] });
    expect(it.mocks.national.get('DK')?.messages).toEqual([]);
  });

  test('open in both: each has its own record and its own entry of the index', async () => {
    const result = await it.ask('DK', CHECK, { purpose: 'CROSS_CHECK', variables: { refs: refs(1) } });
    const caseRef = shared(1);
    const { crossCheck } = operationOf<{ crossCheck: Row[] }>(result);
    expect(crossCheck).toEqual(
      ['FR', 'DE'].map((code) => ({
        country: { code },
        result: 'HIT',
        suspect: {
          caseRef,
          identifiedOn: worldOf(code).suspects[1]?.identifiedOn,
          interpol: entryOf(code, caseRef),
          provenance: { country: { code } },
        },
      })),
    );
    expect(toIndex()).toHaveLength(2);
    expect(toIndex()).toEqual(expect.arrayContaining(['FR', 'DE'].map((country) => ({ country, caseRef }))));
  });

  test('the index is answered by pair: an answer for the one is not shown at the other', async () => {
    const marked = (body: string): string => {
      const answer = JSON.parse(body);
      // In the order asked: the first is a hit, the second none.
      answer.data.index = toIndex().map(({ country }) => ({ hit: country === 'FR', noticeColour: null }));
      return JSON.stringify(answer);
    };
    it.mocks.interpol.behave({ alter: marked });
    const result = await it.ask('DK', CHECK, { purpose: 'CROSS_CHECK', variables: { refs: refs(1) } });
    it.mocks.interpol.behave({});
    const { crossCheck } = operationOf<{ crossCheck: { suspect: { interpol: Row } }[] }>(result);
    expect(crossCheck.map(({ suspect }) => suspect.interpol.hit)).toEqual(['HIT', 'NO_HIT']);
  });
});
