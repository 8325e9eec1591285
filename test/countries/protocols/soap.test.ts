import { inspect } from 'node:util';
import { startMock } from '../../../mocks/mock-system.ts';
import { openDeadline } from '../../../src/countries/connection/deadline.ts';
import { openConnection } from '../../../src/countries/connection/open-connection.ts';
import { france } from '../../../src/countries/fr/country.ts';
import { INVALID, type NationalAnswer, type NationalQuery } from '../../../src/countries/national-query.ts';
import { poland } from '../../../src/countries/pl/country.ts';
import type { NativeListRequest } from '../../../src/countries/protocols/native-request.ts';
import type { NativeRow } from '../../../src/countries/protocols/protocol.ts';
import { readEnvelope } from '../../../src/countries/protocols/soap/read-envelope.ts';
import { toCodes } from '../../../src/countries/read-values.ts';
import { describe, expect, test } from '../../jest.ts';
import { askOnce } from '../against-mock.ts';
import { FACTS } from '../describe-soap.ts';
import { requestOf } from './ask-protocol.ts';

const ARRESTS: NationalQuery = {
  operation: 'icarus',
  overview: [],
  lists: { arrests: { ...FACTS, count: true, records: ['status', 'placeNuts2'] } },
};
const ROW = row('A1', '<situation><etat>DP</etat></situation>');
const GOOD = answer(`<total>1</total><interpellations>${ROW}</interpellations>`);

function row(handle: string, groups: string): string {
  return `<interpellation><diffusion><id_fiche>${handle}</id_fiche><code_traitement>H0</code_traitement><protégé>non</protégé></diffusion>${groups}</interpellation>`;
}

function answer(content: string): string {
  return envelope(
    `<r:listerInterpellationsResponse xmlns:r="urn:mock-fr-procedures:2011">${content}</r:listerInterpellationsResponse>`,
  );
}

function envelope(body: string): string {
  return `<?xml version="1.0"?><e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>${body}</e:Body></e:Envelope>`;
}

/** France asked of a system that answers every message with `body`. */
async function askFrance(
  body: string | Uint8Array,
  reply: { status?: number; type?: string } = {},
): Promise<NationalAnswer> {
  const system = await startMock('FR', new Date(0), () => ({
    type: 'text/xml; charset=utf-8',
    ...reply,
    body,
    asked: [],
  }));
  try {
    return await askOnce(france, system.url, ARRESTS);
  } finally {
    await system.close();
  }
}

/** Rows of France's arrests in its own names, of a system that answers every message with `body`. */
async function askRows(
  body: string,
  list: Partial<NativeListRequest>,
): Promise<{ readonly rows: Promise<readonly NativeRow[]>; readonly sent: number }> {
  const request = requestOf({ native: 'interpellations', count: false, ...list });
  const system = await startMock('FR', new Date(0), () => ({ type: 'text/xml', body, asked: [] }));
  const connection = openConnection('FR', { url: system.url, timeoutMs: 5_000 });
  try {
    const answered = connection.within(openDeadline(30_000), (send) => france.protocol.ask(request, send));
    const rows = answered.then(({ lists }) => lists.get('arrests')?.rows ?? []);
    await Promise.allSettled([rows]);
    return { rows, sent: system.messages.length };
  } finally {
    await connection.close();
    await system.close();
  }
}

describe('an answer that is no answer is SOURCE_INVALID', () => {
  const cases: readonly [trap: string, body: string | Uint8Array, type?: string][] = [
    ['a page of HTML with status 200', '<html><body>maintenance</body></html>', 'text/html'],
    ['such a page under the right type', '<html><body>maintenance</body></html>'],
    ['JSON', '{"Envelope":{}}', 'application/json'],
    ['the media type of the other version', GOOD, 'application/soap+xml'],
    ['nothing', ''],
    ['a body cut in the middle: the rows that came are not all', GOOD.slice(0, -60)],
    ['two documents', GOOD + GOOD.replace(/<\?xml.*?\?>/, '')],
    ['a document beside the envelope', `${GOOD}<other/>`],
    ['an empty envelope', '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"/>'],
    ['an empty body', envelope('')],
    [
      'the answer of another operation',
      GOOD.replaceAll('listerInterpellationsResponse', 'listerSaisiesResponse'),
    ],
    ['two answers in one body', GOOD.replace('</e:Body>', '<listerSaisiesResponse/></e:Body>')],
    ['an answer without its list is not an empty list', answer('<total>0</total>')],
    ['a list of other things is not an empty list', answer('<interpellations><saisie/></interpellations>')],
    ['a list that holds text', answer('<interpellations>none</interpellations>')],
    ['a list that comes twice', answer('<interpellations/><interpellations/>')],
    ['a document type', GOOD.replace('?>', '?><!DOCTYPE e>')],
    ['an entity of its own', GOOD.replace('?>', '?><!DOCTYPE e [<!ENTITY x "DP">]>').replace('DP', '&x;')],
    [
      'a document type between comments that look like CDATA',
      GOOD.replace('?>', '?><!-- <![CDATA[ --><!DOCTYPE e><!-- ]]> -->'),
    ],
    ['an entity from a file', GOOD.replace('?>', '?><!doctype e [<!ENTITY x SYSTEM "file:///etc/passwd">]>')],
    ['an entity that nobody declared', GOOD.replace('DP', '&eacute;')],
    ['an ampersand that begins nothing', GOOD.replace('DP', 'D & P')],
    ['a reference to no character', GOOD.replace('DP', 'D&#0;P')],
    ['a reference to half a character', GOOD.replace('DP', 'D&#xD800;P')],
    ['elements without end', GOOD.replace('DP', `${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`)],
    ['an element named __proto__', GOOD.replace('DP', '<__proto__><etat>DP</etat></__proto__>')],
    ['bytes that are no UTF-8', Buffer.from(GOOD, 'latin1')],
  ];
  for (const [trap, body, type] of cases) {
    test(trap, async () => {
      await expect(askFrance(body, type === undefined ? {} : { type })).rejects.toMatchObject({
        code: 'SOURCE_INVALID',
        facts: { country: 'FR' },
      });
    });
  }
});

