/** A list that is read in one go is what it would be step by step: whatever a country sends, whoever asks, whatever is asked. */
import fc from 'fast-check';
import { GRAPHQL_COUNTRIES } from '../../bench/national/words.ts';
import { loadSchemaTexts } from '../../src/cli/load-schema-texts.ts';
import { openDeadline } from '../../src/countries/connection/deadline.ts';
import { RECORD_FIELDS } from '../../src/countries/national-query.ts';
import type { NativeAnswer, NativeList } from '../../src/countries/protocols/protocol.ts';
import { GatewayError } from '../../src/errors.ts';
import { askCountry, type NationalOutcome } from '../../src/gateway/ask-country.ts';
import { composeGateway } from '../../src/gateway/compose-gateway.ts';
import { askedOfCountry } from '../../src/gateway/fetch-compiled.ts';
import { openPlanGround, planOnGround } from '../../src/gateway/plan-ground.ts';
import { LIST_NAMES, type ListName } from '../../src/terms.ts';
import { expect, test } from '../jest.ts';
import { POLICY } from './open-test-gateway.ts';

const { checks } = composeGateway(loadSchemaTexts());
const ground = openPlanGround(loadSchemaTexts(), POLICY);
const OWNERS = ['DK', 'DE', 'NO', 'LU'];
const FACTS = { id: 'icarus', crimeArea: 'CSE', participants: [...OWNERS, 'CH'] };

/** What is asked of one record of each list. */
const NODES: Readonly<Record<ListName, readonly string[]>> = {
  arrests: [
    'caseRef',
    'date',
    'placeNuts2',
    'offence { national iccs }',
    'status',
    'ageBand',
    'marking { handling }',
  ],
  suspects: [
    'caseRef',
    'dataSubjectCategory',
    'identifiedOn',
    'ageBand',
    'interpol { hit }',
    'interpol { __typename }',
  ],
  searches: ['caseRef', 'date', 'warrantBasis', 'marking { sourceEvaluation informationEvaluation }'],
  seizures: ['exhibitRef', 'deviceType', 'itemCount', 'dataVolumeTb', 'marking { informationEvaluation }'],
  forensicExams: ['exhibitRef', 'status', 'deviceType', 'openedOn', 'completedOn'],
};
const ORDERS: Readonly<Record<ListName, readonly string[]>> = {
  arrests: ['DATE', 'STATUS'],
  suspects: ['AGE_BAND'],
  searches: ['DATE', 'WARRANT_BASIS'],
  seizures: ['ITEM_COUNT'],
  forensicExams: ['OPENED_ON', 'STATUS'],
};

/** Some of every kind: by a code, a day, the beginning of a text, no value, the marking, and what is not so. */
const FILTERS: Readonly<Record<ListName, readonly string[]>> = {
  arrests: ['date: { from: "2011-12-01" }', 'not: { status: { in: [CHARGED] } }', 'handling: { in: [H1] }'],
  suspects: [
    'ageBand: { isNull: true }',
    'or: [{ ageBand: { in: [AGE_18_29] } }, { caseRef: { in: ["A-1"] } }]',
  ],
  searches: ['placeNuts2: { beginsWith: ["DK"] }', 'not: { handling: { in: [H0] } }'],
  seizures: ['exhibitRef: { in: ["X-1", "Y-3"] }', 'deviceType: { in: [OTHER] }'],
  forensicExams: ['openedOn: { isNull: true }', 'completedOn: { to: "2011-12-16" }'],
};

/** Values of which most fit. */
const VALUES: Readonly<Record<string, readonly unknown[]>> = {
  caseRef: ['A-1', 'A-2', 'B-3', 'B-4', 'C 5', 'Å-6', 7],
  exhibitRef: ['X-1', 'X-2', 'Y-3', 'Y-4', 'Z-5'],
  date: ['2011-11-08', '2011-12-16', '2011-12-01'],
  identifiedOn: ['2011-11-08', '2011-12-16'],
  openedOn: ['2011-11-08', '2011-12-16', null],
  completedOn: ['2011-12-16', null],
  placeNuts2: ['DK01', 'DE30', null],
  offence: ['§ 235', '§ 184b StGB'],
  status: ['IN_CUSTODY', 'CHARGED', 'COMPLETED', 'PENDING'],
  ageBand: ['AGE_18_29', 'AGE_45_59', null],
  dataSubjectCategory: ['SUSPECT', 'CONVICTED'],
  warrantBasis: ['COURT_ORDER', 'CONSENT'],
  deviceType: ['COMPUTER', 'OTHER'],
  itemCount: [3, 0, 12],
  dataVolumeTb: [0.5, 64.3, null],
  sourceEvaluation: ['A', 'B'],
  informationEvaluation: ['1', '4', null],
};
/** What fits nothing, or not everything. */
const ODD = [
  '',
  'x'.repeat(300),
  'a\u0007b',
  '\ud800',
  '__proto__',
  1.5,
  -1,
  2 ** 60,
  {},
  [],
  true,
  'IN_CUSTODY ',
  '2011-13-45',
];

