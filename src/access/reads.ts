/** What arguments read, said in the schema by @reads: read from its text, before any library has touched it. */
import {
  type ConstDirectiveNode,
  type DocumentNode,
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

/**
 * For each field with arguments, by coordinate: every place that can be used in them. `fields` is what the schema says of
 * its fields; a @reads of a field it does not hold, or that does not give the right, is added to `violations`.
 */
export function readReads(
  schema: DocumentNode,
  fields: ReadonlyMap<string, { readonly rights: readonly FieldRight[] }>,
  violations: string[],
): ReadonlyMap<string, Reads> {
  const inner = new Map<string, ReadonlyMap<string, ReadingPlace>>();
  const byField = new Map<string, ReadonlyMap<string, ReadingPlace>>();
  const read = (place: string, directives: readonly ConstDirectiveNode[] = []): Read | null =>
    readDirective(place, directives, fields, violations);
  const placesOf = (
    nodes: readonly InputValueDefinitionNode[] = [],
    placeOf: (name: string) => string,
  ): ReadonlyMap<string, ReadingPlace> =>
    new Map(
      nodes.map(({ name, type, directives }) => {
        const place = placeOf(name.value);
        return [place, { read: read(place, directives), type: namedTypeOf(type) }];
      }),
    );
  for (const definition of schema.definitions) {
    if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
      const type = definition.name.value;
      inner.set(
        type,
        placesOf(definition.fields, (name) => `${type}.${name}`),
      );
    } else if (definition.kind === Kind.ENUM_TYPE_DEFINITION) {
      const values = (definition.values ?? []).map(({ name, directives }): [string, ReadingPlace] => {
        const place = `${definition.name.value}.${name.value}`;
        return [place, { read: read(place, directives), type: null }];
      });
      inner.set(definition.name.value, new Map(values));
    } else if (definition.kind === Kind.OBJECT_TYPE_DEFINITION) {
      for (const field of definition.fields ?? []) {
        const coordinate = `${definition.name.value}.${field.name.value}`;
        if ((field.arguments ?? []).length === 0) continue;
        byField.set(
          coordinate,
          placesOf(field.arguments, (name) => argumentPlace(coordinate, name)),
        );
      }
    }
  }
  return new Map([...byField].map(([coordinate, places]) => [coordinate, withInner(places, inner)]));
}

/** `places` and all that stands inside them. */
function withInner(
  places: ReadonlyMap<string, ReadingPlace>,
  inner: ReadonlyMap<string, ReadonlyMap<string, ReadingPlace>>,
): Reads {
  const all = new Map<string, ReadingPlace>();
  const add = (more: ReadonlyMap<string, ReadingPlace>): void => {
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
  fields: ReadonlyMap<string, { readonly rights: readonly FieldRight[] }>,
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
