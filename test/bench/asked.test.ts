import { readFileSync } from 'node:fs';
import { Kind, parse, print, visit } from 'graphql';
import { coldSpec } from '../../bench/cold-spec.ts';
import { expectedParts, partsOf, summaryOf } from '../../bench/expected-parts.ts';
import { boardSpec, pageSpec, toText } from '../../bench/query-spec.ts';
import { workloadsNamed } from '../../bench/workloads.ts';
import { policyNamed } from '../../bench/worlds.ts';
import { makeWorld } from '../../mocks/world.ts';
import { expect, test } from '../jest.ts';

test('the board that is measured is the board of the demo', () => {
  const demo = readFileSync(new URL('../../demo/board.graphql', import.meta.url), 'utf8');
  expect(print(parse(toText(boardSpec(), 'concordat')))).toBe(print(parse(demo)));
});

test('no two queries of 1,000 that nobody has seen are the same, and each has 50 fields', () => {
  const texts = Array.from({ length: 1_000 }, (_, seed) => toText(coldSpec(seed), 'concordat'));
  expect(new Set(texts).size).toBe(1_000);
  for (const text of texts.slice(0, 50)) {
    let leaves = 0;
    const count = ({ selectionSet }: { readonly selectionSet?: unknown }): void => {
      if (selectionSet === undefined) leaves += 1;
    };
    visit(parse(text), { Field: count });
    expect(leaves).toBe(50);
  }
});

test('in each style a query is a document of one operation', () => {
  for (const style of ['concordat', 'stitching', 'federation'] as const) {
    const { definitions } = parse(toText(boardSpec(), style));
    expect(definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)).toHaveLength(1);
  }
});

test('a workload is found by its name or by its group, and by no part of a word', () => {
  const names = (asked: string): string[] => workloadsNamed([asked]).map(({ name }) => name);
  expect(names('growth')).toEqual(['growth 10', 'growth 100', 'growth 1000']);
  expect(names('rules')).toEqual(['rules off', 'rules on']);
  expect(names('growth 10')).toEqual(['growth 10']);
  expect(names('grow')).toEqual([]);
});

test('one value that is another, or one record that is missing, is seen in the digest', () => {
  const viewing = { world: makeWorld(), policy: policyNamed('usual'), viewer: 'DE' };
  const spec = pageSpec();
  const own = viewing.world.countries.get('DK');
  const nodes = (own?.arrests ?? []).map((arrest) => ({ ...arrest, offence: { iccs: '030221' } }));
  const answer = (records: readonly object[]) => ({
    data: { operation: { dk: { arrests: { count: { exact: nodes.length }, records: { nodes: records } } } } },
  });
  const digest = (records: readonly object[]) =>
    summaryOf(partsOf(answer(records), spec, 'concordat')).digest;
  const { digest: expected } = summaryOf(expectedParts({ ...viewing, viewer: 'DK' }, spec));
  expect(digest(nodes)).toBe(expected);
  expect(digest(nodes.toReversed())).toBe(expected);
  expect(digest(nodes.slice(1))).not.toBe(expected);
  expect(digest([{ ...nodes[0], status: 'CHARGED?' }, ...nodes.slice(1)])).not.toBe(expected);
});
