/**
 * What the text of a query may hold, before any library works on it: parsing is recursive, and validation compares fields of
 * one name each with each.
 *
 * (a) the text: its length, tokens, and brackets in each other
 * (b) the document, of each query and each fragment with all fragments written out: fields, aliases, depth, and how often
 *     one field stands at one place
 */
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  Lexer,
  parse,
  type SelectionSetNode,
  Source,
  TokenKind,
} from 'graphql';
import { checkLimit } from './check-limit.ts';
import { endingFragments } from './ending-fragments.ts';

/**
 * Throws QUERY_TOO_COSTLY, the limit and its number in `what`. Nothing is trusted: `text` is as it came. What is no GraphQL
 * passes, and so does what does not fit a schema: parsing and validation say so.
 */
export function checkQueryText(text: string): void {
  const document = readDocument(text);
  if (document === null) return;
  const spent: Spent = { fragments: endingFragments(document), fields: 0, aliases: 0 };
  for (const definition of document.definitions) {
    if ('selectionSet' in definition) spend(spent, [definition.selectionSet], '', 1);
  }
}

// (a)

/** Null for a text that is no GraphQL. */
function readDocument(text: string): DocumentNode | null {
  checkLimit('text', text.length);
  try {
    checkTokens(text);
    return parse(text, { noLocation: true });
  } catch (cause) {
    if (cause instanceof GraphQLError) return null;
    throw cause;
  }
}

const OPENING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

function checkTokens(text: string): void {
  const lexer = new Lexer(new Source(text));
  let [tokens, open] = [0, 0];
  while (lexer.advance().kind !== TokenKind.EOF) {
    tokens += 1;
    if (OPENING.has(lexer.token.kind)) open += 1;
    if (CLOSING.has(lexer.token.kind)) open -= 1;
    checkLimit('tokens', tokens);
    checkLimit('brackets', open);
  }
}

// (b)

interface Spent {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  fields: number;
  aliases: number;
}

/** What stands under one response key. */
interface Same {
  count: number;
  readonly below: SelectionSetNode[];
}

function spend(spent: Spent, sets: readonly SelectionSetNode[], place: string, depth: number): void {
  checkLimit('depth', depth, place);
  const found = new Map<string, Same>();
  for (const set of sets) collect(spent, set, place, found, new Set());
  for (const [key, { below }] of found) {
    if (below.length > 0) spend(spent, below, placeOf(place, key), depth + 1);
  }
}

function collect(
  spent: Spent,
  { selections }: SelectionSetNode,
  place: string,
  found: Map<string, Same>,
  spread: Set<string>,
): void {
  for (const selection of selections) {
    checkLimit('fields', ++spent.fields, place);
    if (selection.kind === Kind.INLINE_FRAGMENT) collect(spent, selection.selectionSet, place, found, spread);
    else if (selection.kind === Kind.FIELD) {
      const key = (selection.alias ?? selection.name).value;
      if (selection.alias !== undefined) checkLimit('aliases', ++spent.aliases, place);
      const same = found.get(key) ?? { count: 0, below: [] };
      found.set(key, same);
      checkLimit('repeats', ++same.count, placeOf(place, key));
      if (selection.selectionSet !== undefined) same.below.push(selection.selectionSet);
    } else if (!spread.has(selection.name.value)) {
      spread.add(selection.name.value);
      const fragment = spent.fragments.get(selection.name.value);
      if (fragment !== undefined) collect(spent, fragment.selectionSet, place, found, spread);
    }
  }
}

/** `operation.participations`, in the caller's own names. */
function placeOf(place: string, key: string): string {
  return place === '' ? key : `${place}.${key}`;
}
