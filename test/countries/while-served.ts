/** Asks a country's protocol in native names, over a real socket: rows by key are asked below the canonical words. */
import type { Message, MockSystem } from '../../mocks/mock-system.ts';
import type { NationalWorld } from '../../mocks/world.ts';
import { openConnection } from '../../src/countries/call-national.ts';
import type { Country } from '../../src/countries/country.ts';
import type { NativeAnswer, NativeListRequest } from '../../src/countries/protocols/protocol.ts';
import type { ListName } from '../../src/terms.ts';

interface Rows {
  readonly answer: NativeAnswer;
  readonly messages: readonly Message[];
}

/** `overview` in native names. */
type AskRows = (lists: readonly NativeListRequest[], overview?: readonly string[]) => Promise<Rows>;

/** Serves `world` while `talk` asks, and closes. */
export async function whileServed<T>(
  country: Country,
  serve: (world: NationalWorld) => Promise<MockSystem>,
  world: NationalWorld,
  talk: (ask: AskRows, mock: MockSystem) => Promise<T>,
): Promise<T> {
  const mock = await serve(world);
  const connection = openConnection(country.code, { url: mock.url, timeoutMs: 30_000 });
  const ask: AskRows = async (lists, overview = []) => {
    mock.forget();
    const answer = await connection.within((send) =>
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

/** A request for the handles of a list's rows, and what `asked` says beside or in place of it. */
export function rowsOf(
  country: Country,
  list: ListName,
  asked: Partial<NativeListRequest> = {},
): NativeListRequest {
  const { native } = country.lists[list];
  return { list, native, fields: [country.marking.handle], count: false, ...asked };
}
