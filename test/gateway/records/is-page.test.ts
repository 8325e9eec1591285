import { loadSchemaTexts } from '../../../src/cli/load-schema-texts.ts';
import type { NationalRecord } from '../../../src/countries/national-query.ts';
import { composeGateway } from '../../../src/gateway/compose-gateway.ts';
import { isPage } from '../../../src/gateway/records/is-page.ts';
import { expect, test } from '../../jest.ts';

const { checks } = composeGateway(loadSchemaTexts());
const PLACE = { owner: 'BG', list: 'arrests', type: 'Arrest' } as const;
const ARGS = { where: null, order: [], first: 2, after: null, byReference: true } as const;

function record(caseRef: string): NationalRecord {
  const facts = { handle: caseRef, handling: ['H0'], addressees: [], itemConsents: [], protected: false };
  return { facts, values: { caseRef } };
}
const isOf = (references: readonly string[], runs = [references.length], change = {}): boolean =>
  isPage(PLACE, { ...ARGS, ...change }, references.map(record), runs, checks, new Map());

test('a list that came whole is believed, however its system compares what is no ASCII', () => {
  expect(isOf(['ЗМ-2', 'ЗМ-1'])).toBe(true);
  expect(isOf([])).toBe(true);
});

test('a page of what is no ASCII is not believed where more stands behind it, in any of its parts, or a record before it', () => {
  expect(isOf(['ЗМ-1', 'ЗМ-2', 'ЗМ-3'])).toBe(false);
  expect(isOf(['ЗМ-1', 'ЗМ-2', 'ЗМ-3', 'ЗМ-4'], [1, 3])).toBe(false);
  const after = 'a cursor';
  const walk = { position: ['BG', 'ЗМ-0', 'ЗМ-0', 0], own: [], missing: [] };
  const args = { ...ARGS, after };
  expect(isPage(PLACE, args, [record('ЗМ-1')], [1], checks, new Map([[after, walk]]))).toBe(false);
});

test('a list that came whole is not believed where its order can be told and is wrong', () => {
  expect(isOf(['A-1', 'A-2'])).toBe(true);
  expect(isOf(['A-2', 'A-1'])).toBe(false);
});
