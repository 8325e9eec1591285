/** Evidence holds no value: what stood in a document is taken out of its text, and nothing of it can be guessed from it. */
import { printWithoutValues } from '../../src/access/print-without-values.ts';
import { responseKeyOf } from '../../src/access/response-key-of.ts';
import { leaf, type Selection } from '../../src/access/selection.ts';
import { expect, test } from '../jest.ts';

function field(name: string, args: Record<string, unknown>, fields: Selection | null = null): Selection {
  return new Map([[responseKeyOf(name, args), { name, args, fields }]]);
}

test('a reference, a filter, an id as it was typed and the place of a page stand as numbers, in their order', () => {
  const args = { first: 5, where: { caseRef: { eq: 'MOCK-1' } }, after: 'MOCK-2' };
  const records = field('records', args, new Map([leaf('caseRef')]));
  const selection = field('operation', { id: 'surname' }, records);
  expect(printWithoutValues([selection, field('crossCheck', { refs: ['MOCK-3'] })])).toEqual({
    text:
      '{ operation_1: operation(id: $1) { records_2: records(first: 5, where: $2, after: $3) { caseRef } } }\n' +
      '{ crossCheck_1: crossCheck(refs: $4) }',
    values: ['surname', { caseRef: { eq: 'MOCK-1' } }, 'MOCK-2', ['MOCK-3']],
  });
});

test('words of ours stand as they are: how many, in what order, to whom', () => {
  const args = { first: 5, orderBy: [{ field: 'DATE' }], releasedTo: { country: 'NO', needs: 'nothing' } };
  const { text, values } = printWithoutValues([field('records', args)]);
  expect(text).toContain(
    '(first: 5, orderBy: [{ field: "DATE" }], releasedTo: { country: "NO", needs: "nothing" })',
  );
  expect(values).toEqual([]);
});

// Trap: the key of a field is a digest of its arguments, and a case reference is soon found by trying.
test('no key is a digest of what was taken out', () => {
  const asked = { refs: ['MOCK-1'] };
  const { text } = printWithoutValues([field('crossCheck', asked)]);
  expect(text).not.toContain(responseKeyOf('crossCheck', asked));
  expect(text).toBe(printWithoutValues([field('crossCheck', { refs: ['MOCK-2'] })]).text);
});

test('an argument that is not known to be plain is taken out', () => {
  expect(printWithoutValues([field('records', { tomorrow: 'MOCK-1' })]).text).toBe(
    '{ records_1: records(tomorrow: $1) }',
  );
});

// Trap: a scalar that lets everything through, and a name that says "this is plain".
test('an argument stands only when its value has the form that its name promises', () => {
  for (const args of [
    { first: 'Hans' },
    { first: 1.5 },
    { orderBy: [{ field: 'DATE', direction: 'Hans Mueller' }] },
    { orderBy: [{ field: 'DATE', name: 'HANS' }] },
    { orderBy: 'DATE' },
    { releasedTo: 'Hans' },
    { releasedTo: { country: 'NO', needs: 'Hans' } },
    { needs: 'Hans' },
    { of: 'Hans Mueller' },
    { by: ['Hans Mueller'] },
    { from: '1970-13-01' },
    { to: 'Hans 1970-01-01' },
    { country: 'DE' },
    { owner: 'DE' },
  ]) {
    const [name = ''] = Object.keys(args);
    const { text, values } = printWithoutValues([field('records', args)]);
    expect([text, values]).toEqual([`{ records_1: records(${name}: $1) }`, Object.values(args)]);
  }
  const plain = {
    first: 5,
    releasedTo: 'NO',
    needs: 'item consent',
    of: 'ARRESTS',
    by: [],
    from: '2011-12-16',
  };
  expect(printWithoutValues([field('records', plain)]).values).toEqual([]);
});

// Trap: what is kept for the next entry, changed by whoever was given it for this one.
test('what a selection was printed to is the same each time, and nobody can change it', () => {
  const selection = field('crossCheck', { refs: ['MOCK-1'] });
  const document = printWithoutValues([selection]);
  expect(printWithoutValues([selection])).toBe(document);
  expect(() => (document.values as unknown[]).push('MOCK-2')).toThrow(TypeError);
  expect(() => Object.assign(document, { text: '' })).toThrow(TypeError);
  expect(printWithoutValues([field('overview', { id: 'x' }), selection]).text).toBe(
    '{ overview_1: overview(id: $1) }\n{ crossCheck_1: crossCheck(refs: $2) }',
  );
});
