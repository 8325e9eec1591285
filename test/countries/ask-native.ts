/** Asks a country's protocol in native names, over a real socket: rows by key and filter are asked below the canonical words. */
import type { Message, MockSystem } from '../../mocks/mock-system.ts';
import type { NationalWorld } from '../../mocks/world.ts';
import { openDeadline } from '../../src/countries/connection/deadline.ts';
import { openConnection } from '../../src/countries/connection/open-connection.ts';
import type { Country } from '../../src/countries/country.ts';
import type { NativeListRequest } from '../../src/countries/protocols/native-request.ts';
import type { NativeAnswer, NativeList } from '../../src/countries/protocols/protocol.ts';
import { toCount, toSum } from '../../src/countries/read-values.ts';
import type { ListName } from '../../src/terms.ts';

export type Serve = (world: NationalWorld) => Promise<MockSystem>;

export interface AskedNative {
  readonly answer: NativeAnswer;
  readonly messages: readonly Message[];
}

/** `overview` in native names. */
type AskRows = (lists: readonly NativeListRequest[], overview?: readonly string[]) => Promise<AskedNative>;

/** Serves `world` while `talk` asks, and closes. */
export async function whileServed<T>(
  country: Country,
  serve: Serve,
  world: NationalWorld,
  talk: (ask: AskRows, mock: MockSystem) => Promise<T>,
): Promise<T> {
  const mock = await serve(world);
  const connection = openConnection(country.code, { url: mock.url, timeoutMs: 30_000 });
  const ask: AskRows = async (lists, overview = []) => {
    mock.forget();
    const answer = await connection.within(openDeadline(30_000), (send) =>
      country.protocol.ask({ operation: 'icarus', overview, lists }, send),
    );
    return { answer, messages: [...mock.messages] };
  };
  try {
    return await talk(ask, mock);
  } finally {
    await connection.close();
    await mock.close();
  }
}

/** Lists by their contract names, each with what is asked of it. */
export type Wanted = { readonly [list in ListName]?: Partial<Omit<NativeListRequest, 'list' | 'native'>> };

/** One request to a mock that lives for it alone. */
export function askNative(
  country: Country,
  serve: Serve,
  world: NationalWorld,
  wanted: Wanted,
): Promise<AskedNative> {
  const lists = (Object.entries(wanted) as [ListName, Partial<NativeListRequest>][]).map(([list, asked]) =>
    rowsOf(country, list, { fields: [], ...asked }),
  );
  return whileServed(country, serve, world, (ask) => ask(lists));
}

/** A request for the handles of a list's rows, and what `asked` says beside or in place of it. */
export function rowsOf(
  country: Country,
  list: ListName,
  asked: Partial<NativeListRequest> = {},
): NativeListRequest {
  const { native } = country.lists[list];
  return { list, native, fields: [country.marking.handle], count: false, ...asked };
}

/** The handles of a list's rows, sorted. */
export function handlesOf(country: Country, list: NativeList | undefined): readonly string[] {
  return (list?.rows ?? []).map((row) => String(row[country.marking.handle])).sort();
}

/** The list's own total, read: one figure, or the sum of its parts. */
export function totalOf({ numbers }: Country, list: NativeList | undefined): unknown {
  const { count, partCounts } = list ?? { count: undefined };
  return partCounts === undefined ? toCount(count, numbers) : toSum(partCounts, numbers);
}
