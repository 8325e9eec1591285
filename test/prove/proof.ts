/** The runs: cases against the oracle, and pairs; each stops at its budget and tells what it saw. */
import * as fc from 'fast-check';
import { parse } from 'graphql';
import { type AskedQuestion, casePlans, questionsOf, worldOf } from './cases.ts';
import { differencesOf, viewOf } from './compare.ts';
import { newTally, type PairDifference, type PairTally, pairPlans, runPairs } from './noninterference.ts';
import { openStage } from './observe.ts';
import type { Product } from './product.ts';
import { damaged, isValid } from './queries.ts';
import { FAMILIES, type ProvedWorld } from './worlds.ts';

/** Every country of the mocks. */
const EVERYWHERE: readonly string[] = Object.values(FAMILIES).flat();
/** Questions to one world: its servers are started once. */
const QUESTIONS = 8;

export interface CaseDifference {
  readonly question: AskedQuestion;
  readonly world: ProvedWorld;
  readonly what: readonly string[];
}

export interface CaseRun {
  readonly cases: number;
  /** Texts that were damaged and refused before anything was run. */
  readonly refusedTexts: number;
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
function* plansOf<T>(arbitrary: fc.Arbitrary<T>, seed: number): Generator<T> {
  for (let block = 0; ; block += 1) yield* fc.sample(arbitrary, { numRuns: 16, seed: seed + block * 7_919 });
}

export async function runCases(product: Product, options: RunOptions): Promise<CaseRun> {
  const features = new Map<string, number>();
  const ways = new Map<string, number>();
  const differences: CaseDifference[] = [];
  let [cases, refusedTexts] = [0, 0];
  for (const plan of plansOf(casePlans(EVERYWHERE, QUESTIONS), options.seed)) {
    if (cases >= options.most || options.isStopped?.() === true) break;
    const world = worldOf(plan);
    const questions = questionsOf(plan);
    const stage = await openStage(product, world);
    try {
      for (const question of [...questions, ...damagedOf(questions, () => (refusedTexts += 1))]) {
        if (cases >= options.most || options.isStopped?.() === true) break;
        cases += 1;
        for (const feature of question.asked.features)
          features.set(feature, (features.get(feature) ?? 0) + 1);
        const view = await viewOf(world, question);
        const observed = await stage.ask(question);
        for (const [code, messages] of observed.sent) {
          const way = wayOf(
            code,
            messages.flatMap(({ asked }) =>
              asked.map(({ only, filter }) =>
                only !== undefined ? 'rows' : filter !== undefined ? 'filter' : 'list',
              ),
            ),
          );
          if (messages.length > 0) ways.set(way, (ways.get(way) ?? 0) + 1);
        }
        const what = differencesOf(world, question, view, observed);
        if (what.length > 0) differences.push({ question, world, what });
        if (what.length > 0 && options.firstOnly === true)
          return { cases, refusedTexts, features, ways, differences };
      }
    } finally {
      await stage.close();
    }
    options.progress?.(cases);
  }
  return { cases, refusedTexts, features, ways, differences };
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
