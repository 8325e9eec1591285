import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, type ZlibOptions } from 'node:zlib';
import { GatewayError } from '../../errors.ts';

/** Of a body as it came, and of what it decodes to. */
export const MOST_BYTES = 10 * 1024 * 1024;

/** Memory of a decoder in one step; the default of 16 kB takes 640 steps to the cap. */
const STEP_BYTES = 64 * 1024;

type Decode = (encoded: Uint8Array, options: ZlibOptions) => Promise<Buffer>;

/** What is asked for and taken: RFC 9110, sections 8.4.1 and 12.5.3. */
const DECODERS: ReadonlyMap<string, Decode> = new Map<string, Decode>([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
]);

/** Of an `accept-encoding`: what `readBody` can decode. */
export const ACCEPTED_ENCODINGS = 'gzip, deflate, br';

/** How a body is encoded, and what decodes it. */
export interface Encoding {
  readonly name: string;
  readonly decode: Decode;
}

/**
 * What the `content-encoding` of an answer says, as it came; null: nothing is to be decoded. Throws SOURCE_INVALID for one
 * that was not asked for, and for more than one.
 */
export function encodingOf(header: string): Encoding | null {
  if (header === '') return null;
  const names = header
    .toLowerCase()
    .split(',')
    .map((name) => name.trim());
  const applied = names.filter((name) => name !== '' && name !== 'identity');
  const [name] = applied;
  if (name === undefined) return null;
  const decode = DECODERS.get(name);
  if (applied.length > 1 || decode === undefined) {
    throw new GatewayError('SOURCE_INVALID', `the answer is not encoded by one of ${ACCEPTED_ENCODINGS}`);
  }
  return { name, decode };
}

/**
 * A body in pieces as they came, together at most 10 MB: decoded and whole, at most 10 MB again; the decoder stops there.
 * Throws SOURCE_INVALID for what is larger, and for what does not decode. The bytes are untrusted.
 */
export async function readBody(
  pieces: readonly Uint8Array[],
  encoding: Encoding | null,
): Promise<Uint8Array> {
  const encoded = pieces.length === 1 ? (pieces[0] as Uint8Array) : Buffer.concat(pieces);
  // Nothing was sent: no decoder takes that as its input.
  if (encoding === null || encoded.length === 0) return encoded;
  try {
    return await encoding.decode(encoded, { maxOutputLength: MOST_BYTES, chunkSize: STEP_BYTES });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw new GatewayError('SOURCE_INVALID', `the answer is no ${encoding.name}`, {}, { cause });
  }
}

/** What an answer of more than 10 MB is, as it came or decoded. */
export function tooLarge(): GatewayError {
  return new GatewayError('SOURCE_INVALID', `the answer is larger than ${MOST_BYTES} bytes`);
}
