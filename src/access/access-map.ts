import {
  type DirectiveNode,
  type DocumentNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type TypeNode,
} from 'graphql';
import { GatewayError } from '../errors.ts';
import { CATEGORIES, type Category } from '../terms.ts';

/** Whose agreement decides: Europol's, Interpol's, the country's that a record belongs to; GATEWAY speaks of itself. */
export type OwnerKind = 'GATEWAY' | 'EUROPOL' | 'INTERPOL' | 'COUNTRY';

/** What the schema says of one field. */
export interface FieldAccess {
  /** `Suspect.caseRef` */
  readonly coordinate: string;
  /** INHERIT: as open as the field that leads here. */
  readonly category: Category | 'INHERIT';
  /** Null where the category is INHERIT. */
  readonly owner: OwnerKind | null;
  /** The effect from which on the field opens. */
  readonly from: 'HIT_NO_HIT' | 'ALLOW';
  /** Of a connection: the narrowest category among its records' own fields, its second gate (decision-rules.md). */
  readonly secondGate: Category | null;
}

/** Every field of the schema by coordinate. A Map: no coordinate finds what it should not. */
export type AccessMap = ReadonlyMap<string, FieldAccess>;

/** What a record has beside its own fields. */
const BESIDE = new Set(['marking', 'provenance', 'interpol']);

/**
 * Reads the categories from the text of the schema, before any library has touched it (stitching rewrites type-level
 * directives). Where `others` classify the same coordinate differently, the stricter counts.
 *
 * Throws SCHEMA_INVALID listing every field without a category and every directive given twice or unreadable.
 */
export function readAccessMap(schema: DocumentNode, others: readonly DocumentNode[] = []): AccessMap {
  const violations: string[] = [];
  const types = objectTypesOf(schema);
  const map = new Map<string, FieldAccess>();
  for (const type of types.values()) {
    for (const field of readType(type, violations)) map.set(field.coordinate, field);
  }
  for (const other of others) {
    for (const type of objectTypesOf(other).values()) {
      for (const field of readType(type, [])) tighten(map, field);
    }
  }
  for (const [coordinate, field] of map)
    map.set(coordinate, { ...field, secondGate: secondGateOf(coordinate, types, map) });
  if (violations.length > 0) throw new GatewayError('SCHEMA_INVALID', violations.join('\n'), { violations });
  return map;
}

/** The access of `coordinate`. INVARIANT: start-up has seen every field of the schema; a field it has not seen is a failure. */
export function accessOf(map: AccessMap, coordinate: string): FieldAccess {
  const access = map.get(coordinate);
  if (access === undefined)
    throw new GatewayError('INTERNAL', `unclassified field \`${coordinate}\`: add @access`);
  return access;
}

/** The object types of a schema's text, by name, the root type left in. */
export function objectTypesOf(schema: DocumentNode): ReadonlyMap<string, ObjectTypeDefinitionNode> {
  const types = schema.definitions.filter((definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION);
  return new Map(types.map((type) => [type.name.value, type]));
}

/** `Arrest` of `[Arrest!]!`. */
export function namedTypeOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedTypeOf(type.type);
}

function readType(type: ObjectTypeDefinitionNode, violations: string[]): FieldAccess[] {
  const ofType = readDirective(type.name.value, type.directives ?? [], violations);
  const fields: FieldAccess[] = [];
  for (const field of type.fields ?? []) {
    const coordinate = `${type.name.value}.${field.name.value}`;
    const own = readDirective(coordinate, field.directives ?? [], violations);
    const category = own?.category ?? ofType?.category;
    const owner = own?.owner ?? (category === 'INHERIT' ? null : ofType?.owner);
    if (category === undefined) violations.push(`unclassified field \`${coordinate}\`: add @access`);
    else if (owner === undefined || (owner === null && category !== 'INHERIT')) {
      violations.push(`field \`${coordinate}\` has no owner: add \`owner\` to its @access or to its type's`);
    } else fields.push({ coordinate, category, owner, from: own?.from ?? 'ALLOW', secondGate: null });
  }
  return fields;
}

interface Directive {
  readonly category: Category | 'INHERIT';
  readonly owner: OwnerKind | undefined;
  readonly from: 'HIT_NO_HIT' | 'ALLOW';
}

const OWNERS = new Set(['GATEWAY', 'EUROPOL', 'INTERPOL', 'COUNTRY']);

function readDirective(place: string, all: readonly DirectiveNode[], violations: string[]): Directive | null {
  const directives = all.filter((directive) => directive.name.value === 'access');
  const [directive] = directives;
  if (directive === undefined) return null;
  if (directives.length > 1) violations.push(`\`${place}\` has @access twice: keep one`);
  const values = new Map(
    (directive.arguments ?? []).map(({ name, value }) => [
      name.value,
      value.kind === Kind.ENUM ? value.value : null,
    ]),
  );
  const category = values.get('category') ?? null;
  const owner = values.get('owner');
  const known = category === 'INHERIT' || (CATEGORIES as readonly (string | null)[]).includes(category);
  if (!known)
    violations.push(`\`${place}\` has no known category: use one of ${CATEGORIES.join(', ')}, INHERIT`);
  if (owner !== undefined && !OWNERS.has(String(owner))) violations.push(`\`${place}\` has no known owner`);
  return {
    category: known ? (category as Category | 'INHERIT') : 'PROTECTED',
    owner: owner as OwnerKind | undefined,
    from: values.get('from') === 'HIT_NO_HIT' ? 'HIT_NO_HIT' : 'ALLOW',
  };
}

function tighten(map: Map<string, FieldAccess>, other: FieldAccess): void {
  const field = map.get(other.coordinate);
  if (field === undefined || other.category === 'INHERIT') return;
  const stricter = field.category === 'INHERIT' || rankOf(other.category) > rankOf(field.category);
  const from = field.from === 'ALLOW' || other.from === 'ALLOW' ? 'ALLOW' : 'HIT_NO_HIT';
  map.set(other.coordinate, {
    ...field,
    ...(stricter ? { category: other.category, owner: other.owner } : {}),
    from,
  });
}

function secondGateOf(
  coordinate: string,
  types: ReadonlyMap<string, ObjectTypeDefinitionNode>,
  map: AccessMap,
): Category | null {
  const [parent = '', name] = coordinate.split('.');
  const field = types.get(parent)?.fields?.find((candidate) => candidate.name.value === name);
  const connection = field === undefined ? undefined : types.get(namedTypeOf(field.type));
  const nodes = connection?.fields?.find((candidate) => candidate.name.value === 'nodes');
  const record = nodes === undefined ? undefined : types.get(namedTypeOf(nodes.type));
  if (connection === undefined || !connection.name.value.endsWith('Connection') || record === undefined)
    return null;
  return narrowestOwnCategory(record, map);
}

/** The narrowest category among a record's own fields: what stands beside them (marking, provenance) is left aside. */
function narrowestOwnCategory(record: ObjectTypeDefinitionNode, map: AccessMap): Category | null {
  let narrowest: Category | null = null;
  for (const field of record.fields ?? []) {
    const category = map.get(`${record.name.value}.${field.name.value}`)?.category;
    if (BESIDE.has(field.name.value) || category === undefined || category === 'INHERIT') continue;
    if (narrowest === null || rankOf(category) < rankOf(narrowest)) narrowest = category;
  }
  return narrowest;
}

function rankOf(category: Category): number {
  return CATEGORIES.indexOf(category);
}
