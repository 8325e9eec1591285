import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '../jest.ts';
import { type Checkout, ownCheckout } from './own-checkout.ts';

let checkout: Checkout;
beforeAll(() => {
  checkout = ownCheckout('mit Leerzeichen, für åäö');
});
afterAll(() => checkout.close());

// Trap: the path of a URL is percent-encoded; the demo made a key of its own in a folder named so.
test('the demo and token use one key, also in a checkout whose path has a blank and letters beyond ASCII', () => {
  // The demo makes or reads its key, and then stops over the date.
  const { status, err } = checkout.run('demo/demo.ts', ['--once', '--port', '0', '--date', 'never']);
  expect([status === 0, err]).toEqual([false, expect.stringContaining('no day of the calendar')]);
  expect(existsSync(join(checkout.root, '.concordat/demo-key.json'))).toBe(true);
  const words = ['--country', 'NO', '--subject', 'analyst-1', '--purpose', 'CROSS_CHECK'];
  expect(checkout.run('src/cli/main.ts', ['token', ...words])).toMatchObject({ status: 0, err: '' });
  expect(readdirSync(join(checkout.root, '.concordat'))).toEqual(['demo-key.json']);
  expect(readdirSync(join(checkout.root, '..'))).toEqual(['mit Leerzeichen, für åäö']);
});
