/**
 * Generated queries, from the schema: a tree of fields with aliases, directives, fragments and arguments, printed as a
 * document. What a tree holds that cannot stand in one document (two fields under one key) is printed with keys of ours.
 */
import * as fc from 'fast-check';
import {
  buildSchema,
  type GraphQLEnumType,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isObjectType,
  parse,
  validate,
} from 'graphql';
import { SCHEMA_TEXT } from './rights.ts';
import { DIMENSIONS } from './tables.ts';

export const SCHEMA: GraphQLSchema = buildSchema(SCHEMA_TEXT);

/** `on`: the value of the condition; `by`: how it comes to the document. */
interface DirectivePlan {
  readonly name: 'skip' | 'include';
  readonly on: boolean;
  readonly by: 'literal' | 'variable' | 'default';
}
export interface FieldPlan {
  readonly name: string;
  readonly alias: string | null;
  readonly directives: readonly DirectivePlan[];
  readonly wrap: 'plain' | 'inline' | 'typed inline' | 'named';
  readonly args: ArgumentPlan | null;
  readonly fields: readonly FieldPlan[];
}
interface ArgumentPlan {
  readonly first: number | null;
  readonly refs: readonly { readonly country: number; readonly list: number; readonly place: number }[];
  readonly by: 'literal' | 'variable' | 'default' | 'part';
  readonly text: string;
  readonly where: WherePlan | null;
  readonly order: readonly { readonly field: number; readonly isDescending: boolean }[];
  /** The list is walked: the end of each page is where the next begins. */
  readonly walks: boolean;
  /** Picks what a breakdown counts; and how it is parted. */
  readonly measure: number;
  readonly parted: 'rightly' | 'not' | 'wrongly' | 'twice';
}
/** Numbers pick fields, operators and values of whatever input the list has. */
interface WherePlan {
  readonly kind: 'and' | 'or' | 'not' | 'fields';
  readonly of: readonly WherePlan[];
  readonly picks: readonly number[];
}
export interface QueryPlan {
  readonly fields: readonly FieldPlan[];
  /** By type: selections that stand in one fragment and are spread wherever the type is selected with `shares`. */
  readonly operationName: 'none' | 'chosen' | 'unknown';
  readonly sharesFragments: boolean;
}

/** A document ready to be asked, and what its text uses (for the statistics of a run). */
export interface AskedDocument {
  readonly text: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly features: ReadonlySet<string>;
  /** Variables that hold the cursor after which a page begins: none at first. Under the same name the next one comes. */
  readonly walks: readonly string[];
}

const HOSTILE = [
  '_k',
  '_o',
  '_c',
  '_facts',
  '_invalid',
  '_status',
  'caseRef',
  'country',
  'countryCode',
  'id',
  'nodes',
  'records',
  'exact',
  'hit',
  'constructor',
  'toString',
  '__proto__',
  'data',
  'errors',
];
const WEIGHTS: Readonly<Record<string, number>> = {
  participations: 14,
  participation: 4,
  role: 3,
  edges: 4,
  node: 14,
  cursor: 2,
  records: 12,
  nodes: 12,
  caseRef: 5,
  arrests: 5,
  suspects: 7,
  searches: 6,
  seizures: 3,
  forensicExams: 3,
  crossCheck: 8,
  intelligencePackages: 3,
  interpol: 4,
  marking: 2,
  hit: 3,
  publishedTotals: 0.5,
  completeness: 2,
  agreement: 0.3,
  country: 0.5,
  contact: 0.5,
  source: 3,
  victims: 4,
  identifiedCount: 2,
  totalCount: 2,
  pageInfo: 3,
  hasNextPage: 3,
  notices: 2,
  result: 2,
  breakdown: 5,
  cells: 8,
  published: 3,
  isComplete: 3,
  arrest: 3,
  suspect: 5,
  search: 3,
};

