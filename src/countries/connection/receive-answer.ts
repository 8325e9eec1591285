/**
 * An answer as undici's parser finds it: undici would put a stream around each body, of which a small one costs more than
 * all else that is done for a message here. How a message is queued, sent and broken off stays undici's own.
 */
import { type Dispatcher, errors, type Pool } from 'undici';
import type { GatewayError } from '../../errors.ts';
import type { BreakOff } from './in-time.ts';
import { isBusy } from './is-busy.ts';
import type { Message } from './message.ts';
import { type Encoding, encodingOf, MOST_BYTES, tooLarge } from './read-body.ts';

/** An answer that is whole, not decoded. */
interface ReceivedAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** As they came; together at most 10 MB. */
  readonly pieces: readonly Uint8Array[];
  readonly encoding: Encoding | null;
}

export type Receive = (message: Message, signal: BreakOff) => Promise<ReceivedAnswer>;

/**
 * Sends messages by `pool` and gives their answers. Of a 502, 503 and 504 there is no body: the system is not well, and is
 * not waited for. Throws SOURCE_INVALID for a body that is too large or encoded as was not asked for, of which nothing more
 * is read; else what undici throws.
 */
export function openReceive(pool: Pool, origin: string): Receive {
  const dispatcher = pool.compose((dispatch) => (options, own) => {
    const { opaque: receiver } = options as Dispatcher.RequestOptions<Receiver>;
    receiver?.begin(own);
    return dispatch(options, receiver ?? own);
  });
  return (message, signal) =>
    new Promise((resolve, reject) => {
      const receiver = new Receiver(resolve, reject);
      dispatcher.request({ ...message, origin, signal, opaque: receiver }, (error) => {
        if (error !== null) reject(error);
      });
    });
}

class Receiver implements Dispatcher.DispatchHandler {
  readonly #resolve: (answer: ReceivedAnswer) => void;
  readonly #reject: (cause: unknown) => void;
  #own: Dispatcher.DispatchHandler | null = null;
  #status = 0;
  #headers: Readonly<Record<string, string>> = {};
  #encoding: Encoding | null = null;
  #pieces: Uint8Array[] = [];
  #size = 0;

  constructor(resolve: (answer: ReceivedAnswer) => void, reject: (cause: unknown) => void) {
    this.#resolve = resolve;
    this.#reject = reject;
  }

  /** `own` is what undici breaks the message off by. */
  begin(own: Dispatcher.DispatchHandler): void {
    this.#own = own;
  }

  onRequestStart(controller: Dispatcher.DispatchController, context: unknown): void {
    this.#own?.onRequestStart?.(controller, context);
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    // The answer is still to come (RFC 9110, section 15.2).
    if (status < 200) return;
    this.#status = status;
    this.#headers = toPlainHeaders(headers);
    if (isBusy(status)) {
      this.#end();
      drop(controller, new errors.RequestAbortedError());
      return;
    }
    try {
      this.#encoding = encodingOf(this.#headers['content-encoding'] ?? '');
    } catch (cause) {
      this.#reject(cause);
      drop(controller, cause as GatewayError);
    }
  }

  onResponseData(controller: Dispatcher.DispatchController, piece: Uint8Array): void {
    this.#size += piece.length;
    if (this.#size > MOST_BYTES) {
      const cause = tooLarge();
      this.#reject(cause);
      controller.abort(cause);
    } else this.#pieces.push(piece);
  }

  onResponseEnd(): void {
    this.#end();
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.#reject(error);
  }

  /** Undici holds this for as long as the signal of the call lives, the body not. */
  #end(): void {
    const [status, headers, pieces, encoding] = [this.#status, this.#headers, this.#pieces, this.#encoding];
    this.#pieces = [];
    this.#resolve({ status, headers, pieces, encoding });
  }
}

/** Destroys the socket, unless the body has come with the headers: then it is free for the next message. */
function drop(controller: Dispatcher.DispatchController, reason: Error): void {
  queueMicrotask(() => controller.abort(reason));
}

/** Undici's own names are lower case. */
function toPlainHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Readonly<Record<string, string>> {
  return isPlain(headers) ? headers : joined(headers);
}

/** Does no header come twice? */
function isPlain(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): headers is Readonly<Record<string, string>> {
  for (const name in headers) if (typeof headers[name] !== 'string') return false;
  return true;
}

function joined(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Readonly<Record<string, string>> {
  const plain: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) plain[name] = Array.isArray(value) ? value.join(', ') : value;
  return plain;
}
