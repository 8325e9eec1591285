import { describe, expect, test } from '../jest.ts';
import { askProgram } from './ask-program.ts';
import { runProgram } from './run-program.ts';

const MAIN = 'src/cli/main.ts';
/** Refused by the program and by a command: these in a process of its own, the others are asked in this one. */
const SPAWNED = ['no command', 'an unknown option', 'token without its options'];

describe('words that cannot be read end with exit code 2, and nothing on standard output', () => {
  for (const [what, words] of [
    ['no command', []],
    ['an unknown command', ['frobnicate']],
    ['an unknown option', ['--frobnicate']],
    ['serve without its file', ['serve']],
    ['serve with an unknown option', ['serve', '--config', 'x.json', '--port', '1']],
    ['check with an unknown option', ['check', '--yaml']],
    ['check with an argument', ['check', 'everything']],
    ['decide with an unknown option', ['decide', '--who', 'NO']],
    ['token without its options', ['token']],
  ] as const) {
    test(what, async () => {
      const { code, out, err } = await (SPAWNED.includes(what) ? runProgram(MAIN, words) : askProgram(words));
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(words.length === 0 ? /^Usage: / : /^error: /);
    });
  }

  test('and so of the demo', async () => {
    const { code, err } = await runProgram('demo/demo.ts', ['--port', 'x']);
    expect([code, err]).toEqual([2, expect.stringContaining('write a port')]);
  });
});

test('every command shows examples as they are typed, and what its exit codes say', async () => {
  const help = await runProgram(MAIN, ['--help']);
  const commands = [...help.out.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name ?? '');
  expect([help.code, commands]).toEqual([0, expect.arrayContaining(['serve', 'token', 'decide', 'check'])]);
  for (const command of commands.filter((name) => name !== 'help')) {
    const { code, out } = await askProgram([command, '--help']);
    expect([command, code]).toEqual([command, 0]);
    expect(out).toContain(`  $ npx concordat ${command}`);
    expect(out).toMatch(/\nExit code: 0.*; 2 when /);
  }
});
