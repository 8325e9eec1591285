import { parse, visit } from 'graphql';
import type { Violation } from './violation.ts';

/** How a response key ends whose field has arguments (src/access/response-key-of.ts). */
const DIGEST = /_[0-9a-f]{12}/;

/**
 * No field is named as a response key can be: with a digest, or, in the public schema, like the border's own fields
 * (`_k`, `_invalid`), which stand beside the asked ones in what is sent. `name` is the file's, without ending.
 */
export function checkFieldNames(name: string, sdl: string): readonly Violation[] {
  const found: Violation[] = [];
  const remedy = 'name it in camel case, without an underscore';
  const look = (type: string, field: string): void => {
    const place = `${type}.${field}`;
    if (DIGEST.test(field)) {
      found.push({ country: '-', place, missing: 'named like a response key with a digest', remedy });
    } else if (name === 'operation' && field.startsWith('_')) {
      found.push({ country: '-', place, missing: 'named like a field of the border', remedy });
    }
  };
  visit(parse(sdl), {
    ObjectTypeDefinition: (type) => {
      for (const field of type.fields ?? []) look(type.name.value, field.name.value);
    },
  });
  return found;
}
