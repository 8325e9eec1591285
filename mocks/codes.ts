/** Native codes of a country by canonical code, from the mocks' own copy of the code lists (data/codelists.csv). */
import { readCsv } from './world.ts';

export interface NativeCodes {
  readonly arrestStatus: ReadonlyMap<string, string>;
  readonly forensicStatus: ReadonlyMap<string, string>;
  readonly deviceType: ReadonlyMap<string, string>;
}

const ROWS = Map.groupBy(readCsv('codelists.csv'), (row) => row.iso2);

/** The lists of every country, made once: a world asks for them with every value it writes. */
const CODES: ReadonlyMap<string | undefined, NativeCodes> = new Map(
  [...ROWS].map(([country, rows]) => {
    const list = (name: keyof NativeCodes): ReadonlyMap<string, string> =>
      new Map(
        rows
          .filter((row) => row.list === name)
          .map((row) => [row.canonical as string, row.native_code as string]),
      );
    const codes = {
      arrestStatus: list('arrestStatus'),
      forensicStatus: list('forensicStatus'),
      deviceType: list('deviceType'),
    };
    return [country, codes];
  }),
);

const NONE: NativeCodes = { arrestStatus: new Map(), forensicStatus: new Map(), deviceType: new Map() };

export function nativeCodesOf(country: string): NativeCodes {
  return CODES.get(country) ?? NONE;
}
