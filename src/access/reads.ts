/** What arguments read, said in the schema by @reads: read from its text, before any library has touched it. */
import {
  type ConstDirectiveNode,
  type DocumentNode,
  type EnumValueDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  type TypeNode,
} from 'graphql';

/** What a field can be used for beside being returned. */
export const FIELD_RIGHTS = ['FILTER', 'SORT', 'JOIN'] as const;
export type FieldRight = (typeof FIELD_RIGHTS)[number];

/** Using the place is using `field`, a coordinate, by `right`. */
export interface Read {
  readonly field: string;
  readonly right: FieldRight;
}

/** An argument, a field of an input or a value of an enum. */
export interface ReadingPlace {
  /** Null: it reads nothing itself. */
  readonly read: Read | null;
  /** The input or enum that stands in it; null where nothing below has a place: a scalar, a value of an enum. */
  readonly type: string | null;
}

/** By place: `Arrests.records(where:)`, `ArrestWhere.status`, `ArrestOrderField.DATE`. */
export type Reads = ReadonlyMap<string, ReadingPlace>;

/** `Arrests.records(where:)` */
export function argumentPlace(coordinate: string, argument: string): string {
  return `${coordinate}(${argument}:)`;
}

/** What the schema says of its fields, as far as a right hangs on it. */
type Fields = ReadonlyMap<string, { readonly rights: readonly FieldRight[] }>;

/**
 * For each field with arguments, by coordinate: every place that can be used in them. `fields` is what the schema says of
 * its fields; a @reads of a field it does not hold, or that does not give the right, is added to `violations`.
 */
export function readReads(
  schema: DocumentNode,
  fields: Fields,
  violations: string[],
): ReadonlyMap<string, Reads> {
  const inner = innerPlaces(schema, fields, violations);
  const byField = new Map<string, Reads>();
  for (const type of schema.definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const { name, arguments: given = [] } of type.fields ?? []) {
      const coordinate = `${type.name.value}.${name.value}`;
      const places = given.map((argument): [string, ReadingPlace] => {
        const place = argumentPlace(coordinate, argument.name.value);
        return [place, readPlace(place, argument, fields, violations)];
      });
      if (places.length > 0) byField.set(coordinate, withInner(new Map(places), inner));
    }
  }
  return byField;
}

/** By type: the fields of every input, the values of every enum. */
function innerPlaces(schema: DocumentNode, fields: Fields, violations: string[]): ReadonlyMap<string, Reads> {
  const inner = new Map<string, Reads>();
  for (const type of schema.definitions) {
    const isInput = type.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION;
    if (!isInput && type.kind !== Kind.ENUM_TYPE_DEFINITION) continue;
    const parts = (isInput ? type.fields : type.values) ?? [];
    const places = parts.map((part): [string, ReadingPlace] => {
      const place = `${type.name.value}.${part.name.value}`;
      return [place, readPlace(place, part, fields, violations)];
    });
    inner.set(type.name.value, new Map(places));
  }
  return inner;
}

function readPlace(
  place: string,
  node: InputValueDefinitionNode | EnumValueDefinitionNode,
  fields: Fields,
  violations: string[],
): ReadingPlace {
  const type = node.kind === Kind.INPUT_VALUE_DEFINITION ? namedTypeOf(node.type) : null;
  return { read: readDirective(place, node.directives ?? [], fields, violations), type };
}

/** `places` and all that stands inside them. */
function withInner(places: Reads, inner: ReadonlyMap<string, Reads>): Reads {
  const all = new Map<string, ReadingPlace>();
  const add = (more: Reads): void => {
    for (const [place, one] of more) {
      if (all.has(place)) continue;
      const below = one.type === null ? undefined : inner.get(one.type);
      all.set(place, below === undefined ? { ...one, type: null } : one);
      if (below !== undefined) add(below);
    }
  };
  add(places);
  return all;
}

function readDirective(
  place: string,
  directives: readonly ConstDirectiveNode[],
  fields: Fields,
  violations: string[],
): Read | null {
  const [directive, ...more] = directives.filter(({ name }) => name.value === 'reads');
  if (directive === undefined) return null;
  if (more.length > 0) violations.push(`\`${place}\` has @reads twice: keep one`);
  const wordOf = (name: string): string | null => {
    const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
    return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : null;
  };
  const field = wordOf('field') ?? '';
  const right = FIELD_RIGHTS.find((word) => word === wordOf('right'));
  if (!fields.has(field)) {
    violations.push(
      `\`${place}\` reads \`${field}\`, which is no field: write a coordinate, such as Suspect.caseRef`,
    );
  } else if (right === undefined || !fields.get(field)?.rights.includes(right)) {
    const word = wordOf('right') ?? 'no right';
    violations.push(
      `\`${place}\` uses \`${field}\` by ${word}, which it does not give: add it to \`rights\` of its @access`,
    );
  }
  return { field, right: right ?? 'FILTER' };
}

function namedTypeOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedTypeOf(type.type);
}
