import type { NativeList } from '../../../src/countries/protocols/protocol.ts';
import { xmlFilesProtocol } from '../../../src/countries/protocols/xml-files.ts';
import { toCodes } from '../../../src/countries/read-values.ts';
import { describe, expect, test } from '../../jest.ts';
import { type Asked, askProtocol, requestOf } from './ask-protocol.ts';

const PROTOCOL = xmlFilesProtocol({
  folder: 'drop',
  encoding: 'utf-8',
  languages: ['de', 'fr'],
  index: { file: 'index.xml', root: 'index', entry: 'file', part: 'canton', language: 'lang', name: 'name' },
  part: { root: 'part', total: 'total', row: 'row' },
  overview: { file: 'overview.xml', root: 'overview' },
});
const ROWS = requestOf({ native: 'liste|énumération', fields: ['id', 'ref', 'réf'], count: true });
const COUNT = requestOf({ native: 'liste|énumération', fields: [], count: true });

const entry = (canton: string, lang: string, name: string): string =>
  `<file><canton>${canton}</canton><lang>${lang}</lang><name>${name}</name></file>`;
const part = (canton: string, lang: string, lists: string): string =>
  `<part><canton>${canton}</canton><lang>${lang}</lang>${lists}</part>`;

const ONE = `<index>${entry('ZH', 'de', 'zh.xml')}</index>`;
const GOOD = part('ZH', 'de', '<liste><total>1</total><row><id>1</id><ref>SECRET</ref></row></liste>');

async function listOf(files: Readonly<Record<string, string>>): Promise<NativeList | undefined> {
  const { answer } = await askProtocol(PROTOCOL, ROWS, files);
  return (await answer).lists.get('arrests');
}

async function expectInvalid(asked: Asked): Promise<void> {
  await expect(asked.answer).rejects.toMatchObject({ code: 'SOURCE_INVALID' });
  await expect(asked.answer).rejects.toThrow(/^(?!.*SECRET)/s);
}

describe('lists', () => {
  test('are those of all parts, each read by the names of its language', async () => {
    const list = await listOf({
      'index.xml': `<?xml version="1.0" encoding="UTF-8"?>\n<index>\n ${entry('ZH', 'de', 'zh.xml')}\n ${entry('GE', 'fr', 'ge.xml')}\n</index>\n`,
      'zh.xml': GOOD,
      'ge.xml': part(
        'GE',
        'fr',
        '<énumération><total>2</total><row><id>2</id><réf>é</réf></row><row><id>3</id></row></énumération>',
      ),
    });
    expect(list).toEqual({
      count: undefined,
      partCounts: ['1', '2'],
      rows: [{ id: '1', ref: 'SECRET' }, { id: '2', réf: 'é' }, { id: '3' }],
    });
  });

  test('a canton may lay down a file for each of its languages', async () => {
    const list = await listOf({
      'index.xml': `<index>${entry('VS', 'de', 'vs-de.xml')}${entry('VS', 'fr', 'vs-fr.xml')}</index>`,
      'vs-de.xml': part('VS', 'de', '<liste><total>0</total></liste>'),
      'vs-fr.xml': part('VS', 'fr', '<énumération><total>0</total></énumération>'),
    });
    expect(list?.partCounts).toEqual(['0', '0']);
  });

  test('names match in NFC, however they are written', async () => {
    const list = await listOf({
      'index.xml': `<index>${entry('GE', 'fr', 'ge.xml')}</index>`,
      'ge.xml': part(
        'GE',
        'fr',
        '<énumération><total>1</total><row><réf>a</réf></row></énumération>',
      ).normalize('NFD'),
    });
    expect(list?.rows).toEqual([{ réf: 'a' }]);
  });

  test('rows hold the elements asked and nothing else, as text, without prototype', async () => {
    const list = await listOf({
      'index.xml': ONE,
      'zh.xml': part(
        'ZH',
        'de',
        '<liste><total>1</total><row x="1"><id> 007</id><secret>x</secret><toString>y</toString><ref>&lt;a&gt; &amp;amp; &apos;&quot;</ref></row></liste>',
      ),
    });
    expect(list?.rows).toEqual([{ id: ' 007', ref: '<a> &amp; \'"' }]);
    for (const row of list?.rows ?? []) expect(Object.getPrototypeOf(row)).toBeNull();
  });

  test('a row that holds no element is an empty one, to be dropped and reported', async () => {
    const list = await listOf({
      'index.xml': ONE,
      'zh.xml': part('ZH', 'de', '<liste><total>3</total><row>text</row><row/><row><id>1</id></row></liste>'),
    });
    expect(list?.rows).toEqual([{}, {}, { id: '1' }]);
  });

  test('are counted and not given when no field is asked', async () => {
    const { answer } = await askProtocol(PROTOCOL, COUNT, { 'index.xml': ONE, 'zh.xml': GOOD });
    expect((await answer).lists.get('arrests')).toEqual({ count: undefined, partCounts: ['1'], rows: [] });
  });

  test('are not counted when no count is asked', async () => {
    const request = requestOf({ native: 'liste', fields: ['id'], count: false });
    const { answer } = await askProtocol(PROTOCOL, request, { 'index.xml': ONE, 'zh.xml': GOOD });
    expect((await answer).lists.get('arrests')).toEqual({ count: undefined, rows: [{ id: '1' }] });
  });
});

