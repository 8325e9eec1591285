import { createHmac, generateKeyPairSync } from 'node:crypto';
import type { JWK } from 'jose';
import { ERROR_CODES, GatewayError } from '../../src/errors.ts';
import { identifyCaller, type RequestHeaders } from '../../src/http/identify-caller.ts';
import { describe, expect, test } from '../jest.ts';
import { CLAIMS, encode, forge, makePair, NOW, openKeys, PAIR, SECONDS } from './forge-token.ts';

const KEYS = await openKeys();
const OTHER = makePair('key-2');
const RSA = generateKeyPairSync('rsa', { modulusLength: 2048 });
const RSA_JWK = { ...(RSA.publicKey.export({ format: 'jwk' }) as JWK), kid: 'rsa-1' };

const identify = (token: string, headers: RequestHeaders = {}, keys = KEYS, now = NOW) =>
  identifyCaller({ authorization: `Bearer ${token}`, ...headers }, keys, now);

async function failureOf(attempt: Promise<unknown>): Promise<GatewayError> {
  const failure = await attempt.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(failure instanceof GatewayError)) {
    throw new TypeError(`no coded refusal, but ${String(failure)}`);
  }
  return failure;
}

/** Refused as every other bad token is, and for the reason that only the operator reads. */
async function expectUnauthenticated(attempt: Promise<unknown>, reason: RegExp): Promise<void> {
  const failure = await failureOf(attempt);
  expect({ code: failure.code, ...ERROR_CODES[failure.code] }).toEqual({
    code: 'UNAUTHENTICATED',
    status: 401,
    sentence: 'a valid token is needed',
  });
  expect(failure.message).toMatch(reason);
  expect(failure.message).not.toContain('ICARUS');
}

