/** The text of a $filter as tokens (OData v4, URL conventions, section 5.1.1; case counts, as in 4.0). */
import { badRequest } from './odata-error.ts';

export type Token =
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'symbol'; readonly text: SymbolText };

export type SymbolText = '(' | ')' | ',' | '/' | ':';

const BLANK = /[ \t]+/y;
const NAME = /[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Nd}\p{Mn}\p{Mc}\p{Pc}\p{Cf}]*/uy;
const STRING = /'((?:[^']|'')*)'/y;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SYMBOL = /[(),/:]/y;

/** Throws 400 at the first character that begins no token, and where two words have no blank between them. */
export function toTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let apart = true;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) at = pattern.lastIndex;
    return match;
  };
  while (at < text.length) {
    if (take(BLANK) !== null) {
      apart = true;
      continue;
    }
    const from = at;
    const symbol = take(SYMBOL);
    const token = symbol === null ? takeWord(take) : toSymbol(symbol[0]);
    if (token === null || (symbol === null && !apart))
      throw badRequest(`$filter: unexpected character at ${from}`);
    tokens.push(token);
    apart = symbol !== null;
  }
  return tokens;
}

function takeWord(take: (pattern: RegExp) => RegExpExecArray | null): Token | null {
  const string = take(STRING);
  if (string !== null) return { kind: 'string', value: (string[1] ?? '').replaceAll("''", "'") };
  const number = take(NUMBER);
  if (number !== null) return { kind: 'number', value: Number(number[0]) };
  const name = take(NAME);
  return name === null ? null : { kind: 'name', text: name[0] };
}

function toSymbol(text: string): Token {
  return { kind: 'symbol', text: text as SymbolText };
}