describe('rows asked by key', () => {
  const FILES = {
    'index.xml': `<index>${entry('ZH', 'de', 'zh.xml')}${entry('GE', 'fr', 'ge.xml')}</index>`,
    'zh.xml': part(
      'ZH',
      'de',
      '<liste><total>4</total><row><id>1</id><ref>a</ref></row><row><id>2</id><ref>b</ref></row>' +
        '<row><id>5</id><id>1</id><ref>c</ref></row><row>1</row></liste>',
    ),
    'ge.xml': part(
      'GE',
      'fr',
      '<énumération><total>2</total><row><id>3</id><réf>a</réf></row><row><id>1</id><réf>d</réf></row></énumération>',
    ),
  };
  const by = async (fields: readonly string[], values: readonly string[]) => {
    const request = requestOf({
      native: 'liste|énumération',
      fields: ['ref', 'réf'],
      only: { fields, values },
    });
    return (await (await askProtocol(PROTOCOL, request, FILES)).answer).lists.get('arrests');
  };

  test('are those of every part of which a key holds one of the values; the totals are of all', async () => {
    expect(await by(['id'], ['1', '2'])).toEqual({
      count: undefined,
      partCounts: ['4', '2'],
      rows: [{ ref: 'a' }, { ref: 'b' }, { réf: 'd' }],
    });
  });

  test('are named by the key of the language of their part', async () => {
    expect((await by(['ref', 'réf'], ['a']))?.rows).toEqual([{ ref: 'a' }, { réf: 'a' }]);
  });

  test('none named, none given: a key that stands twice or a row of text names nothing', async () => {
    expect((await by(['id'], ['5', '']))?.rows).toEqual([]);
  });
});

describe('a column of several values', () => {
  test.each([
    ['no element', '', []],
    ['an empty one', '<ref/>', []],
    ['one', '<ref>DK</ref>', ['DK']],
    ['several', '<ref>DK</ref><ref>DE</ref><ref>NO</ref>', ['DK', 'DE', 'NO']],
    ['one that holds several', '<ref>DK DE</ref>', ['DK', 'DE']],
    ['one with blanks around', '<ref>\n DK\n</ref>', ['DK']],
    ['an item consent', '<ref>DK:2011-09-01:2012-08-31</ref>', ['DK:2011-09-01:2012-08-31']],
    [
      'two, one open-ended',
      '<ref>DK:2011-09-01:</ref><ref>NO:2011-09-01:</ref>',
      ['DK:2011-09-01:', 'NO:2011-09-01:'],
    ],
  ])('%s', async (_, elements, values) => {
    const list = await listOf({
      'index.xml': ONE,
      'zh.xml': part('ZH', 'de', `<liste><total>1</total><row><id>1</id>${elements}</row></liste>`),
    });
    expect(list?.rows.map((row) => toCodes(row.ref))).toEqual([values]);
  });
});