/** A token under an HMAC, which whoever knows the public key could make. */
function forgeHmac(secret: string | Buffer): string {
  const signed = `${encode({ typ: 'at+jwt', kid: 'key-1', alg: 'HS256' }, {})}.${encode(CLAIMS, {})}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

describe('a token that was good before', () => {
  const later = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1_000);

  test('is looked at again in all that changes of it: it ends', async () => {
    const token = forge({ exp: SECONDS + 60, jti: 'ends' });
    await identify(token);
    expect(await identify(token, {}, KEYS, later(59))).toMatchObject({ tokenId: 'ends' });
    await expectUnauthenticated(identify(token, {}, KEYS, later(60)), /`exp`/);
  });

  test('is good no more when its key is another one, or cannot be had', async () => {
    const found = [KEYS.keyOf, (await openKeys({ keys: { jwks: { keys: [OTHER.jwk] } } })).keyOf];
    let source = 0;
    const keys = {
      ...KEYS,
      keyOf: (header: Parameters<typeof KEYS.keyOf>[0]) =>
        found[source]?.(header) ?? Promise.reject(new Error('gone')),
    };
    const token = forge({ jti: 'withdrawn' });
    expect(await identify(token, {}, keys)).toMatchObject({ tokenId: 'withdrawn' });
    source = 1;
    await expectUnauthenticated(identify(token, {}, keys), /./);
    source = 2;
    await expectUnauthenticated(identify(token, {}, keys), /./);
    source = 0;
    expect(await identify(token, {}, keys)).toMatchObject({ tokenId: 'withdrawn' });
  });

  test('is not taken for one that differs from it in a byte', async () => {
    const token = forge({ jti: 'once' });
    await identify(token);
    const at = token.lastIndexOf('.') + 1;
    const other = token[at] === 'A' ? 'B' : 'A';
    const changed = `${token.slice(0, at)}${other}${token.slice(at + 1)}`;
    await expectUnauthenticated(identify(changed), /ERR_JWS_SIGNATURE_VERIFICATION_FAILED/);
  });
});

describe('a good token', () => {
  test('names the caller, frozen and printable', async () => {
    const caller = await identify(forge());
    expect(Object.isFrozen(caller)).toBe(true);
    expect(JSON.parse(JSON.stringify(caller))).toEqual({
      subject: 'analyst-1',
      country: 'NO',
      role: 'analyst',
      tokenId: 'token-1',
      purpose: 'OPERATIONAL_ANALYSIS',
      justification: 'ICARUS/11-204',
    });
  });

  test('may write its scheme in lower case, its type in full, claims we do not know, and stand in `headersDistinct`', async () => {
    const token = forge({ email: 'x', scope: 'dpo' }, { typ: 'application/at+jwt', x5t: 'x' });
    const caller = await identifyCaller({ authorization: [`bearer ${token}`] }, KEYS, NOW);
    expect(caller).toMatchObject({ country: 'NO', role: 'analyst' });
  });

  test('of a data-protection officer says so', async () => {
    expect((await identify(forge({ role: 'dpo' }))).role).toBe('dpo');
  });

  test('is not moved by what a proxy is said to have written', async () => {
    const forwarded = {
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-user': 'root',
      'x-country': 'DE',
      'x-role': 'dpo',
      forwarded: 'for=127.0.0.1',
    };
    expect(await identify(forge(), forwarded)).toEqual(await identify(forge()));
  });
});

describe('46 an algorithm outside the list is refused', () => {
  const algorithm = /ERR_JOSE_ALG_NOT_ALLOWED/;
  for (const alg of ['none', 'None', 'nOnE']) {
    test(`alg ${alg}, without a signature`, () =>
      expectUnauthenticated(
        identify(`${encode({ alg, typ: 'at+jwt' }, {})}.${encode(CLAIMS, {})}.`),
        algorithm,
      ));
  }
  const spki = PAIR.publicKey.export({ format: 'pem', type: 'spki' });
  for (const [form, secret] of [
    ['in PEM', spki],
    ['as JWK', JSON.stringify(PAIR.jwk)],
    ['as bytes', Buffer.from(PAIR.jwk.x ?? '', 'base64url')],
  ] as const) {
    test(`HS256 keyed with the public key ${form}`, () =>
      expectUnauthenticated(identify(forgeHmac(secret)), algorithm));
  }
  test('RS256 by a key of the set, when the list has EdDSA only', async () => {
    const token = forge({}, { alg: 'RS256', kid: 'rsa-1' }, RSA.privateKey);
    const jwks = { keys: [PAIR.jwk, RSA_JWK] };
    const both = await openKeys({ keys: { jwks }, algorithms: ['EdDSA', 'RS256'] });
    expect(await identify(token, {}, both)).toMatchObject({ country: 'NO' });
    await expectUnauthenticated(identify(token, {}, await openKeys({ keys: { jwks } })), algorithm);
  });
  test('a signature by another key, or of another text', async () => {
    await expectUnauthenticated(identify(forge({}, {}, OTHER.privateKey)), /SIGNATURE_VERIFICATION_FAILED/);
    const [header, , signature] = forge().split('.');
    const changed = `${header}.${encode(CLAIMS, { country: 'DE' })}.${signature}`;
    await expectUnauthenticated(identify(changed), /SIGNATURE_VERIFICATION_FAILED/);
  });
});

describe('47 a `kid` that names no key of ours is refused', () => {
  const form = /malformed `kid`/;
  for (const [name, kid, reason] of [
    ['a path', '../../../etc/passwd', form],
    ['SQL', "key-1' or '1'='1", form],
    ['an address', 'http://127.0.0.1/key-1', form],
    ['longer than a name', 'k'.repeat(129), form],
    ['empty', '', form],
    ['with a line end', 'key-1\n', form],
    ['a number', 1, form],
    ['null', null, form],
    ['a list', ['key-1'], form],
    ['of 10 kB', 'k'.repeat(10_000), /longer than 8 kB/],
    ['__proto__', '__proto__', /JWKS_NO_MATCHING_KEY/],
    ['constructor', 'constructor', /JWKS_NO_MATCHING_KEY/],
    ['unknown', 'key-9', /JWKS_NO_MATCHING_KEY/],
  ] as const) {
    test(name, () => expectUnauthenticated(identify(forge({}, { kid })), reason));
  }
  test('missing, with two keys: also when only one of them fits the algorithm', async () => {
    for (const second of [OTHER.jwk, RSA_JWK]) {
      const keys = await openKeys({ keys: { jwks: { keys: [PAIR.jwk, second] } } });
      const reason = second === RSA_JWK ? /names no key, and there is more than one/ : /JWKS_MULTIPLE/;
      await expectUnauthenticated(identify(forge({}, { kid: undefined }), {}, keys), reason);
    }
  });
  test('but missing with one key, the key is clear', async () => {
    expect(await identify(forge({}, { kid: undefined }))).toMatchObject({ country: 'NO' });
  });
});

describe('48 a token that brings its own key, or an address of one, is refused', () => {
  const reason = /carries a key, an address of one, `crit`/;
  for (const [name, value] of [
    ['jku', 'https://127.0.0.1/jwks.json'],
    ['x5u', 'https://127.0.0.1/key.pem'],
    ['jwk', OTHER.jwk],
    ['x5c', ['MIIB']],
    ['crit', ['exp']],
    ['jwk', null],
  ] as const) {
    test(`\`${name}\` ${JSON.stringify(value)?.slice(0, 12)}, signed by that key and by ours`, async () => {
      await expectUnauthenticated(identify(forge({}, { [name]: value }, OTHER.privateKey)), reason);
      await expectUnauthenticated(identify(forge({}, { [name]: value })), reason);
    });
  }
});

