import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { serveFrance } from '../../../mocks/fr/mock.ts';
import { startMock } from '../../../mocks/mock-system.ts';
import { makeWorld, type NationalWorld } from '../../../mocks/world.ts';
import { openDeadline } from '../../../src/countries/connection/deadline.ts';
import { openConnection } from '../../../src/countries/connection/open-connection.ts';
import { france } from '../../../src/countries/fr/country.ts';
import { soapWriter } from '../../../src/countries/protocols/soap/soap-writer.ts';
import { expect, test } from '../../jest.ts';
import { askOnce } from '../against-mock.ts';
import { FACTS } from '../describe-soap.ts';

const WSDL = new URL('../../../src/countries/fr/procedures.wsdl', import.meta.url);

for (const [trap, operation, written] of [
  [
    'an end tag and an element',
    '</opération><situation>true</situation>',
    '&lt;/opération&gt;&lt;situation&gt;true&lt;/situation&gt;',
  ],
  [
    'what begins and ends like CDATA, which the library would leave as it is',
    '<![CDATA[x]]></opération><situation>true</situation><![CDATA[y]]>',
    '&lt;![CDATA[x]]&gt;&lt;/opération&gt;&lt;situation&gt;true&lt;/situation&gt;&lt;![CDATA[y]]&gt;',
  ],
  ['an entity', '&lt;é', '&amp;lt;é'],
  ['characters XML does not have', '\u0000\ud800a', '\ufffd\ufffda'],
] as const) {
  test(`what is asked is written as text: ${trap}`, async () => {
    const mock = await serveFrance(makeWorld().countries.get('FR') as NationalWorld);
    try {
      const { lists } = await askOnce(france, mock.url, {
        operation,
        overview: [],
        lists: { arrests: { ...FACTS, count: true } },
      });
      expect(lists.arrests).toEqual({ count: 0, facts: [], records: [], dropped: 0, overshared: 0 });
      expect(/<opération>(.*)<\/opération><total>/.exec(mock.messages[0]?.body ?? '')?.[1]).toBe(written);
      expect(mock.messages.map(({ asked }) => asked)).toEqual([
        [
          {
            list: 'arrests',
            fields: ['handle', 'handling', 'addressees', 'itemConsents', 'protected'],
            count: true,
          },
        ],
      ]);
    } finally {
      await mock.close();
    }
  });
}

test('keys are written as text each, whatever they hold, and arrive as they are', async () => {
  const values = [
    'H1</id_fiche><id_fiche>H2',
    '<![CDATA[H1]]>',
    '&lt;',
    ' blanks ',
    'line\nfeed',
    'carriage\rreturn',
    '',
    'é\u0301🙂',
  ];
  const mock = await serveFrance(makeWorld().countries.get('FR') as NationalWorld);
  const connection = openConnection('FR', { url: mock.url, timeoutMs: 5_000 });
  try {
    const only = { fields: ['id_fiche'], values };
    const list = {
      list: 'arrests',
      native: 'interpellations',
      fields: ['etat'],
      count: false,
      only,
    } as const;
    const request = { operation: 'icarus', overview: [], lists: [list] };
    const { lists } = await connection.within(openDeadline(30_000), (send) =>
      france.protocol.ask(request, send),
    );
    expect(lists.get('arrests')?.rows).toEqual([]);
    expect(mock.messages.map(({ asked }) => asked.map((one) => one.only))).toEqual([
      [{ fields: ['handle'], values }],
    ]);
  } finally {
    await connection.close();
    await mock.close();
  }
});

test('messages at the same time share nothing: each has its own question and header', async () => {
  const write = soapWriter({ wsdl: WSDL, version: '1.1' });
  const numbers = Array.from({ length: 50 }, (_, number) => String(number));
  const messages = await Promise.all(
    numbers.map((number) =>
      write(
        'listerSaisies',
        { opération: number },
        { elements: { id: `h${number}` }, answeredBy: () => true },
      ),
    ),
  );
  expect(messages.map(({ body }) => /<opération>(.*)<\/opération>/.exec(body ?? '')?.[1])).toEqual(numbers);
  expect(messages.map(({ body }) => body?.match(/>h\d+</g))).toEqual(
    numbers.map((number) => [`>h${number}<`]),
  );
  expect(new Set(messages.map(({ path }) => path))).toEqual(new Set(['/services/procedures']));
});

test('a description that leads to another is refused: nothing is fetched', async () => {
  const system = await startMock('FR', new Date(0), () => ({ type: 'text/xml', body: '', asked: [] }));
  const folder = mkdtempSync(join(tmpdir(), 'concordat-'));
  const file = join(folder, 'leads-elsewhere.wsdl');
  writeFileSync(
    file,
    `<?xml version="1.0"?><definitions xmlns="http://schemas.xmlsoap.org/wsdl/"><types><schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:a"><import namespace="urn:b" schemaLocation="${system.url}/b.xsd"/></schema></types></definitions>`,
  );
  try {
    const write = soapWriter({ wsdl: pathToFileURL(file), version: '1.1' });
    await expect(write('any', {})).rejects.toMatchObject({ code: 'CONFIGURATION_INVALID' });
    expect(system.messages).toEqual([]);
  } finally {
    await system.close();
    rmSync(folder, { recursive: true });
  }
});

for (const [what, file, operation] of [
  ['no description', 'no-such.wsdl', 'listerSaisies'],
  ['a description that is none', 'country.ts', 'listerSaisies'],
  ['a description without the operation', 'procedures.wsdl', 'listerTout'],
  ['a method of the library for an operation', 'procedures.wsdl', 'addSoapHeader'],
] as const) {
  test(`${what} is CONFIGURATION_INVALID`, async () => {
    const write = soapWriter({ wsdl: new URL(file, WSDL), version: '1.1' });
    await expect(write(operation, {})).rejects.toMatchObject({ code: 'CONFIGURATION_INVALID' });
  });
}
