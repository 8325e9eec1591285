/**
 * Queries that are as costly as we can make them, each in its own way: those that are refused, and those just below the
 * limits, which are answered.
 */
import { readFileSync } from 'node:fs';
import { getIntrospectionQuery } from 'graphql';

export interface Request {
  readonly query: string;
  readonly operationName?: string;
  /** As JSON: some are nested too deep to be written by JSON.stringify. */
  readonly variables?: string;
}
type Case = readonly [name: string, request: Request];

const times = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');
const inside = (text: string): string => `{ operation(id: "icarus") { ${text} } }`;
const LISTS = ['arrests', 'suspects', 'searches', 'seizures', 'forensicExams'];
const CODES = 'AT BE BG CH CY CZ DE DK EE ES FI FR GB HR HU IE IS IT LU MT NL NO PL PT SE SK'.split(' ');
const ARREST =
  'caseRef date placeNuts2 offence { national iccs } status ageBand marking { handling sourceEvaluation informationEvaluation } provenance { country { code name } system asOf timeZone }';

export function worstQueries(): readonly Case[] {
  return [
    ['the board', { query: readFileSync(new URL('../demo/board.graphql', import.meta.url), 'utf8') }],
    ...ofText(),
    ...ofMerging(),
    ...ofFragments(),
    ...ofDocuments(),
    ...ofArguments(),
    ...ofIntrospection(),
    ...ofRecords(),
    ...ofPages(),
  ];
}

function ofText(): Case[] {
  return [
    ['text: 19,000 times one leaf', { query: inside(times(19_000, () => 'codeName')) }],
    ['text: 960 aliases', { query: inside(times(960, (n) => `a${n}: codeName`)) }],
    ['text: 6,000 levels', { query: `${'{a'.repeat(6000)}${'}'.repeat(6000)}` }],
    ['text: 1 MB of commas', { query: `${','.repeat(1_000_000)}{ viewer { role } }` }],
    ['text: 98 kB of comments', { query: `${'#\n'.repeat(49_000)}{ viewer { role } }` }],
    [
      'text: 98 kB of a block string',
      { query: `{ operation(id: """${'\n x'.repeat(30_000)}""") { codeName } }` },
    ],
    ['text: a name of 98 kB', { query: `{ ${'x'.repeat(98_000)} }` }],
    ['text: 1,600 fields nobody knows', { query: inside(times(1600, (n) => `codeNam${n}`)) }],
    [
      'text: 1,600 directives of one field',
      { query: inside(`codeName ${times(800, () => '@skip(if: false)')}`) },
    ],
  ];
}

function ofMerging(): Case[] {
  const roots = (wide: number, text: string): string =>
    `{ ${times(wide, () => `operation(id: "icarus") { ${text} }`)} }`;
  return [
    [
      'merging: one object 1,000 times',
      { query: inside(times(1000, () => 'leadCountry { code name agreement { kind } }')) },
    ],
    [
      'merging: 90 of one object under 5 aliases',
      { query: inside(times(5, (a) => times(90, () => `a${a}: leadCountry { code name }`))) },
    ],
    [
      'merging: 9 in 9, whole countries',
      {
        query: roots(
          9,
          times(
            9,
            () => 'participations { country { code name agreement { kind validFrom validTo legalBasis } } }',
          ),
        ),
      },
    ],
    [
      'merging: 90 with arguments to compare',
      {
        query: inside(
          `arrests { ${times(90, () => 'records(where: { and: [{ status: { in: [CHARGED] } }, { status: { in: [CHARGED] } }] }, first: 5) { totalCount }')} }`,
        ),
      },
    ],
    [
      'merging: a few large arguments',
      {
        query: inside(
          `arrests { ${times(9, () => `records(where: { caseRef: { in: [${times(400, (n) => `"${n}"`)}] } }) { totalCount }`)} }`,
        ),
      },
    ],
  ];
}

