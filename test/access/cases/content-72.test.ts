/** Hostile case 72: what SOAP has beside its answers - faults, attachments, addresses - tells nothing and leads nowhere. */

import { type RawSystem, serveRaw } from '../../countries/connection/serve-raw.ts';
import { afterAll, beforeAll, describe, expect, test } from '../../jest.ts';
import { EVIL, expectHarmless, expectInvalid, type Misled, openMisled } from './misled.ts';
import { referencesOf } from './open-case.ts';

let misled: Misled;
/** Whom nobody has to ask. */
let elsewhere: RawSystem;
beforeAll(async () => {
  misled = await openMisled(['FR', 'PL', 'DK']);
  elsewhere = await serveRaw((response) => void response.end(EVIL));
});
afterAll(async () => {
  expect(elsewhere.messages).toEqual([]);
  await elsewhere.close();
  await misled.it.close();
});

/** France speaks SOAP 1.1, Poland 1.2. */
const FAULTS = {
  FR: (text: string) =>
    `<S:Fault><faultcode>S:Server</faultcode><faultstring>${text}</faultstring><detail><ns2:date>${text}</ns2:date></detail></S:Fault>`,
  PL: (text: string) =>
    `<S:Fault><S:Code><S:Value>S:Receiver</S:Value><S:Subcode><S:Value>ns2:${EVIL}</S:Value></S:Subcode></S:Code>` +
    `<S:Reason><S:Text xml:lang="en">${text}</S:Text></S:Reason><S:Detail><ns2:data>${text}</ns2:data></S:Detail></S:Fault>`,
} as const;

for (const code of ['FR', 'PL'] as const) {
  describe(`72 ${code}: a fault`, () => {
    for (const status of [200, 400, 500]) {
      test(`under status ${status} is UNAVAILABLE: its text and detail are in no answer, evidence or report`, async () => {
        // Intent: have data carried out in an error. Trap: a library makes the detail the message of what it throws.
        const healthy = await misled.healthy(code);
        const [secret = ''] = referencesOf(misled.it.mocks, code);
        const alter = (body: string): string =>
          body.replace(/<S:Body>.*<\/S:Body>/s, `<S:Body>${FAULTS[code](`${EVIL} ${secret}`)}</S:Body>`);
        const told = await misled.tell(code, { alter, reply: status });
        expect(told.own).toMatchObject({ source: { status: 'UNAVAILABLE' }, searches: { records: null } });
        expect(new Set(told.errors.map((error) => error.split(' ')[0]))).toEqual(
          new Set(['SOURCE_UNAVAILABLE']),
        );
        expect(told.owner).toMatchObject({ status: 'UNAVAILABLE', given: 0 });
        expect(told.answer + JSON.stringify(told.entry)).not.toContain(secret);
        await expectHarmless(misled, code, healthy, told);
      });
    }
  });

  describe(`72 ${code}: attachments`, () => {
    test('a message in parts (MTOM) is refused whole, whatever is in its parts', () =>
      expectInvalid(misled, code, {
        headers: { 'content-type': 'multipart/related; type="application/xop+xml"; boundary=part' },
        alter: (body) =>
          `--part\r\ncontent-type: application/xop+xml\r\n\r\n${body}\r\n--part\r\ncontent-id: <1>\r\n\r\n${EVIL}\r\n--part--`,
      }));

    test('an include is no value: neither a file nor an address is fetched for it', async () => {
      // Trap: a library puts in the place of the include what its `href` leads to.
      const healthy = await misled.healthy(code);
      for (const href of ['file:///etc/passwd', `${elsewhere.url}/x`, 'cid:1', '//metadata/']) {
        const include = `<xop:Include xmlns:xop="http://www.w3.org/2004/08/xop/include" href="${href}"/>`;
        const alter = (body: string): string =>
          body.replaceAll(/(<ns2:(dat[ae])>)[^<]*(<\/ns2:\2>)/g, `$1${include}$3`);
        const told = await misled.tell(code, { alter });
        const nodes = told.own.searches.records?.nodes ?? [];
        expect(nodes).toEqual(healthy.own.searches.records?.nodes.map((node) => ({ ...node, date: null })));
        expect(told.errors).toContain('SOURCE_INVALID Search.date');
        expect(told.answer).not.toMatch(/root:|metadata/);
        await expectHarmless(misled, code, healthy, told);
      }
    });
  });

  test(`72 ${code}: no address in an answer is followed, and the answer is what it was`, async () => {
    // Intent: be asked again elsewhere, with the gateway's rights. Trap: WS-Addressing, hints of schemas, stylesheets.
    const healthy = await misled.healthy(code);
    const address = `<a:Address>${elsewhere.url}/reply</a:Address>`;
    const header = `<S:Header xmlns:a="http://www.w3.org/2005/08/addressing"><a:ReplyTo>${address}</a:ReplyTo><a:FaultTo>${address}</a:FaultTo><a:To>${elsewhere.url}</a:To></S:Header>`;
    const alter = (body: string): string =>
      body
        .replace('<S:Body>', `${header}<S:Body>`)
        .replace('<S:Envelope ', `<S:Envelope xsi:schemaLocation="urn:a ${elsewhere.url}/a.xsd" `);
    const headers = { location: elsewhere.url, link: `<${elsewhere.url}>; rel="describedby"` };
    const told = await misled.tell(code, { alter, headers });
    expect(told.own).toEqual(healthy.own);
    expect(told.sent).toEqual(healthy.sent);
    expect(elsewhere.messages).toEqual([]);
    await expectHarmless(misled, code, healthy, told);
  });

  // A description that leads to another is refused before anything is sent: test/countries/protocols/soap-writer.test.ts.
  test(`72 ${code}: the description of the service is ours, and never fetched from it`, async () => {
    const { sent } = await misled.tell(code);
    const own = sent.filter((message) => message.startsWith(code));
    expect(own.length).toBeGreaterThan(0);
    expect(own.filter((message) => !/^.. POST \/[^?]* <\?xml/.test(message))).toEqual([]);
    expect(own.join()).not.toMatch(/wsdl|xsd:import|schemaLocation/i);
  });
}