const DIRECTIVE: fc.Arbitrary<DirectivePlan> = fc.record({
  name: fc.constantFrom('skip', 'include'),
  on: fc.boolean(),
  by: fc.constantFrom('literal', 'variable', 'default'),
});
const DIRECTIVES = fc.oneof(
  { weight: 8, arbitrary: fc.constant([]) },
  { weight: 2, arbitrary: fc.array(DIRECTIVE, { minLength: 1, maxLength: 1 }) },
  {
    weight: 2,
    arbitrary: fc.tuple(DIRECTIVE, DIRECTIVE).map(([one, two]): DirectivePlan[] => [
      { ...one, name: 'skip', on: false },
      { ...two, name: 'include', on: true },
    ]),
  },
);
const WRAP = fc.oneof(
  { weight: 8, arbitrary: fc.constant('plain' as const) },
  { weight: 1, arbitrary: fc.constant('inline' as const) },
  { weight: 1, arbitrary: fc.constant('typed inline' as const) },
  { weight: 2, arbitrary: fc.constant('named' as const) },
);
const FIRST = fc.oneof(
  { weight: 5, arbitrary: fc.constant(null) },
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 4 }) },
  { weight: 1, arbitrary: fc.constantFrom(50, 500) },
  { weight: 1, arbitrary: fc.constantFrom(0, -1, 501, 2_147_483_647) },
);
/** Out of range only seldom: a query that is refused shows little. */
const RARE_FIRST = fc.oneof(
  { weight: 60, arbitrary: FIRST.filter((first) => first === null || (first >= 1 && first <= 500)) },
  { weight: 1, arbitrary: fc.constantFrom(0, -1, 501, 2_147_483_647) },
);

const LEAF: fc.Arbitrary<WherePlan> = fc.record({
  kind: fc.constant('fields' as const),
  of: fc.constant([]),
  picks: fc.array(fc.nat(9_999), { minLength: 1, maxLength: 2 }),
});
const WHERE: fc.Arbitrary<WherePlan> = fc.oneof(
  { weight: 5, arbitrary: LEAF },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const, 'not' as const),
      of: fc.array(LEAF, { minLength: 1, maxLength: 2 }),
      picks: fc.constant([]),
    }),
  },
);
const ORDER = fc.oneof(
  { weight: 3, arbitrary: fc.constant([]) },
  {
    weight: 1,
    arbitrary: fc.uniqueArray(fc.record({ field: fc.nat(4), isDescending: fc.boolean() }), {
      minLength: 1,
      maxLength: 2,
      selector: ({ field }) => field,
    }),
  },
);

function argumentsOf(type: string, field: string): fc.Arbitrary<ArgumentPlan | null> {
  const names = SCHEMA.getType(type) as GraphQLObjectType;
  const args = names.getFields()[field]?.args ?? [];
  if (args.length === 0) return fc.constant(null);
  const countries = fc.nat(9);
  return fc.record({
    first: RARE_FIRST,
    // Mostly references that records have: suspects', and low places.
    refs: fc.array(
      fc.record({
        country: countries,
        list: fc.constantFrom(2, 2, 2, 1, 3, 0),
        place: fc.constantFrom(0, 0, 1, 1, 2, 3, 5),
      }),
      { minLength: 1, maxLength: 9 },
    ),
    where: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: WHERE }),
    order: ORDER,
    by: fc.constantFrom('literal', 'literal', 'variable', 'default', 'part'),
    // The first is a sum of two others.
    measure: fc.constantFrom(0, 0, 1, 2, 3, 4, 5, 6),
    parted: fc.constantFrom('rightly', 'rightly', 'rightly', 'rightly', 'not', 'not', 'wrongly', 'twice'),
    walks: args.some(({ name }) => name === 'after')
      ? fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) })
      : fc.constant(false),
    text:
      field === 'operation'
        ? fc.constantFrom(...Array(40).fill('icarus'), 'no-such', 'Icarus')
        : fc.constantFrom('DK', 'NO', 'XE', 'QQ', 'ZZ'),
  });
}

/** The evidence log is no country's data, and no world holds it: test/gateway/disclosures.test.ts. */
const UNTOLD = 'disclosures';

const memo = new Map<string, fc.Arbitrary<FieldPlan[]>>();

