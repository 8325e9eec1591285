/** A record that is written in one go is what it would be field by field: whatever a client calls its fields, and whoever asks. */
import fc from 'fast-check';
import { GraphQLObjectType, getNamedType, isEnumType, isListType, parse } from 'graphql';
import { accessClass } from '../../src/access/access-class.ts';
import { RECORD_TYPES } from '../../src/access/list-release.ts';
import { loadSchemaTexts } from '../../src/cli/load-schema-texts.ts';
import { answerPlan, type FieldPlan, type ObjectPlan } from '../../src/gateway/answer/answer-plan.ts';
import { connectionResolvers } from '../../src/gateway/answer/resolve-connection.ts';
import { runPlan } from '../../src/gateway/answer/run-plan.ts';
import { toErrorEntries } from '../../src/gateway/answer/to-errors.ts';
import type { AnswerContext, OwnedView } from '../../src/gateway/answer/views.ts';
import { composeGateway } from '../../src/gateway/compose-gateway.ts';
import { judgedFactsOf } from '../../src/gateway/judge-records.ts';
import { expect, test } from '../jest.ts';
import { POLICY } from './open-test-gateway.ts';

const { checks, map, schema } = composeGateway(loadSchemaTexts());

/** What a client may ask below these fields of a record. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  offence: ['national', 'iccs'],
  marking: ['handling', 'sourceEvaluation', 'informationEvaluation'],
  interpol: ['hit', 'noticeColour'],
};

/** Legal names that mean something where code is made or run. */
const HOSTILE = [
  ...['__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty', '__defineGetter__', 'prototype'],
  ...['d', 'e', 'k', 'k0', 'return', 'process', 'arguments', 'eval', 'await', 'null', 'undefined', 'class'],
  ...[
    '_invalid',
    '_facts',
    '_k',
    'caseRef',
    'interpol',
    'hit',
    'then',
    'get',
    'set',
    '__typename0',
    '_',
    '__',
  ],
];
const NAME = fc.oneof(fc.constantFrom(...HOSTILE), fc.stringMatching(/^[_A-Za-z][_0-9A-Za-z]{0,12}$/));

interface Asked {
  readonly name: string;
  readonly alias: string | null;
  readonly below: readonly { readonly name: string; readonly alias: string | null }[];
}
const ALIAS = fc.option(NAME, { nil: null });
const keyOf = ({ name, alias }: { readonly name: string; readonly alias: string | null }): string =>
  alias ?? name;
const asked = (type: string): fc.Arbitrary<Asked[]> => {
  const fields = (schema.getType(type) as GraphQLObjectType).getFields();
  const names = [...Object.keys(fields).filter((name) => name !== 'provenance'), '__typename'];
  // What Interpol has is the most of it.
  if ('interpol' in fields) names.push(...Array(6).fill('interpol'));
  const one = fc.constantFrom(...names).chain((name) =>
    fc.record({
      name: fc.constant(name),
      alias: ALIAS,
      below: fc.uniqueArray(
        fc.record({ name: fc.constantFrom(...(PARTS[name] ?? ['']), '__typename'), alias: ALIAS }),
        { minLength: 1, maxLength: 4, selector: keyOf },
      ),
    }),
  );
  return fc.uniqueArray(one, { minLength: 1, maxLength: 7, selector: keyOf });
};