function ofFragments(): Case[] {
  const chain = (count: number): string =>
    times(count, (n) => `fragment F${n} on Country { a${n}: code ${n < count - 1 ? `...F${n + 1}` : ''} }`);
  const doubling = (count: number): string =>
    times(
      count,
      (n) =>
        `fragment F${n} on Country { ${n < count - 1 ? `...G${n + 1} ...F${n + 1}` : 'code'} } fragment G${n} on Country { ${n < count - 1 ? `...F${n + 1} ...G${n + 1}` : 'code'} }`,
    );
  const types = (count: number): string =>
    times(
      count,
      (n) =>
        `fragment T${n} on __Type { ${n < count - 1 ? `a: ofType { ...T${n + 1} } b: ofType { ...T${n + 1} }` : 'name'} }`,
    );
  return [
    ['fragments: a chain of 60', { query: `{ countries { ...F0 } } ${chain(60)}` }],
    ['fragments: doubling 40 times', { query: `{ countries { ...F0 } } ${doubling(40)}` }],
    [
      'fragments: doubling 7 times by introspection',
      { query: `{ __schema { queryType { ...T0 } } } ${types(7)}` },
    ],
    [
      'fragments: doubling 22 times by introspection',
      { query: `{ __schema { queryType { ...T0 } } } ${types(22)}` },
    ],
    [
      'fragments: 300 beside each other, aliased',
      {
        query: `{ viewer { ${times(300, (n) => `...S${n}`)} } } ${times(300, (n) => `fragment S${n} on Viewer { a${n}: role }`)}`,
      },
    ],
    [
      'fragments: 40 fields, each spreading 40 that are skipped',
      {
        query: `query Q($no: Boolean = false) { ${times(40, (n) => `a${n}: viewer { role ...A }`)} } fragment A on Viewer { ${times(40, (n) => `...S${n}`)} } ${times(40, (n) => `fragment S${n} on Viewer { role @include(if: $no) }`)}`,
      },
    ],
    [
      'fragments: a circle beside 90 of one object',
      {
        query: `{ countries { ...A ${times(90, () => 'agreement { kind }')} } } fragment A on Country { ...B } fragment B on Country { ...A code }`,
      },
    ],
    ['fragments: 90 inline', { query: inside(times(90, () => '... { codeName }')) }],
  ];
}

function ofDocuments(): Case[] {
  const variables = times(10, (v) => `$v${v}: Boolean!`);
  return [
    [
      'documents: 600 queries',
      { query: times(600, (n) => `query Q${n} { viewer { role } }`), operationName: 'Q0' },
    ],
    [
      'documents: 50 queries of 10 variables, a fragment with 70 uses',
      {
        query: `${times(50, (n) => `query Q${n}(${variables}) { viewer { ...V } }`)} fragment V on Viewer { ${times(70, (n) => `a${n}: role @include(if: $v${n % 10})`)} }`,
        operationName: 'Q0',
        variables: JSON.stringify(Object.fromEntries(Array.from({ length: 10 }, (_, n) => [`v${n}`, true]))),
      },
    ],
    [
      'documents: 1,200 variables',
      { query: `query Q(${times(1200, (n) => `$v${n}: Boolean`)}) { viewer { role } }` },
    ],
  ];
}

function ofArguments(): Case[] {
  const query =
    'query Q($where: ArrestWhere) { operation(id: "icarus") { arrests { records(where: $where) { totalCount } } } }';
  const refs =
    'query Q($refs: [CaseReference!]!) { operation(id: "icarus") { crossCheck(refs: $refs) { result } } }';
  const nest = (depth: number): string =>
    `{"where":${'{"and":['.repeat(depth)}{"caseRef":{"in":["x"]}}${']}'.repeat(depth)}}`;
  const where = (filter: object): string => JSON.stringify({ where: filter });
  const list = <T>(count: number, item: (index: number) => T): T[] =>
    Array.from({ length: count }, (_, n) => item(n));
  return [
    ['arguments: 100,000 values', { query, variables: where({ caseRef: { in: list(100_000, String) } }) }],
    [
      'arguments: 400,000 numbers nobody asks',
      { query: '{ viewer { role } }', variables: JSON.stringify({ x: list(400_000, () => 1) }) },
    ],
    [
      'arguments: 100,000 wrong values',
      { query, variables: where({ status: { in: list(100_000, () => 'x') } }) },
    ],
    [
      'arguments: 4,900 wrong values',
      { query, variables: where({ status: { in: list(4_900, () => 'x') } }) },
    ],
    [
      'arguments: 25,000 references',
      {
        query: refs,
        variables: JSON.stringify({ refs: list(25_000, (n) => ({ country: 'DE', caseRef: `x${n}` })) }),
      },
    ],
    ['arguments: 60,000 inputs in each other', { query, variables: nest(60_000) }],
    [
      'arguments: 900 kB in one value',
      { query, variables: where({ caseRef: { in: ['x'.repeat(900_000)] } }) },
    ],
    [
      'arguments: 1,000 values of 200 characters',
      { query, variables: where({ caseRef: { in: list(1000, (n) => `${'x'.repeat(190)}${n}`) } }) },
    ],
    [
      'arguments: 1,000 values of 40 characters for three lists',
      {
        query: `query Q($c: CaseRefFilter) { operation(id: "icarus") { ${['arrests', 'suspects'].map((name) => `${name} { records(where: { caseRef: $c }) { totalCount nodes { marking { handling } } } }`).join(' ')} participations { arrests { records(where: { caseRef: $c }) { totalCount } } } } }`,
        variables: JSON.stringify({ c: { in: list(1000, (n) => `${'x'.repeat(30)}${n}`) } }),
      },
    ],
  ];
}

