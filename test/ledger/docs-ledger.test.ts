/** docs/ledger.md: its commands are run as they stand there, in a folder of their own, by bash, openssl and python3. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readPart } from '../../src/ledger/entry/read-entry.ts';
import { type PlaceOfLedger, placeOfLedger } from '../cli/ledger-place.ts';
import { beforeAll, describe, expect, test } from '../jest.ts';
import { temporaryFolder } from './store/temporary-folder.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TEXT = readFileSync(join(ROOT, 'docs/ledger.md'), 'utf8');
const blocksOf = (language: string): readonly string[] =>
  [...TEXT.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, text]) => text ?? '',
  );
const [ASK = '', VERIFY = '', SIGNATURE = '', CHECK = '', REFERENCES = ''] = blocksOf('sh');
const [SCRIPT = ''] = blocksOf('python');
/** The program of this checkout, as `npx` starts it where it is installed. */
const NPX = `npx() { shift; '${process.execPath}' '${join(ROOT, 'src/cli/main.ts')}' "$@"; }`;

let at: PlaceOfLedger;
let slice: Buffer;
beforeAll(async () => {
  at = await placeOfLedger(temporaryFolder(), 'deployment');
  writeFileSync(join(at.folder, 'check.py'), SCRIPT);
  expect(shell(ASK)).toMatchObject({ code: 0, err: '' });
  slice = readFileSync(join(at.folder, 'de.jsonl'));
}, 30_000);

function shell(script: string, variables: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', `${NPX}\n${script}`], {
    cwd: at.folder,
    encoding: 'utf8',
    env: { ...process.env, ...variables },
  });
  return { code: status, out: stdout, err: stderr };
}

test('every block of the document is one that is run here', () => {
  expect([blocksOf('sh').length, blocksOf('python').length, TEXT.match(/^```/gm)?.length]).toEqual([
    5, 1, 12,
  ]);
});

test('two pages: what is longer nobody reads', () => {
  expect(TEXT.split('\n').length).toBeLessThan(160);
});

test('a slice that was asked for verifies with the program', () => {
  expect(shell(VERIFY)).toMatchObject({ code: 0, out: expect.stringContaining('DE, from ') });
});

test('and with openssl and python3 alone, which say what it holds', () => {
  expect(shell(SIGNATURE)).toMatchObject({ code: 0, out: 'Signature Verified Successfully\n' });
  const { code, out, err } = shell(CHECK);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^1 2026-11-20T07:00:00\.000Z \{'country': 'DK', .*\} INVESTIGATION case in hand\n/);
  expect(out).toContain('\n  given 3 withheld 2 { cases(of: $1) { ref } }\n');
  expect(out).toMatch(/\nevery line holds: 3 entries of DE\n$/);
});

test('references are checked with sha256sum under the salt that is printed', () => {
  const line = slice
    .toString()
    .split('\n')
    .find((one) => one.includes('"partSalt"'));
  const { part, partSalt } = JSON.parse(line ?? '') as { part: string; partSalt: string };
  const salt = Buffer.from(partSalt, 'base64').toString('hex');
  shell(SIGNATURE);
  expect(shell(CHECK).out).toContain(`salt ${salt}\n`);
  const digest = readPart(Buffer.from(part, 'base64')).references;
  expect(shell(REFERENCES, { salt }).out).toMatch(new RegExp(`^${digest} `));
});

describe('what was edited does not pass the check by hand:', () => {
  const edits: Readonly<Record<string, (text: string) => string>> = {
    'a byte of an entry': (text) =>
      text.replace(/("entry":"[^"]{40})(.)/g, (_, before, one) => before + other(one)),
    'a byte of a part': (text) =>
      text.replace(/("part":"[^"]{40})(.)/, (_, before, one) => before + other(one)),
    'a byte of a salt': (text) =>
      text.replace(/("salt":"[^"]{20})(.)/g, (_, before, one) => before + other(one)),
    'a byte of a part’s salt': (text) =>
      text.replace(/("partSalt":"[^"]{20})(.)/, (_, before, one) => before + other(one)),
    'a byte of a proof': (text) =>
      text.replace(/("proof":\["[^"]{20})(.)/g, (_, before, one) => before + other(one)),
    'a text': (text) => text.replace('other', 'another'),
    'an index': (text) => text.replace('"index":3', '"index":2'),
    'the owner': (text) => text.replace('"owner":"DE","reading"', '"owner":"AT","reading"'),
    'the span': (text) => text.replace('"from":"2026-11-19', '"from":"2026-11-18'),
    'the number of entries': (text) => text.replace('"entries":3', '"entries":4'),
    'a line twice in place of another': (text) => {
      const lines = text.split('\n');
      const own = lines.flatMap((line, place) => (line.includes('"partSalt"') ? [place] : []));
      return lines.with(own[1] ?? 0, lines[own[0] ?? 0] ?? '').join('\n');
    },
    'lines in another order': (text) => {
      const [first = '', ...lines] = text.trimEnd().split('\n');
      const isEntry = (line: string) => line.includes('"partSalt"');
      const rest = lines.filter((line) => !isEntry(line));
      return [first, ...rest, ...lines.filter(isEntry).toReversed(), ''].join('\n');
    },
    'the size in the head': (text) => text.replace('\\n8\\n', '\\n9\\n'),
  };
  const other = (one: string): string => (one === 'A' ? 'B' : 'A');
  for (const [name, edit] of Object.entries(edits)) {
    test(name, () => {
      const edited = edit(slice.toString());
      expect(edited).not.toBe(slice.toString());
      writeFileSync(join(at.folder, 'de.jsonl'), edited);
      const { code } = shell(`${SIGNATURE}\n${CHECK}`);
      writeFileSync(join(at.folder, 'de.jsonl'), slice);
      expect(code).not.toBe(0);
    });
  }

  // Trap: all of it is in the log and under the head.
  for (const [name, line, problem] of [
    [
      'an entry that is later than the reading',
      'first["reading"]["index"] = 2',
      'an entry later than the reading',
    ],
    ['a reading that is an erasure', 'read["kind"] = "erase"', 'no reading'],
  ] as const)
    test(name, () => {
      const after = 'read = check(first["reading"])["action"]\n';
      expect(SCRIPT).toContain(after);
      writeFileSync(join(at.folder, 'check.py'), SCRIPT.replace(after, `${after}${line}\n`));
      const { code, err } = shell(`${SIGNATURE}\n${CHECK}`);
      writeFileSync(join(at.folder, 'check.py'), SCRIPT);
      expect([code, err]).toEqual([1, expect.stringContaining(problem)]);
    });

  test('a head that another key has signed', () => {
    const key = readFileSync(join(at.folder, 'ledger-key.txt'), 'utf8');
    const script = SIGNATURE.replace('cat ledger-key.txt', 'cat other-key.txt');
    writeFileSync(
      join(at.folder, 'other-key.txt'),
      key.replace(/.{8}\n$/, (end) => `${end.split('').toReversed().join('').trim()}\n`),
    );
    expect(shell(script).code).not.toBe(0);
  });
});