describe('the index', () => {
  const hostile = [
    '../overview.xml',
    '..',
    '.',
    '.hidden.xml',
    'a..xml',
    '/etc/passwd',
    'sub/zh.xml',
    'sub\\zh.xml',
    '%2e%2e%2fzh.xml',
    'http://example.org/zh.xml',
    'zh.xml?x=1',
    'zh.xml#x',
    'zh xml',
    '\u202ezh.xml',
    '',
  ];
  test.each(hostile)('leads nowhere: the name %j is SOURCE_INVALID and not fetched', async (name) => {
    const asked = await askProtocol(PROTOCOL, ROWS, {
      'index.xml': `<index>${entry('GE', 'fr', 'ge.xml')}${entry('ZH', 'de', name)}</index>`,
    });
    await expectInvalid(asked);
    expect(asked.paths).toEqual(['/drop/icarus/index.xml']);
  });

  const zh = entry('ZH', 'de', 'zh.xml');
  const wrong: [string, string][] = [
    ['names no file: that is not zero', '<index/>'],
    ['names no file, but holds blanks', '<index>\n</index>'],
    ['names no file, but holds something else', '<index><other/></index>'],
    // Trap: each of these would count a canton twice.
    ['names a file twice', `<index>${zh}${entry('GE', 'de', 'zh.xml')}</index>`],
    ['names a part twice in one language', `<index>${zh}${entry('ZH', 'de', 'other.xml')}</index>`],
    ['has an unknown language', `<index>${entry('ZH', 'rm', 'zh.xml')}</index>`],
    ['has a language of a prototype', `<index>${entry('ZH', 'constructor', 'zh.xml')}</index>`],
    ['has a file of no part', `<index>${entry('', 'de', 'zh.xml')}</index>`],
    [
      'has a name twice in one entry',
      `<index><file><canton>ZH</canton><lang>de</lang><name>a</name><name>b</name></file></index>`,
    ],
    ['has an entry of text', `<index>${zh}<file>zh.xml</file></index>`],
    [
      'names more files than any country has parts',
      `<index>${Array.from({ length: 1_001 }, (_, n) => entry(`P${n}`, 'de', `${n}.xml`)).join('')}</index>`,
    ],
  ];
  test.each(wrong)('that %s is SOURCE_INVALID, and nothing else is fetched', async (_, index) => {
    const asked = await askProtocol(PROTOCOL, ROWS, { 'index.xml': index, 'zh.xml': GOOD });
    await expectInvalid(asked);
    expect(asked.paths).toEqual(['/drop/icarus/index.xml']);
  });

  test('a name with letters of any language is encoded', async () => {
    const { paths } = await askProtocol(PROTOCOL, ROWS, {
      'index.xml': `<index>${entry('ZH', 'de', 'fälle-ZH.de.xml')}</index>`,
    });
    expect(paths).toEqual(['/drop/icarus/index.xml', '/drop/icarus/f%C3%A4lle-ZH.de.xml']);
  });
});

describe("a part's file of wrong shape is SOURCE_INVALID, also when only totals are asked", () => {
  const wrong: [string, string][] = [
    ['another root', GOOD.replaceAll('part>', 'parts>')],
    ['two roots', `${GOOD}<more/>`],
    ['the root twice', `${GOOD}${GOOD}`],
    ['another canton than the index says', GOOD.replace('>ZH<', '>GE<')],
    ['another language than the index says', GOOD.replace('>de<', '>fr<')],
    ['a file that is cut', GOOD.slice(0, -20)],
    ['an element that is not closed', GOOD.replace('</ref>', '')],
    ['no byte', ''],
    ['JSON', '{"part":{"SECRET":1}}'],
    ['a DOCTYPE', `<!DOCTYPE part>${GOOD}`],
    ['a DOCTYPE with an entity', `<!DOCTYPE part [<!ENTITY x "SECRET">]>${GOOD.replace('SECRET', '&x;')}`],
    ['a doctype in small letters', `<!doctype part>${GOOD}`],
    ['an entity that is not predefined', GOOD.replace('SECRET', '&nbsp;SECRET')],
    ['a character reference', GOOD.replace('SECRET', '&#83;ECRET')],
    ['an ampersand alone', GOOD.replace('SECRET', 'SECRET & more')],
    ['a NUL', GOOD.replace('SECRET', 'SEC\0RET')],
    ['an element named after a prototype', GOOD.replaceAll('ref>', '__proto__>')],
    [
      'elements nested without end',
      GOOD.replace('SECRET', `${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}`),
    ],
  ];
  test.each(wrong)('%s', async (_, text) => {
    for (const request of [ROWS, COUNT]) {
      await expectInvalid(await askProtocol(PROTOCOL, request, { 'index.xml': ONE, 'zh.xml': text }));
    }
    expect(({} as Record<string, unknown>).id).toBeUndefined();
  });

  test('the failure names the place in the index, not the name that the source wrote', async () => {
    const { answer } = await askProtocol(PROTOCOL, ROWS, {
      'index.xml': `<index>${entry('ZH', 'de', 'SECRET.xml')}</index>`,
      'SECRET.xml': 'no XML',
    });
    await expect(answer).rejects.toThrow('`XX`: `file 1 of the index`: the document is no XML');
    await expect(answer).rejects.toMatchObject({ facts: { file: 'file 1 of the index' } });
  });
});

