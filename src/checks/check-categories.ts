import { type DocumentNode, type FieldDefinitionNode, parse, visit } from 'graphql';
import { type AccessMap, type FieldAccess, readAccessMap } from '../access/access-map.ts';
import { GatewayError } from '../errors.ts';
import { toViolation } from './to-violation.ts';
import type { Violation } from './violation.ts';

/**
 * Every field of the public schema has one category and an owner; so has every field of the contracts that is not the
 * border's own; and where both name the same field they say the same. (At run time the stricter counts, silently.)
 *
 * The texts parse. Nothing is compared while the public schema cannot be read.
 */
export function checkCategories(
  operation: string,
  contracts: Readonly<Record<string, string>>,
): readonly Violation[] {
  const schema = readMap(parse(operation), 'operation');
  const { map } = schema;
  if (map === null) return schema.violations;
  return Object.entries(contracts).flatMap(([name, sdl]) => {
    const contract = readMap(withoutBorder(parse(sdl), map), name);
    return [...contract.violations, ...differences(name, contract.map ?? new Map(), map)];
  });
}

/** The access map of one text, or what keeps it from being read. */
function readMap(document: DocumentNode, name: string): { map: AccessMap | null; violations: Violation[] } {
  try {
    return { map: readAccessMap(document), violations: [] };
  } catch (cause) {
    if (!(cause instanceof GatewayError) || !Array.isArray(cause.facts.violations)) throw cause;
    const file = `schema/${name}.graphql`;
    const violations = cause.facts.violations.map((sentence: string) => {
      const violation = toViolation('-', sentence, { place: file, remedy: 'see schema/access.graphql' });
      return name === 'operation' ? violation : { ...violation, missing: `${violation.missing} in ${file}` };
    });
    return { map: null, violations };
  }
}

/**
 * A contract without what is no data of anybody's: its root (called by the gateway itself), the border's keys and
 * reports (underscore), and fields it leaves to the public schema to classify.
 */
function withoutBorder(contract: DocumentNode, map: AccessMap): DocumentNode {
  return visit(contract, {
    ObjectTypeDefinition: (type) => {
      if (type.name.value === 'Query') return null;
      const isClassified = hasAccess(type.directives);
      const left = (field: FieldDefinitionNode): boolean =>
        !isClassified && !hasAccess(field.directives) && map.has(`${type.name.value}.${field.name.value}`);
      const fields = type.fields?.filter((field) => !field.name.value.startsWith('_') && !left(field)) ?? [];
      return { ...type, fields };
    },
  });
}

function hasAccess(directives: FieldDefinitionNode['directives']): boolean {
  return directives?.some((directive) => directive.name.value === 'access') ?? false;
}

function differences(name: string, contract: AccessMap, map: AccessMap): Violation[] {
  return [...contract].flatMap(([coordinate, theirs]): Violation[] => {
    const own = map.get(coordinate);
    if (own === undefined || toText(own) === toText(theirs)) return [];
    const missing = `schema/${name}.graphql says ${toText(theirs)}, operation.graphql ${toText(own)}`;
    return [{ country: '-', place: coordinate, missing, remedy: 'give both the same @access' }];
  });
}

/** `PERSONAL of COUNTRY from ALLOW` */
function toText({ category, owner, from }: FieldAccess): string {
  return category === 'INHERIT' ? category : `${category} of ${owner} from ${from}`;
}