const CASES = fc
  .constantFrom(...Object.entries(RECORD_TYPES), ['suspects', 'Suspect'] as const)
  .chain(([list, type]) =>
    fc.record({
      list: fc.constant(list),
      fields: asked(type),
      type: fc.constant(type),
      // Two at one plan: what was found out for the first is not the second's.
      records: fc.array(
        fc.record({
          country: fc.constantFrom('DK', 'DK', 'DE', 'DE', 'CH', 'NO', 'RS'),
          purpose: fc.constantFrom('OPERATIONAL_ANALYSIS', 'OPERATIONAL_ANALYSIS', 'CROSS_CHECK', null),
          owner: fc.constantFrom('DK', 'DE', 'NO', 'LU'),
          handling: fc.constantFrom(['H0'], ['H0'], ['H0'], ['H1'], ['H2'], ['H3'], ['H1', 'H2']),
          addressees: fc.subarray(['CH', 'NO', 'XO']),
          itemConsents: fc.subarray(['CH:2011-01-01:', 'XO:2011-01-01:', 'NO:2011-12-17:']),
          protected: fc.boolean(),
          empty: fc.subarray(['caseRef', 'date', 'offence', 'interpol', 'marking', 'ageBand', 'status']),
          invalid: fc.oneof(
            { weight: 5, arbitrary: fc.constant([]) },
            {
              weight: 1,
              arbitrary: fc.subarray(['caseRef', 'date', 'interpol', 'sourceEvaluation', 'iccs']),
            },
          ),
          index: fc.constantFrom('there', 'there', 'there', 'failed', 'in part'),
        }),
        { minLength: 2, maxLength: 4 },
      ),
    }),
  );
type Planned = typeof CASES extends fc.Arbitrary<infer T> ? T : never;
type PlannedRecord = Planned['records'][number];

const textOf = ({ list, fields }: Pick<Planned, 'list' | 'fields'>): string => {
  const selection = fields.map(({ name, alias, below }) => {
    const inner = below.map((one) => (one.alias === null ? one.name : `${one.alias}: ${one.name}`));
    const own = alias === null ? name : `${alias}: ${name}`;
    return name in PARTS ? `${own} { ${inner.join(' ')} }` : own;
  });
  return `{ operation(id: "icarus") { ${list} { records { nodes { ${selection.join(' ')} } } } } }`;
};

/** What is asked of the records, deep in the plan. */
function nodesOf(text: string): ObjectPlan {
  const plan = answerPlan(schema, { document: parse(text), operationName: null, variables: {} });
  let at = plan?.root;
  for (let depth = 0; depth < 4 && at !== undefined; depth += 1) {
    let shape = at.fields[0]?.shape;
    while (shape?.kind === 'list') shape = shape.of;
    at = shape?.kind === 'object' ? shape.of : undefined;
  }
  if (at === undefined) throw new Error('no records are asked');
  return at;
}

/** A value that fits the type of a field. */
function fittingValue(type: string, name: string): unknown {
  const field = (schema.getType(type) as GraphQLObjectType).getFields()[name];
  const named = getNamedType(field?.type);
  if (named instanceof GraphQLObjectType)
    return Object.fromEntries(
      Object.keys(named.getFields()).map((own) => [own, fittingValue(named.name, own)]),
    );
  const texts: { readonly [scalar: string]: unknown } = {
    Date: '2011-11-08',
    NUTS2: 'DK01',
    Int: 3,
    Float: 0.5,
  };
  const value = isEnumType(named) ? named.getValues()[0]?.name : (texts[String(named)] ?? `a "${name}"`);
  return field !== undefined && isListType(field.type) ? [value] : value;
}

/** What is the record's, whoever asks; nothing of it is taken out, so that what is closed would show. */
function dataOf(type: string, { owner, empty, invalid }: PlannedRecord): { [name: string]: unknown } {
  const names = Object.keys((schema.getType(type) as GraphQLObjectType).getFields());
  const data: { [name: string]: unknown } = { _invalid: invalid };
  for (const name of names.filter((one) => one !== 'provenance')) {
    const isNull = (empty as string[]).includes(name) || (invalid as string[]).includes(name);
    data[name] = isNull
      ? null
      : name === 'interpol'
        ? { _k: `["${owner}","X-1"]` }
        : fittingValue(type, name);
  }
  const marking = data.marking as { [name: string]: unknown } | null;
  if (marking !== null && (invalid as string[]).includes('sourceEvaluation')) marking.sourceEvaluation = null;
  const offence = data.offence as { [name: string]: unknown } | null | undefined;
  if (offence && (invalid as string[]).includes('iccs')) offence.iccs = null;
  return data;
}