const row = (list: ListName): fc.Arbitrary<Record<string, unknown>> => {
  const value = (field: string): fc.Arbitrary<unknown> => {
    const fitting = fc.constantFrom(...(VALUES[field] ?? [null]));
    return fc.oneof({ weight: 25, arbitrary: fitting }, { weight: 1, arbitrary: fc.constantFrom(...ODD) });
  };
  const fields = Object.fromEntries(RECORD_FIELDS[list].map((field) => [field, value(field)]));
  const mostly = (usual: unknown, ...others: unknown[]): fc.Arbitrary<unknown> =>
    fc.oneof(
      { weight: 14, arbitrary: fc.constant(usual) },
      { weight: 1, arbitrary: fc.constantFrom(...others) },
    );
  return fc.record({
    ...fields,
    handle: fc.oneof(
      { weight: 12, arbitrary: fc.integer({ min: 0, max: 40 }).map((number) => `h${number}`) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          'h1',
          'h1',
          'h1',
          '',
          null,
          12,
          'h'.repeat(200),
          `g${'h'.repeat(200)}`,
          `i${'h'.repeat(200)}`,
          'hé',
        ),
      },
    ),
    handling: mostly('H0', 'H1', 'H2', 'H3', '', null, 'H9', ['H1', 'H0'], 'H1+H2'),
    addressees: mostly([], ['CH'], ['NO', 'DK', 'DE'], 'CH NO', null),
    itemConsents: mostly([], ['CH:2011-01-01:', 'XO:2011-01-01:'], ['NO:2011-01-01:'], 'DE:2011-01-01:'),
    protected: mostly(false, true, 'false', null, 'perhaps'),
  });
};

const CASES = fc.constantFrom(...LIST_NAMES).chain((list) =>
  fc.record({
    list: fc.constant(list),
    owner: fc.constantFrom(...OWNERS),
    country: fc.constantFrom('DK', 'DE', 'NO', 'CH'),
    nodes: fc.uniqueArray(fc.constantFrom(...(NODES[list] ?? [])), {
      minLength: 1,
      selector: (one) => one.split(' ')[0],
    }),
    order: fc.option(fc.constantFrom(...ORDERS[list]), { nil: null }),
    where: fc.option(fc.constantFrom(...FILTERS[list]), { nil: null, freq: 2 }),
    first: fc.integer({ min: 1, max: 6 }),
    beside: fc.subarray(['count { exact }', 'hit']),
    edges: fc.boolean(),
    rows: fc.array(row(list), { maxLength: 6 }),
    isSorted: fc.boolean(),
    total: fc.constantFrom('right', 'right', 'right', 'wrong', 'none'),
    isConsentable: fc.boolean(),
  }),
);
type Case = typeof CASES extends fc.Arbitrary<infer T> ? T : never;

function textOf({ list, nodes, order, where, first, beside, edges }: Case): string {
  const args = [
    `first: ${first}`,
    ...(order === null ? [] : [`orderBy: [{ field: ${order} }]`]),
    ...(where === null ? [] : [`where: { ${where} }`]),
  ].join(', ');
  const around = edges ? 'totalCount pageInfo { hasNextPage endCursor }' : '';
  return `{ operation(id: "icarus") { participations { ${list} { ${beside.join(' ')}
    records(${args}) { ${around} nodes { ${nodes.join(' ')} } } } } } }`;
}

/** As a system that errs, or not, in its total and in the order of a page. */
function listOf({ rows, isSorted, total, isConsentable, list }: Case): NativeList {
  const reference = list === 'seizures' || list === 'forensicExams' ? 'exhibitRef' : 'caseRef';
  const keyOf = (one: Record<string, unknown>): string => `${one[reference]} ${one.handle}`;
  const sorted = isSorted ? [...rows].sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1)) : rows;
  const all = total === 'none' ? null : total === 'right' ? rows.length : rows.length + 1;
  return { count: all, rows: sorted, consentable: isConsentable, found: [{ all, left: all }] };
}

interface Read {
  readonly outcome: NationalOutcome;
  readonly messages: readonly unknown[];
}

