/** Expressions of a $filter, checked for type where they are made: evaluation cannot fail. */
import type { EdmType } from './entity-set.ts';
import { badRequest } from './odata-error.ts';

export type Comparison = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
export type Call = 'contains' | 'startswith' | 'endswith' | 'length' | 'substring';
export type Type = 'text' | 'number' | 'boolean' | 'collection' | 'null';

export type Expression = { readonly type: Type } & (
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'property' | 'variable'; readonly name: string }
  | {
      readonly kind: 'compare';
      readonly operator: Comparison;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not'; readonly operand: Expression }
  | { readonly kind: 'call'; readonly name: Call; readonly parameters: readonly Expression[] }
  /** Of an item of the collection, named `variable`; a predicate of null: of any item at all. */
  | {
      readonly kind: 'any';
      readonly collection: string;
      readonly variable: string;
      readonly predicate: Expression | null;
    }
);

const CALLS: Readonly<
  Record<Call, { readonly parameters: readonly Type[]; readonly least: number; readonly type: Type }>
> = {
  contains: { parameters: ['text', 'text'], least: 2, type: 'boolean' },
  startswith: { parameters: ['text', 'text'], least: 2, type: 'boolean' },
  endswith: { parameters: ['text', 'text'], least: 2, type: 'boolean' },
  length: { parameters: ['text'], least: 1, type: 'number' },
  substring: { parameters: ['text', 'number', 'number'], least: 2, type: 'text' },
};

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

/** A call of the function `name`, or 400: the function unknown, too few or many parameters, or one of another type. */
export function called(name: string, parameters: readonly Expression[]): Expression {
  if (!isCall(name)) throw badRequest(`$filter: there is no function \`${name}\``);
  const { parameters: types, least, type } = CALLS[name];
  if (parameters.length < least || parameters.length > types.length) {
    throw badRequest(`$filter: \`${name}\` has another number of parameters`);
  }
  return { kind: 'call', type, name, parameters: parameters.map((one, at) => parameter(one, types[at])) };
}

/** A place in a text and a length are whole numbers, written out. */
function parameter(expression: Expression, type: Type | undefined): Expression {
  if (type !== 'number') return ofType(type ?? 'null', expression);
  const isWhole = expression.kind === 'literal' && Number.isInteger(expression.value);
  if (!isWhole || (expression.value as number) < 0) throw badRequest('$filter: a whole number is expected');
  return expression;
}

function isCall(name: string): name is Call {
  return Object.hasOwn(CALLS, name);
}

/** The collection that `expression` is, or 400. */
export function collection(expression: Expression): string {
  if (expression.kind === 'property' && expression.type === 'collection') return expression.name;
  throw badRequest('$filter: only a collection has items');
}

function ofType(type: Type, expression: Expression): Expression {
  if (expression.type === type || expression.type === 'null') return expression;
  throw badRequest(`$filter: ${type} is expected where ${expression.type} stands`);
}
