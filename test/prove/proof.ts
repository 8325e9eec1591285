/** The runs: cases against the oracle, and pairs; each stops at its budget and tells what it saw. */
import * as fc from 'fast-check';
import { parse } from 'graphql';
import { type AskedQuestion, casePlans, questionsOf, worldOf } from './cases.ts';
import { differencesOf, viewOf } from './compare.ts';
import { newTally, type PairDifference, type PairTally, pairPlans, runPairs } from './noninterference.ts';
import { type Observed, openStage, type Stage } from './observe.ts';
import type { Product } from './product.ts';
import { damaged, isValid } from './queries.ts';
import { type ProvedCaller, rightsOf } from './rights.ts';
import { askTogether, togetherOf } from './together.ts';
import { endCursorsIn, NO_WALKS, type OracleWalks } from './walks.ts';
import { FAMILIES, type ProvedWorld } from './worlds.ts';

/** Every country of the mocks; those that are told order, place and size of a page twice as often. */
export const EVERYWHERE: readonly string[] = [
  ...Object.values(FAMILIES).flat(),
  ...(FAMILIES.GraphQL ?? []),
  ...(FAMILIES.OData ?? []),
];
/** Questions to one world: its servers are started once. */
export const QUESTIONS = 8;

/** In every second world one question is asked by several at once, too. */
const TOGETHER = 2;

export interface CaseDifference {
  readonly question: AskedQuestion;
  readonly world: ProvedWorld;
  readonly what: readonly string[];
}

export interface CaseRun {
  readonly cases: number;
  /** Texts that were damaged and refused before anything was run. */
  readonly refusedTexts: number;
  /** Times that two who were alike were given one answer. */
  readonly joined: number;
  readonly features: ReadonlyMap<string, number>;
  /** Messages that countries were asked in each way. */
  readonly ways: ReadonlyMap<string, number>;
  readonly differences: readonly CaseDifference[];
}

export interface RunOptions {
  readonly seed: number;
  readonly most: number;
  /** Stop at the first difference: what a known fault needs. */
  readonly firstOnly?: boolean;
  readonly isStopped?: () => boolean;
  readonly progress?: (done: number) => void;
}

/** Plans without end, from a seed: the same for the same seed, whatever is done with them. */
export function* plansOf<T>(arbitrary: fc.Arbitrary<T>, seed: number): Generator<T> {
  for (let block = 0; ; block += 1) yield* fc.sample(arbitrary, { numRuns: 16, seed: seed + block * 7_919 });
}