function selectionOf(type: GraphQLObjectType, depth: number): fc.Arbitrary<FieldPlan[]> {
  const key = `${type.name} ${depth}`;
  const known = memo.get(key);
  if (known !== undefined) return known;
  const fields = Object.values(type.getFields()).filter(
    ({ name, type: below }) => name !== UNTOLD && (depth > 0 || !isObjectType(getNamedType(below))),
  );
  const options = fields.map(({ name, type: below }) => {
    const child = getNamedType(below);
    return {
      weight: WEIGHTS[name] ?? 1,
      arbitrary: fieldPlan(type, name, isObjectType(child) ? lazily(child, depth - 1) : fc.constant([])),
    };
  });
  const scaled = options.map(({ weight, arbitrary }) => ({ weight: Math.round(weight * 10), arbitrary }));
  const typename = { weight: 4, arbitrary: fieldPlan(type, '__typename', fc.constant([])) };
  const most = 3;
  const selection = fc.array(fc.oneof(...scaled, typename), { minLength: 1, maxLength: most });
  memo.set(key, selection);
  return selection;
}

function lazily(type: GraphQLObjectType, depth: number): fc.Arbitrary<FieldPlan[]> {
  return fc.constant(null).chain(() => selectionOf(type, depth));
}

function fieldPlan(
  type: GraphQLObjectType,
  name: string,
  fields: fc.Arbitrary<FieldPlan[]>,
): fc.Arbitrary<FieldPlan> {
  const siblings = Object.keys(type.getFields());
  return fc.record({
    name: fc.constant(name),
    alias: fc.oneof(
      { weight: 8, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.constantFrom('a', 'b', 'other') },
      { weight: 1, arbitrary: fc.constantFrom(...siblings) },
      { weight: 1, arbitrary: fc.constantFrom(...HOSTILE) },
    ),
    directives: DIRECTIVES,
    wrap: WRAP,
    args: name === '__typename' ? fc.constant(null) : argumentsOf(type.name, name),
    fields,
  });
}

/** Fields one below the other, none of them skipped, lists walked by few; below the last, what is generated for its type. */
function along(
  type: GraphQLObjectType,
  [name, ...rest]: readonly [string, ...string[]],
): fc.Arbitrary<FieldPlan> {
  const child = getNamedType((type.getFields()[name] as { readonly type: GraphQLOutputType }).type);
  if (!isObjectType(child)) return fieldPlan(type, name, fc.constant([]));
  const [next, ...others] = rest;
  const below = next === undefined ? lazily(child, 3) : along(child, [next, ...others]).map((one) => [one]);
  return fieldPlan(type, name, below).map((plan) => ({
    ...plan,
    directives: [],
    args:
      plan.args === null
        ? null
        : { ...plan.args, ...ALONG, walks: name === 'records', first: plan.args.first ?? 1 },
  }));
}

/** References that suspects of most worlds have. */
const ALONG: Pick<ArgumentPlan, 'refs'> = {
  refs: [0, 1, 2, 3].flatMap((country) => [0, 1].map((place) => ({ country, list: 2, place }))),
};

/** What chance alone brings together too seldom: notices beside references that travel, a look-up and what it shows. */
const TOGETHER: readonly (readonly (readonly [string, ...string[]])[])[] = [
  [['notices'], ['suspects', 'records', 'nodes', 'interpol']],
  [['participations', 'suspects', 'records', 'nodes', 'interpol'], ['notices']],
  [
    ['crossCheck', 'result'],
    ['crossCheck', 'suspect'],
  ],
  [
    ['searches', 'records', 'pageInfo', 'hasNextPage'],
    ['suspects', 'records', 'completeness'],
  ],
  [
    ['seizures', 'records', 'pageInfo', 'hasNextPage'],
    ['searches', 'records', 'completeness'],
  ],
  [
    ['suspects', 'records', 'nodes'],
    ['arrests', 'records', 'completeness'],
  ],
  [
    ['breakdown', 'cells', 'published'],
    ['breakdown', 'isComplete'],
  ],
  [
    ['arrests', 'count', 'published'],
    ['participations', 'suspects', 'count', 'published'],
    ['breakdown', 'cells', 'published'],
  ],
];

