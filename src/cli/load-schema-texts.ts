import { readFileSync } from 'node:fs';
import { readEach } from '../access/read-each.ts';
import { GatewayError } from '../errors.ts';
import type { SchemaTexts } from '../gateway/compose-gateway.ts';

const NAMES = ['access', 'operation', 'national', 'hub', 'interpol'] as const satisfies (keyof SchemaTexts)[];

/**
 * Loads the texts of schema/ that belong to this program, wherever it is called from.
 *
 * Throws SCHEMA_INVALID with a line for each text that cannot be read.
 */
export function loadSchemaTexts(): SchemaTexts {
  const texts = readEach(NAMES, (name) => [name, loadText(`schema/${name}.graphql`)] as const);
  return Object.fromEntries(texts) as unknown as SchemaTexts;
}

function loadText(file: string): string {
  try {
    return readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
  } catch (cause) {
    const remedy = 'put it back, and let this user read it';
    throw new GatewayError('SCHEMA_INVALID', `${file}: cannot be read: ${remedy}`, { file }, { cause });
  }
}
