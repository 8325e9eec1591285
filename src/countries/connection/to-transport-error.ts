import { errors } from 'undici';
import { GatewayError } from '../../errors.ts';

/** Refused, reset or closed: the same message may go through a moment later. */
const LOST: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'UND_ERR_SOCKET',
]);

const TIMED_OUT: ReadonlySet<string> = new Set([
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);

/** The facts of a failure of transport: whether the connection was lost, or could not be had at all. */
export type Transport = 'lost' | 'failed';

/** What undici or a socket threw, coded. `facts.transport` is there when the system could not be reached. */
export function toTransportError(cause: unknown): GatewayError {
  const code = String((cause as NodeJS.ErrnoException | null)?.code);
  if (TIMED_OUT.has(code)) return new GatewayError('SOURCE_TIMEOUT', 'did not answer in time', {}, { cause });
  if (isNoHttp(cause)) return new GatewayError('SOURCE_INVALID', 'the answer is no HTTP', {}, { cause });
  const transport: Transport = LOST.has(code) ? 'lost' : 'failed';
  return new GatewayError('SOURCE_UNAVAILABLE', 'could not be reached', { transport }, { cause });
}

/** No retry makes HTTP of what came. */
function isNoHttp(cause: unknown): boolean {
  const { HTTPParserError, HeadersOverflowError, ResponseContentLengthMismatchError } = errors;
  return [HTTPParserError, HeadersOverflowError, ResponseContentLengthMismatchError].some(
    (kind) => cause instanceof kind,
  );
}
