/** `concordat explain --plan`: the steps in their order, what is alike once, every message in JSON, and words that do not fit. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { COUNTRIES } from '../../src/countries/registry.ts';
import type { ExplainedPlan } from '../../src/gateway/explain/explain-plan.ts';
import { afterAll, beforeAll, describe, expect, test } from '../jest.ts';
import { askProgram } from './ask-program.ts';

const QUERY = fileURLToPath(new URL('../../demo/suspects.graphql', import.meta.url));
const WORDS = ['explain', '--query', QUERY, '--as', 'NO', '--date', '2011-12-16', '--plan'];

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'concordat-plan-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function inFile(text: string): string {
  const file = join(folder, 'query.graphql');
  writeFileSync(file, text);
  return file;
}

test('seven steps, in the order of the work', async () => {
  const { code, out, err } = await askProgram(WORDS);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out.match(/^\d\. .*$/gm)).toEqual([
    '1. canonical query: at most 78 records, 262 values',
    '2. access class',
    '3. Europol',
    '4. countries, all at once',
    '5. Interpol, once every country has answered or failed',
    '6. answer, under the names of the client',
    '7. in flight, and afterwards',
  ]);
});

test('countries with the same document stand together, and among them those that are asked alike, once', async () => {
  const { out } = await askProgram(WORDS);
  const documents = out.match(/^ {3}(?:[A-Z]{2}, )*[A-Z]{2}\n {5}\{/gm) ?? [];
  const ways = [...out.matchAll(/^ {5}((?:[A-Z]{2}, )*[A-Z]{2}): .+$/gm)].map(([, codes]) => codes ?? '');
  expect(documents.length).toBe(3);
  expect(ways).toContain('BG, CY, HU, MT');
  // Trap: one system with a correction reads another list beside.
  expect(ways).toContain('DK');
  expect(ways.flatMap((codes) => codes.split(', ')).sort()).toEqual([...COUNTRIES.keys()].sort());
  expect(out.match(/заподозрени\.csv/g)?.length).toBe(1);
});

test('--owners shows what is asked of these alone', async () => {
  const { out } = await askProgram([...WORDS, '--owners', 'IS, LU']);
  expect(out.match(/^ {3}[A-Z]{2}\n {5}\{/gm)).toEqual(['   IS\n     {', '   LU\n     {']);
});

test('--json has the messages of every country, as they are written and without an id of one message', async () => {
  const { out } = await askProgram([...WORDS, '--json']);
  const plan = JSON.parse(out) as ExplainedPlan;
  expect(plan.grafts.map(({ owner }) => owner)).toEqual([...COUNTRIES.keys()].sort());
  for (const { questions } of plan.grafts)
    expect(questions.map(({ messages }) => messages.length > 0)).toEqual([true]);
  const estonia = plan.grafts.find(({ owner }) => owner === 'EE')?.questions[0]?.messages[0];
  expect(estonia?.headers).toMatchObject({ 'x-road-id': 'NEW-EACH-TIME' });
  expect(estonia?.path).toContain('v%C3%A4ljad=');
  expect(out).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
});

test('a name that the client gives stands before the one of the schema, and beside the code of its record', async () => {
  const file = inFile('{ op: operation(id: "icarus") { suspects { records { nodes { ref: caseRef } } } } }');
  const { out } = await askProgram(WORDS.with(2, file));
  expect(out).toContain('\n   op (operation): Operation\n');
  expect(out).toContain('fits with k = ["ref"]:\n             return { [k[0]]: d.caseRef ?? null };\n');
});

test('of a country that is asked for totals alone it is said that no record is walked', async () => {
  const file = inFile(
    '{ operation(id: "icarus") { participation(country: "DE") { arrests { count { exact } } } } }',
  );
  const { out } = await askProgram(WORDS.with(2, file));
  expect(out).toContain('DE: REST/JSON\n       arrests: plain, totals alone\n       first message\n');
});

test('why records go field by field is said', async () => {
  const file = inFile(
    '{ operation(id: "icarus") { suspects { records { nodes { provenance { asOf } } } } } }',
  );
  const { out } = await askProgram(WORDS.with(2, file));
  expect(out).toContain('field by field: `provenance` is made by the gateway\n');
  expect(out).toContain('not joined: of one caller is Suspect.provenance\n');
});

test('what asks for the schema alone asks nobody, and graphql-js answers it', async () => {
  const { out } = await askProgram(WORDS.with(2, inFile('{ __schema { queryType { name } } }')));
  for (const line of ['nothing', 'nobody is asked', 'by graphql-js: the schema itself is asked for'])
    expect(out).toContain(`\n   ${line}\n`);
});

describe('refused, with the remedy and exit code 2:', () => {
  for (const [name, words, said] of [
    [
      'an owner of whom nothing is asked',
      [...WORDS, '--owners', 'RS'],
      /option --owners: nothing is asked of `RS`: write/,
    ],
    [
      'owners without a plan',
      [...WORDS.slice(0, -1), '--owners', 'DE'],
      /option --owners: no plan to cut: give --plan/,
    ],
    ['decisions beside it', [...WORDS, '--why'], /'--plan' cannot be used with option '--why'/],
    ['a query of no field of the schema', WORDS.with(2, 'NONE'), /error: BAD_USER_INPUT: Cannot query field/],
  ] as const)
    test(name, async () => {
      const given = words.map((word) => (word === 'NONE' ? inFile('{ nothing }') : word));
      const { code, out, err } = await askProgram(given);
      expect([code, out]).toEqual([2, '']);
      expect(err).toMatch(said);
    });
});

test('--help shows an example, and says what is not in a plan', async () => {
  const { code, out } = await askProgram(['explain', '--help']);
  expect([code, out]).toEqual([0, expect.stringContaining('--plan --owners DE,IS')]);
  expect(out).toMatch(/credentials are added when it is sent/);
});
