/** The demo shows a board when every system has answered, and says whom it waits for. */
import { readFileSync } from 'node:fs';
import type { BoardAnswer } from '../../demo/ask-board.ts';
import { untilAllAnswer } from '../../demo/until-all-answer.ts';
import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { worldOf } from '../gateway/cut-world.ts';
import { openTestDoor, type TestDoor } from '../http/open-test-door.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from '../jest.ts';

const BOARD = readFileSync(new URL('../../demo/board.graphql', import.meta.url), 'utf8');

let mocks: Mocks;
let door: TestDoor;
let boards = 0;
beforeAll(async () => {
  mocks = await startMocks({ world: worldOf(['DE', 'NO']), only: ['DE', 'NO'] });
  door = await openTestDoor(mocks);
});
beforeEach(() => {
  boards = 0;
  for (const mock of [...mocks.national.values(), mocks.europol, mocks.interpol]) mock.behave({});
});
afterAll(async () => {
  await door.close();
  await mocks.close();
});

const ask = async (): Promise<BoardAnswer> => {
  boards += 1;
  return (await (await door.post(BOARD)).json()) as BoardAnswer;
};
const statusesOf = ({ data }: BoardAnswer) =>
  data.operation.participations?.map(({ source }) => source.status);

test('a board whose systems all answer is asked once, and nothing is said', async () => {
  const said: string[] = [];
  expect(statusesOf(await untilAllAnswer(ask, (line) => said.push(line)))).toEqual(['ANSWERED', 'ANSWERED']);
  expect([boards, said]).toEqual([1, []]);
});

test('one that is slow to begin with is waited for, and named when it takes longer than a moment', async () => {
  const said: string[] = [];
  mocks.national.get('NO')?.behave({ status: 503 });
  mocks.interpol.behave({ status: 503 });
  const patience = { deadlineMs: 20_000, saidAfterMs: 0, betweenMs: 20 };
  const say = (line: string): void => {
    said.push(line);
    (said.length === 1 ? mocks.national.get('NO') : mocks.interpol)?.behave({});
  };
  expect(statusesOf(await untilAllAnswer(ask, say, patience))).toEqual(['ANSWERED', 'ANSWERED']);
  expect(said).toEqual(['waiting for NO, XO ...', 'waiting for XO ...']);
  expect(boards).toBe(3);
});

test('within the first moments nothing is said', async () => {
  const said: string[] = [];
  mocks.europol.behave({ status: 503 });
  const once = async (): Promise<BoardAnswer> => {
    const answer = await ask();
    mocks.europol.behave({});
    return answer;
  };
  const patience = { deadlineMs: 20_000, saidAfterMs: 10_000, betweenMs: 20 };
  expect(statusesOf(await untilAllAnswer(once, (line) => said.push(line), patience))).toHaveLength(2);
  expect([boards, said]).toEqual([2, []]);
});

test('one that never answers ends the wait, named', async () => {
  mocks.national.get('NO')?.behave({ status: 503 });
  const patience = { deadlineMs: 100, saidAfterMs: 10_000, betweenMs: 20 };
  await expect(untilAllAnswer(ask, () => {}, patience)).rejects.toThrow(
    /^waiting for NO: no answer in \d+ s$/,
  );
});
