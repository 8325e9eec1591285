import { Kind, parse, visit } from 'graphql';
import type { Violation } from './violation.ts';

/** Directives that are read, or say nothing of access; any other could be one of ours under a new name (hostile 27). */
const KNOWN: ReadonlySet<string> = new Set(['access', 'reads', 'deprecated', 'specifiedBy', 'oneOf']);
/** Read in the public schema only. */
const PUBLIC_ONLY: ReadonlySet<string> = new Set(['derived', 'cost']);

/** Ways to write a field that the access map does not read, and what to do instead. */
const UNREAD: Readonly<Partial<Record<Kind, string>>> = {
  [Kind.OBJECT_TYPE_EXTENSION]: 'write its fields into the type itself',
  [Kind.INTERFACE_TYPE_DEFINITION]: 'write object types: without interfaces no rule is got around by one',
  [Kind.INTERFACE_TYPE_EXTENSION]: 'write object types: without interfaces no rule is got around by one',
  [Kind.UNION_TYPE_DEFINITION]: 'write object types: without unions no rule is got around by one',
  [Kind.UNION_TYPE_EXTENSION]: 'write object types: without unions no rule is got around by one',
  [Kind.INPUT_OBJECT_TYPE_EXTENSION]: 'write its fields into the input itself',
  [Kind.ENUM_TYPE_EXTENSION]: 'write its values into the enum itself',
};

/**
 * Categories are said in one way only: by @access, on an object type or its fields; what arguments read by @reads. A renamed
 * or imported directive, a type extension, an interface or a union would hold fields that no rule reads. `name` is the file's, without ending.
 */
export function checkDirectives(name: string, sdl: string): readonly Violation[] {
  const found: Violation[] = [];
  const report = (place: string, missing: string, remedy: string): void => {
    found.push({ country: '-', place, missing: `${missing} in schema/${name}.graphql`, remedy });
  };
  const document = parse(sdl);
  for (const definition of document.definitions) {
    const remedy = UNREAD[definition.kind];
    if (remedy !== undefined && 'name' in definition && definition.name !== undefined) {
      report(definition.name.value, `${wordsOf(definition.kind)} that no rule reads`, remedy);
    }
    if (definition.kind === Kind.DIRECTIVE_DEFINITION) {
      report(`@${definition.name.value}`, 'a directive of its own', 'use @access of schema/access.graphql');
    }
    visit(definition, {
      Directive: ({ name: { value } }) => {
        if (KNOWN.has(value) || (PUBLIC_ONLY.has(value) && name === 'operation')) return;
        const place =
          'name' in definition && definition.name !== undefined ? definition.name.value : 'schema';
        report(place, `directive @${value}, which says nothing here,`, 'write @access, or remove it');
      },
    });
  }
  return found;
}

/** `object type extension` */
function wordsOf(kind: Kind): string {
  return kind
    .replaceAll(/([A-Z])/g, ' $1')
    .replace(' Definition', '')
    .trim()
    .toLowerCase();
}
