import type { FetchImplementation, JSONWebKeySet } from 'jose';
import { GatewayError } from '../errors.ts';
import { readKeySet } from './read-key-set.ts';

const MAX_BYTES = 256 * 1024;
/** After a failure nobody is asked for this long: a key server that hangs must not hold every request. */
const QUIET_MS = 5_000;

/**
 * Makes the way to a JWKS address for jose: no redirect is followed, a body beyond 256 kB is not read on, and after a
 * failure the next calls fail at once for five seconds. The time limit is jose's `signal`, also for a body that trickles.
 *
 * The address is of the configuration: its keys are trusted as far as TLS is. What comes back has the form of a set of
 * public keys. The function made rejects with UNAUTHENTICATED, for without keys no token is good.
 */
export function fetchKeySet(): FetchImplementation {
  let quietUntil = 0;
  return async (url, options) => {
    if (Date.now() < quietUntil) {
      throw unavailable(url, null);
    }
    try {
      const response = await fetch(url, { ...options, redirect: 'error' });
      return Response.json(await readResponse(response));
    } catch (cause) {
      quietUntil = Date.now() + QUIET_MS;
      throw unavailable(url, cause);
    }
  };
}

async function readResponse(response: Response): Promise<JSONWebKeySet> {
  const keySet = response.status === 200 ? readKeySet(await readLimited(response)) : null;
  if (keySet === null) {
    await response.body?.cancel();
    throw new TypeError(`no set of public keys, with status ${response.status}`);
  }
  return keySet;
}

async function readLimited(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_BYTES) {
      throw new RangeError(`the key set is larger than ${MAX_BYTES} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size).toString('utf8');
}

function unavailable(url: string, cause: unknown): GatewayError {
  const message = `the key set at ${url} cannot be had: see that it answers, in time, small and without a redirect`;
  return new GatewayError('UNAUTHENTICATED', message, { url }, { cause });
}
