/**
 * The grammar of $filter, by hand: recursive descent, the operators that bind least first (URL conventions, section
 * 5.1.1.15).
 */
import type { EdmType } from './entity-set.ts';
import {
  boolean,
  called,
  collection,
  compared,
  type Expression,
  joined,
  property,
} from './filter-expression.ts';
import { type SymbolText, type Token, toTokens } from './filter-tokens.ts';
import { badRequest } from './odata-error.ts';

/** Parentheses, `not`, calls and `any` within each other. How many stand side by side, the length of a line limits. */
const MAX_NESTED = 100;

/** Throws 400 for what is no boolean expression over `properties`. */
export function parseFilter(text: string, properties: ReadonlyMap<string, EdmType>): Expression {
  const parser = new FilterParser(toTokens(text), properties);
  return parser.whole();
}

/** One item of an $orderby: an expression of any type that has an order (URL conventions, section 5.1.4). */
export interface OrderItem {
  readonly expression: Expression;
  readonly descending: boolean;
}

/** Throws 400 for what is no list of expressions over `properties`, each with its direction or none. */
export function parseOrder(text: string, properties: ReadonlyMap<string, EdmType>): readonly OrderItem[] {
  return new FilterParser(toTokens(text), properties).order();
}

class FilterParser {
  readonly #tokens: readonly Token[];
  readonly #properties: ReadonlyMap<string, EdmType>;
  #at = 0;
  #nested = 0;
  /** Names that stand for an item, within the predicate of their `any`. */
  readonly #variables = new Set<string>();

  constructor(tokens: readonly Token[], properties: ReadonlyMap<string, EdmType>) {
    this.#tokens = tokens;
    this.#properties = properties;
  }

  order(): readonly OrderItem[] {
    const items: OrderItem[] = [];
    do {
      const expression = this.#or();
      if (expression.type === 'collection') throw badRequest('$orderby: a collection has no order');
      items.push({ expression, descending: this.#takesWord('asc', 'desc') === 'desc' });
    } while (this.#takesSymbol(','));
    if (this.#at < this.#tokens.length) throw badRequest('$orderby: something stands after its end');
    return items;
  }

  whole(): Expression {
    const expression = boolean(this.#or());
    if (this.#at < this.#tokens.length) throw badRequest('$filter: something stands after its end');
    return expression;
  }

  #or(): Expression {
    let left = this.#and();
    while (this.#takesWord('or') !== null) left = joined('or', left, this.#and());
    return left;
  }

  #and(): Expression {
    let left = this.#equality();
    while (this.#takesWord('and') !== null) left = joined('and', left, this.#equality());
    return left;
  }

  #equality(): Expression {
    let left = this.#relation();
    for (let word = this.#takesWord('eq', 'ne'); word !== null; word = this.#takesWord('eq', 'ne')) {
      left = compared(word, left, this.#relation());
    }
    return left;
  }

  #relation(): Expression {
    let left = this.#unary();
    for (let word = this.#takesWord(...ORDERS); word !== null; word = this.#takesWord(...ORDERS)) {
      left = compared(word, left, this.#unary());
    }
    return left;
  }

  #unary(): Expression {
    if (this.#takesWord('not') === null) return this.#primary();
    return { kind: 'not', type: 'boolean', operand: boolean(this.#within(() => this.#unary())) };
  }

  #within<Part>(parse: () => Part): Part {
    if (++this.#nested > MAX_NESTED) throw badRequest('$filter: nested more than 100 deep');
    const part = parse();
    this.#nested--;
    return part;
  }

  #primary(): Expression {
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw badRequest('$filter: it ends too early');
    switch (token.kind) {
      case 'string':
        return { kind: 'literal', type: 'text', value: token.value };
      case 'number':
        return { kind: 'literal', type: 'number', value: token.value };
      case 'symbol':
        return this.#parenthesis(token.text);
      case 'name':
        return this.#named(token.text);
    }
  }

  #parenthesis(symbol: string): Expression {
    if (symbol !== '(') throw badRequest(`$filter: unexpected \`${symbol}\``);
    const expression = this.#within(() => this.#or());
    this.#symbol(')');
    return expression;
  }

  #named(name: string): Expression {
    if (this.#takesSymbol('(')) return this.#call(name);
    if (name === 'null') return { kind: 'literal', type: 'null', value: null };
    if (name === 'true' || name === 'false')
      return { kind: 'literal', type: 'boolean', value: name === 'true' };
    if (this.#variables.has(name)) return { kind: 'variable', type: 'text', name };
    const expression = property(name, this.#properties);
    return this.#takesSymbol('/') ? this.#any(collection(expression)) : expression;
  }

  #call(name: string): Expression {
    const parameters: Expression[] = [];
    do parameters.push(this.#within(() => this.#or()));
    while (this.#takesSymbol(','));
    this.#symbol(')');
    return called(name, parameters);
  }

  /** `any(x:...)` or `any()`, the slash before it taken (section 5.1.1.10.1). */
  #any(collection: string): Expression {
    if (this.#takesWord('any') === null) throw badRequest('$filter: `any` is expected after `/`');
    this.#symbol('(');
    if (this.#takesSymbol(')'))
      return { kind: 'any', type: 'boolean', collection, variable: '', predicate: null };
    const variable = this.#newVariable();
    this.#symbol(':');
    this.#variables.add(variable);
    const predicate = boolean(this.#within(() => this.#or()));
    this.#variables.delete(variable);
    this.#symbol(')');
    return { kind: 'any', type: 'boolean', collection, variable, predicate };
  }

  #newVariable(): string {
    const token = this.#tokens[this.#at++];
    if (token?.kind !== 'name' || this.#variables.has(token.text) || this.#properties.has(token.text))
      throw badRequest('$filter: a new name is expected before `:`');
    return token.text;
  }

  #takesWord<Word extends string>(...words: readonly Word[]): Word | null {
    const token = this.#tokens[this.#at];
    const word = token?.kind === 'name' ? words.find((candidate) => candidate === token.text) : undefined;
    if (word === undefined) return null;
    this.#at++;
    return word;
  }

  #takesSymbol(symbol: SymbolText): boolean {
    const token = this.#tokens[this.#at];
    const takes = token?.kind === 'symbol' && token.text === symbol;
    if (takes) this.#at++;
    return takes;
  }

  #symbol(expected: SymbolText): void {
    if (!this.#takesSymbol(expected)) throw badRequest(`$filter: \`${expected}\` is missing`);
  }
}

const ORDERS = ['gt', 'ge', 'lt', 'le'] as const;
