/**
 * A request whose keys of rows make a line that is too long goes in several messages, each with a part of the keys.
 * Nothing is asked twice: totals and the operation's own fields travel with the first.
 */
import type { ListName } from '../../terms.ts';
import type { NativeListRequest, NativeRequest } from './native-request.ts';
import { INVALID_LIST, type NativeAnswer, type NativeList } from './protocol.ts';

/**
 * The longest path and query we send. RFC 9110, section 4.1, asks every server for 8,000 octets; the rest is for what is
 * written before it, such as the path of an X-Road service, and after it, such as the cursor of a page.
 */
const MAX_LENGTH = 6_000;

/** Asks `request` in as many messages as the length of `toPath` makes needed, all at once, and joins their answers. */
export async function askInMessages(
  request: NativeRequest,
  toPath: (part: NativeRequest) => string,
  ask: (part: NativeRequest) => Promise<NativeAnswer>,
): Promise<NativeAnswer> {
  const [first, ...others] = await Promise.all(splitRequest(request, toPath).map(ask));
  const { overview, lists } = first as NativeAnswer;
  const joined = new Map<ListName, NativeList>(lists);
  for (const other of others) {
    for (const [list, later] of other.lists) joined.set(list, joinLists(joined.get(list), later));
  }
  return { overview, lists: joined };
}

/**
 * Asks one list, which is a resource of its own, in as many parts as the length of `toPath` makes needed, all at once,
 * and joins their rows.
 */
export async function askListInMessages(
  asked: NativeListRequest,
  toPath: (part: NativeListRequest) => string,
  ask: (part: NativeListRequest) => Promise<NativeList>,
): Promise<NativeList> {
  const parts = await Promise.all(splitList(asked, toPath).map(ask));
  return parts.reduce(joinLists);
}

/** Of several lists with keys the later half moves to the next message; of one, the later half of its keys. */
function splitRequest(
  request: NativeRequest,
  toPath: (part: NativeRequest) => string,
): readonly NativeRequest[] {
  const keyed = request.lists.filter(({ only, fields }) => only !== undefined && fields.length > 0);
  const [one] = keyed;
  if (one === undefined || toPath(request).length <= MAX_LENGTH) return [request];
  const rest = (lists: readonly NativeListRequest[]): NativeRequest => ({ ...request, overview: [], lists });
  if (keyed.length > 1) {
    const moved = new Set(keyed.slice(Math.ceil(keyed.length / 2)));
    const staying = request.lists.flatMap((list) => {
      if (!moved.has(list)) return [list];
      return list.count ? [{ ...list, fields: [] }] : [];
    });
    const later = rest([...moved].map((list) => ({ ...list, count: false })));
    return [{ ...request, lists: staying }, later].flatMap((part) => splitRequest(part, toPath));
  }
  const withPart = (part: NativeListRequest): NativeRequest => ({
    ...request,
    lists: request.lists.map((list) => (list === one ? part : list)),
  });
  const [first, ...others] = splitList(one, (part) => toPath(withPart(part)));
  return [withPart(first as NativeListRequest), ...others.map((part) => rest([part]))];
}

/**
 * A key that is there twice is asked once: in two messages its row would come twice. (It still does when two of its
 * fields hold keys of two messages: whoever reads the rows knows them by their handle.)
 */
function splitList(
  asked: NativeListRequest,
  toPath: (part: NativeListRequest) => string,
): readonly NativeListRequest[] {
  const { only } = asked;
  if (only === undefined || toPath(asked).length <= MAX_LENGTH) return [asked];
  const values = [...new Set(only.values)];
  const half = Math.ceil(values.length / 2);
  if (half === values.length) return [{ ...asked, only: { ...only, values } }];
  return [
    { ...asked, only: { ...only, values: values.slice(0, half) } },
    { ...asked, count: false, only: { ...only, values: values.slice(half) } },
  ].flatMap((part) => splitList(part, toPath));
}

/** `later` was asked for rows alone: its total is the earlier one's. */
function joinLists(earlier: NativeList | undefined, later: NativeList): NativeList {
  if (earlier?.invalid || later.invalid) return INVALID_LIST;
  return earlier === undefined ? later : { ...earlier, rows: [...earlier.rows, ...later.rows] };
}
