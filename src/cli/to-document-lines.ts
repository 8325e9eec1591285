import { parse, print } from 'graphql';

/** A GraphQL text over several lines, each set in by `indent`. */
export function toDocumentLines(document: string, indent = ''): readonly string[] {
  return print(parse(document))
    .split('\n')
    .map((line) => `${indent}${line}`);
}
