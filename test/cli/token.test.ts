import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadOrMakeDemoKeys } from '../../src/cli/demo-keys.ts';
import { tokenCommand } from '../../src/cli/token.ts';
import { GatewayError } from '../../src/errors.ts';
import { identifyCaller } from '../../src/http/identify-caller.ts';
import { openTokenKeys } from '../../src/http/open-token-keys.ts';
import { afterEach, beforeEach, describe, expect, test } from '../jest.ts';
import { caughtRun } from './caught-run.ts';
import type { Run } from './run-program.ts';

const SOURCE = fileURLToPath(new URL('../../src/cli/token.ts', import.meta.url));

let folder = '';
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'concordat-token-')), '.concordat');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

/** The command as a process of its own, with its keys in the test's folder. */
function toProcess(words: readonly string[]): readonly string[] {
  const script = `
    const { tokenCommand } = await import(${JSON.stringify(SOURCE)});
    await tokenCommand(${JSON.stringify(folder)}).parseAsync(process.argv.slice(1), { from: 'user' });`;
  return ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', script, '--', ...words];
}

/** That process: once for each way to end. */
function spawned(words: readonly string[]): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, toProcess(words), { encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

const run = (words: readonly string[]): Promise<Run> =>
  caughtRun(() => tokenCommand(folder).parseAsync(words, { from: 'user' }));

const GOOD = ['--country', 'NO', '--subject', 'analyst-1', '--purpose', 'OPERATIONAL_ANALYSIS'];

type Refused = readonly [
  name: string,
  words: readonly string[],
  said: string | RegExp,
  ask?: (words: readonly string[]) => Run | Promise<Run>,
];

async function identify(token: string, headers: Readonly<Record<string, string>> = {}, now = new Date()) {
  const { publicJwks } = await loadOrMakeDemoKeys(folder);
  const settings = {
    issuer: null,
    audience: 'concordat',
    algorithms: ['EdDSA'],
    keys: { jwks: publicJwks },
  } as const;
  return identifyCaller({ ...headers, authorization: `Bearer ${token}` }, await openTokenKeys(settings), now);
}

describe('token', () => {
  test('prints nothing but a token that the gateway takes', async () => {
    const { code, out, err } = spawned([...GOOD, '--justification', 'ICARUS/11-204']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    expect(await identify(out.trim())).toEqual({
      subject: 'analyst-1',
      country: 'NO',
      role: 'analyst',
      tokenId: expect.stringMatching(/^[\da-f-]{36}$/),
      purpose: 'OPERATIONAL_ANALYSIS',
      justification: 'ICARUS/11-204',
    });
  });

  test('names several purposes, of which a header chooses, and another role', async () => {
    const { out } = await run([...GOOD, '--purpose', 'CROSS_CHECK', '--role', 'dpo', '--justification', 'x']);
    expect(await identify(out.trim())).toMatchObject({ role: 'dpo', purpose: null });
    expect(await identify(out.trim(), { 'x-purpose': 'CROSS_CHECK' })).toMatchObject({
      purpose: 'CROSS_CHECK',
    });
  });

  test('leaves the justification to the header when it is given none', async () => {
    const { out } = await run(GOOD);
    expect(await identify(out.trim())).toMatchObject({ purpose: null, justification: null });
    expect(await identify(out.trim(), { 'x-justification': 'now' })).toMatchObject({ justification: 'now' });
  });

  test('ends after an hour, or when --expires-in says', async () => {
    for (const [words, minutes] of [
      [[], 60],
      [['--expires-in', '5'], 5],
    ] as const) {
      const token = (await run([...GOOD, ...words])).out.trim();
      const start = Date.now();
      await identify(token, {}, new Date(start + (minutes - 1) * 60_000));
      await expect(identify(token, {}, new Date(start + (minutes + 1) * 60_000))).rejects.toThrow(
        GatewayError,
      );
    }
  });

  test('is a new one each time, under the same key', async () => {
    const [one, other] = [await run(GOOD), await run(GOOD)];
    const [first, second] = [await identify(one.out.trim()), await identify(other.out.trim())];
    expect(first.tokenId).not.toBe(second.tokenId);
  });

  const purposes =
    'COORDINATION_STATISTICS, CROSS_CHECK, FACILITATE_EXCHANGE, OPERATIONAL_ANALYSIS, STRATEGIC_ANALYSIS';
  for (const [name, words, said, ask = run] of [
    [
      'an unknown purpose, with the list of purposes',
      [...GOOD, '--purpose', 'CURIOSITY'],
      `option --purpose: unknown purpose \`CURIOSITY\`: write one of ${purposes}`,
      spawned,
    ],
    ['a name of every object', [...GOOD, '--purpose', '__proto__'], 'unknown purpose `__proto__`'],
    [
      'an unknown country, with the list of countries',
      [...GOOD, '--country', 'QQ'],
      /option --country: unknown country `QQ`: write one of .*DK, .*NO, /,
    ],
    [
      'a country in full-width letters',
      [...GOOD, '--country', 'ＮＯ'],
      'unknown country `\\u{ff2e}\\u{ff2f}`',
    ],
    [
      'a subject with a line end',
      [...GOOD, '--subject', 'a\nb'],
      'option --subject: `a\\u{a}b` is no subject',
    ],
    ['an empty subject', [...GOOD, '--subject', ''], 'is no subject: write 1 to 255 printable characters'],
    ['an empty justification', [...GOOD, '--justification', ''], 'the justification is empty'],
    ['a justification with a line end', [...GOOD, '--justification', 'a\nb'], 'with a control character'],
    ['another role', [...GOOD, '--role', 'admin'], 'Allowed choices are analyst, dpo'],
    ['61 minutes', [...GOOD, '--expires-in', '61'], 'write whole minutes from 1 to 60'],
    ['no minutes', [...GOOD, '--expires-in', '0'], 'write whole minutes'],
    ['half a minute', [...GOOD, '--expires-in', '0.5'], 'write whole minutes'],
    ['no country', GOOD.slice(2), "required option '--country <country>'"],
    ['no purpose', GOOD.slice(0, 4), "required option '--purpose <purpose>'"],
    ['an unknown option', [...GOOD, '--admin'], "unknown option '--admin'", spawned],
  ] as readonly Refused[]) {
    test(`refuses ${name}, in one line, with exit code 2`, async () => {
      const { code, out, err } = await ask(words);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(/^error: [^\n]+\n$/);
      expect(err).toEqual(
        typeof said === 'string' ? expect.stringContaining(said) : expect.stringMatching(said),
      );
    });
  }

  test('is explained by --help, with an example', async () => {
    const { code, out } = await run(['--help']);
    expect(code).toBe(0);
    expect(out).toContain(
      'npx concordat token --country NO --subject analyst-1 --purpose OPERATIONAL_ANALYSIS',
    );
  });
});

describe("the demo's keys", () => {
  const file = () => join(folder, 'demo-key.json');

  test('are made at first use, and are the same afterwards', async () => {
    const [first, second] = [await loadOrMakeDemoKeys(folder), await loadOrMakeDemoKeys(folder)];
    expect(second.publicJwks).toEqual(first.publicJwks);
    expect(first.publicJwks.keys).toEqual([
      { kty: 'OKP', crv: 'Ed25519', x: expect.any(String), kid: first.kid, alg: 'EdDSA', use: 'sig' },
    ]);
  });

  test('are readable by this user only, whatever the umask, and leave nothing else behind', async () => {
    // The umask is a process's: in a thread it cannot be set.
    const shell = ['-c', 'umask 0; exec "$0" "$@"', process.execPath, ...toProcess(GOOD)];
    expect(spawnSync('sh', shell, { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
    expect((statSync(file()).mode & 0o777).toString(8)).toBe('600');
    expect((statSync(folder).mode & 0o777).toString(8)).toBe('700');
    expect(readdirSync(folder)).toEqual(['demo-key.json']);
  });

  test('are agreed on by processes that start at once', async () => {
    const children = Array.from({ length: 4 }, () => {
      const child = spawn(process.execPath, toProcess(GOOD), { stdio: ['ignore', 'pipe', 'inherit'] });
      const chunks: Buffer[] = [];
      child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
      return new Promise<string>((resolve) => {
        child.once('close', () => resolve(Buffer.concat(chunks).toString().trim()));
      });
    });
    for (const token of await Promise.all(children)) {
      expect(await identify(token, { 'x-justification': 'x' })).toMatchObject({ country: 'NO' });
    }
    expect(readdirSync(folder)).toEqual(['demo-key.json']);
  });

  test('are agreed on within a process, too', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => loadOrMakeDemoKeys(folder)));
    expect(new Set(all.map(({ kid }) => kid)).size).toBe(1);
  });

  test('that others may read are not used', async () => {
    await loadOrMakeDemoKeys(folder);
    chmodSync(file(), 0o644);
    await expect(loadOrMakeDemoKeys(folder)).rejects.toMatchObject({
      code: 'CONFIGURATION_INVALID',
      message: `${file()}: may be read by others: delete it: a new one is made at next use`,
    });
  });

  for (const [name, text] of [
    ['empty', ''],
    ['cut', '{"kty":"OKP"'],
    ['of another kind', '{"kty":"oct","k":"AAAA"}'],
  ] as const) {
    test(`that are ${name} are not used, and not overwritten`, async () => {
      await loadOrMakeDemoKeys(folder);
      writeFileSync(file(), text);
      await expect(loadOrMakeDemoKeys(folder)).rejects.toThrow('holds no Ed25519 key: delete it');
      expect(readFileSync(file(), 'utf8')).toBe(text);
    });
  }

  test('that cannot be made say so in one line', async () => {
    writeFileSync(folder, 'a file where the folder belongs');
    const { code, out, err } = await run(GOOD);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toBe(
      `error: ${file()}: cannot be made or read: let this user write the folder and read the file\n`,
    );
  });
});
