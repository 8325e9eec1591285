import { csvFilesProtocol } from '../../../src/countries/protocols/csv-files.ts';
import type { NativeList } from '../../../src/countries/protocols/protocol.ts';
import { readCsv } from '../../../src/countries/protocols/read-csv.ts';
import { describe, expect, test } from '../../jest.ts';
import { askProtocol, requestOf } from './ask-protocol.ts';

const PROTOCOL = csvFilesProtocol({
  folder: 'drop',
  encoding: 'utf-8',
  delimiter: ';',
  key: 'id',
  overview: 'overview',
});
const ROWS = requestOf({ fields: ['ref', 'id'], count: true });
const COUNT = requestOf({ fields: [], count: true });

async function listOf(text: string | Uint8Array, request = ROWS): Promise<NativeList | undefined> {
  const { answer } = await askProtocol(PROTOCOL, request, { 'list.csv': text });
  return (await answer).lists.get('arrests');
}

describe('rows of a file', () => {
  test('hold the columns asked and nothing else, as text, without prototype', async () => {
    const list = await listOf('id;secret;ref\r\n1;x;007\r\n2;y;\r\n');
    expect(list).toEqual({
      count: 2,
      rows: [
        { id: '1', ref: '007' },
        { id: '2', ref: '' },
      ],
    });
    for (const row of list?.rows ?? []) expect(Object.getPrototypeOf(row)).toBeNull();
  });

  test('may hold newlines, delimiters and quotes in quotes, and end with a line feed alone', async () => {
    const list = await listOf('id;ref\n1;"a\r\nb;c ""d"""\n');
    expect(list?.rows).toEqual([{ id: '1', ref: 'a\r\nb;c "d"' }]);
  });

  test('are the same wherever a step of reading ends', async () => {
    for (let before = 65_520; before < 65_540; before++) {
      const file = await readCsv(`id;ref\r\n1;${'x'.repeat(before)}é😀\r\n`, {
        delimiter: ';',
        columns: ['ref'],
        required: [],
      });
      expect(file.rows.map(({ ref }) => ref)).toEqual([`${'x'.repeat(before)}é😀`]);
    }
  });

  test('a column named after a prototype does no harm, asked or not', async () => {
    const text = 'id;__proto__;constructor;ref\r\n1;x;y;2\r\n';
    expect((await listOf(text))?.rows).toEqual([{ id: '1', ref: '2' }]);
    const row = (await listOf(text, requestOf({ fields: ['__proto__'] })))?.rows[0];
    expect(Object.entries(row ?? {})).toEqual([['__proto__', 'x']]);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  test('are counted and not given when no field is asked', async () => {
    expect(await listOf('id;ref\r\n1;a\r\n2;b\r\n', COUNT)).toEqual({ count: 2, rows: [] });
  });

  test('are not counted when no count is asked', async () => {
    const list = await listOf('id;ref\r\n1;a\r\n', requestOf({ fields: ['id'], count: false }));
    expect(list).toEqual({ count: undefined, rows: [{ id: '1' }] });
  });

  test('a header alone is zero rows', async () => {
    expect(await listOf('id;ref\r\n')).toEqual({ count: 0, rows: [] });
    expect(await listOf('id;ref\r\n', COUNT)).toEqual({ count: 0, rows: [] });
  });
});

describe('rows asked by key', () => {
  const TEXT = 'id;ref;more\r\n1;a;x\r\n2;b;y\r\n3;a;z\r\n';
  const by = (fields: readonly string[], values: readonly string[], count = true) =>
    requestOf({ fields: ['more'], count, only: { fields, values } });

  test('are those of which a key column holds one of the values; the total is of all', async () => {
    expect(await listOf(TEXT, by(['id'], ['2']))).toEqual({ count: 3, rows: [{ more: 'y' }] });
    expect(await listOf(TEXT, by(['ref'], ['a', 'c']))).toEqual({
      count: 3,
      rows: [{ more: 'x' }, { more: 'z' }],
    });
    expect((await listOf(TEXT, by(['id', 'ref'], ['a', '2'], false)))?.rows).toHaveLength(3);
  });

  test('need no key column among the fields, and give none that was not asked', async () => {
    expect((await listOf(TEXT, by(['id'], ['1'])))?.rows.map((row) => Object.keys(row))).toEqual([['more']]);
  });

  test('a key matches whole and exactly, composed or not', async () => {
    const text = 'id;more\r\nA\u0301 1;x\r\na\u0301 1;y\r\n\u00c1 12;z\r\n';
    expect((await listOf(text, by(['id'], ['\u00c1 1'])))?.rows).toEqual([{ more: 'x' }]);
    expect((await listOf(text, by(['id'], ['A\u0301 12'])))?.rows).toEqual([{ more: 'z' }]);
  });

  test('none named, none given: a file is still read whole for its total', async () => {
    expect(await listOf(TEXT, by(['id'], ['4']))).toEqual({ count: 3, rows: [] });
    const totalAlone = requestOf({ fields: [], only: { fields: ['id'], values: ['1'] } });
    expect(await listOf(TEXT, totalAlone)).toEqual({ count: 3, rows: [] });
  });

  // Trap: of a damaged file the row that is asked could be read all the same.
  test.each([
    ['a key column that is not there', TEXT.replace('ref', 'reference')],
    ['a line of another length elsewhere', TEXT.replace('3;a;z', '3;a')],
    ['a last line that does not end', TEXT.slice(0, -2)],
  ])('%s is SOURCE_INVALID, whatever row is asked', async (_, text) => {
    const { answer } = await askProtocol(PROTOCOL, by(['id', 'ref'], ['1']), { 'list.csv': text });
    await expect(answer).rejects.toMatchObject({ code: 'SOURCE_INVALID' });
  });
});

describe('a damaged file is SOURCE_INVALID, also when only its lines are counted', () => {
  const damaged: [string, string | Uint8Array][] = [
    ['no byte', ''],
    ['a byte order mark alone', '\uFEFF'],
    ['an empty line alone', '\r\n'],
    ['no header: the first record stands in its place', '1;SECRET\r\n2;b\r\n'],
    ['a last line cut between two values', 'id;ref\r\n1;SECRET\r\n2'],
    ['a last line cut within its last value', 'id;ref\r\n1;SECRET\r\n2;b'],
    ['a last line cut within quotes', 'id;ref\r\n1;"SECRET\r\n'],
    ['a header cut', 'id;re'],
    ['more lines than a list has records', `id;ref\r\n${'1;SECRET\r\n'.repeat(200_000)}`],
    ['more columns than a record has fields', `id;ref${';SECRET'.repeat(1_000)}\r\n`],
    ['a line with a value more', 'id;ref\r\n1;SECRET;c\r\n'],
    ['an empty line between two', 'id;ref\r\n\r\n1;SECRET\r\n'],
    ['an empty line at the end', 'id;ref\r\n1;SECRET\r\n\r\n'],
    ['text after a closing quote', 'id;ref\r\n1;"SECRET"x\r\n'],
    ['a quote within a value', 'id;ref\r\n1;SECRET"x\r\n'],
    ['a column twice', 'id;ref;ref\r\n1;SECRET;b\r\n'],
    ['a column twice, once composed and once not', 'id;ref;\u00e9;e\u0301\r\n1;SECRET;c;d\r\n'],
    ['a NUL in a value', 'id;ref\r\n1;SECRET\0\r\n'],
    ['a NUL in quotes', 'id;ref\r\n1;"\0SECRET"\r\n'],
    ['another delimiter', 'id,ref\r\n1,SECRET\r\n'],
    ['a tab for a delimiter', 'id\tref\r\n1\tSECRET\r\n'],
    ['lines that end with a carriage return alone', 'id;ref\r1;SECRET\r'],
    ['lines that end with a carriage return alone, but the last', 'id;ref\r1;SECRET\r\n'],
    ['a carriage return within a value', 'id;ref\r\n1;SEC\rRET\r\n'],
    // Trap: the rows become part of the header, and the list looks empty.
    ['a quote left open in the header and closed in a row', 'id;"ref\r\n1;SECRET"\r\n'],
    ['a web page', '<!doctype html>\n<title>SECRET</title>\n'],
    ['bytes that are no UTF-8', Uint8Array.of(...Buffer.from('id;ref\r\n1;'), 0xe9, 0x0d, 0x0a)],
    ['UTF-16', Buffer.from('\uFEFFid;ref\r\n1;SECRET\r\n', 'utf16le')],
  ];
  test.each(damaged)('%s', async (_, text) => {
    for (const request of [ROWS, COUNT]) {
      const { answer } = await askProtocol(PROTOCOL, request, { 'list.csv': text });
      await expect(answer).rejects.toMatchObject({ code: 'SOURCE_INVALID', facts: { file: 'list.csv' } });
      await expect(answer).rejects.toThrow(/^`XX`: `list\.csv`: (?!.*SECRET)/s);
    }
  });

  test('a column that is asked and not there, in the file of that list', async () => {
    const lists = [
      { list: 'arrests', native: 'list', fields: ['id'], count: true },
      { list: 'suspects', native: 'other', fields: ['id', 'ref'], count: true },
    ] as const;
    const { answer } = await askProtocol(
      PROTOCOL,
      { operation: 'icarus', overview: [], lists },
      { 'list.csv': 'id\r\n1\r\n', 'other.csv': 'id;reference\r\n1;a\r\n' },
    );
    await expect(answer).rejects.toMatchObject({ code: 'SOURCE_INVALID', facts: { file: 'other.csv' } });
  });
});

describe('messages', () => {
  test.each([404, 500, 302, 204])('status %i is SOURCE_UNAVAILABLE', async (status) => {
    for (const request of [ROWS, COUNT]) {
      const { answer } = await askProtocol(PROTOCOL, request, { 'list.csv': status });
      await expect(answer).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE', facts: { status } });
    }
  });

  test('each name is one segment, whatever is in it', async () => {
    const request = requestOf({ native: 'a/../b?c#d%2f', fields: [] }, '../é ;x');
    const { paths } = await askProtocol(PROTOCOL, request, {});
    expect(paths).toEqual(['/drop/..%2F%C3%A9%20%3Bx/a%2F..%2Fb%3Fc%23d%252f.csv']);
  });

  test.each(['', '.', '..', '\ud800'])(
    'an operation that is no segment (%j) is not sent',
    async (operation) => {
      const { answer, paths } = await askProtocol(PROTOCOL, requestOf({}, operation), {});
      await expect(answer).rejects.toMatchObject({ code: 'INTERNAL' });
      expect(paths).toEqual([]);
    },
  );
});

describe('the overview', () => {
  const request = { operation: 'icarus', overview: ['method', 'victims'], lists: [] };

  test('is one line of a file of its own, and no file of a list is fetched for it', async () => {
    const { answer, paths } = await askProtocol(PROTOCOL, request, {
      'overview.csv': 'victims;secret;method\r\n3;x;m\r\n',
    });
    expect((await answer).overview).toEqual({ method: 'm', victims: '3' });
    expect(paths).toEqual(['/drop/icarus/overview.csv']);
  });

  test('is not fetched when it is not asked', async () => {
    const { paths } = await askProtocol(PROTOCOL, COUNT, { 'list.csv': 'id\r\n' });
    expect(paths).toEqual(['/drop/icarus/list.csv']);
  });

  test('a header alone reports nothing', async () => {
    const { answer } = await askProtocol(PROTOCOL, request, { 'overview.csv': 'method;victims\r\n' });
    expect((await answer).overview).toEqual({});
  });

  test.each(['', 'method;victims\r\nm;1\r\nn;2\r\n', 'method\r\nm\r\n'])(
    '%j is SOURCE_INVALID',
    async (text) => {
      const { answer } = await askProtocol(PROTOCOL, request, { 'overview.csv': text });
      await expect(answer).rejects.toMatchObject({ code: 'SOURCE_INVALID' });
    },
  );
});