describe('a fault is SOURCE_UNAVAILABLE, and none of its text is kept', () => {
  const FAULT = envelope(
    '<e:Fault><faultcode>e:Server</faultcode><faultstring>MOCK-PV/2011/000001/01</faultstring><detail><etat>SECRET</etat></detail></e:Fault>',
  );
  for (const [what, status, body] of [
    ['with status 500', 500, FAULT],
    ['with status 200', 200, FAULT],
    ['with status 400', 400, FAULT],
    ['that cannot be read', 500, FAULT.slice(0, -30)],
    ['that hides an entity', 500, FAULT.replace('?>', '?><!DOCTYPE e [<!ENTITY x "DP">]>')],
    ['that is empty', 500, envelope('<e:Fault/>')],
    ['that is none: an answer with status 500', 500, GOOD],
    ['that is none: 404', 404, FAULT],
    ['that is none: 302', 302, GOOD],
  ] as const) {
    test(what, async () => {
      const failure: unknown = await askFrance(body, { status }).catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: 'SOURCE_UNAVAILABLE', facts: { country: 'FR' } });
      const printed = inspect(failure, { depth: 10 });
      expect(printed).not.toContain('MOCK-PV');
      expect(printed).not.toContain('SECRET');
    });
  }

  test('an answer that cannot be read leaves no text of it either', async () => {
    const failure: unknown = await askFrance(GOOD.replace('DP', '<SECRET>')).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'SOURCE_INVALID' });
    expect(inspect(failure, { depth: 10 })).not.toContain('SECRET');
  });
});

describe('one bad row costs itself alone', () => {
  for (const [what, bad] of [
    ['text where a row should be', '<interpellation>none</interpellation>'],
    ['a row without a handle', '<interpellation><situation><etat>DP</etat></situation></interpellation>'],
    ['a row whose handle is no text', row('<a>1</a>', '')],
    [
      'a group that comes twice',
      row('A2', '<situation><etat>DP</etat></situation><situation><etat>CJ</etat></situation>'),
    ],
    ['a group that holds text', row('A2', '<situation>DP</situation>')],
  ] as const) {
    test(what, async () => {
      const body = answer(`<total>2</total><interpellations>${ROW}${bad}</interpellations>`);
      const { lists } = await askFrance(body);
      expect(lists.arrests?.records?.map(({ facts }) => facts.handle)).toEqual(['A1']);
      expect(lists.arrests?.dropped).toBe(1);
    });
  }
});

