import { startMock } from '../../mocks/mock-system.ts';
import { servePoland } from '../../mocks/pl/mock.ts';
import { profile } from '../../mocks/pl/profile.ts';
import { poland } from '../../src/countries/pl/country.ts';
import { expect, test } from '../jest.ts';
import { askOnce } from './against-mock.ts';
import { describeSoapCountry, FACTS, total } from './describe-soap.ts';

describeSoapCountry(
  {
    country: poland,
    serve: servePoland,
    profile,
    wsdl: 'pl/sprawy.wsdl',
    path: '/services/sprawy',
    totals: [
      [total('arrests'), total('suspects'), total('searches'), total('seizures'), total('forensicExams')],
    ],
  },
  () => {
    const ROOT = `<S:Envelope xmlns:S="http://www.w3.org/2003/05/soap-envelope"><S:Body><pobierzZatrzymaniaResponse><zatrzymania/></pobierzZatrzymaniaResponse></S:Body></S:Envelope>`;
    const MTOM = [
      '--part',
      'Content-Type: application/xop+xml; charset=UTF-8; type="application/soap+xml"',
      'Content-ID: <root@mock-pl-sprawy>',
      '',
      ROOT,
      '--part',
      'Content-Type: image/jpeg',
      'Content-ID: <1@mock-pl-sprawy>',
      '',
      'material',
      '--part--',
      '',
    ].join('\r\n');
    const TYPE =
      'multipart/related; type="application/xop+xml"; start="<root@mock-pl-sprawy>"; start-info="application/soap+xml"; boundary=part';

    for (const [status, type, body] of [
      [200, TYPE, MTOM],
      [500, TYPE, MTOM],
      [200, TYPE.replace('multipart/related', 'Multipart/Mixed'), ROOT],
    ] as const) {
      test(`an answer with attachments is refused whole: ${status} ${type.slice(0, 17)}`, async () => {
        const system = await startMock('PL', new Date(0), () => ({ status, type, body, asked: [] }));
        const query = { operation: 'icarus', overview: [], lists: { arrests: FACTS } };
        try {
          await expect(askOnce(poland, system.url, query)).rejects.toMatchObject({
            code: 'SOURCE_INVALID',
            message: expect.stringContaining('the gateway takes no material'),
          });
        } finally {
          await system.close();
        }
      });
    }

    test('a reference to an attachment is no value, and nothing fetches it', async () => {
      const row = `<zatrzymanie><postępowanie_z_danymi><id_wpisu>A1</id_wpisu><kod_postępowania>H0</kod_postępowania><chronione>nie</chronione></postępowanie_z_danymi>
        <sytuacja><stan><xop:Include xmlns:xop="http://www.w3.org/2004/08/xop/include" href="cid:1@mock-pl-sprawy"/></stan></sytuacja></zatrzymanie>`;
      const body = ROOT.replace('<zatrzymania/>', `<zatrzymania>${row}</zatrzymania>`);
      const system = await startMock('PL', new Date(0), () => ({
        type: 'application/soap+xml',
        body,
        asked: [],
      }));
      try {
        const answer = await askOnce(poland, system.url, {
          operation: 'icarus',
          overview: [],
          lists: { arrests: { ...FACTS, records: ['status'] } },
        });
        expect(answer.lists.arrests?.records?.map(({ values }) => typeof values.status)).toEqual(['symbol']);
        expect(system.messages).toHaveLength(1);
      } finally {
        await system.close();
      }
    });
  },
);
