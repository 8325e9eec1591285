/** A gateway behind its real HTTP door, over real mocks, with keys of its own. */
import { randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import type { Mocks } from '../../mocks/start-mocks.ts';
import { openTokenKeys } from '../../src/http/open-token-keys.ts';
import { serveHttp } from '../../src/http/serve-http.ts';
import { openTestGateway, type TestGateway } from '../gateway/open-test-gateway.ts';

const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
const jwk = await exportJWK(pair.publicKey);
export const KID = await calculateJwkThumbprint(jwk);
export const PUBLIC_JWK = { ...jwk, kid: KID, alg: 'EdDSA', use: 'sig' };

/** Claims of a good token for `country`; a test changes what it is about. */
export function claimsOf(country: string): JWTPayload {
  const now = Math.floor(Date.now() / 1000);
  return {
    aud: 'concordat',
    sub: 'analyst-1',
    jti: randomUUID(),
    iat: now,
    exp: now + 600,
    country,
    role: 'analyst',
    purposes: ['OPERATIONAL_ANALYSIS'],
    justification: 'ICARUS/11-204',
  };
}

export function sign(claims: JWTPayload, header: Record<string, unknown> = {}): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: KID, ...header })
    .sign(pair.privateKey);
}

export interface TestDoor {
  readonly url: string;
  readonly test: TestGateway;
  readonly post: (query: string, headers?: Record<string, string>, token?: string) => Promise<Response>;
  readonly close: () => Promise<void>;
}

export async function openTestDoor(
  mocks: Mocks,
  test: TestGateway = openTestGateway(mocks),
): Promise<TestDoor> {
  const keys = await openTokenKeys({
    issuer: null,
    audience: 'concordat',
    algorithms: ['EdDSA'],
    keys: { jwks: { keys: [PUBLIC_JWK] } },
  });
  const door = await serveHttp(test.gateway, keys, { host: '127.0.0.1', port: 0 });
  return {
    url: door.url,
    test,
    post: async (query, headers = {}, token) =>
      fetch(`${door.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${token ?? (await sign(claimsOf('DE')))}`,
          ...headers,
        },
        body: JSON.stringify({ query }),
      }),
    close: async () => {
      await door.close();
      await test.close();
    },
  };
}