/** Queries that begin at an operation, and now and then beside it. */
export function queryPlans(): fc.Arbitrary<QueryPlan> {
  const query = SCHEMA.getQueryType() as GraphQLObjectType;
  const operationType = SCHEMA.getType('Operation') as GraphQLObjectType;
  const operation = fieldPlan(query, 'operation', selectionOf(operationType, 8));
  const together = TOGETHER.map((paths) =>
    fieldPlan(query, 'operation', fc.tuple(...paths.map((path) => along(operationType, path)))).map(
      (plan) => ({
        ...plan,
        directives: [],
      }),
    ),
  );
  const other = selectionOf(query, 8);
  return fc.record({
    fields: fc.oneof(
      { weight: 10, arbitrary: operation.map((one) => [one]) },
      { weight: 3, arbitrary: fc.oneof(...together).map((one) => [one]) },
      { weight: 1, arbitrary: fc.tuple(operation, operation).map((both) => [...both]) },
      { weight: 1, arbitrary: fc.tuple(operation, other).map(([one, more]) => [one, ...more]) },
    ),
    operationName: fc.oneof(
      { weight: 24, arbitrary: fc.constant('none' as const) },
      { weight: 9, arbitrary: fc.constant('chosen' as const) },
      { weight: 1, arbitrary: fc.constant('unknown' as const) },
    ),
    sharesFragments: fc.boolean(),
  });
}

/** `codes`: countries of the world, for references of cross-checks. */
export function toDocument(plan: QueryPlan, codes: readonly string[]): AskedDocument {
  const asked = print(plan, codes, 'as planned');
  return isValid(asked.text) ? asked : print(plan, codes, 'own keys');
}

/** The text that was looked at last: whoever has a document made looks at it again. */
let judged = { text: '', isValid: false };

export function isValid(text: string): boolean {
  if (judged.text !== text) judged = { text, isValid: validates(text) };
  return judged.isValid;
}

function validates(text: string): boolean {
  try {
    return validate(SCHEMA, parse(text)).length === 0;
  } catch {
    return false;
  }
}

interface Printing {
  readonly codes: readonly string[];
  readonly keys: 'as planned' | 'own keys';
  readonly variables: Map<
    string,
    { readonly type: string; readonly value: unknown; readonly isDefault: boolean }
  >;
  readonly fragments: string[];
  readonly byBody: Map<string, string> | null;
  readonly features: Set<string>;
  readonly walks: string[];
  count: number;
  /** Below all participations: a cursor of one country's list is of no use there. */
  isWithinAll: boolean;
}

function print(plan: QueryPlan, codes: readonly string[], keys: Printing['keys']): AskedDocument {
  const printing: Printing = {
    codes,
    keys,
    variables: new Map(),
    fragments: [],
    byBody: plan.sharesFragments ? new Map() : null,
    features: new Set(),
    walks: [],
    count: 0,
    isWithinAll: false,
  };
  const body = selectionText(printing, 'Query', plan.fields);
  const named = plan.operationName !== 'none';
  const definitions = [...printing.variables].map(
    ([name, { type, value, isDefault }]) => `$${name}: ${type}${isDefault ? ` = ${literal(value)}` : ''}`,
  );
  definitions.push(...printing.walks.map((name) => `$${name}: String`));
  const head = `query ${named ? 'Chosen' : ''}${definitions.length > 0 ? `(${definitions.join(', ')})` : ''}`;
  const others = named
    ? ['query Other { viewer { role } }', 'query Third { operation(id: "icarus") { arrests { hit } } }']
    : [];
  if (named) printing.features.add('several operations');
  const text = [`${head} ${body}`, ...others, ...printing.fragments].join('\n');
  const variables = Object.fromEntries(
    [...printing.variables]
      .filter(([, { isDefault }]) => !isDefault)
      .map(([name, { value }]) => [name, asJson(value)]),
  );
  const operationName =
    plan.operationName === 'none' ? null : plan.operationName === 'chosen' ? 'Chosen' : 'Nobody';
  return { text, operationName, variables, features: printing.features, walks: printing.walks };
}

/** As it would come over the wire: a word of an enum is text there. */
function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function selectionText(printing: Printing, type: string, fields: readonly FieldPlan[]): string {
  const parts = fields.map((field) => fieldText(printing, type, field));
  return `{ ${parts.join(' ')} }`;
}

