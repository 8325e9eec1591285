import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type InputValueDefinitionNode,
  Kind,
} from 'graphql';
import { GatewayError } from '../errors.ts';

/** An argument, input field or enum value. Where its use reads fields it needs their right (design.md, "Four rights"). */
export interface Reader {
  /** `Arrests.records(where:)`, `ArrestFilter.status` or `ArrestSort.DATE`. */
  readonly coordinate: string;
  /** Coordinates of fields; most read none. */
  readonly reads: readonly string[];
}

interface Place {
  readonly coordinate: string;
  readonly directives: readonly ConstDirectiveNode[] | undefined;
}

/**
 * Every argument, input field and enum value of the schema, in the order of the text, with what it reads:
 * `@reads(field: "Arrest.status", right: FILTER)`. The text has been parsed.
 *
 * Throws SCHEMA_INVALID for a @reads whose field cannot be read: what it reads would go unjudged.
 */
export function readReaders(schema: DocumentNode): readonly Reader[] {
  return schema.definitions.flatMap(placesOf).map(({ coordinate, directives = [] }) => {
    const own = directives.filter((directive) => directive.name.value === 'reads');
    return { coordinate, reads: own.map((directive) => fieldOf(coordinate, directive)) };
  });
}

function placesOf(definition: DefinitionNode): readonly Place[] {
  switch (definition.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
      return (definition.fields ?? []).flatMap((field) =>
        (field.arguments ?? []).map((argument) =>
          placeOf(`${definition.name.value}.${field.name.value}(${argument.name.value}:)`, argument),
        ),
      );
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return (definition.fields ?? []).map((field) =>
        placeOf(`${definition.name.value}.${field.name.value}`, field),
      );
    case Kind.ENUM_TYPE_DEFINITION:
      return (definition.values ?? []).map((value) => ({
        coordinate: `${definition.name.value}.${value.name.value}`,
        directives: value.directives,
      }));
    default:
      return [];
  }
}

function placeOf(coordinate: string, { directives }: InputValueDefinitionNode): Place {
  return { coordinate, directives };
}

function fieldOf(coordinate: string, directive: ConstDirectiveNode): string {
  const value = directive.arguments?.find((argument) => argument.name.value === 'field')?.value;
  if (value?.kind === Kind.STRING) return value.value;
  const message = `\`${coordinate}\` has a @reads without a field: write @reads(field: "Type.field", right: FILTER)`;
  throw new GatewayError('SCHEMA_INVALID', message, { violations: [message] });
}
