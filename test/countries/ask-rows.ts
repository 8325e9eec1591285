/** Rows of one list asked by key, through a country's own protocol in its own names, over a real socket. */
import type { Message } from '../../mocks/mock-system.ts';
import type { NationalWorld, Search } from '../../mocks/world.ts';
import { type Country, nativeNamesOf } from '../../src/countries/country.ts';
import type { NativeRow } from '../../src/countries/protocols/protocol.ts';
import { toCode, toCodes, toText } from '../../src/countries/read-values.ts';
import { askNative, type Serve, totalOf } from './ask-native.ts';
import { worldOf } from './ask-served.ts';

export interface Rows {
  /** In the order of their handles: no other order is promised. */
  readonly rows: readonly BorderRow[];
  readonly count: unknown;
  readonly messages: readonly Message[];
}

export interface BorderRow {
  readonly handle: unknown;
  readonly caseRef: unknown;
  readonly handling: readonly string[];
  readonly addressees: readonly string[];
  readonly itemConsents: readonly string[];
  readonly protected: unknown;
}

/** A national world of these searches and nothing else; Swiss references name a canton. */
export function worldOfSearches(code: string, searches: readonly Partial<Search>[]): NationalWorld {
  const [first] = worldOf('DK').searches;
  if (first === undefined) throw new Error('Denmark has searches');
  return worldOf(code, {
    arrests: [],
    suspects: [],
    seizures: [],
    forensicExams: [],
    searches: searches.map((search, index) => ({
      ...first,
      handle: `H${String(index + 1).padStart(6, '0')}`,
      caseRef: `MOCK-KST-ZH-11-${index + 1}`,
      ...search,
    })),
  });
}

/** Border facts and references of the searches of which `key` is one of `values`, and the total of all. */
export async function askSearches(
  country: Country,
  serve: Serve,
  world: NationalWorld,
  only?: { readonly key: 'handle' | 'caseRef'; readonly values: readonly string[] },
): Promise<Rows> {
  const { handle, handling, addressees, itemConsents, protected: isProtected } = country.marking;
  const caseRef = nativeNamesOf(country, country.lists.searches, 'caseRef');
  const asked = {
    fields: [handle, handling, addressees, itemConsents, isProtected, ...caseRef],
    count: true,
    ...(only === undefined
      ? {}
      : { only: { fields: only.key === 'handle' ? [handle] : caseRef, values: only.values } }),
  };
  const { answer, messages } = await askNative(country, serve, world, { searches: asked });
  const list = answer.lists.get('searches');
  const rows = (list?.rows ?? []).map((row) => readRow(country, caseRef, row));
  return {
    rows: rows.sort((left, right) => (String(left.handle) < String(right.handle) ? -1 : 1)),
    count: totalOf(country, list),
    messages,
  };
}

function readRow({ marking, codes }: Country, caseRef: readonly string[], row: NativeRow): BorderRow {
  return {
    handle: toText(row[marking.handle]),
    caseRef: toText(row[caseRef.find((name) => Object.hasOwn(row, name)) ?? '']),
    handling: toCodes(row[marking.handling]),
    addressees: toCodes(row[marking.addressees]),
    itemConsents: toCodes(row[marking.itemConsents]),
    protected: toCode(row[marking.protected], codes.protected),
  };
}
