import { type ObjectTypeDefinitionNode, parse } from 'graphql';
import { type FieldAccess, objectTypesOf, readAccessMap } from '../access/access-map.ts';
import type { Violation } from './violation.ts';

/** The texts of schema/ behind which the systems stand, by name without ending. */
export type Contracts = Readonly<Record<'national' | 'hub' | 'interpol', string>>;
type Fields = ReadonlyMap<string, ReadonlySet<string>>;

const LISTS = ['Arrests', 'Suspects', 'Searches', 'Seizures', 'ForensicExams'];
const RECORDS = ['Arrest', 'Suspect', 'Search', 'Seizure', 'ForensicExam'];

/** What the gateway asks of a contract for itself, or fills at the border, and no field of the public schema shows. */
const ASKED_ALWAYS: Readonly<Record<keyof Contracts, Readonly<Record<string, readonly string[]>>>> = {
  national: {
    Query: ['participations'],
    Participation: ['id', '_status', '_asOf', '_invalid'],
    CrossCheck: ['_decidedBy', '_invalid'],
    InterpolReference: ['_k'],
    ...Object.fromEntries(LISTS.map((list) => [list, ['_invalid']])),
    ...Object.fromEntries(
      RECORDS.map((record) => [
        `${record}Connection`,
        ['hasMore', '_consentable', '_given', '_keys', '_before'],
      ]),
    ),
    ...Object.fromEntries(RECORDS.map((record) => [record, ['_invalid', '_facts']])),
  },
  hub: {
    Query: ['operation', 'operationIds'],
    Participation: ['id', 'country'],
    IntelligencePackage: ['provider', 'entry', 'handling'],
  },
  interpol: { Query: ['interpolReferences', 'notices'], InterpolReference: ['_k'] },
};

/** A type that has another name in its contract: two contracts share no type but those that are merged by key. */
const RENAMED: Readonly<Record<string, string>> = {
  ArrestStatusCount: 'StatusCell',
  ForensicStatusCount: 'StatusCell',
  AgeBandCount: 'AgeBandCell',
};

/** What the gateway makes itself, wherever it stands: of the answers, of the registry, of the table of agreements. */
const MADE_ANYWHERE: ReadonlySet<string> = new Set([
  'provenance',
  'completeness',
  'contact',
  'pageInfo',
  'edges',
]);
/** What the gateway makes itself, by coordinate. Notices are a root field of Interpol's contract. */
const MADE: ReadonlySet<string> = new Set([
  ...[
    'notices',
    'crossCheck',
    'participation',
    'arrests',
    'suspects',
    'searches',
    'seizures',
    'forensicExams',
    'breakdown',
  ].map((field) => `Operation.${field}`),
  ...[
    'Participation.agreement',
    'Participation.source',
    'CrossCheck.country',
    'Count.published',
    'BreakdownCell.published',
  ],
]);

/**
 * Every field of the public schema that a country, Europol or Interpol has to answer is offered by their contract; and
 * each contract has what the gateway asks of it always. A field that nobody offers would be null for everybody.
 *
 * The categories have been checked (`checkCategories`).
 */
export function checkContracts(operation: string, contracts: Contracts): readonly Violation[] {
  const document = parse(operation);
  const map = readAccessMap(document);
  const offered = Object.entries(contracts).map(([name, sdl]) => ({ name, fields: fieldsOf(parse(sdl)) }));
  const places = (type: string): typeof offered => {
    const theirs = RENAMED[type] ?? type;
    return offered.filter(({ fields }) => fields.has(theirs));
  };
  const missing = [...objectTypesOf(document).values()].flatMap((type) => {
    const name = type.name.value;
    const theirs = RENAMED[name] ?? name;
    const having = places(name);
    return namesOf(type)
      .filter((field) => !MADE_ANYWHERE.has(field) && !MADE.has(`${name}.${field}`))
      .filter((field) => !having.some(({ fields }) => fields.get(theirs)?.has(field) === true))
      .flatMap((field): Violation[] => {
        const access = map.get(`${name}.${field}`);
        if (access === undefined || isOfGateway(name, access, having.length > 0)) return [];
        const home = having.length === 1 ? having[0]?.name : homeOf(access);
        const remedy = `add it to schema/${home}.graphql, or remove it`;
        return [{ country: '-', place: `${name}.${field}`, missing: 'no contract offers it', remedy }];
      });
  });
  return [
    ...missing,
    ...offered.flatMap(({ name, fields }) => lackingAlways(name as keyof Contracts, fields)),
  ];
}

/** Types that no contract has are the gateway's own frames, unless somebody else owns the field. */
function isOfGateway(type: string, { owner }: FieldAccess, isInContract: boolean): boolean {
  return type === 'Query' || (!isInContract && (owner === 'GATEWAY' || owner === null));
}

function homeOf({ owner }: FieldAccess): keyof Contracts {
  if (owner === 'EUROPOL') return 'hub';
  return owner === 'INTERPOL' ? 'interpol' : 'national';
}

function lackingAlways(name: keyof Contracts, offered: Fields): Violation[] {
  return Object.entries(ASKED_ALWAYS[name]).flatMap(([type, fields]) =>
    fields
      .filter((field) => offered.get(type)?.has(field) !== true)
      .map((field) => ({
        country: '-',
        place: `${type}.${field}`,
        missing: `not in schema/${name}.graphql, and always asked of it`,
        remedy: 'put it back',
      })),
  );
}

function fieldsOf(contract: ReturnType<typeof parse>): Fields {
  return new Map([...objectTypesOf(contract)].map(([name, type]) => [name, new Set(namesOf(type))]));
}

function namesOf(type: ObjectTypeDefinitionNode): string[] {
  return (type.fields ?? []).map(({ name }) => name.value);
}
