/** A gateway that does not start leaves nothing behind: no log and no key that nobody asked for, and no ledger that is held. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COUNTRIES } from '../../src/countries/registry.ts';
import { startGateway } from '../../src/main.ts';
import { readConfig } from '../../src/read-config.ts';
import { PUBLIC_JWK } from '../http/open-test-door.ts';
import { afterAll, expect, test } from '../jest.ts';
import { type Checkout, ownCheckout } from './own-checkout.ts';

const folder = mkdtempSync(join(tmpdir(), 'concordat-start-'));
let checkout: Checkout | undefined;
afterAll(() => {
  checkout?.close();
  rmSync(folder, { recursive: true });
});

function settingsIn(name: string): { readonly file: string; readonly text: string } {
  const place = join(folder, name);
  mkdirSync(place);
  const tokens = { algorithms: ['EdDSA'], jwksFile: 'key-set.json' };
  const systems = { XE: { url: 'http://127.0.0.1:9/', synthetic: true } };
  const [file, text] = [join(place, 'settings.json'), JSON.stringify({ port: 0, tokens, systems })];
  writeFileSync(file, text);
  writeFileSync(join(place, 'key-set.json'), JSON.stringify({ keys: [PUBLIC_JWK] }));
  return { file, text };
}

test('a failure after the ledger was opened closes it: the next gateway starts', async () => {
  const { file, text } = settingsIn('closes');
  const config = { ...readConfig(text, file, {}, COUNTRIES.keys()), logLevel: 'silent' as const };
  await expect(startGateway({ ...config, cursorKey: () => new Uint8Array(1) })).rejects.toMatchObject({
    code: 'CONFIGURATION_INVALID',
  });
  await (await startGateway(config)).close();
});

test('a table of agreements that cannot be read stops it before a key and a log are made', () => {
  const { file } = settingsIn('policy');
  checkout = ownCheckout();
  checkout.remove('schema/agreements/agreements.csv');
  const { status, err } = checkout.run('src/cli/main.ts', ['serve', '--config', file]);
  expect([status, err]).toEqual([expect.any(Number), expect.stringContaining('agreements.csv')]);
  expect(status).not.toBe(0);
  expect(readdirSync(join(folder, 'policy')).sort()).toEqual(['key-set.json', 'settings.json']);
});