describe('49 a token made for something else is refused', () => {
  const claim = /ERR_JWT_CLAIM_VALIDATION_FAILED/;
  for (const typ of ['JWT', 'id_token+jwt', 'jwt', '', undefined, ['at+jwt'], 'at+jwt, JWT']) {
    test(`typ ${JSON.stringify(typ)}`, () => expectUnauthenticated(identify(forge({}, { typ })), claim));
  }
  for (const aud of ['other', 'Concordat', 'concordat ', '', undefined, null, ['other']]) {
    test(`aud ${JSON.stringify(aud)}`, () => expectUnauthenticated(identify(forge({ aud })), claim));
  }
  test('aud as a list, though we are in it', async () => {
    for (const aud of [['concordat'], ['other', 'concordat']]) {
      await expectUnauthenticated(identify(forge({ aud })), /claims `aud`/);
    }
  });
  test('another issuer, or none, where one is configured', async () => {
    const keys = await openKeys({ issuer: 'https://id.example' });
    expect(await identify(forge({ iss: 'https://id.example' }), {}, keys)).toMatchObject({ country: 'NO' });
    for (const iss of ['https://id.example/', 'https://other.example', undefined, ['https://id.example']]) {
      await expectUnauthenticated(identify(forge({ iss }), {}, keys), claim);
    }
  });
});

describe('50 a token outside its time is refused', () => {
  for (const [name, claims, reason] of [
    ['exp as text', { exp: String(SECONDS + 60) }, /CLAIM_VALIDATION_FAILED/],
    ['exp as a fraction', { exp: SECONDS + 60.5 }, /claims `exp`/],
    ['exp null', { exp: null }, /CLAIM_VALIDATION_FAILED/],
    ['exp absent', { exp: undefined }, /claims `exp`/],
    ['exp as a list', { exp: [SECONDS + 60] }, /CLAIM_VALIDATION_FAILED/],
    ['exp exactly now', { exp: SECONDS }, /claims `exp`/],
    ['exp within the tolerance of other clocks', { exp: SECONDS - 1 }, /claims `exp`/],
    ['exp long ago', { exp: SECONDS - 600 }, /ERR_JWT_EXPIRED/],
    ['a life of an hour and a second', { iat: SECONDS - 1, exp: SECONDS + 3_600 }, /claims `exp`, `iat`/],
    ['a life of a year', { exp: SECONDS + 31_536_000 }, /claims `exp`, `iat`/],
    ['iat absent', { iat: undefined }, /claims `iat`/],
    ['iat as text', { iat: String(SECONDS) }, /CLAIM_VALIDATION_FAILED/],
    ['iat as a fraction', { iat: SECONDS - 0.5 }, /claims `iat`/],
    ['iat 6 seconds ahead', { iat: SECONDS + 6 }, /claims `iat`/],
    ['iat ahead by the life it would add', { iat: SECONDS + 86_400, exp: SECONDS + 86_460 }, /claims `iat`/],
    ['nbf 6 seconds ahead', { nbf: SECONDS + 6 }, /CLAIM_VALIDATION_FAILED/],
    ['nbf as text', { nbf: '0' }, /CLAIM_VALIDATION_FAILED/],
  ] as const) {
    test(name, () => expectUnauthenticated(identify(forge(claims)), reason));
  }
  test('exp as 1e99, written so', () =>
    expectUnauthenticated(
      identify(forge(JSON.stringify({ ...CLAIMS, exp: 0 }).replace('"exp":0', '"exp":1e99'))),
      /claims `exp`/,
    ));

  test('and one millisecond before its end it is good', async () => {
    const token = forge({ exp: SECONDS + 1 });
    expect(await identify(token, {}, KEYS, new Date(NOW.getTime() + 999))).toMatchObject({ country: 'NO' });
    await expectUnauthenticated(identify(token, {}, KEYS, new Date(NOW.getTime() + 1_000)), /claims `exp`/);
  });
  test('and an hour of life, or a clock 5 seconds ahead of ours, is good', async () => {
    for (const claims of [
      { iat: SECONDS, exp: SECONDS + 3_600 },
      { iat: SECONDS + 5 },
      { nbf: SECONDS + 5 },
    ]) {
      expect(await identify(forge(claims))).toMatchObject({ country: 'NO' });
    }
  });
});

