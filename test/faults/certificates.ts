import { randomUUID } from 'node:crypto';
import tls from 'node:tls';
import { generate } from 'selfsigned';

interface Pair {
  readonly cert: string;
  readonly key: string;
}

/** Two certificates for 127.0.0.1, made now: nothing of them is kept. */
export interface Certificates {
  readonly trusted: Pair;
  readonly foreign: Pair;
}

/** Makes them; this process trusts the first one from now on, beside the authorities it trusted before. */
export async function makeCertificates(): Promise<Certificates> {
  const [trusted, foreign] = await Promise.all([makePair(), makePair()]);
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), trusted.cert]);
  return { trusted, foreign };
}

async function makePair(): Promise<Pair> {
  // Each has a name of its own: of several that are trusted an authority is looked up by its name.
  const { cert, private: key } = await generate([{ name: 'commonName', value: randomUUID() }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  return { cert, key };
}
