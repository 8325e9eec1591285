/** What of a compiled query is kept for the entries after it: the coordinates of an owner, by all that they hang on. */
import { parse } from 'graphql';
import { canonicalQuery } from '../../src/access/canonical-query.ts';
import { loadSchemaTexts } from '../../src/cli/load-schema-texts.ts';
import { openCompiledCache } from '../../src/gateway/compiled-cache.ts';
import { composeGateway } from '../../src/gateway/compose-gateway.ts';
import { coordinatesGiven, type Sources } from '../../src/gateway/coordinates-given.ts';
import type { OperationScope } from '../../src/gateway/query-scope.ts';
import { expect, test } from '../jest.ts';
import { POLICY } from './open-test-gateway.ts';

const { costs, map, schema } = composeGateway(loadSchemaTexts());
const facts = { id: 'icarus', crimeArea: 'CSE', participants: ['DE', 'DK'] };
const requester = { country: 'DK', purpose: 'OPERATIONAL_ANALYSIS', date: '2011-12-16', logUp: true };

function scopeOf(held: readonly string[] = []): OperationScope {
  const text = `{ operation(id: "icarus") { codeName arrests { count { exact published } } notices { colour }
    intelligencePackages(first: 5) { nodes { id } } suspects { records(first: 3) { nodes { ageBand interpol { hit } } } } } }`;
  const { fields } = canonicalQuery(schema, costs, {
    document: parse(text),
    operationName: null,
    variables: {},
  });
  const asked = [...fields.values()][0]?.fields ?? new Map();
  const hub = {
    ...{ facts, data: { _invalid: [] }, dropped: 0, isSynthetic: true },
    held: new Map(held.map((key) => [key, { name: key, args: {}, fields: null }])),
  };
  return {
    id: 'icarus',
    asked,
    hub,
    map,
    ...openCompiledCache(map, POLICY).compile(requester, facts, asked),
  };
}

const ALL: readonly Sources[] = (['ALL', 'FACTS', 'NOTICES', 'NONE'] as const).flatMap((system) =>
  [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => {
    return { system, index: (bits & 1) > 0, packages: (bits & 2) > 0, figures: (bits & 4) > 0 };
  }),
);

// Trap: by less than these, an owner whose system failed would have given what it gave last time.
test('coordinates are kept by owner and by each source that they can come from', () => {
  const scope = scopeOf();
  const different = new Set<string>();
  for (const times of [1, 2])
    for (const owner of ['DE', 'DK', 'XE', 'XO'])
      for (const sources of ALL) {
        const found = coordinatesGiven(scope, owner, sources);
        expect([times, owner, sources, found]).toEqual([
          times,
          owner,
          sources,
          coordinatesGiven(scopeOf(), owner, sources),
        ]);
        different.add(`${owner} ${found}`);
      }
  expect(different.size).toBeGreaterThan(10);
});

test('what came with the facts alone is of this answer of Europol, and not of another', () => {
  const scope = scopeOf();
  const sources: Sources = { system: 'FACTS', index: false, packages: false, figures: false };
  expect(coordinatesGiven(scope, 'XE', sources)).toEqual([]);
  const other = { ...scope, hub: scopeOf(['codeName']).hub };
  expect(coordinatesGiven(other, 'XE', sources)).toEqual(['Operation.codeName']);
  expect(coordinatesGiven(scope, 'XE', sources)).toEqual([]);
});

test('what is kept nobody can change', () => {
  const found = coordinatesGiven(scopeOf(), 'DE', {
    system: 'ALL',
    index: true,
    packages: true,
    figures: true,
  });
  expect(() => (found as string[]).push('Suspect.other')).toThrow(TypeError);
});
