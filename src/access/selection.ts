import { type FieldNode, Kind, type SelectionSetNode, valueFromASTUntyped } from 'graphql';
import { responseKeyOf } from './response-key-of.ts';

/** A field of a document that is sent; its key is its name, with a digest where it has arguments. */
export interface SelectedField {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly fields: Selection | null;
}

/** What is asked of one system, by response key. No alias, variable, directive or fragment of a caller is in it. */
export type Selection = ReadonlyMap<string, SelectedField>;

/** The entry of a field without arguments and with nothing below it. */
export function leaf(name: string): readonly [string, SelectedField] {
  return [name, { name, args: {}, fields: null }];
}

/** Both together; the fields of the same key become one. */
export function mergeSelections(left: Selection, right: Selection): Selection {
  const merged = new Map(left);
  for (const [key, field] of right) {
    const known = merged.get(key);
    const fields =
      known?.fields && field.fields
        ? mergeSelections(known.fields, field.fields)
        : (known?.fields ?? field.fields);
    merged.set(key, { ...field, fields });
  }
  return merged;
}

/** What stands in both; an object of which nothing is left goes, but for one of which nothing but itself was permitted. */
export function intersectSelections(asked: Selection, permitted: Selection): Selection {
  const both = new Map<string, SelectedField>();
  for (const [key, field] of asked) {
    const other = permitted.get(key);
    if (other === undefined) continue;
    const fields = field.fields && other.fields ? intersectSelections(field.fields, other.fields) : null;
    if (fields === null || fields.size > 0 || other.fields?.size === 0) both.set(key, { ...field, fields });
  }
  return both;
}

/** Paths of `asked` that `known` lacks; empty when every one is there. Names that begin with `__` are left aside. */
export function pathsBeyond(asked: Selection, known: Selection, path = ''): string[] {
  return [...asked].flatMap(([key, field]) => {
    if (key.startsWith('__')) return [];
    const other = known.get(key);
    if (other === undefined) return [`${path}${key}`];
    return field.fields === null
      ? []
      : pathsBeyond(field.fields, other.fields ?? new Map(), `${path}${key}.`);
  });
}

/** The same in the order of names at every level: two that ask the same print the same, whoever put them together. */
export function sortSelection(selection: Selection): Selection {
  const sorted = [...selection].sort(([left], [right]) => (left < right ? -1 : 1));
  return new Map(
    sorted.map(([key, field]) => [
      key,
      { ...field, fields: field.fields === null ? null : sortSelection(field.fields) },
    ]),
  );
}

/** The selection as GraphQL text, in the order of its keys; of an object of which nothing is asked but itself, its type. */
export function printSelection(selection: Selection): string {
  const fields = [...selection].map(([key, { name, args, fields: below }]) => {
    const alias = key === name ? '' : `${key}: `;
    const given = Object.entries(args).map(([argument, value]) => `${argument}: ${printValue(value)}`);
    return `${alias}${name}${given.length > 0 ? `(${given.join(', ')})` : ''}${below ? ` ${printSelection(below)}` : ''}`;
  });
  return `{ ${fields.length === 0 ? '__typename' : fields.join(' ')} }`;
}

/** Reads a selection that a library wrote: plain fields only; its variables are filled in. Null for anything else. */
export function readSelection(
  node: SelectionSetNode,
  variables: Readonly<Record<string, unknown>>,
): Selection | null {
  let selection: Selection = new Map();
  for (const field of node.selections) {
    if (field.kind !== Kind.FIELD) return null;
    const args = valueOfArguments(field, variables);
    const fields = field.selectionSet === undefined ? null : readSelection(field.selectionSet, variables);
    if (field.selectionSet !== undefined && fields === null) return null;
    const key = responseKeyOf(field.name.value, args);
    selection = mergeSelections(selection, new Map([[key, { name: field.name.value, args, fields }]]));
  }
  return selection;
}

/** The arguments of a field that a library wrote, variables filled in. */
export function valueOfArguments(
  field: FieldNode,
  variables: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const args: Record<string, unknown> = {};
  for (const { name, value } of field.arguments ?? [])
    args[name.value] = valueFromASTUntyped(value, variables);
  return args;
}

/** A literal: enum values travel as strings, for the contracts name codes as texts. */
export function printValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printValue).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return `{ ${entries.map(([name, one]) => `${name}: ${printValue(one)}`).join(', ')} }`;
}
