import { parse, visit } from 'graphql';
import { type FieldAccess, readAccessMap } from '../access/access-map.ts';
import { derivationsOf } from '../access/derived-access.ts';
import { CATEGORIES } from '../terms.ts';
import type { Violation } from './violation.ts';

/**
 * A derived field says a category that is no more open than those of what it is made from. (At run time it is closed as
 * tightly as the tightest of them, whatever it says.) A count is no derived value (decision-rules.md).
 *
 * That its inputs exist and lead to no circle has been checked (`checkCategories`).
 */
export function checkDerived(operation: string): readonly Violation[] {
  const schema = parse(operation);
  const said = readAccessMap(
    visit(schema, { Directive: ({ name }) => (name.value === 'derived' ? null : undefined) }),
  );
  return [...derivationsOf(schema)].flatMap(([place, from]): Violation[] => {
    const own = said.get(place);
    if (own === undefined) return [];
    if (from.length === 0) {
      return [{ country: '-', place, missing: 'derived from nothing', remedy: 'name what it is made from' }];
    }
    return from.flatMap((coordinate) => {
      const input = said.get(coordinate);
      return input === undefined ? [] : violationsOf(own, input);
    });
  });
}

function violationsOf(own: FieldAccess, input: FieldAccess): Violation[] {
  const report = (missing: string, remedy: string): Violation[] => [
    { country: '-', place: own.coordinate, missing, remedy },
  ];
  const source = `made from \`${input.coordinate}\``;
  const { category } = input;
  if (own.category === 'INHERIT' || category === 'INHERIT') {
    const isBeside = own.category === category && typeOf(own) === typeOf(input);
    if (isBeside) return [];
    return report(`${source}, and one of the two inherits its category`, 'say both categories');
  }
  if (CATEGORIES.indexOf(category) > CATEGORIES.indexOf(own.category)) {
    return report(
      `${own.category}, though ${source}, which is ${category}`,
      `give it the category ${category}`,
    );
  }
  if (own.from === 'HIT_NO_HIT' && input.from === 'ALLOW') {
    return report(`opens at a hit, though ${source}, which does not`, 'leave out `from`');
  }
  return [];
}

function typeOf({ coordinate }: FieldAccess): string {
  return coordinate.slice(0, coordinate.indexOf('.'));
}
