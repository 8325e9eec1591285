/** docs/compile.md: its commands are run as they stand there, what it shows is what they print, what it names is there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '../jest.ts';
import { askProgram } from './ask-program.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TEXT = readFileSync(join(ROOT, 'docs/compile.md'), 'utf8');
const blocksOf = (language: string): readonly string[] =>
  [...TEXT.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, text]) => text ?? '',
  );
/** The query that is followed, and other commands for the program. */
const [ASK = '', ...OTHERS] = blocksOf('sh');

async function printed(command: string): Promise<string> {
  const [npx, name, ...words] = command.trim().split(' ');
  expect([npx, name]).toEqual(['npx', 'concordat']);
  const { code, out, err } = await askProgram(words);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
}

let followed = '';
beforeAll(async () => {
  followed = await printed(ASK);
}, 30_000);

/** Parts of `out` between lines of dots, in their order. */
function expectParts(block: string, out: string): void {
  let from = 0;
  for (const part of block.split(/^\.\.\.\n/m)) {
    const at = out.indexOf(part, from);
    expect(at === -1 ? part : '').toBe('');
    from = at + part.length;
  }
}

describe('what is shown is what is printed:', () => {
  for (const block of blocksOf('text'))
    test(`${/^\d\. .*/m.exec(block)?.[0]}`, async () => {
      const own = /^\$ (.*)\n/.exec(block);
      const out = own === null ? followed : await printed(own[1] ?? '');
      expectParts(own === null ? block : block.slice(own[0].length), out);
    });

  test('every step, in the order of the work, and no block that is not looked at', () => {
    const steps = blocksOf('text').map((block) => /^(\d)\. /m.exec(block)?.[1]);
    expect(steps).toEqual(['1', '2', '3', '4', '5', '6', '7']);
    expect(TEXT.match(/^```/gm)?.length).toBe(2 * (blocksOf('text').length + blocksOf('sh').length));
  });
});

test('what the README shows of a plan is what is printed', async () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const shown = [...readme.matchAll(/^```text\n\$ (.* --plan\b.*)\n([\s\S]*?)^```$/gm)];
  expect(shown.length).toBe(1);
  for (const [, command = '', block = ''] of shown) expectParts(block, await printed(command));
});

test('short enough to be read', () => {
  expect(TEXT.split('\n').length).toBeLessThanOrEqual(275);
});

const PATHS = [...TEXT.matchAll(/\b(?:src|test|demo|bench)\/[\w/.-]*\w/g)].map(([path]) => path);

test('every file and folder that is named is there', () => {
  expect(PATHS.length).toBeGreaterThan(30);
  expect(PATHS.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test('every function and result of the table of steps stands in its file', () => {
  const rows = [...TEXT.matchAll(/^\| .* \| (src\/\S+) +\| (.*) \| (.*) \|$/gm)];
  expect(rows.length).toBeGreaterThan(20);
  for (const [row, path = '', functions = '', result = ''] of rows) {
    const source = readFileSync(join(ROOT, path), 'utf8');
    for (const [, name] of functions.matchAll(/`(\w+)`/g))
      expect([row, source]).toEqual([
        row,
        expect.stringMatching(new RegExp(`export (async )?function ${name}\\b`)),
      ]);
    for (const [, name] of result.matchAll(/`(\w+)`/g))
      expect([row, source]).toEqual([row, expect.stringContaining(name ?? '')]);
  }
});

test('every name of code in the text is a name in the sources', () => {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
  const sources = files
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(ROOT, 'src', file), 'utf8'))
    .join('\n');
  const names = [...TEXT.matchAll(/`([a-z]\w*[A-Z]\w*)`/g)].map(([, name]) => name ?? '');
  expect(names.length).toBeGreaterThan(30);
  expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(sources))).toEqual([]);
});

test('scripts of its other commands are those of the package', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const run = OTHERS.join('').match(/^(?:npm (?:run )?\w+|node \S+)/gm) ?? [];
  expect(run).toEqual(['npm test', 'npm run prove', 'npm run bench', 'node bench/profile-groups.ts']);
  for (const one of run.filter((line) => line.startsWith('npm')))
    expect(Object.keys(scripts)).toContain(one.split(' ').at(-1));
});
