import {
  type DirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type TypeNode,
} from 'graphql';
import { GatewayError } from '../errors.ts';
import { objectTypesOf } from './access-map.ts';

/** What the schema says a field can cost. */
export interface FieldCost {
  /** Entries at most; 1 for what is no list. */
  readonly records: number;
  /** Messages that one country's system can need for it. */
  readonly requests: number;
  /** Its entries stand for countries: below it everything is of one, and so is it below another such field. */
  readonly byCountry: boolean;
}

/** The cost of every field of the schema by coordinate. */
export type CostMap = ReadonlyMap<string, FieldCost>;

/**
 * Reads @cost from the text of the public schema. Throws SCHEMA_INVALID listing every list and every field with an
 * argument that declares none, every directive given twice, and every figure that is no whole number.
 */
export function readCostMap(schema: DocumentNode): CostMap {
  const violations: string[] = [];
  const map = new Map<string, FieldCost>();
  for (const [name, { fields = [] }] of objectTypesOf(schema)) {
    for (const field of fields) {
      const coordinate = `${name}.${field.name.value}`;
      map.set(coordinate, readCost(coordinate, field, violations));
    }
  }
  if (violations.length > 0) throw new GatewayError('SCHEMA_INVALID', violations.join('\n'), { violations });
  return map;
}

/** The cost of `coordinate`. INVARIANT: start-up has seen every field of the schema; one it has not seen is a failure. */
export function costOf(map: CostMap, coordinate: string): FieldCost {
  const cost = map.get(coordinate);
  if (cost === undefined) throw new GatewayError('INTERNAL', `no cost for \`${coordinate}\`: add @cost`);
  return cost;
}

const NO_COST: FieldCost = { records: 1, requests: 0, byCountry: false };

function readCost(coordinate: string, field: FieldDefinitionNode, violations: string[]): FieldCost {
  const directives = (field.directives ?? []).filter(({ name }) => name.value === 'cost');
  const [directive] = directives;
  if (directive === undefined) {
    if (isList(field.type) || (field.arguments ?? []).length > 0)
      violations.push(`field \`${coordinate}\` has no cost: add @cost`);
    return NO_COST;
  }
  if (directives.length > 1) violations.push(`\`${coordinate}\` has @cost twice: keep one`);
  const records = figureOf(directive, 'records') ?? NO_COST.records;
  const requests = figureOf(directive, 'requests') ?? NO_COST.requests;
  if (!(records >= 1 && requests >= 0))
    violations.push(`\`${coordinate}\` has no readable cost: give records from 1 and requests from 0`);
  return { records, requests, byCountry: isByCountry(directive) };
}

function isByCountry({ arguments: given = [] }: DirectiveNode): boolean {
  const value = given.find(({ name }) => name.value === 'byCountry')?.value;
  return value?.kind === Kind.BOOLEAN && value.value;
}

/** Undefined where it is left out; NaN for anything but a whole number. */
function figureOf({ arguments: given = [] }: DirectiveNode, name: string): number | undefined {
  const value = given.find((argument) => argument.name.value === name)?.value;
  if (value === undefined) return undefined;
  return value.kind === Kind.INT ? Number(value.value) : Number.NaN;
}

function isList(type: TypeNode): boolean {
  return type.kind === Kind.NON_NULL_TYPE ? isList(type.type) : type.kind === Kind.LIST_TYPE;
}