function ofIntrospection(): Case[] {
  return [
    [
      'introspection: as clients ask it',
      { query: getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true }) },
    ],
    [
      'introspection: 50 times',
      {
        query: `{ ${times(50, (n) => `s${n}: __schema { types { name fields { name type { name fields { name } } } } }`)} }`,
      },
    ],
    [
      'introspection: one leaf 90 times',
      {
        query: `{ __schema { types { fields { type { fields { ${times(90, (n) => `a${n}: name`)} } } } } } }`,
      },
    ],
    [
      'introspection: the largest type 250 times',
      {
        query: `{ ${times(250, (n) => `t${n}: __type(name: "Operation") { fields { name type { fields { name } } } }`)} }`,
      },
    ],
    [
      'introspection: the largest type, 900 aliases',
      {
        query: `{ ${times(9, (m) => `t${m}: __type(name: "Operation") { fields { type { fields { ${times(99, (n) => `a${n}: name`)} } } } }`)} }`,
      },
    ],
  ];
}

function ofRecords(): Case[] {
  const each = (args: string, below: string): string =>
    LISTS.map((list) => `${list} { records${args} { ${below} } }`).join(' ');
  return [
    [
      'records: 500 of each country, all fields',
      { query: inside(`participations { arrests { records(first: 500) { nodes { ${ARREST} } } } }`) },
    ],
    [
      'records: 150 of each country, all fields',
      { query: inside(`participations { arrests { records(first: 150) { nodes { ${ARREST} } } } }`) },
    ],
    [
      'records: 500 of each country, a reference and a day',
      { query: inside('participations { arrests { records(first: 500) { nodes { caseRef date } } } }') },
    ],
    [
      'records: 85 of each country with entries of Interpol',
      {
        query: inside(
          `participations { suspects { records(first: 85) { nodes { ${ARREST.replace('date', 'identifiedOn').replace('status', 'dataSubjectCategory')} interpol { hit noticeColour } } } } }`,
        ),
      },
    ],
    [
      'records: 60 of each list of each country',
      {
        query: inside(
          `participations { ${each('(first: 60)', 'nodes { marking { handling } provenance { country { code } system asOf } }')} }`,
        ),
      },
    ],
    [
      'records: 25 of each country, 100 aliases',
      {
        query: inside(
          `participations { arrests { records(first: 25) { nodes { ${times(100, (n) => `a${n}: caseRef`)} } } } }`,
        ),
      },
    ],
    [
      'records: 500 across countries of each list',
      {
        query: inside(
          each(
            '(first: 500)',
            'nodes { marking { handling sourceEvaluation informationEvaluation } provenance { country { code name } system asOf timeZone } }',
          ),
        ),
      },
    ],
    [
      'records: one of each country',
      { query: inside('participations { arrests { records(first: 1) { nodes { caseRef } } } }') },
    ],
  ];
}

function ofPages(): Case[] {
  return [
    [
      'pages: 400 of one list',
      {
        query: inside(
          `participations { arrests { ${times(400, (n) => `a${n}: records(first: ${n + 1}) { totalCount }`)} } }`,
        ),
      },
    ],
    [
      'pages: 19 of one list',
      {
        query: inside(
          `participations { arrests { ${times(19, (n) => `a${n}: records(first: ${n + 1}) { nodes { caseRef } }`)} } }`,
        ),
      },
    ],
    [
      'pages: 19 of one list across countries',
      {
        query: inside(
          `arrests { ${times(19, (n) => `a${n}: records(first: ${n + 1}) { nodes { ${ARREST} } }`)} }`,
        ),
      },
    ],
    [
      'pages: 3 of each list across countries',
      {
        query: inside(
          LISTS.map(
            (list) =>
              `${list} { ${times(3, (n) => `a${n}: records(first: ${n + 1}) { nodes { marking { handling } provenance { country { code } } } }`)} }`,
          ).join(' '),
        ),
      },
    ],
    [
      'pages: 19 cross-checks of 25',
      {
        query: inside(
          times(
            19,
            (m) =>
              `c${m}: crossCheck(refs: [${times(25, (n) => `{ country: "${CODES[n]}", caseRef: "${m}" }`)}]) { result }`,
          ),
        ),
      },
    ],
    [
      'pages: each country by name',
      {
        query: inside(
          CODES.map(
            (code, n) =>
              `p${n}: participation(country: "${code}") { arrests { ${times(5, (m) => `a${m}: records(first: ${n + m + 1}) { nodes { caseRef date } }`)} } }`,
          ).join(' '),
        ),
      },
    ],
    [
      'pages: 300 operations',
      { query: `{ ${times(300, (n) => `o${n}: operation(id: "x${n}") { codeName crimeArea }`)} }` },
    ],
  ];
}
