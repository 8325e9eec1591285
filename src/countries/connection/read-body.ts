import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, type ZlibOptions } from 'node:zlib';
import { GatewayError } from '../../errors.ts';

const MOST_BYTES = 10 * 1024 * 1024;

/** Memory of a decoder in one step; the default of 16 kB takes 640 steps to the cap. */
const STEP_BYTES = 64 * 1024;

type Decode = (encoded: Buffer, options: ZlibOptions) => Promise<Buffer>;

/** What is asked for and taken: RFC 9110, sections 8.4.1 and 12.5.3. */
const DECODERS: ReadonlyMap<string, Decode> = new Map<string, Decode>([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
]);

/** Of an `accept-encoding`: what `readBody` can decode. */
export const ACCEPTED_ENCODINGS = 'gzip, deflate, br';

/**
 * The body of an answer, decoded and whole: at most 10 MB as it came, and at most 10 MB decoded; the decoder stops there.
 *
 * `encoding` is the answer's `content-encoding`, as it came. Throws SOURCE_INVALID for one that was not asked for, for more
 * than one, for what is too large, and for what does not decode; and what the socket throws. The bytes are untrusted.
 */
export async function readBody(body: AsyncIterable<Uint8Array>, encoding: string): Promise<Uint8Array> {
  const encodings = encoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim());
  const applied = encodings.filter((name) => name !== '' && name !== 'identity');
  const decode = DECODERS.get(applied[0] ?? '');
  if (applied.length > 1 || (applied.length === 1 && decode === undefined)) {
    throw new GatewayError('SOURCE_INVALID', `the answer is not encoded by one of ${ACCEPTED_ENCODINGS}`);
  }
  const encoded = await collect(body);
  // Nothing was sent: no decoder takes that as its input.
  if (decode === undefined || encoded.length === 0) return encoded;
  try {
    return await decode(encoded, { maxOutputLength: MOST_BYTES, chunkSize: STEP_BYTES });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw new GatewayError('SOURCE_INVALID', `the answer is no ${applied[0]}`, {}, { cause });
  }
}

/** Leaving the loop destroys the stream, and with it the socket. */
async function collect(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MOST_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

function tooLarge(): GatewayError {
  return new GatewayError('SOURCE_INVALID', `the answer is larger than ${MOST_BYTES} bytes`);
}
