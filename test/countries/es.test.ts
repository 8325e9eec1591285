import { serveSpain } from '../../mocks/es/mock.ts';
import type { Arrest } from '../../mocks/world.ts';
import { spain } from '../../src/countries/es/country.ts';
import { INVALID } from '../../src/countries/national-query.ts';
import { expect, test } from '../jest.ts';
import { COUNTS, EVERYTHING } from './against-mock.ts';
import { askMisled, DAYS } from './ask-misled.ts';
import { rowsOf, whileServed } from './ask-native.ts';
import { worldOf } from './ask-served.ts';
import { describeCountry } from './describe-country.ts';
import { describeRows } from './describe-rows.ts';

const REFERENCES = { arrests: { ...DAYS, records: ['caseRef'] } } as const;
const TOTAL = { arrests: { ...DAYS, count: true, facts: false, records: null } } as const;
const ROW = '<asiento><id_asiento>A1</id_asiento><numero_atestado>REF</numero_atestado></asiento>';
const wrap = (rows: string): string => `<diligencia><detenciones>${rows}</detenciones></diligencia>`;

describeRows(spain, serveSpain, [
  '/api/diligencias/icarus?campos=detenciones(id_asiento)&solo=detenciones(id_asiento:A1,A2,A3,A4,A5,x%252Cy%2529%26z)&totales=detenciones',
]);

