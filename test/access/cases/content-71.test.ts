/** Hostile case 71 over SOAP, REST/XML and XML files: what XML can do beside carrying text, it does to nobody. */

import { type RawSystem, serveRaw } from '../../countries/connection/serve-raw.ts';
import { afterAll, beforeAll, describe, expect, test } from '../../jest.ts';
import { EVIL, expectHarmless, expectInvalid, type Misled, openMisled } from './misled.ts';
import { sentTo } from './open-case.ts';

let misled: Misled;
/** Whom nobody has to ask. */
let elsewhere: RawSystem;
beforeAll(async () => {
  misled = await openMisled(['FR', 'ES', 'CH', 'DK']);
  elsewhere = await serveRaw((response) => void response.end(EVIL));
});
afterAll(async () => {
  expect(elsewhere.messages).toEqual([]);
  await elsewhere.close();
  await misled.it.close();
});

/** Of each protocol: the elements of a search's day and of its warrant, as patterns of their tags. */
const SYSTEMS = [
  ['FR', 'SOAP', 'ns2:date'],
  ['ES', 'REST/XML', 'fecha'],
  ['CH', 'XML files', 'dat(?:um|e|a)'],
] as const;

/** `body` with `change` made to the text of every element `tag`. */
const inText = (tag: string, change: (text: string) => string) => (body: string) =>
  body.replaceAll(elements(tag), (_, begin, text, end) => begin + change(text) + end);
/** Of the first alone: what is long is still within the 10 MB that are taken. */
const inFirst = (tag: string, change: (text: string) => string) => (body: string) =>
  body.replace(elements(tag), (_, begin, text, end) => begin + change(text) + end);
const elements = (tag: string): RegExp => new RegExp(`(<${tag}>)([^<]*)(</${tag}>)`, 'g');
const afterDeclaration = (markup: string) => (body: string) =>
  body.startsWith('<?xml') ? body.replace('?>', () => `?>${markup}`) : markup + body;
const declared = (encoding: string, body: string): string =>
  `<?xml version="1.0" encoding="${encoding}"?>${body.replace(/^<\?xml.*?\?>/, '')}`;

