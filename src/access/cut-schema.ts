import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type EnumValueDefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  type StringValueNode,
  visit,
} from 'graphql';
import { describeAccess } from './describe-access.ts';
import type { GatedCoordinate } from './gated-coordinates.ts';
import type { UsableInputs } from './usable-inputs.ts';

/** What of a schema is left. */
export interface Left {
  readonly fields: ReadonlySet<string>;
  readonly inputs: UsableInputs;
  readonly isOpen: (coordinate: string) => boolean;
}

type Gated = ReadonlyMap<string, GatedCoordinate>;
type Described = FieldDefinitionNode | InputValueDefinitionNode | EnumValueDefinitionNode;

/** A new document with what is `left` and used, each place described by its access too. No directive of ours is in it. */
export function cutSchema(schema: DocumentNode, gated: Gated, left: Left): DocumentNode {
  const cut = schema.definitions.flatMap((definition) => cutDefinition(definition, gated, left));
  const used = usedTypes(cut);
  const definitions = cut.filter(
    (definition) => !('name' in definition) || used.has(definition.name?.value ?? ''),
  );
  return visit({ ...schema, definitions }, { Directive: (node) => (isForeign(node) ? undefined : null) });
}

/** Directives of the language itself. */
const FOREIGN = new Set(['deprecated', 'specifiedBy', 'oneOf']);

function isForeign({ name }: ConstDirectiveNode | { readonly name: { readonly value: string } }): boolean {
  return FOREIGN.has(name.value);
}

function cutDefinition(definition: DefinitionNode, gated: Gated, left: Left): readonly DefinitionNode[] {
  const { fields: kept, inputs, isOpen } = left;
  switch (definition.kind) {
    case Kind.DIRECTIVE_DEFINITION:
      return [];
    case Kind.OBJECT_TYPE_DEFINITION: {
      const fields = (definition.fields ?? [])
        .filter((field) => kept.has(placeOf(definition, field)))
        .map((field) =>
          describe(
            gated,
            placeOf(definition, field),
            cutArguments(placeOf(definition, field), field, gated, left),
          ),
        );
      return fields.length === 0 ? [] : [{ ...definition, fields }];
    }
    case Kind.INPUT_OBJECT_TYPE_DEFINITION: {
      const fields = (definition.fields ?? [])
        .filter((field) => inputs.isLeft(placeOf(definition, field), field))
        .map((field) => describe(gated, placeOf(definition, field), field));
      return [{ ...definition, fields }];
    }
    case Kind.ENUM_TYPE_DEFINITION: {
      const values = (definition.values ?? [])
        .filter((value) => isOpen(placeOf(definition, value)))
        .map((value) => describe(gated, placeOf(definition, value), value));
      return [{ ...definition, values }];
    }
    default:
      return [definition];
  }
}

function cutArguments(
  place: string,
  field: FieldDefinitionNode,
  gated: Gated,
  { inputs }: Left,
): FieldDefinitionNode {
  const coordinateOf = (argument: InputValueDefinitionNode): string => `${place}(${argument.name.value}:)`;
  const kept = (field.arguments ?? []).filter((argument) => inputs.isLeft(coordinateOf(argument), argument));
  return { ...field, arguments: kept.map((argument) => describe(gated, coordinateOf(argument), argument)) };
}

type Named = { readonly name: { readonly value: string } };

function placeOf(type: Named, member: Named): string {
  return `${type.name.value}.${member.name.value}`;
}

function describe<Node extends Described>(gated: Gated, coordinate: string, node: Node): Node {
  const access = describeAccess(gated.get(coordinate));
  if (access === null) return node;
  const before = node.description === undefined ? '' : `${node.description.value}\n`;
  const description: StringValueNode = { kind: Kind.STRING, value: `${before}${access}` };
  return { ...node, description };
}

/** Every type that can be come to from the root, by the fields and inputs that are left. */
function usedTypes(definitions: readonly DefinitionNode[]): ReadonlySet<string> {
  const named = new Map(
    definitions.flatMap((one) => ('name' in one && one.name ? [[one.name.value, one]] : [])),
  );
  const used = new Set<string>();
  const use = (name: string): void => {
    const definition = named.get(name);
    if (used.has(name) || definition === undefined) return;
    used.add(name);
    visit(definition, { NamedType: (type) => use(type.name.value) });
  };
  use('Query');
  return used;
}
