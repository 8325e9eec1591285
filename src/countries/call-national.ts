/**
 * The only way out to a national system: time limit, places at once, size cap, address fixed by configuration.
 * Authentication of the gateway to a country is added here, beside the headers, when it comes.
 */
import {
  BulkheadRejectedError,
  bulkhead,
  TaskCancelledError,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel';
import { Pool } from 'undici';
import { GatewayError } from '../errors.ts';
import type { CountryCode } from '../terms.ts';
import type { Country } from './country.ts';
import type { Judge, NationalAnswer, NationalQuery, PageRules } from './national-query.ts';
import type { NativeHttpRequest, NativeHttpResponse, Send } from './protocols/protocol.ts';
import { readNational } from './read-national.ts';

export interface SystemSettings {
  /** Origin and, if any, a path before all others: `https://host:port/prefix`. */
  readonly url: string;
  /** Limit for all messages of one query together, in milliseconds. */
  readonly timeoutMs: number;
  /** Sent with every message to this system and to no other; may hold secrets, so it is never printed. */
  readonly headers?: () => Readonly<Record<string, string>>;
}

/** One part of a query, and who decides on its records and their pages. */
export interface NationalQuestion {
  readonly query: NationalQuery;
  readonly judge: Judge;
  /** Absent: no page is asked. */
  readonly pages?: PageRules;
}

const NO_PAGES: PageRules = {
  isPage: () => false,
  pick: () => {
    throw new GatewayError('INTERNAL', 'INVARIANT: a page was asked and nobody can pick its records');
  },
};
const AT_ONCE = 32;
const WAITING = 256;
const MAX_BYTES = 10 * 1024 * 1024;

/** A connection to one system: every message goes to its address, under its time limit. */
export interface Connection {
  /** Runs `talk` under the limits. Throws SOURCE_TIMEOUT, SOURCE_UNAVAILABLE, or what `talk` throws that is coded. */
  readonly within: <T>(talk: (send: Send) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

/** Opens a connection to the system `name` (a country code). Nothing is sent before the first message. */
export function openConnection(name: CountryCode, settings: SystemSettings): Connection {
  const url = new URL(settings.url);
  const pool = new Pool(url.origin, { connections: AT_ONCE, pipelining: 1 });
  const prefix = url.pathname.replace(/\/$/, '');
  const limits = wrap(bulkhead(AT_ONCE, WAITING), timeout(settings.timeoutMs, TimeoutStrategy.Aggressive));
  return {
    within: async (talk) => {
      try {
        return await limits.execute(({ signal }) =>
          talk((request) => sendNative(pool, prefix, withHeaders(request, settings), signal)),
        );
      } catch (cause) {
        throw toSourceError(name, cause);
      }
    },
    close: () => pool.destroy(),
  };
}

/**
 * Asks one country its parts of a query, each as it is answered: the lists, and a cross-check beside them. `judge` is the
 * border's, of the part it is handed. `asOf` is the earliest `Last-Modified` (RFC 9110, section 8.8.2) of what came.
 * Throws SOURCE_TIMEOUT, SOURCE_UNAVAILABLE, SOURCE_INVALID with the country in `facts`, never with the source's text.
 */
export async function callNational(
  country: Country,
  connection: Connection,
  questions: readonly NationalQuestion[],
): Promise<readonly NationalAnswer[]> {
  return connection.within(async (send) => {
    const times: number[] = [];
    const timed: Send = async (request) => {
      const response = await send(request);
      const time = Date.parse(response.headers['last-modified'] ?? '');
      if (!Number.isNaN(time)) times.push(time);
      return response;
    };
    const answers = await Promise.all(
      questions.map(({ query, judge, pages = NO_PAGES }) =>
        readNational(country, query, timed, judge, pages),
      ),
    );
    const asOf = times.length === 0 ? null : new Date(Math.min(...times)).toISOString();
    return answers.map((answer) => ({ ...answer, asOf }));
  });
}

function withHeaders(request: NativeHttpRequest, { headers }: SystemSettings): NativeHttpRequest {
  return headers === undefined ? request : { ...request, headers: { ...request.headers, ...headers() } };
}

async function sendNative(
  pool: Pool,
  prefix: string,
  request: NativeHttpRequest,
  signal: AbortSignal,
): Promise<NativeHttpResponse> {
  const { statusCode, headers, body } = await pool.request({
    method: request.method,
    path: `${prefix}${request.path}`,
    headers: { ...request.headers },
    body: request.body ?? null,
    signal,
  });
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MAX_BYTES) {
      body.destroy();
      throw new GatewayError('SOURCE_INVALID', `the answer is larger than ${MAX_BYTES} bytes`);
    }
    chunks.push(chunk);
  }
  return { status: statusCode, headers: toPlainHeaders(headers), body: Buffer.concat(chunks, size) };
}

function toPlainHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  const plain: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) plain[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return plain;
}

function toSourceError(country: CountryCode, cause: unknown): GatewayError {
  if (cause instanceof TaskCancelledError) {
    return new GatewayError(
      'SOURCE_TIMEOUT',
      `\`${country}\` did not answer in time`,
      { country },
      { cause },
    );
  }
  if (cause instanceof GatewayError) {
    return new GatewayError(
      cause.code,
      `\`${country}\`: ${cause.message}`,
      { ...cause.facts, country },
      { cause },
    );
  }
  const why = cause instanceof BulkheadRejectedError ? 'has too many calls waiting' : 'could not be reached';
  return new GatewayError('SOURCE_UNAVAILABLE', `\`${country}\` ${why}`, { country }, { cause });
}
