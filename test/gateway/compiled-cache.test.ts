/** What was compiled is kept by query and access class, and never given to another class: hostile cases 24 and 35 to 38. */
import { parse } from 'graphql';
import { canonicalQuery } from '../../src/access/canonical-query.ts';
import { loadSchemaTexts } from '../../src/cli/load-schema-texts.ts';
import { openCompiledCache } from '../../src/gateway/compiled-cache.ts';
import { composeGateway } from '../../src/gateway/compose-gateway.ts';
import { expect, test } from '../jest.ts';
import { POLICY } from './open-test-gateway.ts';

const { costs, map, schema } = composeGateway(loadSchemaTexts());
const REQUESTER = { country: 'NO', purpose: 'OPERATIONAL_ANALYSIS', date: '2011-12-16', logUp: true };
const OPERATION = { id: 'icarus', crimeArea: 'CSE', participants: ['DE', 'NO'] };

function fieldsOf(text: string, variables: Record<string, unknown> = {}) {
  const { fields } = canonicalQuery(schema, costs, {
    document: parse(`query ($first: Int = 5) { operation(id: "icarus") { ${text} } }`),
    operationName: null,
    variables,
  });
  const [operation] = fields.values();
  if (operation?.fields === undefined || operation.fields === null) throw new Error('no fields');
  return operation.fields;
}

const SUSPECTS = 'suspects { records(first: $first) { nodes { caseRef ageBand } } }';

test('the same query of the same class is compiled once, however it is written', () => {
  const { compile } = openCompiledCache(map, POLICY);
  const first = compile(REQUESTER, OPERATION, fieldsOf(SUSPECTS));
  const other = fieldsOf(
    'a: suspects { ...F } } } fragment F on Suspects { b: records(first: 5) { nodes { caseRef c: ageBand }',
  );
  const again = compile({ ...REQUESTER }, { ...OPERATION }, other);
  expect(again.compiled).toBe(first.compiled);
  expect(again.accessClass).toBe(first.accessClass);
});

test('everything that decides a class parts what is kept: nothing compiled for one is given to another', () => {
  const { compile } = openCompiledCache(map, POLICY);
  const asked = fieldsOf(SUSPECTS);
  const kept = compile(REQUESTER, OPERATION, asked);
  for (const requester of [
    { ...REQUESTER, country: 'RS' },
    { ...REQUESTER, purpose: 'CROSS_CHECK' },
    { ...REQUESTER, purpose: null },
    { ...REQUESTER, date: '2017-05-01' },
    { ...REQUESTER, logUp: false },
  ]) {
    const fresh = openCompiledCache(map, POLICY).compile(requester, OPERATION, asked);
    const other = compile(requester, OPERATION, asked);
    expect(other.compiled).not.toBe(kept.compiled);
    expect(other).toEqual(fresh);
  }
  for (const operation of [
    { ...OPERATION, id: 'icarus-2' },
    { ...OPERATION, crimeArea: null },
    { ...OPERATION, participants: ['DE'] },
  ])
    expect(compile(REQUESTER, operation, asked)).toEqual(
      openCompiledCache(map, POLICY).compile(REQUESTER, operation, asked),
    );
});

// Trap: a purpose or an id is a caller's text, and may hold whatever parts the others in a key.
test('no text in one part passes for another', () => {
  const { compile } = openCompiledCache(map, POLICY);
  const asked = fieldsOf(SUSPECTS);
  const [left, right] = [
    compile({ ...REQUESTER, country: 'NO', purpose: '","x' }, OPERATION, asked),
    compile({ ...REQUESTER, country: 'NO","', purpose: 'x' }, OPERATION, asked),
  ];
  expect(left.accessClass.requester).toMatchObject({ country: 'NO', purpose: '","x' });
  expect(right.accessClass.requester).toMatchObject({ country: 'NO","', purpose: 'x' });
});

test('arguments are part of it as they are, and not by a digest', () => {
  const { compile } = openCompiledCache(map, POLICY);
  const five = compile(REQUESTER, OPERATION, fieldsOf(SUSPECTS));
  const six = compile(REQUESTER, OPERATION, fieldsOf(SUSPECTS, { first: 6 }));
  expect(six.compiled).not.toBe(five.compiled);
  expect(JSON.stringify([...(six.compiled.pagesAcross ?? [])])).toContain('"first":6');
});

test('a refusal is not kept: it is said anew each time', () => {
  const { compile } = openCompiledCache(map, POLICY);
  const asked = fieldsOf('searches { records(where: { caseRef: { in: ["MOCK-1"] } }) { nodes { date } } }');
  for (let times = 0; times < 2; times += 1)
    expect(() => compile({ ...REQUESTER, country: 'RS' }, OPERATION, asked)).toThrow(
      expect.objectContaining({ code: 'FILTER_NOT_PERMITTED' }),
    );
});