export async function runCases(product: Product, options: RunOptions): Promise<CaseRun> {
  const features = new Map<string, number>();
  const ways = new Map<string, number>();
  const differences: CaseDifference[] = [];
  let [cases, refusedTexts, joined, worlds] = [0, 0, 0, 0];
  for (const plan of plansOf(casePlans(EVERYWHERE, QUESTIONS), options.seed)) {
    if (cases >= options.most || options.isStopped?.() === true) break;
    const world = worldOf(plan);
    const questions = questionsOf(plan);
    const stage = await openStage(product, world);
    try {
      for (const question of [...questions, ...damagedOf(questions, () => (refusedTexts += 1))]) {
        if (cases >= options.most || options.isStopped?.() === true) break;
        for (const feature of question.asked.features) count(features, feature);
        for await (const { page, observed, what } of pagesOf(stage, world, question, plan.callers)) {
          cases += 1;
          for (const way of waysOf(observed)) count(ways, way);
          if (what.length > 0) differences.push({ question: page, world, what });
          if (what.length > 0 && options.firstOnly === true)
            return { cases, refusedTexts, joined, features, ways, differences };
          if (cases >= options.most) break;
        }
      }
      worlds += 1;
      if (worlds % TOGETHER !== 0 || cases >= options.most || options.isStopped?.() === true) continue;
      const together = togetherOf(questions, plan.callers, [...world.countries.keys()], worlds / TOGETHER);
      const { answers, isJoined } = await askTogether(stage, world, together);
      if (isJoined) joined += 1;
      for (const { question, what } of answers.slice(0, options.most - cases)) {
        cases += 1;
        if (what.length > 0) differences.push({ question, world, what });
        if (what.length > 0 && options.firstOnly === true)
          return { cases, refusedTexts, joined, features, ways, differences };
      }
    } finally {
      await stage.close();
    }
    options.progress?.(cases);
  }
  return { cases, refusedTexts, joined, features, ways, differences };
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

interface AskedPage {
  readonly page: AskedQuestion;
  readonly observed: Observed;
  readonly what: readonly string[];
}

/** Pages after the first, where a question walks its lists. */
const MORE_PAGES = 2;

/**
 * A question as it is asked, and where it walks a list its next pages, each compared with the oracle. Systems that failed on
 * the first page answer again from the second on.
 */
async function* pagesOf(
  stage: Stage,
  world: ProvedWorld,
  question: AskedQuestion,
  callers: readonly ProvedCaller[],
): AsyncGenerator<AskedPage> {
  let [page, now] = [question, world];
  let walks: OracleWalks = NO_WALKS;
  for (let number = 0; number <= MORE_PAGES; number += 1) {
    const view = await viewOf(now, page, rightsOf(now, page.caller), walks);
    const observed = await stage.ask(page, now);
    yield { page, observed, what: differencesOf(now, page, view, observed) };
    const data = observed.outcome.kind === 'answered' ? observed.outcome.data : null;
    const cursors = endCursorsIn(data, question.asked.walks);
    if (cursors.size === 0) return;
    const come = [...cursors].flatMap(([name, cursor]) => {
      const walk = view.answer?.walked.get(name);
      return walk === undefined ? [] : [[cursor, walk] as const];
    });
    walks = new Map(come);
    if (number === 0) yield* foreignPages(stage, now, question, cursors, callers);
    page = { ...page, variables: { ...question.variables, ...Object.fromEntries(cursors) } };
    now = { ...now, failing: [] };
  }
}

/** The next page, asked by somebody else with the cursor that was not given to them. */
async function* foreignPages(
  stage: Stage,
  world: ProvedWorld,
  question: AskedQuestion,
  cursors: ReadonlyMap<string, string>,
  callers: readonly ProvedCaller[],
): AsyncGenerator<AskedPage> {
  const { country, purpose } = question.caller;
  for (const caller of callers) {
    if (caller.country === country && caller.purpose === purpose) continue;
    const variables = { ...question.variables, ...Object.fromEntries(cursors) };
    const page = { ...question, caller, variables };
    const observed = await stage.ask(page, world);
    yield { page, observed, what: differencesOf(world, page, await viewOf(world, page), observed) };
  }
}

function waysOf({ sent }: Observed): readonly string[] {
  return [...sent].flatMap(([code, messages]) => {
    const kinds = messages.flatMap(({ asked }) =>
      asked.map(({ only, filter }) =>
        only !== undefined ? 'rows' : filter !== undefined ? 'filter' : 'list',
      ),
    );
    return messages.length > 0 ? [wayOf(code, kinds)] : [];
  });
}

function wayOf(code: string, kinds: readonly string[]): string {
  const family = Object.entries(FAMILIES).find(([, codes]) => codes.includes(code))?.[0] ?? code;
  const named = ['filter', 'rows'].filter((kind) => kinds.includes(kind));
  return `${family}${named.length > 0 ? ` by ${named.join(' and ')}` : ''}`;
}

/** One damaged text for each plan: refused before anything runs, or a query like any other. */
function damagedOf([first]: readonly AskedQuestion[], refused: () => void): readonly AskedQuestion[] {
  if (first === undefined) return [];
  const salt = first.asked.text.length;
  const text = damaged(first.asked.text, [
    { at: salt * 31, how: salt },
    ...(salt % 2 === 0 ? [{ at: salt * 17, how: salt >> 2 }] : []),
  ]);
  if (!isValid(text)) {
    refused();
    return [];
  }
  return [{ ...first, document: parse(text), asked: { ...first.asked, text } }];
}

export interface PairRun {
  readonly tally: PairTally;
  readonly differences: readonly PairDifference[];
}

export async function runAllPairs(product: Product, options: RunOptions): Promise<PairRun> {
  const tally = newTally();
  const differences: PairDifference[] = [];
  for (const plan of plansOf(pairPlans(EVERYWHERE, QUESTIONS), options.seed)) {
    if (tally.pairs >= options.most || options.isStopped?.() === true) break;
    differences.push(...(await runPairs(product, plan, tally, options.most)));
    options.progress?.(tally.pairs);
    if (differences.length > 0 && options.firstOnly === true) break;
  }
  return { tally, differences };
}
