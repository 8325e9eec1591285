/** Answers that several callers have, as they leave the door: the same bytes as an answer of one's own, but for the receipt. */
import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { afterAll, beforeAll, expect, test } from '../jest.ts';
import { openTestDoor, type TestDoor } from './open-test-door.ts';

const QUERY = `{ operation(id: "icarus") { codeName participations { country { code }
  arrests { count { exact published } records(first: 3) { nodes { caseRef ageBand } } } } } }`;

let mocks: Mocks;
let door: TestDoor;
beforeAll(async () => {
  mocks = await startMocks({ only: ['BG', 'DK', 'DE'] });
  door = await openTestDoor(mocks);
});
afterAll(async () => {
  await door.close();
  await mocks.close();
});

const receiptOf = (text: string): unknown => JSON.parse(text).extensions.receipt;
const withoutReceipt = (text: string): string => text.replace(/"receipt":\{[^}]*\}/, '"receipt":{}');
const messages = (): number => mocks.national.get('DK')?.messages.length ?? 0;

test('two callers at once have one answer byte for byte, each with a receipt of its own', async () => {
  const alone = await (await door.post(QUERY)).text();
  const before = messages();
  mocks.europol.behave({ latencyMs: 100 });
  const both = await Promise.all([1, 2].map(async () => (await door.post(QUERY)).text()));
  mocks.europol.behave({});
  expect(messages() - before).toBe(1);
  expect(both.map(withoutReceipt)).toEqual([withoutReceipt(alone), withoutReceipt(alone)]);
  expect(new Set([alone, ...both].map((text) => JSON.stringify(receiptOf(text)))).size).toBe(3);
  expect(JSON.parse(alone).errors.length).toBeGreaterThan(0);
});
