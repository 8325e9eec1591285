/**
 * The only way out to a system: its address fixed by configuration, and every limit in one place. From the outside in: the
 * circuit breaker, the time limit, the places at once, the retries, the socket.
 * Authentication of the gateway to a country is added here, beside the headers, when it comes.
 */
import { bulkhead, TaskCancelledError } from 'cockatiel';
import { Pool } from 'undici';
import type { CountryCode } from '../../terms.ts';
import type { NativeHttpRequest, Send } from '../protocols/protocol.ts';
import type { Call } from './call.ts';
import { openBreaker } from './circuit-breaker.ts';
import type { Deadline } from './deadline.ts';
import { type BreakOff, inTime } from './in-time.ts';
import { openMessages } from './message.ts';
import { openReceive } from './receive-answer.ts';
import { retrySend } from './retry-send.ts';
import { sendNative } from './send-native.ts';
import { toSourceError } from './to-source-error.ts';
import { verdictOf } from './verdict-of.ts';

export interface SystemSettings {
  /** Origin and, if any, a path before all others: `https://host:port/prefix`. */
  readonly url: string;
  /** Limit for all messages of one query together, retries among them, in milliseconds. */
  readonly timeoutMs: number;
  /** Sent with every message to this system and to no other; may hold secrets, so it is never printed. */
  readonly headers?: () => Readonly<Record<string, string>>;
}

/** A connection to one system: every message goes to its address, under its limits. */
export interface Connection {
  /**
   * Runs `talk` under the limits of the system and of the query. Throws SOURCE_TIMEOUT, SOURCE_UNAVAILABLE, or what `talk`
   * throws that is coded; `facts.sent` says whether anything was sent.
   */
  readonly within: <T>(deadline: Deadline, talk: (send: Send) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

const AT_ONCE = 32;
const WAITING = 256;
/** A host that swallows packets holds a socket so long beyond the time limit, which always ends first. */
const CONNECT_GRACE_MS = 1_000;

/** Opens a connection to the system `name` (a country code). Nothing is sent before the first message. `random`: of retries. */
export function openConnection(
  name: CountryCode,
  settings: SystemSettings,
  random: () => number = Math.random,
): Connection {
  const url = new URL(settings.url);
  const pool = new Pool(url.origin, {
    connections: AT_ONCE,
    pipelining: 1,
    allowH2: false,
    connect: { timeout: settings.timeoutMs + CONNECT_GRACE_MS },
  });
  const messageOf = openMessages(url.pathname.replace(/\/$/, ''));
  const breaker = openBreaker();
  const places = bulkhead(AT_ONCE, WAITING);
  const receive = openReceive(pool, url.origin);
  const sendFor =
    (call: Call, signal: BreakOff): Send =>
    (request) =>
      sendNative(receive, messageOf(withHeaders(request, settings)), call, signal);
  return {
    within: async (deadline, talk) => {
      const left = deadline.leftFor(name, settings.timeoutMs);
      const { hungUp } = deadline;
      const call: Call = { left, hungUp, sent: 0, underWay: 0, isOver: false, failing: new Set() };
      const end = performance.now() + left.ms;
      const terms = { leftMs: () => end - performance.now(), random, failing: call.failing };
      // The limit runs while a call waits for a place, too.
      const inPlace = (signal: BreakOff) =>
        places.execute(() => {
          if (call.isOver) throw new TaskCancelledError();
          return talk(retrySend(sendFor(call, signal), terms));
        });
      try {
        return await breaker.run(
          () => inTime(call, inPlace),
          (cause) => verdictOf(cause, call),
        );
      } catch (cause) {
        throw toSourceError(name, cause, call);
      }
    },
    close: () => pool.destroy(),
  };
}

function withHeaders(request: NativeHttpRequest, { headers }: SystemSettings): NativeHttpRequest {
  return headers === undefined ? request : { ...request, headers: { ...request.headers, ...headers() } };
}
