/**
 * Noninterference: two worlds that differ only in what a caller may not have give the same answer, byte for byte, and the
 * same messages to every other system, and the same lines for the operator.
 */
import * as fc from 'fast-check';
import { parse } from 'graphql';
import type { Message } from '../../mocks/mock-system.ts';
import { callers } from './callers.ts';
import type { AskedQuestion } from './cases.ts';
import { type View, viewOf } from './compare.ts';
import { applyEdits, type EditedPair, type EditPlan, editPlans } from './edits.ts';
import { type Observed, openStage } from './observe.ts';
import type { Product } from './product.ts';
import { type FieldPlan, isValid, type QueryPlan, queryPlans, toDocument } from './queries.ts';
import { OpenRights, type ProvedCaller, type Rights, rightsOf } from './rights.ts';
import { type ProvedWorld, toWorld, type WorldPlan, withPart, worldPlans } from './worlds.ts';

export interface PairPlan {
  readonly world: WorldPlan;
  readonly caller: ProvedCaller;
  readonly edits: readonly EditPlan[];
  readonly queries: readonly QueryPlan[];
}

export function pairPlans(enabled: readonly string[], questions: number): fc.Arbitrary<PairPlan> {
  return fc
    .record({
      world: worldPlans(enabled),
      caller: callers(),
      edits: editPlans(),
      queries: fc.array(queryPlans(), { minLength: questions, maxLength: questions }),
    })
    .map((plan) => ({ ...plan, world: withPart(plan.world, plan.caller.country) }));
}

export interface PairTally {
  pairs: number;
  /** The oracle sees a difference, or no edit found anything closed. */
  discarded: number;
  /** The query asks something that is closed to the caller. */
  touching: number;
  /** Were everything open, the query would tell the two worlds apart. */
  telling: number;
  readonly kinds: Map<string, number>;
  readonly features: Map<string, number>;
}

export interface PairDifference {
  readonly caller: ProvedCaller;
  readonly text: string;
  readonly variables: unknown;
  readonly edits: readonly string[];
  readonly what: string;
}

export function newTally(): PairTally {
  return { pairs: 0, discarded: 0, touching: 0, telling: 0, kinds: new Map(), features: new Map() };
}

/** Runs the pairs of one plan; at most `most` of them. */
export async function runPairs(
  product: Product,
  plan: PairPlan,
  tally: PairTally,
  most: number,
): Promise<readonly PairDifference[]> {
  // Of a system that fails, what is asked hangs on when that is seen; babbling ones are edited.
  const world = toWorld({ ...plan.world, failing: [] }, [plan.caller]);
  const pair = applyEdits(
    rightsOf(world, plan.caller),
    plan.edits,
    namesIn(plan.queries.flatMap(({ fields }) => fields)),
  );
  if (pair.kinds.length === 0) {
    tally.discarded += 1;
    return [];
  }
  const questions = await equalFor(pair, plan, tally);
  if (questions.length === 0) return [];
  const left = await openStage(product, pair.left);
  const right = await openStage(product, pair.right).catch(async (error: unknown) => {
    await left.close();
    throw error;
  });
  const differences: PairDifference[] = [];
  try {
    for (const { question, isTouching } of questions) {
      if (tally.pairs >= most) break;
      const [one, other] = [await left.ask(question), await right.ask(question)];
      count(tally, pair, question);
      if (isTouching) tally.touching += 1;
      if (await wouldTell(pair, question)) tally.telling += 1;
      const what = differenceOf(pair, one, other);
      if (what !== null) {
        const { text } = question.asked;
        differences.push({
          caller: plan.caller,
          text,
          variables: question.variables,
          edits: plan.edits.map((edit) => JSON.stringify(edit)),
          what,
        });
      }
    }
  } finally {
    await left.close();
    await right.close();
  }
  return differences;
}

/** Every field that is asked, wherever. */
function namesIn(fields: readonly FieldPlan[]): ReadonlySet<string> {
  return new Set(fields.flatMap(({ name, fields: below }) => [name, ...namesIn(below)]));
}

interface Equal {
  readonly question: AskedQuestion;
  readonly isTouching: boolean;
}

/** Of queries that ask nothing closed, so many in a hundred are kept. */
const IDLE = 12;