function fieldText(printing: Printing, type: string, field: FieldPlan): string {
  const { features } = printing;
  const definition = (SCHEMA.getType(type) as GraphQLObjectType).getFields()[field.name];
  const child = definition === undefined ? null : getNamedType(definition.type);
  const walk = walkOf(printing, field);
  const args = field.args === null ? '' : argumentText(printing, type, field.name, field.args, walk);
  const below = child !== null && isObjectType(child) ? belowText(printing, field, child.name, walk) : '';
  const alias = aliasOf(printing, field, args);
  if (alias !== '') features.add('alias');
  if (HOSTILE.includes(field.alias ?? '') && alias !== '') features.add('hostile alias');
  const directives = field.directives.map((one) => directiveText(printing, one)).join('');
  if (field.wrap === 'plain') return `${alias}${field.name}${args}${directives}${below}`;
  const inner = `{ ${alias}${field.name}${args}${below} }`;
  if (field.wrap === 'inline') {
    features.add('inline fragment');
    return `... ${directives} ${inner}`;
  }
  if (field.wrap === 'typed inline') {
    features.add('inline fragment');
    return `... on ${type}${directives} ${inner}`;
  }
  features.add('named fragment');
  return `...${fragmentName(printing, type, inner)}${directives}`;
}

/** The name of a walk over this list; null where it is not walked. */
function walkOf(printing: Printing, { args }: FieldPlan): string | null {
  if (args?.walks !== true || printing.isWithinAll) return null;
  const name = `walk${printing.walks.length}`;
  printing.walks.push(name);
  printing.features.add('walked');
  return name;
}

function belowText(printing: Printing, field: FieldPlan, type: string, walk: string | null): string {
  const { isWithinAll } = printing;
  printing.isWithinAll = isWithinAll || field.name === 'participations';
  const text = selectionText(printing, type, field.fields);
  printing.isWithinAll = isWithinAll;
  return walk === null ? ` ${text}` : ` ${text.slice(0, -1)}${walk}: pageInfo { ${walk}: endCursor } }`;
}

/** Equal bodies share one fragment, where the plan says so: spread on several paths. */
function fragmentName(printing: Printing, type: string, inner: string): string {
  const known = printing.byBody?.get(`${type} ${inner}`);
  if (known !== undefined) {
    printing.features.add('fragment spread twice');
    return known;
  }
  const name = `F${printing.fragments.length}`;
  printing.fragments.push(`fragment ${name} on ${type} ${inner}`);
  printing.byBody?.set(`${type} ${inner}`, name);
  return name;
}

function aliasOf(printing: Printing, field: FieldPlan, args: string): string {
  if (printing.keys === 'as planned') return field.alias === null ? '' : `${field.alias}: `;
  if (field.alias === null && args === '') return '';
  printing.count += 1;
  return `k${printing.count}: `;
}

function directiveText(printing: Printing, { name, on, by }: DirectivePlan): string {
  printing.features.add(`@${name} by ${by}`);
  if (by === 'literal') return ` @${name}(if: ${on})`;
  return ` @${name}(if: $${variable(printing, 'Boolean!', on, by === 'default')})`;
}

