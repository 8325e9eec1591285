import { expect, test } from '@jest/globals';
import { serveFinland } from '../../mocks/fi/mock.ts';
import { profile } from '../../mocks/fi/profile.ts';
import { finland } from '../../src/countries/fi/country.ts';
import { askOnce } from './against-mock.ts';
import { describeSoapCountry, FACTS, total } from './describe-soap.ts';

describeSoapCountry(
  {
    country: finland,
    serve: serveFinland,
    profile,
    wsdl: 'fi/ilmoitukset.wsdl',
    path: '/services/ilmoitukset',
    totals: [
      [total('arrests'), total('searches'), total('seizures'), total('forensicExams')],
      [{ list: 'suspects', fields: ['caseRef'], count: false }],
    ],
  },
  (ask) => {
    test('a person stands in epäillyt once for each offence and is counted and given once', async () => {
      const { answer, mock, world } = await ask({
        suspects: { ...FACTS, count: true, records: ['caseRef'] },
      });
      const gross = await askOnce(
        { ...finland, lists: { ...finland.lists, suspects: withoutCorrection() } },
        mock.url,
        { operation: 'icarus', overview: [], lists: { suspects: { ...FACTS, count: true } } },
      );
      expect(gross.lists.suspects?.count).toBeGreaterThan(world.suspects.length);
      expect(answer.lists.suspects?.count).toBe(6);
      expect(answer.lists.suspects?.records?.map(({ values }) => values.caseRef)).toEqual(
        world.suspects.map(({ caseRef }) => caseRef),
      );
    });

    test('every message has an X-Road header with its own service and an id no other message has', async () => {
      const { messages } = await ask('everything');
      const again = (await ask('everything')).messages;
      const ids = [...messages, ...again].map(({ body }) => /<xrd:id>([^<]*)<\/xrd:id>/.exec(body)?.[1]);
      expect(new Set(ids).size).toBe(12);
      expect(ids.every((id) => /^[0-9a-f-]{36}$/.test(id ?? ''))).toBe(true);
    });

    test('the header names the gateway, never a person, and the operation as its service', async () => {
      const { messages } = await ask({ arrests: FACTS });
      const header = /<soap:Header>(.*)<\/soap:Header>/.exec(messages[0]?.body ?? '')?.[1];
      expect(header?.replace(/[0-9a-f-]{36}/, 'UUID')).toBe(
        '<xrd:client id:objectType="SUBSYSTEM"><id:xRoadInstance>MOCK</id:xRoadInstance><id:memberClass>GOV</id:memberClass>' +
          '<id:memberCode>CONCORDAT</id:memberCode><id:subsystemCode>gateway</id:subsystemCode></xrd:client>' +
          '<xrd:service id:objectType="SERVICE"><id:xRoadInstance>MOCK</id:xRoadInstance><id:memberClass>GOV</id:memberClass>' +
          '<id:memberCode>MOCK-FI</id:memberCode><id:subsystemCode>ilmoitukset</id:subsystemCode>' +
          '<id:serviceCode>haeKiinniotot</id:serviceCode><id:serviceVersion>v1</id:serviceVersion></xrd:service>' +
          '<xrd:id>UUID</xrd:id><xrd:userId>concordat-gateway</xrd:userId><xrd:protocolVersion>4.0</xrd:protocolVersion>',
      );
    });

    for (const name of ['client', 'service', 'id', 'userId', 'protocolVersion']) {
      test(`the system refuses a message without ${name}`, async () => {
        const { mock, messages } = await ask({ arrests: FACTS });
        const [message] = messages;
        const body = (message?.body ?? '')
          .replace(new RegExp(`<xrd:${name}[ >].*</xrd:${name}>`), '')
          .replace(/<xrd:id>[^<]*/, '<xrd:id>6f1c1c9c-29a5-4b2e-9d3c-2d9a6a1f0c55');
        const { 'content-length': _, host: __, ...headers } = message?.headers ?? {};
        const response = await fetch(`${mock.url}/services/ilmoitukset`, { method: 'POST', headers, body });
        expect(response.status).toBe(500);
        expect(await response.text()).toContain('X-Road header incomplete');
      });
    }

    for (const [what, alter] of [
      ['the id of another message', (body: string) => body.replace(/(:id [^>]*>)[^<]*/, '$1other')],
      ['no header', (body: string) => body.replace(/<S:Header>.*<\/S:Header>/, '')],
    ] as const) {
      test(`an answer with ${what} is SOURCE_INVALID`, async () => {
        const { mock } = await ask({});
        mock.behave({ alter });
        await expect(ask({ arrests: FACTS })).rejects.toMatchObject({ code: 'SOURCE_INVALID' });
        mock.behave({});
      });
    }
  },
);

function withoutCorrection(): (typeof finland)['lists']['suspects'] {
  const { correction: _, ...table } = finland.lists.suspects;
  return table;
}
