import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildASTSchema, type DocumentNode, GraphQLError, parse, print } from 'graphql';
import { type AccessMap, readAccessMap } from '../access/access-map.ts';
import type { AccessVersion } from '../access/compare-policies.ts';
import { gatedCoordinates } from '../access/gated-coordinates.ts';
import { readPolicy } from '../access/read-policy.ts';
import { checkDirectives } from '../checks/check-directives.ts';
import { type ErrorCode, GatewayError } from '../errors.ts';

/** One version of schema/: its public schema, who may have which of its fields, and the tables of agreements. */
export interface SchemaVersion extends AccessVersion {
  readonly schema: DocumentNode;
  readonly map: AccessMap;
}

const SHIPPED = fileURLToPath(new URL('../../schema/', import.meta.url));
const PUBLIC = 'operation.graphql';
const CONTRACTS = ['national', 'hub', 'interpol'];

/**
 * Loads and reads a version of schema/ from a folder, by default the one that belongs to this program.
 *
 * Throws POLICY_INVALID or SCHEMA_INVALID with the file (and row or line) and the remedy, when a file is missing or wrong,
 * or the schema says something that no rule reads: what cannot be judged is not compared.
 */
export function loadSchemaVersion(folder: string = SHIPPED): SchemaVersion {
  const load = (name: string): DocumentNode => loadDocument(folder, `${name}.graphql`);
  const schema = load('operation');
  const contracts = CONTRACTS.map(load);
  checkSchema(folder, PUBLIC, load('access'), schema);
  const map = named(folder, PUBLIC, () => readAccessMap(schema, contracts));
  const gated = named(folder, PUBLIC, () => gatedCoordinates(schema, map));
  return { schema, map, gated, policy: loadTables(folder) };
}

function loadTables(folder: string): SchemaVersion['policy'] {
  const text = (name: string): string => loadText(folder, join('agreements', name), 'POLICY_INVALID');
  const texts = {
    agreements: text('agreements.csv'),
    scopes: text('crime-scopes.csv'),
    consents: text('consents.csv'),
    purposes: text('purposes.csv'),
  };
  try {
    return readPolicy(texts);
  } catch (cause) {
    if (!(cause instanceof GatewayError)) throw cause;
    // The tables are read by the names they have in this program.
    throw new GatewayError(
      cause.code,
      cause.message.replace(/^schema\//, () => join(folder, '/')),
      cause.facts,
    );
  }
}

function loadDocument(folder: string, name: string): DocumentNode {
  const text = loadText(folder, name, 'SCHEMA_INVALID');
  return named(folder, name, () => parse(text));
}

/** Is it one schema, in which every field is one that the access map reads? */
function checkSchema(folder: string, name: string, access: DocumentNode, schema: DocumentNode): void {
  const definitions = [...access.definitions, ...schema.definitions];
  named(folder, name, () => buildASTSchema({ ...schema, definitions }));
  const [unread] = checkDirectives('operation', print(schema));
  if (unread === undefined) return;
  const { place, missing, remedy } = unread;
  throw new GatewayError('SCHEMA_INVALID', `${join(folder, name)}: \`${place}\`: ${missing}: ${remedy}`);
}

function loadText(folder: string, name: string, code: ErrorCode): string {
  const file = join(folder, name);
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const message = `${file}: cannot be read: give a folder that has what schema/ has, and let this user read it`;
    throw new GatewayError(code, message, { file }, { cause });
  }
}

/** What `read` gives; what it refuses, under the name of the file. */
function named<Value>(folder: string, name: string, read: () => Value): Value {
  try {
    return read();
  } catch (cause) {
    const file = join(folder, name);
    if (cause instanceof GraphQLError) {
      const line = cause.locations?.[0]?.line ?? 1;
      throw new GatewayError('SCHEMA_INVALID', `${file} line ${line}: ${cause.message}: correct it`, {
        file,
      });
    }
    if (!(cause instanceof Error)) throw cause;
    const said = cause.message.replaceAll(/\.?\s*\n\s*/g, '; ').replace(/\.$/, '');
    const remedy = cause instanceof GatewayError ? '' : ': correct it';
    throw new GatewayError('SCHEMA_INVALID', `${file}: ${said}${remedy}`, { file });
  }
}