function argumentText(
  printing: Printing,
  type: string,
  field: string,
  plan: ArgumentPlan,
  walk: string | null,
): string {
  if (field === 'operation' || field === 'country' || field === 'participation') {
    const codes = [...printing.codes, 'GR', 'QQ'];
    const one = codes[(plan.refs[0]?.country ?? 0) % codes.length] as string;
    const text =
      field === 'operation'
        ? plan.text
        : field === 'participation'
          ? one
          : plan.text === 'icarus'
            ? 'DK'
            : plan.text;
    const name = field === 'operation' ? 'id' : field === 'country' ? 'code' : 'country';
    const kind = field === 'operation' ? 'ID!' : 'CountryCode!';
    return `(${name}: ${valueText(printing, kind, text, plan.by)})`;
  }
  if (field === 'breakdown') return breakdownText(printing, plan);
  if (field === 'crossCheck') {
    const codes = [...printing.codes, ...printing.codes, 'GR', 'QQ'];
    const refs = plan.refs.map(({ country, list, place }) => ({
      country: codes[country % codes.length] as string,
      caseRef: `CASE-11-${PARTS[codes[country % codes.length] ?? '']?.[place % 2] ?? 'BE'}-${String(list * 100 + place).padStart(5, '0')}-R`,
    }));
    printing.features.add('cross-check');
    if (plan.by === 'part') {
      const written = refs.map(
        ({ country, caseRef }) =>
          `{ country: ${JSON.stringify(country)}, caseRef: $${variable(printing, 'CaseRef!', caseRef, false)} }`,
      );
      return `(refs: [${written.join(', ')}])`;
    }
    return `(refs: ${valueText(printing, '[CaseReference!]!', refs, plan.by)})`;
  }
  const given = [
    ...(plan.first === null ? [] : [`first: ${valueText(printing, 'Int!', plan.first, plan.by)}`]),
    ...(field === 'records' ? recordsArguments(printing, type, plan) : []),
    ...(walk === null ? [] : [`after: $${walk}`]),
  ];
  if (plan.first !== null) printing.features.add('first');
  return given.length === 0 ? '' : `(${given.join(', ')})`;
}

function breakdownText(printing: Printing, { measure, parted, by }: ArgumentPlan): string {
  printing.features.add(parted === 'rightly' || parted === 'not' ? 'breakdown' : 'breakdown of no table');
  const measures = Object.keys(DIMENSIONS);
  const of = measures[measure % measures.length] as string;
  const right = DIMENSIONS[of] as string;
  const [wrong = ''] = Object.values(DIMENSIONS).filter((one) => one !== right);
  const dimensions = { rightly: [right], not: [], wrongly: [wrong], twice: [right, wrong] }[parted];
  const words = dimensions.map((one) => new Word(one));
  const ofText = valueText(printing, 'Measure!', new Word(of), by);
  if (by !== 'part') return `(of: ${ofText}, by: ${valueText(printing, '[Dimension!]!', words, by)})`;
  // One by itself is a list of one.
  if (words.length === 1 && measure % 2 === 0) return `(by: ${words[0]?.word}, of: ${ofText})`;
  const parts = words.map((word) => `$${variable(printing, 'Dimension!', word, false)}`);
  return `(by: [${parts.join(', ')}], of: ${ofText})`;
}

/** `ArrestWhere` of `Arrests`. */
function recordsArguments(printing: Printing, type: string, { where, order, by }: ArgumentPlan): string[] {
  const record = type === 'Searches' ? 'Search' : type.slice(0, -1);
  const given: string[] = [];
  if (where?.picks.concat(where.of.flatMap(({ picks }) => picks)).some((pick) => pick % 3 !== 0) === true) {
    printing.features.add('where');
    given.push(
      `where: ${valueText(printing, `${record}Where!`, whereValue(`${record}Where`, where, printing.codes), by)}`,
    );
  }
  if (order.length > 0) {
    printing.features.add('orderBy');
    const words = SCHEMA.getType(`${record}OrderField`) as GraphQLEnumType;
    const values = words.getValues();
    const keys = new Map(
      order.map(({ field: pick, isDescending }) => [values[pick % values.length]?.name ?? '', isDescending]),
    );
    const orderBy = [...keys].map(([field, isDescending]) => ({
      field: new Word(field),
      direction: new Word(isDescending ? 'DESC' : 'ASC'),
    }));
    given.push(`orderBy: ${valueText(printing, `[${record}Order!]!`, orderBy, by)}`);
  }
  return given;
}

/** A word of an enum: bare in a document, text in variables. */
class Word {
  readonly word: string;
  constructor(word: string) {
    this.word = word;
  }
  toJSON(): string {
    return this.word;
  }
}