describeCountry(spain, serveSpain, (ask) => {
  test('a whole query is one message', async () => {
    const { messages } = await ask('everything');
    expect(messages).toHaveLength(1);
  });

  test('a query names its lists with their fields, and the totals it wants', async () => {
    const { messages } = await ask({ suspects: { ...DAYS, count: true, records: ['identifiedOn'] } });
    expect(messages.map(({ method, path }) => `${method} ${decodeURIComponent(path)}`)).toEqual([
      'GET /api/diligencias/icarus?campos=imputados' +
        '(id_asiento,código_tratamiento,destinatarios,consentimientos,protegido,fecha_identificación)' +
        '&totales=imputados',
    ]);
    expect(messages[0]?.path).toMatch(/^[!-~]+$/);
    expect(messages[0]?.headers.accept).toBe('application/xml');
  });

  const askBody = async (body: string, lists: object = REFERENCES) => {
    const { mock } = await ask(COUNTS.lists);
    return askMisled(spain, mock, lists, { alter: () => body });
  };
  const referencesOf = async (body: string) =>
    (await askBody(body)).lists.arrests?.records?.map(({ values }) => values.caseRef);

  for (const [trap, body] of [
    ['a document type', `<!DOCTYPE diligencia>${wrap(ROW)}`],
    [
      'an entity of its own',
      `<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>${wrap(ROW.replace('REF', '&x;'))}`,
    ],
    [
      'entities in entities',
      `<!doctype d [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>${wrap(ROW.replace('REF', '&b;'))}`,
    ],
    ['an entity that nobody declared', wrap(ROW.replace('REF', 'a&nbsp;b'))],
    ['a character reference', wrap(ROW.replace('REF', '&#65;'))],
    ['a bare ampersand', wrap(ROW.replace('REF', 'a & b'))],
    ['elements 101 deep', wrap(`${'<a>'.repeat(101)}${'</a>'.repeat(101)}`)],
    ['an element named __proto__', wrap('<__proto__><id_asiento>A1</id_asiento></__proto__>')],
    ['an end too early', wrap(ROW).slice(0, -5)],
    ['tags that cross', '<diligencia><detenciones></diligencia></detenciones>'],
    ['two document elements', `${wrap(ROW)}<diligencia/>`],
    ['a second document element of another name', `${wrap(ROW)}<error/>`],
    ['another document element', `<error>${wrap(ROW)}</error>`],
    ['no such list', '<diligencia/>'],
    ['a list twice', `<diligencia><detenciones/><detenciones>${ROW}</detenciones></diligencia>`],
    ['a list that is text', wrap('ninguna')],
    ['JSON', '{"diligencia":{"detenciones":{"asiento":[]}}}'],
    ['nothing', ''],
  ] as const) {
    test(`${trap} is SOURCE_INVALID, and the text is not repeated`, async () => {
      const { code, message } = await askBody(body);
      expect(code).toBe('SOURCE_INVALID');
      expect(message).not.toMatch(/A1|REF|passwd|__proto__/);
    });
  }

  test('the five predefined entities are text', async () => {
    expect(
      await referencesOf(wrap(ROW.replace('REF', '&lt;a&gt; &amp;lt; &quot;b&quot; &apos;c&apos;'))),
    ).toEqual(['<a> &lt; "b" \'c\'']);
  });

  test('values stay text: nothing is taken for a number or a truth', async () => {
    for (const text of ['007', '1e3', '0x1F', '12345678901234567890', 'true', '1.50']) {
      expect(await referencesOf(wrap(ROW.replace('REF', text)))).toEqual([text]);
    }
  });

  test('a list of one row and a list of none are lists', async () => {
    expect(await referencesOf(wrap(ROW))).toEqual(['REF']);
    expect(await referencesOf('<diligencia><detenciones/></diligencia>')).toEqual([]);
    expect(await referencesOf(wrap(' '))).toEqual([]);
  });

  test('a row that is text is dropped and reported; a field there twice or with children is INVALID', async () => {
    const twice = ROW.replace('</asiento>', '<numero_atestado>2</numero_atestado></asiento>');
    const nested = ROW.replace('A1', 'A2').replace('REF', '<x>1</x>');
    const whole = ROW.replace('A1', 'A3');
    const { lists } = await askBody(wrap(`<asiento>A7</asiento><asiento/>${twice}${nested}${whole}`));
    expect(lists.arrests?.dropped).toBe(2);
    expect(lists.arrests?.records?.map(({ values }) => values.caseRef)).toEqual([INVALID, INVALID, 'REF']);
  });

  test('rows that share a handle are all dropped and reported: which is meant cannot be known', async () => {
    const other = ROW.replace('A1', 'A2').replace('REF', 'OTHER');
    const { lists } = await askBody(wrap(`${ROW}${other}${ROW.replace('REF', 'AGAIN')}`));
    expect(lists.arrests?.dropped).toBe(2);
    expect(lists.arrests?.facts?.map(({ handle }) => handle)).toEqual(['A2']);
    expect(lists.arrests?.records?.map(({ values }) => values.caseRef)).toEqual(['OTHER']);
  });

  test('a handle stands as the system writes it', async () => {
    for (const handle of ['007', '1e3', 'a1', 'A-1/2']) {
      const { lists } = await askBody(wrap(ROW.replace('A1', handle)));
      expect(lists.arrests?.facts?.map((facts) => facts.handle)).toEqual([handle]);
    }
  });

  test('an element that stands once for each value is a list, of one value as of several; none is no element', async () => {
    const [first, second, third] = worldOf('DK').arrests;
    const arrests = [
      { ...(first as Arrest), addressees: ['DK'] },
      { ...(second as Arrest), addressees: ['DK', 'DE'] },
      { ...(third as Arrest), addressees: [] },
    ];
    const fields = ['destinatarios'];
    const rows = await whileServed(spain, serveSpain, worldOf('ES', { arrests }), async (ask) => {
      const { answer } = await ask([rowsOf(spain, 'arrests', { fields })]);
      return answer.lists.get('arrests')?.rows.map(({ destinatarios }) => destinatarios);
    });
    expect(rows).toEqual([['DK'], ['DK', 'DE'], undefined]);
  });

  test('a total is the attribute: 0 is 0, none is null, nonsense is INVALID', async () => {
    for (const [attribute, count] of [
      ['total="9"', 9],
      ['total="0"', 0],
      ['', null],
      ['total=""', null],
      ['total="nueve"', INVALID],
      ['total="1e1"', INVALID],
      ['otro="9"', null],
    ] as const) {
      const { lists } = await askBody(`<diligencia><detenciones ${attribute}/></diligencia>`, TOTAL);
      expect({ attribute, count: lists.arrests?.count }).toEqual({ attribute, count });
    }
  });

  test('an unknown code is INVALID in its own record only; the word of 2015 is not yet in the list', async () => {
    const { mock, world } = await ask(COUNTS.lists);
    const alter = (body: string): string =>
      body.replace(/<condición_persona>[^<]+/, '<condición_persona>investigado');
    const query = { suspects: { ...DAYS, records: ['dataSubjectCategory'] } } as const;
    const { lists } = await askMisled(spain, mock, query, { alter });
    expect(lists.suspects?.records?.map(({ values }) => values.dataSubjectCategory)).toEqual([
      INVALID,
      ...world.suspects.slice(1).map(({ dataSubjectCategory }) => dataSubjectCategory),
    ]);
  });

  test('status 500 is SOURCE_UNAVAILABLE', async () => {
    const { mock } = await ask(COUNTS.lists);
    const { code } = await askMisled(spain, mock, EVERYTHING.lists, { status: 500 });
    expect(code).toBe('SOURCE_UNAVAILABLE');
  });
});