describe('a list of wrong shape is invalid by itself, also when only totals are asked', () => {
  const OTHER = '<other><total>1</total><row><id>9</id></row></other>';
  const wrong: [string, string][] = [
    ['no list: that is not zero', part('ZH', 'de', '')],
    ['the list under its name in another language', GOOD.replaceAll('liste>', 'énumération>')],
    ['the list under a prefix', GOOD.replaceAll('liste>', 'x:liste>')],
    ['the list twice', part('ZH', 'de', '<liste><total>1</total></liste><liste><total>1</total></liste>')],
    ['a list of text', part('ZH', 'de', '<liste>SECRET</liste>')],
    ['an empty list', part('ZH', 'de', '<liste/>')],
    ['a list without its total', GOOD.replace('<total>1</total>', '')],
  ];
  test.each(wrong)('%s', async (_, text) => {
    for (const fields of [['id', 'ref', 'réf'], []]) {
      const lists = [
        { list: 'arrests', native: 'liste|énumération', fields, count: true },
        { list: 'searches', native: 'other', fields, count: true },
      ] as const;
      const { answer } = await askProtocol(
        PROTOCOL,
        { operation: 'icarus', overview: [], lists },
        { 'index.xml': ONE, 'zh.xml': text.replace('</part>', `${OTHER}</part>`) },
      );
      expect((await answer).lists).toEqual(
        new Map([
          ['arrests', { count: undefined, rows: [], invalid: true }],
          ['searches', { count: undefined, partCounts: ['1'], rows: fields.length > 0 ? [{ id: '9' }] : [] }],
        ]),
      );
    }
  });

  test('in the file of one part: the other parts are no list of the country', async () => {
    const list = await listOf({
      'index.xml': `<index>${entry('ZH', 'de', 'zh.xml')}${entry('GE', 'fr', 'ge.xml')}</index>`,
      'zh.xml': GOOD,
      'ge.xml': part('GE', 'fr', '<énumération/>'),
    });
    expect(list).toEqual({ count: undefined, rows: [], invalid: true });
  });
});

describe('messages', () => {
  test.each([404, 500, 302])('status %i of a part is SOURCE_UNAVAILABLE', async (status) => {
    const { answer } = await askProtocol(PROTOCOL, ROWS, { 'index.xml': ONE, 'zh.xml': status });
    await expect(answer).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE', facts: { status } });
  });

  test('the overview is one file; neither index nor part is fetched for it', async () => {
    const request = { operation: 'icarus', overview: ['method'], lists: [] };
    const { answer, paths } = await askProtocol(PROTOCOL, request, {
      'overview.xml': '<overview><method>m</method><secret>x</secret></overview>',
    });
    expect((await answer).overview).toEqual({ method: 'm' });
    expect(paths).toEqual(['/drop/icarus/overview.xml']);
  });

  test('an operation is one segment, whatever is in it', async () => {
    const { paths } = await askProtocol(PROTOCOL, requestOf({}, 'a/../b'), {});
    expect(paths).toEqual(['/drop/a%2F..%2Fb/index.xml']);
  });
});