for (const [code, protocol, date] of SYSTEMS) {
  describe(`71 ${protocol}: not read at all`, () => {
    // Intent: have a parser fetch, multiply or look for ever. Trap: it does so before anybody has read a word.
    for (const [what, alter] of [
      ['a DOCTYPE', afterDeclaration(`<!DOCTYPE ${EVIL}>`)],
      ['a DOCTYPE in small letters', afterDeclaration(`<!doctype ${EVIL}>`)],
      ['an outer DTD', (body) => afterDeclaration(`<!DOCTYPE a SYSTEM "${elsewhere.url}/a.dtd">`)(body)],
      [
        'parameter entities',
        (body) =>
          afterDeclaration(
            `<!DOCTYPE a [<!ENTITY % p SYSTEM "${elsewhere.url}/p">%p;<!ENTITY % f SYSTEM "file:///etc/passwd">%f;]>`,
          )(body),
      ],
      [
        'a billion laughs',
        (body) => {
          const laughs = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`);
          const bomb = afterDeclaration(`<!DOCTYPE a [<!ENTITY l0 "ha">${laughs.join('')}]>`);
          return bomb(inText(date, () => '&l9;')(body));
        },
      ],
      [
        'quadratic blow-up',
        (body) => {
          const bomb = afterDeclaration(`<!DOCTYPE a [<!ENTITY q "${'q'.repeat(100_000)}">]>`);
          return bomb(inText(date, () => '&q;'.repeat(10_000))(body));
        },
      ],
      ['an entity that nobody declared', inText(date, () => '&evil;')],
      ['a million references to a character', inFirst(date, (text) => `${text}${'&#65;'.repeat(1_000_000)}`)],
      [
        'a million references to an ampersand',
        inFirst(date, (text) => `${text}${'&amp;'.repeat(1_000_000)}`),
      ],
      ['a million elements', inFirst(date, (text) => text + '<a/>'.repeat(1_000_000))],
      ['elements in elements', inText(date, () => `${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}`)],
      // Trap: for each begin that has no end somebody looks through all that follows.
      ['CDATA that begins 250,000 times and never ends', inFirst(date, () => '<![CDATA['.repeat(250_000))],
      ['comments that begin 250,000 times and never end', inFirst(date, () => '<!--'.repeat(250_000))],
      ['tags that begin 250,000 times and never end', () => '<a '.repeat(250_000)],
      ['UTF-8 that says it is ISO-8859-1', (body) => declared('ISO-8859-1', body)],
      ['UTF-8 that says it is windows-1251', (body) => declared('windows-1251', body)],
      ['UTF-8 that says it is UTF-7', (body) => declared('utf-7', body)],
      ['ISO-8859-1 that says it is UTF-8', (body) => Buffer.from(`${body}<!-- é -->`, 'latin1')],
      ['UTF-16 with a mark', (body) => Buffer.from(`\ufeff${declared('UTF-16', body)}`, 'utf16le')],
      ['UTF-16 without one', (body) => Buffer.from(body, 'utf16le')],
    ] as readonly (readonly [string, (body: string) => string | Uint8Array])[]) {
      test(what, () => expectInvalid(misled, code, { alter }));
    }
  });

  describe(`71 ${protocol}: a value in pieces`, () => {
    const pieces = (change: (text: string) => string) => inText(date, change);
    const halves = (text: string): [string, string] => [text.slice(0, 3), text.slice(3)];

    test('a comment or CDATA inside a value parts nothing: it is the value that XML says', async () => {
      // Trap: of two pieces the first is taken, or the last, and it is another value.
      const healthy = await misled.healthy(code);
      for (const change of [
        (text: string) => halves(text).join('<!-- x -->'),
        (text: string) => `<![CDATA[${text}]]>`,
        (text: string) => `${halves(text)[0]}<![CDATA[${halves(text)[1]}]]>`,
        (text: string) => `<!-- ${EVIL} -->${text}`,
      ]) {
        const told = await misled.tell(code, { alter: pieces(change) });
        expect(told.own).toEqual(healthy.own);
        expect(told.owner).toEqual(healthy.owner);
        await expectHarmless(misled, code, healthy, told);
      }
    });

    test('blanks between pieces stay: what they make no value of is INVALID, not joined', async () => {
      const healthy = await misled.healthy(code);
      for (const change of [
        (text: string) => halves(text).join('<!-- --> <!-- -->'),
        (text: string) => `<![CDATA[${halves(text)[0]}]]> <![CDATA[${halves(text)[1]}]]>`,
        (text: string) => `<![CDATA[${text}<!-- ${EVIL} -->]]>`,
        (text: string) => `<![CDATA[<b>${text}</b>]]>`,
        (text: string) => `${halves(text)[0]}<b/>${halves(text)[1]}`,
      ]) {
        const told = await misled.tell(code, { alter: pieces(change) });
        expect(told.errors).toContain('SOURCE_INVALID Search.date');
        const nodes = told.own.searches.records?.nodes ?? [];
        expect(nodes.map((node) => node.date)).toEqual(nodes.map(() => null));
        const references = healthy.own.searches.records?.nodes.map(({ caseRef }) => caseRef);
        expect(nodes.map(({ caseRef }) => caseRef)).toEqual(references);
        await expectHarmless(misled, code, healthy, told);
      }
    });
  });
}

describe('71 a name means one thing', () => {
  const FOREIGN = 'urn:mock-evil';

  for (const [what, alter] of [
    [
      'the prefix stands for another namespace',
      (body: string) => body.replaceAll('<ns2:date>', `<ns2:date xmlns:ns2="${FOREIGN}">`),
    ],
    [
      'a prefix of its own',
      (body: string) =>
        body.replaceAll('<ns2:date>', `<x:date xmlns:x="${FOREIGN}">`).replaceAll('</ns2:date>', '</x:date>'),
    ],
    [
      'a namespace without prefix',
      (body: string) =>
        body.replaceAll('<ns2:date>', `<date xmlns="${FOREIGN}">`).replaceAll('</ns2:date>', '</date>'),
    ],
  ] as const) {
    test(`SOAP: an element of another namespace is not ours, though its local name is: ${what}`, async () => {
      // Trap: by local names alone it is read as ours, and of two the foreign one may win.
      const healthy = await misled.healthy('FR');
      const told = await misled.tell('FR', { alter });
      const nodes = told.own.searches.records?.nodes ?? [];
      expect(nodes).toEqual(healthy.own.searches.records?.nodes.map((node) => ({ ...node, date: null })));
      expect(nodes.length).toBeGreaterThan(0);
      await expectHarmless(misled, 'FR', healthy, told);
      const beside = (body: string): string =>
        body.replaceAll('<ns2:date>', `<x:date xmlns:x="${FOREIGN}">${EVIL}</x:date><ns2:date>`);
      const both = await misled.tell('FR', { alter: beside });
      expect(both.own).toEqual(healthy.own);
    });
  }

  test('SOAP: a prefix that is declared again at its own element is the same namespace', async () => {
    const healthy = await misled.healthy('FR');
    const namespace = /xmlns:ns2="([^"]*)"/;
    const alter = (body: string): string =>
      body.replaceAll('<ns2:date>', `<ns2:date xmlns:ns2="${namespace.exec(body)?.[1]}">`);
    expect((await misled.tell('FR', { alter })).own).toEqual(healthy.own);
  });

  test('SOAP: a list of another namespace is no list of ours', async () => {
    const alter = (body: string): string =>
      body.replaceAll('<ns2:perquisitions>', `<ns2:perquisitions xmlns:ns2="${FOREIGN}">`);
    const told = await misled.tell('FR', { alter });
    expect(told.own.searches).toMatchObject({ records: null });
    expect(told.errors).toContain('SOURCE_INVALID Searches.records');
  });

  for (const [code, tag] of [
    ['ES', 'fecha'],
    ['CH', 'kennung'],
  ] as const) {
    // Trap: the second is taken to end within its first attribute.
    for (const begin of [`${tag} xmlns="${FOREIGN}"`, `${tag} a=">" xmlns="${FOREIGN}"`])
      test(`${code}: plain names that get a namespace below the first element are not read: <${begin}>`, () =>
        expectInvalid(misled, code, { alter: (body) => body.replaceAll(`<${tag}>`, `<${begin}>`) }));
  }
});

test('71 no document type goes out either, whatever a caller writes', async () => {
  const refs = ['FR', 'ES', 'CH'].map((country) => ({
    country,
    caseRef: `<!DOCTYPE a [<!ENTITY x SYSTEM "${elsewhere.url}">]>&x;`,
  }));
  const query = `query ($refs: [CaseReference!]!) { operation(id: "icarus") { crossCheck(refs: $refs) { result } } }`;
  const { outcome } = await misled.it.ask('FR', query, { variables: { refs } });
  expect(outcome).toMatchObject({
    kind: 'answered',
    data: { operation: { crossCheck: refs.map(() => ({ result: 'NO_HIT' })) } },
  });
  expect(sentTo(misled.it.mocks).filter((message) => /^(FR|CH) .*<!DOCTYPE/s.test(message))).toEqual([]);
  expect(sentTo(misled.it.mocks).join()).toContain('&lt;!DOCTYPE');
});
