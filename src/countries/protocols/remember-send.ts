/** A `send` that asks the same place once: a file that holds all of a list is read twice, and fetched once. */
import type { NativeHttpRequest, NativeHttpResponse, Send } from './protocol.ts';

/**
 * Sends as `send` does, and remembers the answer to every GET for as long as what is returned is held: one query, never
 * longer, so that no query sees another's data and none sees a file change while it is read.
 *
 * The same GET (path and headers) gives the same answer, also while the first is under way. A failure and any status
 * but 200 are not remembered. A POST is always sent. Whoever gets an answer shares its bytes: they are never changed.
 */
export function rememberSend(send: Send): Send {
  const answers = new Map<string, Promise<NativeHttpResponse>>();
  return (request) => {
    if (request.method !== 'GET') return send(request);
    const key = keyOf(request);
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = send(request);
    answers.set(key, answer);
    const forget = (): void => {
      answers.delete(key);
    };
    answer.then(({ status }) => {
      if (status !== 200) forget();
    }, forget);
    return answer;
  };
}

/** Header names count without case, in any order. */
function keyOf({ path, headers = {} }: NativeHttpRequest): string {
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return JSON.stringify([path, named.sort(([left], [right]) => (left < right ? -1 : 1))]);
}
