/** Faults of the answer: what a system says, made wrong between the system and the gateway. */
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { alterBody, type NativeNames } from './alter-body.ts';
import { CANARY } from './canary.ts';

/** What the system answered; nothing of it has reached the gateway. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const MEGABYTE = 1024 * 1024;
let overloads = 0;

/** Gives `answer` to the gateway with `fault`; false where there was no place for it. Throws for a fault that is none of an answer. */
export async function spoilAnswer(
  fault: string,
  answer: Answer,
  response: ServerResponse,
  names: NativeNames,
): Promise<boolean> {
  const type = answer.headers['content-type'] ?? '';
  switch (fault) {
    case 'half_answer':
      return giveRaw(response, toRaw(answer).subarray(0, -Math.ceil(answer.body.length / 2)));
    case 'endless_headers':
      return giveHeaders(response);
    case 'one_byte_a_second':
      return giveSlowly(response, toRaw(answer));
    case 'wrong_content_type':
      return give(response, { ...answer, headers: { ...answer.headers, 'content-type': 'image/png' } });
    case 'wrong_encoding':
      return give(response, { ...answer, body: Buffer.from(`\ufeff${answer.body}${CANARY}`, 'utf16le') });
    case 'malformed_body':
    case 'wrong_types':
    case 'more_fields':
    case 'foreign_record':
      return giveAltered(response, answer, alterBody(fault, type, String(answer.body), names));
    case 'ten_megabytes':
      return give(response, {
        ...answer,
        body: Buffer.concat([answer.body, Buffer.alloc(10 * MEGABYTE, ' ')]),
      });
    case 'bomb':
      return give(response, type.includes('xml') ? laughing(answer) : packed(answer));
    case 'retry_after':
      return give(response, {
        status: overloads++ % 2 === 0 ? 503 : 429,
        headers: { 'content-type': 'text/html', 'retry-after': '120', 'x-reason': CANARY },
        body: Buffer.from(`<h1>${CANARY}</h1>`),
      });
    default:
      throw new Error(`no fault of an answer: ${fault}`);
  }
}

function give(response: ServerResponse, { status, headers, body }: Answer): boolean {
  response.writeHead(status, CANARY, { ...headers, 'content-length': body.length });
  response.end(body);
  return true;
}

function giveAltered(response: ServerResponse, answer: Answer, text: string): boolean {
  return give(response, { ...answer, body: Buffer.from(text) }) && text !== String(answer.body);
}

/** As bytes of HTTP/1.1 (RFC 9112). */
function toRaw({ status, headers, body }: Answer): Buffer {
  const lines = Object.entries({ ...headers, 'content-length': body.length, 'x-note': CANARY });
  const head = [`HTTP/1.1 ${status} ${CANARY}`, ...lines.map(([name, value]) => `${name}: ${value}`)];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), body]);
}

function socketOf(response: ServerResponse): Socket {
  const { socket } = response;
  if (socket === null) throw new Error('the gateway has hung up');
  return socket;
}

function giveRaw(response: ServerResponse, bytes: Buffer): boolean {
  socketOf(response).end(bytes);
  return true;
}

async function giveSlowly(response: ServerResponse, bytes: Buffer): Promise<boolean> {
  const socket = socketOf(response);
  for (const byte of bytes) {
    if (socket.destroyed) break;
    socket.write(Buffer.of(byte));
    await sleep(1_000, undefined, { ref: false });
  }
  return true;
}

async function giveHeaders(response: ServerResponse): Promise<boolean> {
  const socket = socketOf(response);
  socket.write('HTTP/1.1 200 OK\r\n');
  for (let number = 0; !socket.destroyed; number++) {
    socket.write(`x-${CANARY}-${number}: ${CANARY}\r\n`);
    await new Promise(setImmediate);
  }
  return true;
}

/** Ten entities of ten of each other, 10^9 in the end. */
function laughing(answer: Answer): Answer {
  const entities = Array.from(
    { length: 9 },
    (_, depth) => `<!ENTITY a${depth + 1} "${`&a${depth};`.repeat(10)}">`,
  ).join('');
  const text = String(answer.body).replace(/^<\?xml[^>]*\?>/u, '');
  const inside = text.replace(/>[^<>]*[^<>\s][^<>]*</u, '>&a9;<');
  return { ...answer, body: Buffer.from(`<!DOCTYPE x [<!ENTITY a0 "${CANARY}">${entities}]>${inside}`) };
}

let blanks: Buffer | null = null;

/** The right answer, and after it 64 MB of blanks in 64 kB: a second member of one gzip file (RFC 1952, section 2.2). */
function packed(answer: Answer): Answer {
  blanks ??= gzipSync(Buffer.alloc(64 * MEGABYTE, ' '));
  return {
    ...answer,
    headers: { ...answer.headers, 'content-encoding': 'gzip' },
    body: Buffer.concat([gzipSync(answer.body), blanks]),
  };
}
