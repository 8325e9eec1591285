import { readFileSync } from 'node:fs';
import type { SchemaTexts } from '../gateway/open-gateway.ts';

/** Loads the texts of schema/ that belong to this program, wherever it is called from. */
export function loadSchemaTexts(): SchemaTexts {
  const text = (name: keyof SchemaTexts): string =>
    readFileSync(new URL(`../../schema/${name}.graphql`, import.meta.url), 'utf8');
  return {
    access: text('access'),
    operation: text('operation'),
    national: text('national'),
    hub: text('hub'),
    interpol: text('interpol'),
  };
}