/** Questions for which the two worlds are the same, as the oracle sees them. */
async function equalFor(pair: EditedPair, plan: PairPlan, tally: PairTally): Promise<readonly Equal[]> {
  const codes = [...pair.left.countries.keys()].sort();
  const equal: Equal[] = [];
  for (const query of plan.queries) {
    const asked = toDocument(query, codes);
    if (!isValid(asked.text)) continue;
    const { text, operationName, variables } = asked;
    const question = { caller: plan.caller, document: parse(text), operationName, variables, asked };
    const [view, other] = [await viewOf(pair.left, question), await viewOf(pair.right, question)];
    if (seenIn(view) !== seenIn(other)) {
      tally.discarded += 1;
      continue;
    }
    const isTouching = touches(view, rightsOf(pair.right, plan.caller));
    const idle = tally.pairs + equal.length - tally.touching - equal.filter((one) => one.isTouching).length;
    if (isTouching || idle * 100 < IDLE * (tally.pairs + equal.length)) equal.push({ question, isTouching });
  }
  return equal;
}

function seenIn({ tree, answer }: View): string {
  return 'refused' in tree ? tree.refused : JSON.stringify(answer);
}

/** Are the two worlds different to somebody who may have everything? */
async function wouldTell({ left, right }: EditedPair, question: AskedQuestion): Promise<boolean> {
  const [one, other] = [await openViewOf(left, question), await openViewOf(right, question)];
  return one !== other;
}

async function openViewOf(world: ProvedWorld, question: AskedQuestion): Promise<string> {
  const view = await viewOf(world, question, new OpenRights(world, question.caller));
  return seenIn(view);
}

function count(tally: PairTally, { kinds }: EditedPair, { asked }: AskedQuestion): void {
  tally.pairs += 1;
  for (const kind of kinds) tally.kinds.set(kind, (tally.kinds.get(kind) ?? 0) + 1);
  for (const feature of asked.features) tally.features.set(feature, (tally.features.get(feature) ?? 0) + 1);
}

/** Does the query ask something that is closed to the caller: a field, or a list that holds records which do not go? */
function touches({ answer, sent }: View, rights: Rights): boolean {
  if (answer === null || sent === null) return false;
  if (answer.closed.some(({ cause }) => cause.reason !== null) || answer.withheld.length > 0) return true;
  // A published figure, and exact counts behind it that are closed.
  if (answer.counted.size > 0) return true;
  return [...sent.national].some(([owner, { first }]) =>
    [...first].some((one) => {
      const [list = '', field] = one.split('.');
      if (field !== 'handle') return false;
      const records = rights.world.countries.get(owner)?.[list as 'arrests'] ?? [];
      const gate = `${list.charAt(0).toUpperCase()}${list.slice(1)}.records`;
      return records.some((record) => rights.closed(gate, owner, record) !== null);
    }),
  );
}

function differenceOf({ edited }: EditedPair, one: Observed, other: Observed): string | null {
  const [left, right] = [answerOf(one), answerOf(other)];
  if (left !== right) return `answer ${firstDifference(left, right)}`;
  for (const [system, messages] of one.sent) {
    if (edited.has(system)) continue;
    const [asked, askedToo] = [wireOf(messages), wireOf(other.sent.get(system) ?? [])];
    if (asked !== askedToo) return `asked of ${system}: ${firstDifference(asked, askedToo)}`;
  }
  const [log, logToo] = [one.reported.join('\n'), other.reported.join('\n')];
  return log === logToo ? null : `log ${firstDifference(log, logToo)}`;
}

/** The receipt's own number aside, and the id of a failure. */
function answerOf({ outcome }: Observed): string {
  const text = JSON.stringify({ ...outcome, receipt: 0, id: null });
  // A cursor is sealed anew each time; its length is compared.
  return text.replace(SEALED, (cursor) => `CURSOR ${cursor.length}`);
}

const SEALED = /eyJ[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+/g;
/** X-Road wants an id of its own on every message. */
const MESSAGE_ID = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Raw, but for the address of the mock itself; what leaves at once has no order. */
function wireOf(messages: readonly Message[]): string {
  const lines = messages.map(({ method, path, headers, body }) => {
    const { host: _, ...rest } = headers;
    return JSON.stringify([method, path, rest, body]).replace(MESSAGE_ID, 'ID');
  });
  return lines.sort().join('\n');
}

function firstDifference(left: string, right: string): string {
  let place = 0;
  while (place < left.length && left[place] === right[place]) place += 1;
  const from = Math.max(0, place - 100);
  return `…${left.slice(from, place + 120)} against …${right.slice(from, place + 120)}`;
}
