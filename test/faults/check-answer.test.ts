/** The judge of the matrix is not blind: an answer that is wrong in one place is found, whichever place it is. */
import { afterAll, beforeAll, expect, test } from '../jest.ts';
import { checkAnswer } from './check-answer.ts';
import type { Failing } from './failing.ts';
import type { Node, Participation } from './fault-queries.ts';
import { FAULTS, type Fault } from './faults.ts';
import { runCell } from './run-cell.ts';
import { type Answered, openStage, type Stage } from './stage.ts';

const WELL: Failing = new Map();
const fault = (name: string): Fault => FAULTS.find((one) => one.name === name) as Fault;
/** Norway down: what the judge is told, whatever the answer says. */
const NORWAY: Failing = new Map([['NO', fault('down')]]);

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

type Draft<T> = { -readonly [key in keyof T]: Draft<T[key]> };
interface Operation {
  codeName: string;
  arrests: {
    count: { exact: number | null };
    completeness: { answered: number; missing: unknown[] };
    records: { nodes: Draft<Node>[] };
  };
  participations: Draft<Participation & { arrests: { records: { nodes: { caseRef: string }[] } | null } }>[];
}

/** A copy of the answer without a fault, with one thing changed. */
function altered(change: (operation: Operation, answer: Draft<Answered>) => unknown): Answered {
  const answer = structuredClone(stage.across) as Draft<Answered>;
  change(answer.data.operation as Operation, answer);
  return answer as Answered;
}

const noEntry = (code: string) => ({
  message: '',
  path: ['operation', 'participations', 0, 'arrests', 'records'],
  extensions: {
    code,
    coordinate: 'Arrests.records',
    countries: ['AT'],
    at: { path: ['operation', 'participations', '*', 'arrests', 'records'], indices: [[0]] },
  },
});

test('the answer without a fault has none', () => {
  expect(checkAnswer(stage.across, stage.across, WELL)).toEqual([]);
});

test.each<[what: string, change: Parameters<typeof altered>[0], found: RegExp]>([
  ['another operation', (is) => Object.assign(is, { codeName: 'Other' }), /the operation itself/],
  [
    'a value of another country',
    (is) => Object.assign(is.participations[0]?.arrests.count ?? {}, { exact: 3 }),
    /^AT has changed/,
  ],
  ['a country that is gone', (is) => is.participations.pop(), /has changed: undefined/],
  ['a sum that is too small', (is) => Object.assign(is.arrests.count, { exact: 1 }), /^the sum is 1/],
  [
    'a sum that counts one less',
    (is) => Object.assign(is.arrests.completeness, { answered: 25 }),
    /^completeness is/,
  ],
  ['a record too few', (is) => is.arrests.records.nodes.pop(), /^the list across countries has changed/],
  ['records in another order', (is) => is.arrests.records.nodes.reverse(), /^the list across countries/],
  [
    'an error too many',
    (_, answer) => answer.errors.push(noEntry('ACCESS_DENIED')),
    /^new: null ACCESS_DENIED AT/,
  ],
  [
    'nothing said of what is withheld',
    (_, answer) => Object.assign(answer, { withheld: [] }),
    /^lost: withheld CONSENT_REQUIRED AT/,
  ],
])('found where nothing fails: %s', (_, change, found) => {
  expect(checkAnswer(stage.across, altered(change), WELL)).toContainEqual(expect.stringMatching(found));
});

test.each<[what: string, change: Parameters<typeof altered>[0], found: RegExp]>([
  ['an answer all the same', () => {}, /^NO is ANSWERED, not UNAVAILABLE/],
  ['another failure', (is) => silence(is, 'TIMEOUT'), /^NO is TIMEOUT, not UNAVAILABLE/],
  ['no code', (is) => silence(is, 'UNAVAILABLE'), /^NO has the codes none, not SOURCE_UNAVAILABLE/],
  [
    'a value that was never given',
    (is) => {
      silence(is, 'UNAVAILABLE');
      norwayOf(is).arrests.count.exact = 0;
    },
    /^NO says what it did not say/,
  ],
  ['its records in the list', (is) => silence(is, 'UNAVAILABLE'), /^completeness is/],
])('found of a country that fails: %s', (_, change, found) => {
  expect(checkAnswer(stage.across, altered(change), NORWAY)).toContainEqual(expect.stringMatching(found));
});

function norwayOf(operation: Operation) {
  const norway = operation.participations.find(({ country }) => country.code === 'NO');
  if (norway === undefined) throw new Error('the operation holds no Norway');
  return norway;
}

function silence(operation: Operation, status: string): void {
  const norway = norwayOf(operation);
  norway.source.status = status;
  norway.arrests.count.exact = null;
  norway.arrests.records = null;
}

test('a fault that nobody met is no survival', async () => {
  const lane = await stage.openLane();
  const other = await stage.openLane();
  const gateway = await other.openGateway({ faults: new Map(), limits: {} });
  const jitter: Failing = new Map([['NO', fault('jitter')]]);
  const { faults } = await runCell(stage, lane, gateway, jitter);
  expect(faults).toEqual(['NO never met jitter: nothing is shown by this cell']);
  await gateway.close();
  await Promise.all([lane.close(), other.close()]);
});
