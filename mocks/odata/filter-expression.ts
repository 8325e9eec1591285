/** Expressions of a $filter, checked for type where they are made: evaluation cannot fail. */
import type { EdmType } from './entity-set.ts';
import { badRequest } from './odata-error.ts';

export type Comparison = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
export type Call = 'contains' | 'startswith';
type Type = 'text' | 'number' | 'boolean' | 'collection' | 'null';

export type Expression = { readonly type: Type } & (
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'property'; readonly name: string }
  | {
      readonly kind: 'compare';
      readonly operator: Comparison;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not'; readonly operand: Expression }
  | { readonly kind: 'call'; readonly name: Call; readonly left: Expression; readonly right: Expression }
);

const TYPES: Readonly<Record<EdmType, Type>> = {
  'Edm.String': 'text',
  'Edm.Int32': 'number',
  'Edm.Decimal': 'number',
  'Edm.Boolean': 'boolean',
  'Collection(Edm.String)': 'collection',
};

/** Throws 400 for a name that the entity set does not declare. */
export function property(name: string, properties: ReadonlyMap<string, EdmType>): Expression {
  const type = properties.get(name);
  if (type === undefined) throw badRequest(`$filter: there is no property \`${name}\``);
  return { kind: 'property', type: TYPES[type], name };
}

/** Two boolean expressions, or 400. */
export function joined(kind: 'and' | 'or', left: Expression, right: Expression): Expression {
  return { kind, type: 'boolean', left: boolean(left), right: boolean(right) };
}

/** Operands of one type, or 400; null goes with any. An order has no sense for booleans, nothing has for collections. */
export function compared(operator: Comparison, left: Expression, right: Expression): Expression {
  const types = new Set([left.type, right.type]);
  if (types.size > 1) types.delete('null');
  const ordered = operator !== 'eq' && operator !== 'ne';
  if (types.size > 1 || types.has('collection') || (ordered && types.has('boolean'))) {
    throw badRequest(`$filter: \`${operator}\` does not fit ${left.type} and ${right.type}`);
  }
  return { kind: 'compare', type: 'boolean', operator, left, right };
}

/** The expression, when it is true, false or null; otherwise 400. */
export function boolean(expression: Expression): Expression {
  return ofType('boolean', expression);
}

/** The expression, when it is text or null; otherwise 400. */
export function text(expression: Expression): Expression {
  return ofType('text', expression);
}

function ofType(type: Type, expression: Expression): Expression {
  if (expression.type === type || expression.type === 'null') return expression;
  throw badRequest(`$filter: ${type} is expected where ${expression.type} stands`);
}
