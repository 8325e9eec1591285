/** What a $filter says of the rows, for the journal: which keys it names, and whether it says more. */
import type { Asked } from '../mock-system.ts';
import type { EntitySet } from './entity-set.ts';
import type { Expression } from './filter-expression.ts';
import type { Options } from './read-options.ts';

/**
 * `only`: the keys, where one part of the filter is nothing but keys and their values. `filter`: the whole text, where
 * a part is left beside those and the operation.
 */
export function askedRows(
  { canonical }: EntitySet,
  { filter, filterText }: Pick<Options, 'filter' | 'filterText'>,
): Pick<Asked, 'only' | 'filter'> {
  if (filter === null || filterText === null) return {};
  const fields = new Set<string>();
  const values = new Set<string>();
  let more = false;
  for (const part of partsOf('and', filter)) {
    const equals = partsOf('or', part).map(toEqual);
    // What has no name in the world is the operation.
    if (equals.every((one) => one !== null && canonical[one.name] === undefined)) continue;
    if (equals.every((one) => one !== null && KEYS.includes(canonical[one.name] ?? ''))) {
      for (const one of equals) {
        fields.add(canonical[one?.name ?? ''] ?? '');
        values.add(one?.value ?? '');
      }
    } else more = true;
  }
  return {
    ...(fields.size === 0 ? {} : { only: { fields: [...fields], values: [...values] } }),
    ...(more ? { filter: filterText } : {}),
  };
}

const KEYS = ['handle', 'caseRef', 'exhibitRef'];

function partsOf(kind: 'and' | 'or', expression: Expression): readonly Expression[] {
  if (expression.kind !== kind) return [expression];
  return [...partsOf(kind, expression.left), ...partsOf(kind, expression.right)];
}

function toEqual(expression: Expression): { readonly name: string; readonly value: string } | null {
  if (expression.kind !== 'compare' || expression.operator !== 'eq') return null;
  const { left, right } = expression;
  if (left.kind !== 'property' || right.kind !== 'literal' || typeof right.value !== 'string') return null;
  return { name: left.name, value: right.value };
}
