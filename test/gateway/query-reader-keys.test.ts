import { parse } from 'graphql';
import { loadSchemaTexts } from '../../src/cli/load-schema-texts.ts';
import { composeGateway } from '../../src/gateway/compose-gateway.ts';
import { openQueryReader } from '../../src/gateway/query-reader.ts';
import { expect, test } from '../jest.ts';

const { schema, costs } = composeGateway(loadSchemaTexts());
const TEXT =
  'query A($id: ID!, $first: Int) { operation(id: $id) { arrests { records(first: $first) { totalCount } } } } query B { viewer { country } }';

const reader = openQueryReader(schema, costs);
const document = parse(TEXT);
const read = (variables: Record<string, unknown>, operationName = 'A', one = document) =>
  reader.read({ document: one, operationName, variables });

test('the same document, name and variables are read once', () => {
  expect(read({ id: 'icarus', first: 2 })).toBe(read({ id: 'icarus', first: 2 }));
});

test('other variables, another query of the document, and the same text parsed again are read for themselves', () => {
  const known = read({ id: 'icarus', first: 2 });
  expect(read({ id: 'icarus', first: 3 })).not.toBe(known);
  expect(read({ id: 'icarus', first: '2' as unknown as number } as never, 'B')).not.toBe(known);
  expect(read({ id: 'icarus', first: 2 }, 'A', parse(TEXT))).not.toBe(known);
  expect(read({ id: 'other', first: 2 }).canonical.fields.keys().next().value).not.toBe(
    known.canonical.fields.keys().next().value,
  );
});

test('a value that its JSON does not tell from another is not kept: nor is a long one, or a deep one', () => {
  class Text extends String {}
  const alike = [
    { id: 'icarus', first: -0 },
    { id: 'icarus', skipped: new Text('x') },
    { id: 'icarus', skipped: undefined },
    { id: 'x'.repeat(3_000) },
    { id: 'icarus', skipped: [[[[[[[[[[[[1]]]]]]]]]]]] },
  ];
  for (const variables of alike) {
    const first = read(variables, 'B');
    expect(read(variables, 'B')).not.toBe(first);
  }
});

test('what is refused is refused anew', () => {
  expect(() => read({}, 'A')).toThrow();
  expect(() => read({}, 'A')).toThrow();
});

test('of one document ten readings are kept, and of all documents two hundred', () => {
  const first = read({ id: 'a0' });
  for (let id = 1; id <= 10; id++) read({ id: `a${id}` });
  expect(read({ id: 'a0' })).not.toBe(first);
  const known = read({ id: 'b' });
  for (let number = 0; number < 200; number++)
    read({}, 'C', parse(`query C { country(code: "DK") { code a${number}: code } }`));
  expect(read({ id: 'b' })).not.toBe(known);
});