describe('values are read as written, never guessed', () => {
  for (const [what, etat, value] of [
    ['a code', '<etat>DP</etat>', 'IN_CUSTODY'],
    ['white space around it', '<etat>\n  DP\n</etat>', 'IN_CUSTODY'],
    ['character references', '<etat>&#68;&#x50;</etat>', 'IN_CUSTODY'],
    ['CDATA', '<etat><![CDATA[DP]]></etat>', 'IN_CUSTODY'],
    ['attributes beside it', '<etat id="a" type="x">DP</etat>', 'IN_CUSTODY'],
    ['nothing', '', null],
    ['an empty element', '<etat/>', null],
    ['nil', '<etat xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="true"/>', null],
    ['the same element twice', '<etat>DP</etat><etat>DP</etat>', INVALID],
    ['XML in CDATA', '<etat><![CDATA[<?xml version="1.0"?><etat>DP</etat>]]></etat>', INVALID],
    ['an ampersand in CDATA', '<etat><![CDATA[D&P]]></etat>', INVALID],
    ['elements in it', '<etat><valeur>DP</valeur></etat>', INVALID],
    ['a reference to another element', '<etat href="#b"/><autre id="b">DP</autre>', null],
    ['an unknown code', '<etat>constructor</etat>', INVALID],
  ] as const) {
    test(what, async () => {
      const body = answer(
        `<interpellations>${row('A1', `<situation>${etat}</situation>`)}</interpellations>`,
      );
      const { lists } = await askFrance(body);
      expect(lists.arrests?.records?.[0]?.values.status).toBe(value);
    });
  }

  test('a field outside its group is not read', async () => {
    const stray = row('A1', '<etat>DP</etat><circonstances><etat>DP</etat></circonstances>');
    const { lists } = await askFrance(answer(`<interpellations>${stray}</interpellations>`));
    expect(lists.arrests?.records?.[0]?.values).toEqual({ status: null, placeNuts2: null });
  });

  for (const [what, total, count] of [
    ['a total that is not there is not reported', '', null],
    ['a total that disagrees with the rows is INVALID', '<total>2</total>', INVALID],
    ['a total in a notation of programmers is INVALID', '<total>0x1</total>', INVALID],
    ['a total that is no number is INVALID', '<total>1x</total>', INVALID],
  ] as const) {
    test(what, async () => {
      const { lists } = await askFrance(answer(`${total}<interpellations>${ROW}</interpellations>`));
      expect(lists.arrests?.count).toBe(count);
    });
  }

  test('200,000 references are read, not taken for an attack', async () => {
    const body = Buffer.from(GOOD.replace('DP', '&amp;'.repeat(200_000)));
    const read = await readEnvelope({ status: 200, headers: { 'content-type': 'text/xml' }, body }, '1.1');
    expect(read.kind).toBe('body');
    expect(JSON.stringify(read).includes('&'.repeat(200_000))).toBe(true);
  });

  test('900 namespaces around 20,000 elements that declare another are read, and 20,000 are refused', async () => {
    // Trap: each element copies all that are declared around it, and a message of 700 kB takes a minute.
    const read = (count: number) => {
      const many = Array.from({ length: count }, (_, place) => ` xmlns:n${place}="urn:n"`).join('');
      const elements = '<x xmlns:m="urn:m"/>'.repeat(20_000);
      const text = `<e:Envelope xmlns:e="urn:e"${many}><e:Body><r>${elements}</r></e:Body></e:Envelope>`;
      const headers = { 'content-type': 'text/xml' };
      return readEnvelope({ status: 200, headers, body: Buffer.from(text) }, '1.1');
    };
    expect(await read(900)).toMatchObject({ kind: 'body' });
    await expect(read(20_000)).rejects.toThrow('too many attributes');
  });
});

describe('a field of several values is a list, whether it comes once or more often', () => {
  for (const [what, elements, values] of [
    ['none', '', []],
    ['an empty one', '<destinataires/>', []],
    ['nil', '<destinataires xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="true"/>', []],
    ['one', '<destinataires>DK</destinataires>', ['DK']],
    ['one with an attribute and blanks', '<destinataires a="b">\n DK\n</destinataires>', ['DK']],
    ['several', '<destinataires>DK</destinataires><destinataires>DE</destinataires>', ['DK', 'DE']],
    ['several in one', '<destinataires>DK DE,NO</destinataires>', ['DK', 'DE', 'NO']],
    [
      'an item consent',
      '<destinataires>DK:2011-09-01:2012-08-31</destinataires>',
      ['DK:2011-09-01:2012-08-31'],
    ],
    ['elements in it are no country', '<destinataires><pays>DK</pays></destinataires>', []],
  ] as const) {
    test(what, async () => {
      const body = answer(
        `<interpellations><interpellation><diffusion>${elements}</diffusion></interpellation></interpellations>`,
      );
      const { rows } = await askRows(body, { fields: ['destinataires'] });
      expect((await rows).map((row) => toCodes(row.destinataires))).toEqual([values]);
    });
  }
});

describe('rows are named by one key that the service takes', () => {
  for (const [what, fields] of [
    ['a field it has no element for', ['etat']],
    ["another list's reference", ['numéro_scellé']],
    ['two fields', ['id_fiche', 'numero_procedure']],
    ['none', []],
  ] as const) {
    test(`${what} is CONFIGURATION_INVALID, and nothing is sent`, async () => {
      const only = { fields, values: ['A1'] };
      const { rows, sent } = await askRows(GOOD, { fields: ['etat'], only });
      await expect(rows).rejects.toMatchObject({ code: 'CONFIGURATION_INVALID' });
      expect(sent).toBe(0);
    });
  }
});

describe('SOAP 1.2 takes no other media type', () => {
  for (const type of ['text/xml', 'application/xop+xml', 'multipart/related; boundary=x', 'text/html']) {
    test(type, async () => {
      const system = await startMock('PL', new Date(0), () => ({ type, body: GOOD, asked: [] }));
      try {
        await expect(askOnce(poland, system.url, ARRESTS)).rejects.toMatchObject({ code: 'SOURCE_INVALID' });
      } finally {
        await system.close();
      }
    });
  }
});
