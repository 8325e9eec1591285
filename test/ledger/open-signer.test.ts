/** The key of the log: made once, kept from others, and never guessed at. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSigner } from '../../src/ledger/open-signer.ts';
import { afterAll, describe, expect, test } from '../jest.ts';

const folder = mkdtempSync(join(tmpdir(), 'concordat-signer-'));
afterAll(() => rmSync(folder, { recursive: true }));

function keyFile(name: string, text: string, mode = 0o600): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  chmodSync(file, mode);
  return file;
}

const pemOf = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }) as string;
const pem = pemOf(generateKeyPairSync('ed25519').privateKey);
const refusal = (file: string, words: string) =>
  expect.objectContaining({
    code: 'CONFIGURATION_INVALID',
    message: expect.stringContaining(`${file} ${words}`),
  });

test('a new log makes its key: whole, for this user alone, with nothing beside it, and the same at the next start', () => {
  const file = join(folder, 'made', 'key.pem');
  const made = openSigner(file, null, true);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(folder, 'made'))).toEqual(['key.pem']);
  expect(openSigner(file, null, false).key).toEqual(made.key);
  expect(openSigner(file, null, true).key).toEqual(made.key);
  expect(made.key.name).toMatch(/^concordat\/[0-9a-f]{12}$/);
});

test('two new logs have two names, and a name of the settings goes before', () => {
  const names = ['a', 'b'].map((name) => openSigner(join(folder, `${name}.pem`), null, true).key.name);
  expect(new Set(names).size).toBe(2);
  expect(openSigner(join(folder, 'a.pem'), 'ledger.example/one', false).key.name).toBe('ledger.example/one');
});

test('a name that no note can hold is refused', () => {
  const invalid = expect.objectContaining({ code: 'CONFIGURATION_INVALID' });
  expect(() => openSigner(keyFile('named.pem', pem), 'two words', false)).toThrow(invalid);
});

test('a log that is not new gets no new key: what was signed could not be told from what was not', () => {
  const file = join(folder, 'gone.pem');
  expect(() => openSigner(file, null, false)).toThrow(refusal(file, 'is not there, and the log is not new'));
  expect(readdirSync(folder)).not.toContain('gone.pem');
});

describe('a key that cannot be used is refused, stays as it is, and none of it is said:', () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const encrypted = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'p' } as const;
  for (const [name, text, mode, words] of [
    ['group.pem', pem, 0o640, 'may be read by others'],
    ['others.pem', pem, 0o604, 'may be read by others'],
    ['encrypted.pem', privateKey.export(encrypted) as string, 0o600, 'is encrypted'],
    [
      'rsa.pem',
      pemOf(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey),
      0o600,
      'holds a key of another',
    ],
    ['x25519.pem', pemOf(generateKeyPairSync('x25519').privateKey), 0o600, 'holds a key of another kind'],
    ['cut.pem', pem.slice(0, -40), 0o600, 'holds no private key'],
    ['empty.pem', '', 0o600, 'holds no private key'],
  ] as const) {
    test(name, () => {
      const file = keyFile(name, text, mode);
      for (const mayMake of [false, true]) {
        expect(() => openSigner(file, null, mayMake)).toThrow(refusal(file, words));
      }
      expect(readFileSync(file, 'utf8')).toBe(text);
      const secret = text.split('\n')[1] ?? '';
      try {
        openSigner(file, null, false);
      } catch (error) {
        expect(
          secret !== '' && JSON.stringify(error, Object.getOwnPropertyNames(error)).includes(secret),
        ).toBe(false);
      }
    });
  }

  test('a folder', () => {
    const file = join(folder, 'folder.pem');
    mkdirSync(file, { mode: 0o700 });
    expect(() => openSigner(file, null, true)).toThrow(refusal(file, 'cannot be read'));
  });

  test('a folder that cannot be written to', () => {
    const file = join(keyFile('file', ''), 'key.pem');
    expect(() => openSigner(file, null, true)).toThrow(
      expect.objectContaining({ code: 'CONFIGURATION_INVALID' }),
    );
  });
});