const OPERATION = { id: 'icarus', crimeArea: 'CSE', participants: ['DE', 'DK', 'NO', 'LU', 'CH'] };
const classes = new Map<string, ReturnType<typeof accessClass>>();
function classOf({ country, purpose }: PlannedRecord): ReturnType<typeof accessClass> {
  const key = `${country} ${purpose}`;
  const requester = { country, purpose, date: '2011-12-16', logUp: true };
  const one = classes.get(key) ?? accessClass(POLICY, requester, OPERATION);
  classes.set(key, one);
  return one;
}

function viewOf(type: string, record: PlannedRecord): OwnedView {
  const { owner, index } = record;
  const itsClass = classOf(record);
  const key = `["${owner}","X-1"]`;
  const entry = { hit: index === 'in part' ? null : 'HIT', noticeColour: 'RED' };
  const invalid = index === 'in part' ? ['hit'] : [];
  const operation = {
    scope: { id: 'icarus', accessClass: itsClass },
    indexFailure: index === 'failed' ? 'SOURCE_TIMEOUT' : null,
    interpol: {
      references: [key],
      indexFailure: index === 'failed' ? 'SOURCE_TIMEOUT' : null,
      index: new Map(index === 'failed' ? [] : [[key, { ...entry, _invalid: invalid }]]),
    },
  };
  const facts = judgedFactsOf(
    { map, accessClass: itsClass, owner },
    { ...record, handle: 'h', reference: null },
  );
  return { operation: operation as never, owner, data: dataOf(type, record), asOf: null, facts, record: 'h' };
}

/** A record's fields by `nodes`, with all that the answer writes down beside them. */
async function answered(nodes: ObjectPlan, view: OwnedView): Promise<unknown> {
  const root: FieldPlan = {
    ...{
      key: 'node',
      name: 'node',
      coordinate: `${nodes.type.name}.node`,
      parentType: nodes.type,
      returnType: nodes.type,
      schema,
      args: {},
    },
    resolve: () => view,
    shape: { kind: 'object', isNullable: true, of: nodes },
    records: null,
  };
  const context = { map, checks, closed: [], withheld: [], given: new Map() } as unknown as AnswerContext;
  const plan = { root: { type: nodes.type, fields: [root], isPlain: true, projector: null } };
  const { node } = await runPlan(plan, context);
  const { closed, withheld, given } = context;
  // As text, too: the order of the fields is the client's.
  return { text: JSON.stringify(node), own: namesIn(node), closed, withheld, given };
}

/** Every object's own names: what was set as a prototype is none. */
function namesIn(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.getOwnPropertyNames(value).map((name) => [name, namesIn(Reflect.get(value, name))]);
}

test('the fields, their order, each null with its cause and what is in the evidence are the same', async () => {
  const seen = { whole: 0, inPart: 0, hostile: 0 };
  await fc.assert(
    fc.asyncProperty(CASES, async (planned) => {
      const nodes = nodesOf(textOf(planned));
      if (nodes.fields.length === 0) return;
      expect(nodes.projector).not.toBeNull();
      for (const record of planned.records) {
        const view = viewOf(planned.type, record);
        const context = { map, closed: [], given: new Map() } as unknown as AnswerContext;
        const isWhole = nodes.projector?.one(view, context, undefined) !== null;
        seen[isWhole ? 'whole' : 'inPart'] += 1;
        if (isWhole && planned.fields.some(({ alias }) => alias === '__proto__')) seen.hostile += 1;
        expect(await answered(nodes, view)).toEqual(await answered({ ...nodes, projector: null }, view));
      }
    }),
    { numRuns: 600, seed: 2_011 },
  );
  // Else it shows nothing.
  expect(Math.min(seen.whole, seen.inPart)).toBeGreaterThan(200);
  expect(seen.hostile).toBeGreaterThan(5);
});

