/** Asks through a protocol alone, over a real socket, from a server that answers each path with what is given for it. */
import { startMock } from '../../../mocks/mock-system.ts';
import { openDeadline } from '../../../src/countries/connection/deadline.ts';
import { openConnection } from '../../../src/countries/connection/open-connection.ts';
import type { NativeListRequest, NativeRequest } from '../../../src/countries/protocols/native-request.ts';
import type { NativeAnswer, Protocol } from '../../../src/countries/protocols/protocol.ts';

export interface Asked {
  /** What came, or the error that was thrown. */
  readonly answer: Promise<NativeAnswer>;
  /** Paths in the order they came, as they came. */
  readonly paths: readonly string[];
}

type Body = string | Uint8Array;

/** `files` by last segment of the path, decoded; another path is 404. A number is a status without content. */
export async function askProtocol(
  protocol: Protocol,
  request: NativeRequest,
  files: Readonly<Record<string, Body | number>>,
): Promise<Asked> {
  const mock = await startMock('XX', new Date(0), ({ path }) => {
    const name = decodeURIComponent(path.split('/').at(-1) ?? '');
    const file = Object.hasOwn(files, name) ? (files[name] as Body | number) : 404;
    const reply = typeof file === 'number' ? { status: file, body: '' } : { body: file };
    return { type: 'text/plain', asked: [], ...reply };
  });
  const connection = openConnection('XX', { url: mock.url, timeoutMs: 5_000 });
  try {
    const answer = connection.within(openDeadline(30_000), (send) => protocol.ask(request, send));
    await Promise.allSettled([answer]);
    return { answer, paths: mock.messages.map(({ path }) => path) };
  } finally {
    await connection.close();
    await mock.close();
  }
}

/** A request for one list. */
export function requestOf(list: Partial<NativeListRequest>, operation = 'icarus'): NativeRequest {
  const whole = { list: 'arrests', native: 'list', fields: [], count: true, ...list } as const;
  return { operation, overview: [], lists: [whole] };
}