/** As `country` is answered, in one go and step by step; null where it may be asked nothing. */
async function askBoth(one: Case): Promise<readonly [Read, Read] | null> {
  const { owner, country } = one;
  const requester = { country, purpose: 'OPERATIONAL_ANALYSIS', date: '2011-12-16', logUp: true };
  const input = { text: textOf(one), operationName: null, variables: {} };
  const planned = permitted(() => planOnGround(ground, input, requester, FACTS));
  if (planned === null) return null;
  const { accessClass, compiled } = planned;
  const releases = compiled.releases.get(owner);
  const asked = compiled.national.get(owner);
  const system = GRAPHQL_COUNTRIES.get(owner);
  if (releases === undefined || asked === undefined || system === undefined) return null;
  const answer: NativeAnswer = { overview: {}, lists: new Map([[one.list, listOf(one)]]) };
  const ask = async (isInOneGo: boolean): Promise<Read> => {
    const messages: unknown[] = [];
    const note = async (request: unknown): Promise<NativeAnswer> => {
      messages.push(structuredClone(request));
      return answer;
    };
    const protocol = { ...system.protocol, ask: note };
    const outcome = await askCountry({ country: { ...system, protocol }, connection: CONNECTION }, checks, {
      ...{ operation: 'icarus', judging: { map: ground.map, accessClass, owner }, releases },
      ...{ selection: askedOfCountry(asked), wanted: true, denied: false, cursors: new Map() },
      ...{ deadline: openDeadline(60_000), isInOneGo },
    });
    return { outcome, messages };
  };
  return [await ask(true), await ask(false)];
}

/** A filter by what is not open to the caller refuses the query as a whole. */
function permitted<Planned>(plan: () => Planned): Planned | null {
  try {
    return plan();
  } catch (cause) {
    if (cause instanceof GatewayError && cause.code === 'FILTER_NOT_PERMITTED') return null;
    throw cause;
  }
}

/** Nothing goes over a socket here: what a country answers is made above. */
const CONNECTION = {
  within: async <T>(_: unknown, talk: (send: never) => Promise<T>): Promise<T> => talk(undefined as never),
  close: async () => {},
};

/** The code writes what it shows before what the border keeps; the steps begin with the latter. */
function isFromOneGo({ outcome }: Read, list: ListName): boolean {
  const connections = Object.values((outcome.participation[list] ?? {}) as Record<string, unknown>);
  const nodes = connections.flatMap((one) => (one as { nodes?: readonly object[] } | null)?.nodes ?? []);
  return nodes.length > 0 && nodes.every((node) => Object.keys(node)[0] !== '_invalid');
}

test('answer, report and messages are the same in one go as step by step, and lists in which nothing is odd go in one go', async () => {
  const seen = { answered: 0, inOneGo: 0 };
  await fc.assert(
    fc.asyncProperty(CASES, async (one) => {
      const both = await askBoth(one);
      if (both === null || one.rows.length === 0) return;
      const [inOneGo, stepByStep] = both;
      expect(inOneGo).toEqual(stepByStep);
      seen.answered += 1;
      if (isFromOneGo(inOneGo, one.list)) seen.inOneGo += 1;
    }),
    { numRuns: 900, seed: 2_011 },
  );
  expect(seen.answered).toBeGreaterThan(300);
  expect(seen.inOneGo).toBeGreaterThan(60);
});

/** What the code is made of, beside the names of the contract. */
const WORDS = new Set(
  `return row handle handling facts travels nodes positions const read if INVALID odd written left out fits values push none list owner key
   entry shownHandling toInformation null marking interpol _invalid _facts ? 0`.split(/\s+/),
);

test('the code that is made holds names of the contract and nothing that a country or a caller has written', async () => {
  const names = new Set<string>(Object.values(RECORD_FIELDS).flat());
  const made: string[] = [];
  const real = globalThis.Function;
  globalThis.Function = new Proxy(real, {
    construct: (target, parts: string[]) => {
      made.push(parts.at(-1) ?? '');
      return new target(...parts);
    },
  });
  try {
    await fc.assert(
      fc.asyncProperty(CASES, async (one) => {
        await askBoth(one);
      }),
      { numRuns: 150, seed: 2_012 },
    );
  } finally {
    globalThis.Function = real;
  }
  expect(made.length).toBeGreaterThan(20);
  const words = new Set(made.flatMap((code) => code.match(/[^\s(){}[\],:;.'=>!]+/g) ?? []));
  const strange = [...words].filter((word) => !WORDS.has(word) && !names.has(word.replace(/^v_/, '')));
  expect(strange).toEqual([]);
});
