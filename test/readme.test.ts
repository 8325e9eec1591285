import { readFileSync } from 'node:fs';
import { ERROR_CODES } from '../src/errors.ts';
import { expect, test } from './jest.ts';

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

/** They stop a program before it serves, or a command that reads evidence. */
const BEFORE = ['CONFIGURATION_INVALID', 'POLICY_INVALID', 'SCHEMA_INVALID', 'EVIDENCE_INVALID'];
/** Nobody is there any more who could read it. */
const UNREAD = ['CALLER_GONE'];
/** Said by Apollo Server before a query is run. */
const OF_APOLLO = [
  'BAD_REQUEST',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
];

test('the README explains every code that an answer can carry, and no other', () => {
  const table = /\| `extensions\.code`[\s\S]*?\n\n/.exec(README)?.[0] ?? '';
  const explained = table
    .split('\n')
    .slice(2)
    .flatMap((row) => row.split('|')[1]?.match(/[A-Z_]+/g) ?? []);
  const codes = Object.keys(ERROR_CODES).filter((code) => ![...BEFORE, ...UNREAD].includes(code));
  expect(explained.toSorted()).toEqual([...codes, ...OF_APOLLO].toSorted());
});
