import { buildSchema } from 'graphql';
import { checkCodeOrders } from '../../src/checks/check-code-orders.ts';
import { loadSchemaTexts } from '../../src/cli/load-schema-texts.ts';
import { expect, test } from '../jest.ts';
import { lines } from './lines.ts';

const { access, operation } = loadSchemaTexts();

test('a code is sorted by its enum: one that moves, comes or goes is named', () => {
  const check = (sdl: string): string[] => lines(checkCodeOrders(buildSchema(`${access}\n${sdl}`)));
  expect(check(operation)).toEqual([]);
  const line =
    '-: ForensicExam.status: sorted as PENDING, IN_PROGRESS, COMPLETED, not as its enum: write its values, in their order, into src/countries/record-order.ts';
  expect(check(operation.replace('enum ForensicStatus {', 'enum ForensicStatus {\n  LOST'))).toEqual([line]);
  expect(check(operation.replace(/PENDING\n {2}IN_PROGRESS/, 'IN_PROGRESS\n  PENDING'))).toEqual([line]);
});
