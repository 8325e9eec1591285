import { inspect } from 'node:util';
import { parseXml, type XmlReader } from '../../../src/countries/protocols/parse-xml.ts';
import { expect, test } from '../../jest.ts';

const PLAIN: XmlReader = {
  nameOf: ({ name }) => name,
  namespaces: false,
  attributes: ['n'],
  repeated: ['list'],
  trims: true,
};
const RESOLVING: XmlReader = {
  ...PLAIN,
  namespaces: true,
  nameOf: ({ local, uri }) => `${uri}|${local}`,
};

test('gives texts, rows and lists as they are written', async () => {
  const text =
    '<a n="1" m="2"> <b> x <!-- --> y </b><b><![CDATA[<&]]></b><c/><list>z</list><d n="3">&#65;</d></a>';
  expect(await parseXml(text, PLAIN)).toEqual({
    a: { '@n': '1', b: ['x  y', '<&'], c: '', list: ['z'], d: { '@n': '3', '#text': 'A' } },
  });
});

// Trap: a character of two units, a reference, a line end and a tag stand on the edge of what is read in one step.
for (const [what, written, read] of [
  ['a character of two units', '😀', '😀'],
  ['a reference', '&amp;', '&'],
  ['a line end', '\r\n', '\n'],
  ['CDATA', '<![CDATA[<]]>', '<'],
] as const) {
  test(`reads ${what} wherever a step ends`, async () => {
    for (let before = 65_520; before < 65_540; before++) {
      const text = `<a>${'x'.repeat(before)}${written}y</a>`;
      expect(await parseXml(text, PLAIN)).toEqual({ a: `${'x'.repeat(before)}${read}y` });
    }
  });
}

test('resolves the prefixes of a place', async () => {
  const text = '<p:a xmlns:p="u"><p:b xmlns:p="v"/><b/></p:a>';
  expect(await parseXml(text, RESOLVING)).toEqual({ 'u|a': { 'v|b': '', '|b': '' } });
});

for (const [what, text, reader] of [
  ['a tag that is not closed', '<SECRET><b></SECRET>', PLAIN],
  ['an attribute twice', '<a SECRET="1" SECRET="2"/>', PLAIN],
  ['a < in an attribute', '<a n="SECRET<"/>', PLAIN],
  ['a character that XML does not have', '<a>SECRET\u0001</a>', PLAIN],
  ['text behind the document', '<a/>SECRET', PLAIN],
  ['an entity that nobody declared', '<a>&SECRET;</a>', PLAIN],
  ['an entity of its own', '<!DOCTYPE a [<!ENTITY SECRET "x">]><a>&SECRET;</a>', PLAIN],
  ['a prefix that is not declared', '<SECRET:a/>', RESOLVING],
  ['a namespace of plain names on an inner element', '<a><SECRET xmlns="u"/></a>', PLAIN],
  ['a name that is special in JavaScript', '<a><constructor>SECRET</constructor></a>', PLAIN],
  ['65 elements in each other', `${'<a>'.repeat(65)}SECRET${'</a>'.repeat(65)}`, PLAIN],
  ['1,001 attributes', `<a ${Array.from({ length: 1_001 }, (_, n) => `SECRET${n}="1"`).join(' ')}/>`, PLAIN],
  ['nothing', '', PLAIN],
] as const) {
  test(`${what} is SOURCE_INVALID, and the failure says nothing of it`, async () => {
    const failure: unknown = await parseXml(text, reader).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'SOURCE_INVALID' });
    expect(inspect(failure, { depth: 10 })).not.toContain('SECRET');
  });
}
