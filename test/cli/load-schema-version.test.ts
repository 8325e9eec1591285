import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSchemaVersion } from '../../src/cli/load-schema-version.ts';
import { GatewayError } from '../../src/errors.ts';
import { afterAll, describe, expect, test } from '../jest.ts';
import { copier, SHIPPED } from './copy-schema.ts';

const folder = mkdtempSync(join(tmpdir(), 'concordat-version-'));
afterAll(() => rmSync(folder, { recursive: true }));
const copyWith = copier(folder);

test('a version of schema/ in a folder is the one that ships, where it is a copy of that', () => {
  const [copy, shipped] = [loadSchemaVersion(SHIPPED), loadSchemaVersion()];
  expect([copy.policy, copy.gated, copy.map]).toEqual([shipped.policy, shipped.gated, shipped.map]);
});

describe('a version is refused by file, place and remedy, for', () => {
  const suspect = (name: string, to: string) => copyWith(name, 'operation.graphql', 'type Suspect ', to);
  const missing = copyWith('missing', 'agreements/agreements.csv', 'RS,Serbia', 'RS,Serbia ');
  rmSync(join(missing, 'national.graphql'));

  test.each<[string, string, string, RegExp]>([
    [
      'a folder that is not there',
      join(folder, 'nowhere'),
      'SCHEMA_INVALID',
      /^\S+nowhere\/operation\.graphql: cannot be read: give a folder/,
    ],
    [
      'a contract that is missing: what it closes would be open',
      missing,
      'SCHEMA_INVALID',
      /^\S+missing\/national\.graphql: cannot be read: give a folder/,
    ],
    [
      'a consent of nobody',
      copyWith('nobody', 'agreements/consents.csv', 'AT,NO', 'QQ,NO'),
      'POLICY_INVALID',
      /^\S+nobody\/agreements\/consents\.csv row 2: unknown country `QQ`: use a code/,
    ],
    [
      'a text that is no GraphQL',
      suspect('syntax', 'type Suspect { '),
      'SCHEMA_INVALID',
      /^\S+syntax\/operation\.graphql line \d+: Syntax Error: .*: correct it$/,
    ],
    [
      'a field without a category',
      copyWith(
        'unclassified',
        'operation.graphql',
        'type Notice @access(category: PERSONAL, owner: INTERPOL)',
        'type Notice',
      ),
      'SCHEMA_INVALID',
      /^\S+unclassified\/operation\.graphql: unclassified field `Notice\.\w+`: add @access/,
    ],
    [
      'a type said twice, of which one would be forgotten',
      suspect(
        'twice',
        'type Suspect @access(category: PUBLIC, owner: GATEWAY) { caseRef: ID }\ntype Suspect ',
      ),
      'SCHEMA_INVALID',
      /^\S+twice\/operation\.graphql: There can be only one type named "Suspect".*: correct it$/,
    ],
    [
      'fields that no rule reads',
      suspect('extended', 'extend type Suspect { more: ID }\ntype Suspect '),
      'SCHEMA_INVALID',
      /^\S+extended\/operation\.graphql: `Suspect`: object type extension that no rule reads in .*: write its fields into the type itself$/,
    ],
  ])('%s', (_, version, code, message) => {
    let thrown: unknown;
    try {
      loadSchemaVersion(version);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(GatewayError);
    expect(thrown).toMatchObject({ code, message: expect.stringMatching(message) });
  });
});
