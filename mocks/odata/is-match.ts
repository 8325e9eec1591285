/** Applies a $filter to a row, with OData's null: unknown is neither true nor false (URL conventions, section 5.1.1.1). */
import type { NativeRow } from '../native-rows.ts';
import type { Call, Comparison, Expression } from './filter-expression.ts';

export function isMatch(expression: Expression, row: NativeRow): boolean {
  return evaluate(expression, { row, items: new Map() }) === true;
}

/** What `expression` is of a row: a value, or null. */
export function valueIn(expression: Expression, row: NativeRow): unknown {
  return evaluate(expression, { row, items: new Map() }) ?? null;
}

interface Scope {
  readonly row: NativeRow;
  /** By the variable that stands for each, within an `any`. */
  readonly items: ReadonlyMap<string, unknown>;
}

function evaluate(expression: Expression, scope: Scope): unknown {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'property':
      return scope.row[expression.name] ?? null;
    case 'variable':
      return scope.items.get(expression.name);
    case 'compare':
      return compare(
        expression.operator,
        evaluate(expression.left, scope),
        evaluate(expression.right, scope),
      );
    case 'and':
    case 'or': {
      const left = evaluate(expression.left, scope);
      // What the left side decides alone needs no other.
      if (left === (expression.kind === 'or')) return left;
      return join(expression.kind, left, evaluate(expression.right, scope));
    }
    case 'not': {
      const value = evaluate(expression.operand, scope);
      return value === null ? null : value !== true;
    }
    case 'call':
      return call(
        expression.name,
        expression.parameters.map((parameter) => evaluate(parameter, scope)),
      );
    case 'any':
      return isAny(expression, scope);
    default:
      return expression satisfies never;
  }
}

/** Null equals null only; in an order it is never true. */
function compare(operator: Comparison, left: unknown, right: unknown): boolean {
  if (operator === 'eq') return left === right;
  if (operator === 'ne') return left !== right;
  if (left === null || right === null) return false;
  const [low, high] = [left as string | number, right as string | number];
  switch (operator) {
    case 'gt':
      return low > high;
    case 'ge':
      return low >= high;
    case 'lt':
      return low < high;
    case 'le':
      return low <= high;
  }
}

/** One false decides `and`, one true decides `or`; otherwise null stays null. */
function join(kind: 'and' | 'or', left: unknown, right: unknown): unknown {
  const decisive = kind === 'or';
  if (left === decisive || right === decisive) return decisive;
  return left === null || right === null ? null : !decisive;
}

/** Null where a text is null. What lies beyond the end of a text is empty. */
function call(name: Call, [text, ...others]: readonly unknown[]): boolean | number | string | null {
  if (typeof text !== 'string' || others.includes(null)) return null;
  const [other, length] = others;
  switch (name) {
    case 'contains':
      return text.includes(other as string);
    case 'startswith':
      return text.startsWith(other as string);
    case 'endswith':
      return text.endsWith(other as string);
    case 'length':
      return text.length;
    case 'substring': {
      const from = other as number;
      return text.slice(from, length === undefined ? undefined : from + (length as number));
    }
    default:
      return name satisfies never;
  }
}

/** True or false, never null (URL conventions, section 5.1.1.10.1); a collection without items has none that fits. */
function isAny(
  { collection, variable, predicate }: Extract<Expression, { kind: 'any' }>,
  { row, items }: Scope,
): boolean {
  const held = (row[collection] ?? []) as readonly unknown[];
  if (predicate === null) return held.length > 0;
  return held.some(
    (item) => evaluate(predicate, { row, items: new Map([...items, [variable, item]]) }) === true,
  );
}
