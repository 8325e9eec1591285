/** The field lists of national REST servers, read by the servers' own parser. */
import { BadRequest } from './bad-request.ts';

export interface FieldItem {
  readonly name: string;
  /** Names in brackets after it; null when there are none. */
  readonly fields: readonly string[] | null;
}

/**
 * Reads `name,name(field,field),...`, decoded. Throws BadRequest for anything else: an empty name, a name there twice,
 * brackets that do not close, stand empty or stand in brackets.
 */
export function parseFieldList(text: string): FieldItem[] {
  const tokens = text.match(/[(),]|[^(),]+/g) ?? [];
  const items: FieldItem[] = [];
  let at = 0;
  const name = (): string => {
    const token = tokens[at++];
    if (token === undefined || /^[(),]$/.test(token)) throw new BadRequest('a name is missing');
    return token;
  };
  const names = (): string[] => {
    const fields = [name()];
    while (tokens[at] === ',') {
      at++;
      fields.push(name());
    }
    if (tokens[at++] !== ')') throw new BadRequest('a bracket is not closed');
    return once(fields);
  };
  const item = (): FieldItem => {
    const own = name();
    if (tokens[at] !== '(') return { name: own, fields: null };
    at++;
    return { name: own, fields: names() };
  };
  items.push(item());
  while (at < tokens.length) {
    if (tokens[at++] !== ',') throw new BadRequest('a comma is missing');
    items.push(item());
  }
  once(items.map((listed) => listed.name));
  return items;
}

function once(names: string[]): string[] {
  if (new Set(names).size < names.length) throw new BadRequest('a name is there twice');
  return names;
}
