import { GraphQLError, parse } from 'graphql';
import type { Violation } from './violation.ts';

/** Texts of schema/, by name without ending, that are no GraphQL: where each stops to be. Nothing else can be read of one. */
export function checkSyntax(texts: Readonly<Record<string, string>>): readonly Violation[] {
  return Object.entries(texts).flatMap(([name, sdl]) => {
    try {
      parse(sdl);
      return [];
    } catch (cause) {
      if (!(cause instanceof GraphQLError)) throw cause;
      const missing = cause.message.replace(/^Syntax Error: (.*)\.$/, 'no GraphQL, $1');
      const line = cause.locations?.[0]?.line ?? 1;
      return [{ country: '-', place: `schema/${name}.graphql line ${line}`, missing, remedy: 'correct it' }];
    }
  });
}
