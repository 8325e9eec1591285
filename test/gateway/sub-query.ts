/** A part of a query: fields dropped by a draw, a parent with its last field. */
import { type DocumentNode, type FieldNode, Kind, parse, print, type SelectionSetNode, visit } from 'graphql';

/** `query` with each field kept when `keep` says so; null when nothing is left. */
export function subQuery(query: string, keep: () => boolean): string | null {
  const document: DocumentNode = visit(parse(query), {
    Field: {
      leave: (field: FieldNode) => {
        const isEmpty = field.selectionSet !== undefined && field.selectionSet.selections.length === 0;
        return isEmpty || (field.selectionSet === undefined && !keep()) ? null : undefined;
      },
    },
  });
  const [operation] = document.definitions;
  const left: SelectionSetNode | undefined =
    operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet : undefined;
  return left === undefined || left.selections.length === 0 ? null : print(document);
}
