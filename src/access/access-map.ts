import {
  type DirectiveNode,
  type DocumentNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type TypeNode,
} from 'graphql';
import { GatewayError } from '../errors.ts';
import { CATEGORIES, type Category } from '../terms.ts';
import { applyDerived } from './derived-access.ts';
import type { Gate, OwnerKind } from './gate.ts';
import { FIELD_RIGHTS, type FieldRight, type Reads, readReads } from './reads.ts';

/** What the schema says of one field. */
export interface FieldAccess extends Gate {
  /** `Suspect.caseRef` */
  readonly coordinate: string;
  /** Of a connection: the narrowest category among its records' own fields, its second gate (decision-rules.md). */
  readonly secondGate: Category | null;
  /** What it may be used for beside being returned, by those who may have it returned. */
  readonly rights: readonly FieldRight[];
  /** Of a derived field: gates of other owners, whose yes it needs too. Those of its own owner are in `category`. */
  readonly inputs: readonly Gate[];
  /** What its arguments read, with all that can stand in them; empty where it has none. */
  readonly reads: Reads;
}

/** Every field of the schema by coordinate. A Map: no coordinate finds what it should not. */
export type AccessMap = ReadonlyMap<string, FieldAccess>;

/** What a record has beside its own fields. */
const BESIDE = new Set(['marking', 'provenance', 'interpol']);

/**
 * Reads the categories from the text of the schema, before any library has touched it (stitching rewrites type-level
 * directives). Where `others` classify the same coordinate differently, the stricter counts.
 *
 * A derived field is as closed as what it is made from. Throws SCHEMA_INVALID listing every field without a category, every
 * directive given twice or unreadable, and every @reads and @derived that leads nowhere.
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
  applyDerived(schema, map, violations);
  for (const [coordinate, field] of map)
    map.set(coordinate, { ...field, secondGate: secondGateOf(coordinate, types, map) });
  for (const [coordinate, reads] of readReads(schema, map, violations)) {
    const field = map.get(coordinate);
    if (field !== undefined) map.set(coordinate, { ...field, reads });
  }
  // What a contract reads, such as the keys of Interpol's index, must give its right too.
  for (const other of others) readReads(other, map, violations);
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
    } else {
      const { from = 'ALLOW', rights = [] } = own ?? {};
      fields.push({
        coordinate,
        category,
        owner,
        from,
        rights,
        secondGate: null,
        inputs: [],
        reads: NO_READS,
      });
    }
  }
  if (ofType !== null && ofType.rights.length > 0)
    violations.push(`\`${type.name.value}\` gives rights as a type: write them on its fields`);
  return fields;
}

const NO_READS: Reads = new Map();

interface Directive {
  readonly category: Category | 'INHERIT';
  readonly owner: OwnerKind | undefined;
  readonly from: 'HIT_NO_HIT' | 'ALLOW';
  readonly rights: readonly FieldRight[];
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
    rights: readRights(place, directive, violations),
  };
}

function readRights(place: string, directive: DirectiveNode, violations: string[]): FieldRight[] {
  const value = directive.arguments?.find(({ name }) => name.value === 'rights')?.value;
  if (value === undefined) return [];
  const words = (value.kind === Kind.LIST ? value.values : [value]).map((item) =>
    item.kind === Kind.ENUM ? item.value : '',
  );
  const rights = FIELD_RIGHTS.filter((right) => words.includes(right));
  if (rights.length !== words.length)
    violations.push(`\`${place}\` has a right nobody knows, or one twice: use ${FIELD_RIGHTS.join(', ')}`);
  return rights;
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
