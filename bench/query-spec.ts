/** What a workload asks, once for all subjects: each is asked the same in the words of its own schema. */
import type { ListName } from '../mocks/mock-system.ts';
import { readCsv } from '../mocks/world.ts';

export interface ListSpec {
  readonly list: ListName;
  readonly counts: readonly string[];
  readonly hit: boolean;
  /** 0: no records. */
  readonly first: number;
  readonly fields: readonly string[];
}

export interface QuerySpec {
  /** Lists that are counted across countries, with what is asked of each. */
  readonly totals: readonly (readonly [ListName, string])[];
  readonly operation: readonly string[];
  /** Null: every participation. */
  readonly countries: readonly string[] | null;
  /** Of each participation, beside its lists. */
  readonly overview: readonly string[];
  readonly lists: readonly ListSpec[];
}

/**
 * How the countries hang on an operation. `concordat`: participations, with their lists; `stitching`: a field of each
 * participation that is delegated; `federation`: a field of the operation for each country.
 */
export type Style = 'concordat' | 'stitching' | 'federation';

const OF_HUB = 'id country { code name } role agreement { kind }';

export function toText(spec: QuerySpec, style: Style): string {
  const part = partOf(spec);
  const totals = style === 'concordat' ? spec.totals.map(([list, asked]) => `${list} { ${asked} }`) : [];
  const countries = part === '' ? [] : countriesOf(spec, style, part);
  return `{ operation(id: "icarus") { ${[...spec.operation, ...totals, ...countries].join(' ')} } }${
    style === 'federation' && part !== '' ? ` fragment Part on National { ${part} }` : ''
  }`;
}

/** The codes of the countries are fields there; `as`, `is` and the like are names like any other in GraphQL. */
export function fieldOf(code: string): string {
  return code.toLowerCase();
}

function countriesOf({ countries, overview }: QuerySpec, style: Style, part: string): readonly string[] {
  if (style === 'federation')
    return [
      ...(overview.length > 0 ? [`participations { ${OF_HUB} }`] : []),
      ...(countries ?? CODES).map((code) => `${fieldOf(code)} { ...Part }`),
    ];
  const own = style === 'concordat' ? part : `national { ${part} }`;
  const ofHub = overview.length > 0 ? OF_HUB : 'country { code }';
  if (countries === null) return [`participations { ${ofHub} ${own} }`];
  return countries.map(
    (code) => `${fieldOf(code)}: participation(country: "${code}") { country { code } ${own} }`,
  );
}

function partOf({ overview, lists }: QuerySpec): string {
  return [
    ...overview,
    ...lists.map(({ list, counts, hit, first, fields }) => {
      const records = first === 0 ? [] : [`records(first: ${first}) { nodes { ${fields.join(' ')} } }`];
      const count = counts.length === 0 ? [] : [`count { ${counts.join(' ')} }`];
      return `${list} { ${[...count, ...(hit ? ['hit'] : []), ...records].join(' ')} }`;
    }),
  ].join(' ');
}

/** The countries of the operation, in the order of their codes. */
export const CODES: readonly string[] = readCsv('countries.csv')
  .map(({ iso2 = '' }) => iso2)
  .sort();

const ARREST_FIELDS = ['caseRef', 'date', 'offence { iccs }', 'status', 'ageBand'];
const SUSPECT_FIELDS = ['caseRef', 'dataSubjectCategory', 'placeNuts2', 'ageBand'];
const INTERPOL = 'interpol { hit }';
const OF_OPERATION = [
  'codeName',
  'synthetic',
  'publishedTotals { countries countriesWithResults arrests furtherSuspects }',
];

/** The board of the demo (demo/board.graphql); without Interpol for workloads in which others than countries are no part. */
export function boardSpec(interpol = true): QuerySpec {
  return {
    operation: OF_OPERATION,
    totals: [
      [
        'arrests',
        'count { exact published } completeness { answered of missing { country { code } cause } }',
      ],
      ['suspects', 'count { exact published }'],
      ['searches', 'count { exact }'],
    ],
    countries: null,
    overview: ['modusOperandi', 'source { status asOf }'],
    lists: [
      { list: 'arrests', counts: ['exact', 'published'], hit: true, first: 50, fields: ARREST_FIELDS },
      {
        list: 'suspects',
        counts: ['exact'],
        hit: true,
        first: 100,
        fields: interpol ? [...SUSPECT_FIELDS, INTERPOL] : SUSPECT_FIELDS,
      },
    ],
  };
}

const LISTS: readonly ListName[] = ['arrests', 'suspects', 'searches', 'seizures', 'forensicExams'];

/** Five totals across countries. Where a subject cannot add up, it is asked for the count of each country alone. */
export function totalsSpec(style: Style): QuerySpec {
  return {
    operation: OF_OPERATION,
    totals: LISTS.map((list) => [list, 'count { exact }']),
    countries: null,
    overview: [],
    lists:
      style === 'concordat'
        ? []
        : LISTS.map((list) => ({ list, counts: ['exact'], hit: false, first: 0, fields: [] })),
  };
}

export function pageSpec(): QuerySpec {
  return {
    operation: ['codeName'],
    totals: [],
    countries: ['DK'],
    overview: [],
    lists: [{ list: 'arrests', counts: ['exact'], hit: false, first: 500, fields: ARREST_FIELDS }],
  };
}

/** As many as a query may ask for at the largest size (query-limits.ts), so eight countries and not all. */
const GROWING = ['AT', 'BE', 'DE', 'DK', 'FR', 'IT', 'NL', 'SE'];

/** Half of the `records` of each country are arrests, half suspects. */
export function growthSpec(records: number): QuerySpec {
  const half = Math.ceil(records / 2);
  return {
    operation: ['codeName'],
    totals: [],
    countries: GROWING,
    overview: [],
    lists: [
      { list: 'arrests', counts: [], hit: false, first: half, fields: ARREST_FIELDS },
      { list: 'suspects', counts: [], hit: false, first: half, fields: SUSPECT_FIELDS },
    ],
  };
}