describe('51 a claim said twice is refused', () => {
  const good = JSON.stringify(CLAIMS);
  const twice = /a key stands in it twice/;
  const withMember = (member: string) => good.replace(/}$/, `,${member}}`);
  for (const [name, payload] of [
    ['country', withMember('"country":"DE"')],
    ['country, with the same value', withMember('"country":"NO"')],
    ['country, spelt with an escape', withMember('"\\u0063ountry":"DE"')],
    ['role, before the first', good.replace('{', '{"role":"dpo",')],
    ['exp', withMember(`"exp":${SECONDS + 60}`)],
    ['__proto__', withMember('"__proto__":{"role":"dpo"},"__proto__":{}')],
    ['a key deep in a claim we do not read', withMember('"x":[{"a":{"b":1,"b":2}}]')],
  ] as const) {
    test(name, () => expectUnauthenticated(identify(forge(payload)), twice));
  }
  test('so is a header parameter', () =>
    expectUnauthenticated(
      identify(forge({}, '{"alg":"none","typ":"at+jwt","kid":"key-1","alg":"EdDSA"}')),
      twice,
    ));
  test('but a key may stand once in each of two objects, or be the text of a value', async () => {
    const payload = withMember('"x":[{"a":"country"},{"a":":\\"country\\":{"}],"country ":"DE"');
    expect(await identify(forge(payload))).toMatchObject({ country: 'NO' });
  });
});

