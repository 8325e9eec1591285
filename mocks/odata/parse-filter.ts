/**
 * The grammar of $filter, by hand: recursive descent, the operators that bind least first (URL conventions, section
 * 5.1.1.15).
 */
import type { EdmType } from './entity-set.ts';
import {
  boolean,
  type Call,
  compared,
  type Expression,
  joined,
  property,
  text,
} from './filter-expression.ts';
import { type Token, toTokens } from './filter-tokens.ts';
import { badRequest } from './odata-error.ts';

/** Every parenthesis, `not` and operand counts: none of them can nest deeper. */
const MAX_OPERANDS = 100;

/** Throws 400 for what is no boolean expression over `properties`. */
export function parseFilter(text: string, properties: ReadonlyMap<string, EdmType>): Expression {
  const parser = new FilterParser(toTokens(text), properties);
  return parser.whole();
}

class FilterParser {
  readonly #tokens: readonly Token[];
  readonly #properties: ReadonlyMap<string, EdmType>;
  #at = 0;
  #operands = 0;

  constructor(tokens: readonly Token[], properties: ReadonlyMap<string, EdmType>) {
    this.#tokens = tokens;
    this.#properties = properties;
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
    if (++this.#operands > MAX_OPERANDS) throw badRequest('$filter: more than 100 operands');
    if (this.#takesWord('not') === null) return this.#primary();
    return { kind: 'not', type: 'boolean', operand: boolean(this.#unary()) };
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
    const expression = this.#or();
    this.#symbol(')');
    return expression;
  }

  #named(name: string): Expression {
    if (name === 'null') return { kind: 'literal', type: 'null', value: null };
    if (name === 'true' || name === 'false')
      return { kind: 'literal', type: 'boolean', value: name === 'true' };
    if (name === 'contains' || name === 'startswith') return this.#call(name);
    return property(name, this.#properties);
  }

  #call(name: Call): Expression {
    this.#symbol('(');
    const left = text(this.#or());
    this.#symbol(',');
    const right = text(this.#or());
    this.#symbol(')');
    return { kind: 'call', type: 'boolean', name, left, right };
  }

  #takesWord<Word extends string>(...words: readonly Word[]): Word | null {
    const token = this.#tokens[this.#at];
    const word = token?.kind === 'name' ? words.find((candidate) => candidate === token.text) : undefined;
    if (word === undefined) return null;
    this.#at++;
    return word;
  }

  #symbol(expected: '(' | ')' | ','): void {
    const token = this.#tokens[this.#at++];
    if (token?.kind !== 'symbol' || token.text !== expected)
      throw badRequest(`$filter: \`${expected}\` is missing`);
  }
}

const ORDERS = ['gt', 'ge', 'lt', 'le'] as const;
