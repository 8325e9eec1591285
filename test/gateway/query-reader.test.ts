/** What is kept of queries that were read: as much as memory allows for, whatever is asked. */
import { type DocumentNode, parse } from 'graphql';
import { loadSchemaTexts } from '../../src/cli/load-schema-texts.ts';
import { composeGateway } from '../../src/gateway/compose-gateway.ts';
import { openQueryReader } from '../../src/gateway/query-reader.ts';
import { beforeEach, expect, test } from '../jest.ts';

const { schema, costs } = composeGateway(loadSchemaTexts());
let reader: ReturnType<typeof openQueryReader>;
beforeEach(() => {
  reader = openQueryReader(schema, costs);
});

const read = (document: DocumentNode, x = 0) =>
  reader.read({ document, operationName: null, variables: { x } });

/** The same list under so many names: one for the countries, and as many as there are for the answer. */
function aliased(times: number): DocumentNode {
  const names = Array.from(
    { length: times },
    (_, place) => `a${place}: participation(country: "DK") { ...F }`,
  );
  return parse(`{ operation(id: "icarus") { ${names.join(' ')} } }
    fragment F on Participation { suspects { records(first: 1) { nodes {
      caseRef ageBand placeNuts2 dataSubjectCategory identifiedOn interpol { hit }
      marking { handling sourceEvaluation informationEvaluation } } } } }`);
}

test('a query is read once for all who ask it', () => {
  const document = aliased(10);
  expect(read(document)).toBe(read(document));
});

test('one whose answer has thousands of fields is read anew: two thousand of these would fill the memory', () => {
  const document = aliased(200);
  expect(read(document)).not.toBe(read(document));
});

test('of one document no more is kept than of one query that is large, whatever its variables', () => {
  const document = aliased(40);
  const first = read(document, 0);
  expect(read(document, 0)).toBe(first);
  for (let x = 1; x < 9; x++) read(document, x);
  expect(read(document, 0)).not.toBe(first);
});

test('a null for the `if` of a directive is refused, though its variable has a default', () => {
  const document = parse('query ($s: Boolean = true) { countries @skip(if: $s) { code } }');
  const asked = { document, operationName: null, variables: { s: null } };
  expect(() => reader.read(asked)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
});