describe('51 a claim in another form is refused', () => {
  for (const [claim, values] of [
    [
      'country',
      [
        'ＮＯ',
        'N\u200bO',
        'NO\u200b',
        'no',
        'No',
        'NOR',
        'N',
        '',
        ' NO',
        'NO\n',
        'ΝΟ',
        '__proto__',
        ['NO'],
        [],
        {},
      ],
    ],
    ['country', ['NO,DE', 'NO DE', null, undefined, 47]],
    [
      'purposes',
      [
        'OPERATIONAL_ANALYSIS',
        'CROSS_CHECK OPERATIONAL_ANALYSIS',
        {},
        [],
        null,
        undefined,
        true,
        [1],
        [['A']],
      ],
    ],
    [
      'purposes',
      [[''], ['operational_analysis'], ['CROSS CHECK'], ['CROSS_CHECK\n'], ['__proto__'], ['A'.repeat(65)]],
    ],
    ['purposes', [Array.from({ length: 17 }, () => 'CROSS_CHECK')]],
    ['role', ['admin', 'ANALYST', 'analyst dpo', ['analyst'], ['analyst', 'dpo'], '', null, undefined]],
    ['sub', ['', 'a'.repeat(256), 'a\nb', 'a\u0085', '\u202eb', ['a'], 1, null, undefined]],
    ['jti', ['', 'a'.repeat(129), 'a b', 'a\u0000', ['a'], 1, null, undefined]],
    ['justification', [['x'], 1, {}, null]],
  ] as const) {
    for (const value of values) {
      test(`${claim} ${JSON.stringify(value)?.slice(0, 40)}`, () =>
        expectUnauthenticated(
          identify(forge({ [claim]: value })),
          new RegExp(`claims (\`\\w+\`, )*\`${claim}\``),
        ));
    }
  }
  test('a claim that only the prototype has', () =>
    expectUnauthenticated(
      identify(
        forge(JSON.stringify({ ...CLAIMS, role: undefined }).replace('{', '{"__proto__":{"role":"dpo"},')),
      ),
      /claims `role`/,
    ));
  for (const [name, payload, reason] of [
    ['a list', '[]', /ERR_JWT_INVALID/],
    ['a text', '"x"', /ERR_JWT_INVALID/],
    ['null', 'null', /ERR_JWT_INVALID/],
    ['no JSON', '{', /no JSON Web Token/],
    ['no UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), /no JSON Web Token/],
  ] as const) {
    test(`a payload that is ${name}`, () => expectUnauthenticated(identify(forge(payload)), reason));
  }
});

describe('what is no token is refused', () => {
  const none = /no bearer token, or more than one/;
  for (const [name, authorization, reason] of [
    ['no header', undefined, none],
    ['an empty header', '', none],
    ['another scheme', `DPoP ${forge()}`, none],
    ['a name and password', 'Basic YTpi', none],
    ['no scheme', forge(), none],
    ['two tokens in one header', `Bearer ${forge()}, Bearer ${forge()}`, none],
    ['two headers', [`Bearer ${forge()}`, `Bearer ${forge()}`], none],
    ['a blank within', `Bearer ${forge().replace('.', ' .')}`, none],
    ['a word', 'Bearer null', /no JSON Web Token/],
    ['dots', 'Bearer ..', /no JSON Web Token/],
    ['five parts, as if encrypted', `Bearer ${forge()}.AAAA.AAAA`, /ERR_JWS_INVALID/],
    ['100 kB', `Bearer ${'A'.repeat(100_000)}`, /longer than 8 kB/],
  ] as const) {
    test(name, () => expectUnauthenticated(identifyCaller({ authorization }, KEYS, NOW), reason));
  }
  test('a good token of more than 8 kB, before it is read', () =>
    expectUnauthenticated(identify(forge({ x: 'x'.repeat(8_192) })), /longer than 8 kB/));
  test('also when the justification is bad: who is not let in learns nothing of it', () =>
    expectUnauthenticated(identify('null', { 'x-justification': '' }), /no JSON Web Token/));
});

describe('53 the purpose', () => {
  const two = forge({ purposes: ['OPERATIONAL_ANALYSIS', 'CROSS_CHECK'] });
  const purposeOf = async (token: string, purpose?: string | string[]) =>
    (await identify(token, { 'x-purpose': purpose })).purpose;

  test('is the one the header chooses among those of the token', async () => {
    expect(await purposeOf(two, 'CROSS_CHECK')).toBe('CROSS_CHECK');
    expect(await purposeOf(two, ['OPERATIONAL_ANALYSIS'])).toBe('OPERATIONAL_ANALYSIS');
    expect(await purposeOf(forge(), 'OPERATIONAL_ANALYSIS')).toBe('OPERATIONAL_ANALYSIS');
  });
  test('is missing when the token names two and the header none', async () => {
    expect(await purposeOf(two)).toBeNull();
    expect(await purposeOf(forge({ purposes: ['CROSS_CHECK', 'CROSS_CHECK'] }))).toBeNull();
  });
  for (const [name, purpose] of [
    ['not among them', 'FACILITATE_EXCHANGE'],
    ['twice', ['CROSS_CHECK', 'CROSS_CHECK']],
    ['twice, as two', ['CROSS_CHECK', 'OPERATIONAL_ANALYSIS']],
    ['twice, joined by Node', 'CROSS_CHECK, CROSS_CHECK'],
    ['a list', 'CROSS_CHECK,OPERATIONAL_ANALYSIS'],
    ['a list in JSON', '["CROSS_CHECK"]'],
    ['in lower case', 'cross_check'],
    ['with blanks', ' CROSS_CHECK '],
    ['with a line end and a header', 'CROSS_CHECK\r\nx-purpose: OPERATIONAL_ANALYSIS'],
    ['of 100 kB', 'CROSS_CHECK'.repeat(10_000)],
    ['empty', ''],
    ['a name of every object', 'constructor'],
    ['its place in the list', '0'],
  ] as const) {
    test(`is missing when the header is ${name}`, async () => {
      expect(await purposeOf(two, typeof purpose === 'string' ? purpose : [...purpose])).toBeNull();
    });
  }
  test('that the header gets wrong is missing, though the token names one only', async () => {
    expect(await purposeOf(forge(), 'CROSS_CHECK')).toBeNull();
    expect(await purposeOf(forge(), '')).toBeNull();
  });
  test('is missing without a justification, whatever chooses it', async () => {
    const token = forge({ justification: undefined });
    expect(await identify(token)).toMatchObject({ purpose: null, justification: null });
    expect(await purposeOf(token, 'OPERATIONAL_ANALYSIS')).toBeNull();
    expect(await identify(token, { 'x-justification': 'by header' })).toMatchObject({
      purpose: 'OPERATIONAL_ANALYSIS',
      justification: 'by header',
    });
  });
});

describe('the justification', () => {
  const stated = async (text: string | string[], claims = {}) =>
    (await identify(forge(claims), { 'x-justification': text })).justification;

  test('of the header goes before the claim, also before one that is unfit', async () => {
    expect(await stated('by header')).toBe('by header');
    expect(await stated(['by header'], { justification: '' })).toBe('by header');
  });
  test('may have 500 characters, counted as a reader does, and commas', async () => {
    expect(await stated('x'.repeat(500))).toHaveLength(500);
    const wide = '𝄞'.repeat(500);
    expect((await identify(forge({ justification: wide }))).justification).toBe(wide);
    expect(await stated('a, b')).toBe('a, b');
  });
  test('arrives as it was written, sent as UTF-8 or as Latin-1', async () => {
    expect(await stated(Buffer.from('Sak 11/204: Ærø, Łódź', 'utf8').toString('latin1'))).toBe(
      'Sak 11/204: Ærø, Łódź',
    );
    expect(await stated('Ærø')).toBe('Ærø');
  });

  const unfit = {
    empty: '',
    blank: ' \u00a0 ',
    'of 501 characters': 'x'.repeat(501),
    'of a megabyte': 'x'.repeat(1_000_000),
    'with a line end': 'a\r\nb',
    'with NUL': 'a\u0000b',
    'with ANSI': 'a\u001b[2Jb',
    'with DEL': 'a\u007fb',
    'with C1': 'a\u0085b',
    'with C1 in the middle of Latin-1': '\u00e6\u009b\u00e6',
    'with a tab': 'a\tb',
    'with a line separator': 'a\u2028b',
    'with a paragraph separator': 'a\u2029b',
    'with a bidi override': 'a\u202eb',
    'with a bidi isolate': 'a\u2066b',
    'with a bidi mark': 'a\u200fb',
  };
  for (const [name, text] of Object.entries(unfit)) {
    test(`is refused ${name}, in the header and in the claim, without being quoted`, async () => {
      const attempts = [
        () => identify(forge(), { 'x-justification': text }),
        () => identify(forge(), { 'x-justification': Buffer.from(text, 'utf8').toString('latin1') }),
        ...(text.length > 1_000 ? [] : [() => identify(forge({ justification: text }))]),
      ];
      for (const attempt of attempts) {
        const { code, message } = await failureOf(attempt());
        expect({ code, ...ERROR_CODES[code] }).toMatchObject({ code: 'JUSTIFICATION_INVALID', status: 400 });
        expect(message).toMatch(/^the justification is [ -~]{1,100}$/);
      }
    });
  }
  test('is refused with half a surrogate pair, which would change on its way through JSON', async () => {
    const payload = JSON.stringify({ ...CLAIMS, justification: 'X' }).replace('"X"', '"\\ud800"');
    expect((await failureOf(identify(forge(payload)))).code).toBe('JUSTIFICATION_INVALID');
  });
  test('is refused when it is stated twice', async () => {
    expect((await failureOf(stated(['a', 'b']))).code).toBe('JUSTIFICATION_INVALID');
  });
});
