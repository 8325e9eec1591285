import { type DocumentNode, parse } from 'graphql';
import { readAccessMap } from '../access/access-map.ts';
import { GatewayError } from '../errors.ts';
import type { Violation } from './violation.ts';

/**
 * Every field of the public schema has one category and an owner, and the contracts say the same where they name the
 * same field. (At run time the stricter counts; here the difference is named.)
 */
export function checkCategories(
  operation: string,
  contracts: Readonly<Record<string, string>>,
): readonly Violation[] {
  const schema = parse(operation);
  try {
    const map = readAccessMap(schema);
    return Object.entries(contracts).flatMap(([name, sdl]) => differences(name, parse(sdl), schema, map));
  } catch (cause) {
    if (!(cause instanceof GatewayError) || !Array.isArray(cause.facts.violations)) throw cause;
    return cause.facts.violations.map((text: string) => {
      const [missing = text, remedy = 'see schema/access.graphql'] = text.split(/: (?=[^:]*$)/);
      return { country: '-', place: /`([\w.]+)`/.exec(text)?.[1] ?? 'schema', missing, remedy };
    });
  }
}

function differences(
  name: string,
  contract: DocumentNode,
  schema: DocumentNode,
  map: ReturnType<typeof readAccessMap>,
): Violation[] {
  const tightened = readAccessMap(schema, [contract]);
  return [...map].flatMap(([coordinate, own]): Violation[] => {
    const other = tightened.get(coordinate);
    if (other === undefined || (other.category === own.category && other.from === own.from)) return [];
    const missing = `schema/${name}.graphql says ${other.category} from ${other.from}, operation.graphql ${own.category} from ${own.from}`;
    return [{ country: '-', place: coordinate, missing, remedy: 'give both the same @access' }];
  });
}
