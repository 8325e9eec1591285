import { type DocumentNode, Kind, type ValueNode, valueFromASTUntyped, visit } from 'graphql';
import type { Reference } from '../mock-system.ts';

/**
 * Every reference a document carries to `index`, from literals, variables and their defaults, in order and with
 * repeats: also those of a field that is skipped or refused, or stands in a fragment nobody spreads. The document is
 * only parsed; an entry without both texts is left out.
 */
export function referencesOf(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): Reference[] {
  const references: Reference[] = [];
  const values = { ...defaultsOf(document), ...variables };
  visit(document, {
    Field: ({ name, arguments: given }) => {
      if (name.value !== 'index') return;
      for (const { name: argument, value } of given ?? []) {
        if (argument.value === 'references') references.push(...readReferences(value, values));
      }
    },
  });
  return references;
}

function defaultsOf(document: DocumentNode): Record<string, unknown> {
  const defined = document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? (definition.variableDefinitions ?? []) : [],
  );
  return Object.fromEntries(
    defined.flatMap(({ variable, defaultValue }) =>
      defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)]],
    ),
  );
}

function readReferences(value: ValueNode, variables: Record<string, unknown>): Reference[] {
  // A single object where a list is expected counts as a list of one (GraphQL, section 3.11).
  const items: unknown[] = [valueFromASTUntyped(value, variables)].flat();
  return items.flatMap((item) => {
    const { country, caseRef } = (item ?? {}) as Partial<Reference>;
    return typeof country === 'string' && typeof caseRef === 'string' ? [{ country, caseRef }] : [];
  });
}
