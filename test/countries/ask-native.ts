/** One native request to a country's own mock, over a real socket, through its protocol alone. */
import type { Message, MockSystem } from '../../mocks/mock-system.ts';
import type { NationalWorld } from '../../mocks/world.ts';
import { openConnection } from '../../src/countries/call-national.ts';
import type { Country } from '../../src/countries/country.ts';
import type { NativeAnswer, NativeList, NativeListRequest } from '../../src/countries/protocols/protocol.ts';
import type { ListName } from '../../src/terms.ts';

export type Serve = (world: NationalWorld) => Promise<MockSystem>;

export interface AskedNative {
  readonly answer: NativeAnswer;
  readonly messages: readonly Message[];
}

/** Lists by their contract names, each with what is asked of it. */
export type Wanted = { readonly [list in ListName]?: Partial<Omit<NativeListRequest, 'list' | 'native'>> };

export async function askNative(
  country: Country,
  serve: Serve,
  world: NationalWorld,
  wanted: Wanted,
): Promise<AskedNative> {
  const mock = await serve(world);
  const connection = openConnection(country.code, { url: mock.url, timeoutMs: 20_000 });
  const lists = (Object.entries(wanted) as [ListName, Partial<NativeListRequest>][]).map(([list, asked]) => ({
    ...{ fields: [], count: false, ...asked },
    list,
    native: country.lists[list].native,
  }));
  try {
    const answer = await connection.within((send) =>
      country.protocol.ask({ operation: 'icarus', overview: [], lists }, send),
    );
    return { answer, messages: [...mock.messages] };
  } finally {
    await connection.close();
    await mock.close();
  }
}

/** The handles of a list's rows, sorted. */
export function handlesOf(country: Country, list: NativeList | undefined): readonly string[] {
  return (list?.rows ?? []).map((row) => String(row[country.marking.handle])).sort();
}
