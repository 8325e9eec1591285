import { notAsIssued } from '../not-as-issued.ts';
import { readUtf8 } from '../read-utf8.ts';

/** Bytes of a line, more than any text that is kept. */
const LONGEST = 32 * 1024 * 1024;
const NEWLINE = 0x0a;

/** The lines of a slice, each ended by a newline. Throws EVIDENCE_INVALID for what is no such text. */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let rest: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      yield toLine([...rest, chunk.subarray(from, end)]);
      [rest, length, from] = [[], 0, end + 1];
    }
    rest.push(chunk.subarray(from));
    length += chunk.length - from;
    if (length > LONGEST) throw notAsIssued('slice', `a line of more than ${LONGEST} bytes`);
  }
  if (length > 0) throw notAsIssued('slice', 'a last line that is cut off');
}

function toLine(pieces: readonly Uint8Array[]): string {
  const text = readUtf8(Buffer.concat(pieces));
  if (text === null) throw notAsIssued('slice', 'no UTF-8');
  return text;
}
