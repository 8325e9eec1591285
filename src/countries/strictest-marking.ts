import type { MarkingWords } from './country.ts';
import type { NativeRow } from './protocols/protocol.ts';
import { toCode, toCodes } from './read-values.ts';

/**
 * The marking, by native name, of one row that stands for all of `rows` (at least one): a derived value takes the
 * strictest marking of what it is made from (domain/README.md, "Marking").
 *
 * Handling: the codes of all rows together; a row without one is read as H3, so H3 is among them. Addressees and item
 * consents: those that every row has, letter for letter. Protected: what a row says that is not clearly unprotected.
 */
export function strictestMarking(rows: readonly NativeRow[], { marking, codes }: MarkingWords): NativeRow {
  const codesOf = (name: string): (readonly string[])[] => rows.map((row) => toCodes(row[name]));
  const handling = codesOf(marking.handling).flatMap((own) => (own.length > 0 ? own : ['H3']));
  const flags = rows.map((row) => row[marking.protected]);
  const [flag] = [...flags.filter((one) => toCode(one, codes.protected) !== 'false'), ...flags];
  return {
    [marking.handling]: [...new Set(handling)],
    [marking.addressees]: inAll(codesOf(marking.addressees)),
    [marking.itemConsents]: inAll(codesOf(marking.itemConsents)),
    [marking.protected]: flag,
  };
}

function inAll([first = [], ...others]: readonly (readonly string[])[]): readonly string[] {
  return first.filter((one) => others.every((other) => other.includes(one)));
}