/** Records of one country as a list, each given, in one go or one by one. */
async function answeredList(nodes: ObjectPlan, planned: Planned, isInOneGo: boolean): Promise<unknown> {
  const [first] = planned.records;
  if (first === undefined) throw new Error('no records');
  const { country, purpose, owner, index } = first;
  const records = planned.records.map((one) => ({ ...one, country, purpose, owner, index }));
  const views = records.map((one) => viewOf(planned.type, one));
  const data = views.map((view, place) => ({
    ...view.data,
    _facts: { facts: view.facts, list: planned.list, handle: `h${place}` },
  }));
  const part = { ...(views[0] as OwnedView), data: {} };
  const connection = { first: 10, parts: [{ part, nodes: data, positions: data.map(() => []) }] };
  const of = isInOneGo ? nodes : { ...nodes, projector: null };
  const parentType = schema.getType(`${planned.type}Connection`) as GraphQLObjectType;
  const plain = { parentType, returnType: nodes.type, schema, args: {} };
  const listed: FieldPlan = {
    ...{ key: 'nodes', name: 'nodes', coordinate: `${parentType.name}.nodes`, ...plain },
    resolve: (connectionResolvers.nodes ?? null) as FieldPlan['resolve'],
    shape: { kind: 'list', isNullable: false, of: { kind: 'object', isNullable: false, of } },
    records: of.projector,
  };
  const page = { type: parentType, fields: [listed], isPlain: true, projector: null };
  const root: FieldPlan = {
    ...{ key: 'page', name: 'page', coordinate: 'Query.page', ...plain },
    resolve: () => connection,
    shape: { kind: 'object', isNullable: false, of: page },
    records: null,
  };
  const context = {
    ...{ map, checks, closed: [], withheld: [], obliged: [], given: new Map(), caller: { country } },
  } as unknown as AnswerContext;
  const plan = { root: { type: parentType, fields: [root], isPlain: true, projector: null } };
  const answer = await runPlan(plan, context);
  const { withheld, given, obliged } = context;
  return {
    ...{ text: JSON.stringify(answer), own: namesIn(answer), withheld, given, obliged },
    errors: toErrorEntries(context.closed, () => null),
  };
}

test('a list of records is the same in one go as one by one: answer, errors and their order, evidence, obligations', async () => {
  const seen = { whole: 0, inPart: 0 };
  await fc.assert(
    fc.asyncProperty(CASES, async (planned) => {
      const nodes = nodesOf(textOf(planned));
      if (nodes.fields.length === 0) return;
      const isOdd = planned.records.some(({ invalid }) => invalid.length > 0);
      seen[isOdd ? 'inPart' : 'whole'] += 1;
      expect(await answeredList(nodes, planned, true)).toEqual(await answeredList(nodes, planned, false));
    }),
    { numRuns: 600, seed: 2_011 },
  );
  expect(Math.min(seen.whole, seen.inPart)).toBeGreaterThan(100);
});

test('no name of a client is in the code that is made: it is made of names of the schema alone', () => {
  const made: string[] = [];
  const real = globalThis.Function;
  globalThis.Function = new Proxy(real, {
    construct: (target, parts: string[]) => {
      made.push(...parts);
      return new target(...parts);
    },
  });
  try {
    fc.assert(
      fc.property(CASES, (planned) => {
        const strange = {
          ...planned,
          fields: planned.fields.map((one) => ({ ...one, alias: `Q${keyOf(one)}Q` })),
        };
        nodesOf(textOf(strange));
      }),
      { numRuns: 150, seed: 2_013 },
    );
  } finally {
    globalThis.Function = real;
  }
  expect(made.length).toBeGreaterThan(50);
  expect(made.filter((code) => /Q/.test(code))).toEqual([]);
});
