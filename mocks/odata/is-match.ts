/** Applies a $filter to a row, with OData's null: unknown is neither true nor false (URL conventions, section 5.1.1.1). */
import type { NativeRow } from '../native-rows.ts';
import type { Call, Comparison, Expression } from './filter-expression.ts';

export function isMatch(expression: Expression, row: NativeRow): boolean {
  return evaluate(expression, row) === true;
}

function evaluate(expression: Expression, row: NativeRow): unknown {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'property':
      return row[expression.name];
    case 'compare':
      return compare(expression.operator, evaluate(expression.left, row), evaluate(expression.right, row));
    case 'and':
    case 'or':
      return join(expression.kind, evaluate(expression.left, row), evaluate(expression.right, row));
    case 'not': {
      const value = evaluate(expression.operand, row);
      return value === null ? null : value !== true;
    }
    case 'call':
      return call(expression.name, evaluate(expression.left, row), evaluate(expression.right, row));
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

function call(name: Call, left: unknown, right: unknown): boolean | null {
  if (typeof left !== 'string' || typeof right !== 'string') return null;
  return name === 'contains' ? left.includes(right) : left.startsWith(right);
}
