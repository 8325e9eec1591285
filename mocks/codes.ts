/** Native codes of a country by canonical code, from the mocks' own copy of the code lists (data/codelists.csv). */
import { readCsv } from './world.ts';

export interface NativeCodes {
  readonly arrestStatus: ReadonlyMap<string, string>;
  readonly forensicStatus: ReadonlyMap<string, string>;
  readonly deviceType: ReadonlyMap<string, string>;
}

const ROWS = readCsv('codelists.csv');

export function nativeCodesOf(country: string): NativeCodes {
  const list = (name: keyof NativeCodes): ReadonlyMap<string, string> =>
    new Map(
      ROWS.filter((row) => row.iso2 === country && row.list === name).map((row) => [
        row.canonical as string,
        row.native_code as string,
      ]),
    );
  return {
    arrestStatus: list('arrestStatus'),
    forensicStatus: list('forensicStatus'),
    deviceType: list('deviceType'),
  };
}