function whereValue(
  type: string,
  { kind, of, picks }: WherePlan,
  codes: readonly string[],
): Record<string, unknown> {
  if (kind === 'not') return { not: whereValue(type, of[0] as WherePlan, codes) };
  if (kind !== 'fields') return { [kind]: of.map((one) => whereValue(type, one, codes)) };
  const input = SCHEMA.getType(type) as GraphQLInputObjectType;
  const fields = Object.values(input.getFields()).filter(({ name }) => !['and', 'or', 'not'].includes(name));
  return Object.fromEntries(
    picks.map((pick) => {
      const field = fields[pick % fields.length] as (typeof fields)[number];
      return [field.name, filterValue(getNamedType(field.type) as GraphQLInputObjectType, pick, codes)];
    }),
  );
}

function filterValue(
  filter: GraphQLInputObjectType,
  pick: number,
  codes: readonly string[],
): Record<string, unknown> {
  const operators = Object.values(filter.getFields());
  const operator = operators[(pick >> 3) % operators.length] as (typeof operators)[number];
  if (operator.name === 'isNull') return { isNull: pick % 2 === 0 };
  const day = `2011-1${pick % 3}-${String(1 + (pick % 28)).padStart(2, '0')}`;
  if (operator.name === 'from' || operator.name === 'to') return { [operator.name]: day };
  const named = getNamedType(operator.type);
  if (isEnumType(named)) {
    const words = named.getValues().map(({ name }) => new Word(name));
    return { in: [words[pick % words.length], words[(pick >> 2) % words.length]] };
  }
  const list = 1 + (pick % 3);
  const texts: Readonly<Record<string, readonly string[]>> = {
    CaseRef: [`CASE-11-BE-${String(list * 100 + (pick % 4)).padStart(5, '0')}-R`, 'CASE-11-BY-00201-R'],
    CountryCode: [codes[pick % codes.length] ?? 'DK', codes[(pick >> 2) % codes.length] ?? 'DE', 'QQ'],
    ID: [`EX-AA-11-0000${1 + (pick % 3)}`],
    NUTS2: [`DK${pick % 3}1`, `BE${pick % 3}1`, `NO${pick % 3}1`, `FR${pick % 3}1`, `CH${pick % 3}1`],
    String: operator.name === 'beginsWith' ? ['DK', 'C', '0302', 'DE1', 'N'] : ['030221'],
  };
  const values = texts[named.name] ?? ['x'];
  return { [operator.name]: operator.name === 'beginsWith' ? [values[pick % values.length]] : values };
}

const PARTS: Readonly<Record<string, readonly string[]>> = { CH: ['BE', 'ZH'], DE: ['BE', 'BY'] };

function valueText(printing: Printing, type: string, value: unknown, by: ArgumentPlan['by']): string {
  if (by === 'literal' || by === 'part') return literal(value);
  printing.features.add(`argument by ${by}`);
  return `$${variable(printing, type, value, by === 'default')}`;
}

function variable(printing: Printing, type: string, value: unknown, isDefault: boolean): string {
  const same = [...printing.variables].find(
    ([, one]) =>
      one.type === type && one.isDefault === isDefault && JSON.stringify(one.value) === JSON.stringify(value),
  );
  if (same !== undefined) return same[0];
  const name = ['v', '_k', 'keys', 'first'][printing.variables.size] ?? `v${printing.variables.size}`;
  printing.variables.set(name, { type, value, isDefault });
  return name;
}

function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (value instanceof Word) return value.word;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([name, one]) => `${name}: ${literal(one)}`)
    .join(', ')} }`;
}

/** A valid text, damaged: a piece cut, doubled, replaced or put elsewhere. */
export function damaged(
  text: string,
  cuts: readonly { readonly at: number; readonly how: number }[],
): string {
  return cuts.reduce((now, { at, how }) => {
    const place = at % Math.max(1, now.length);
    const piece = now.slice(place, place + 1 + (at % 7));
    const rest = now.slice(place + piece.length);
    const before = now.slice(0, place);
    const other = [
      '{',
      '}',
      '"',
      '$x',
      '@skip(if: true)',
      '...F0',
      '\u0000',
      'caseRef',
      '__proto__',
      '_facts',
    ];
    if (how % 4 === 0) return before + rest;
    if (how % 4 === 1) return before + piece + piece + rest;
    if (how % 4 === 2) return before + other[how % other.length] + rest;
    return rest + piece + before;
  }, text);
}
