/** Both paths against each other: the same answer, the same messages, the same evidence, whatever is asked of whatever world. */
import type { LedgerEntry } from '../../src/ledger/ledger.ts';
import { filledDocument } from '../gateway/filled-document.ts';
import { type AskedQuestion, casePlans, questionsOf, worldOf } from './cases.ts';
import { type Observed, openStage } from './observe.ts';
import type { Product } from './product.ts';
import { EVERYWHERE, plansOf, QUESTIONS, type RunOptions } from './proof.ts';

export interface PathRun {
  readonly queries: number;
  readonly differences: readonly { readonly question: AskedQuestion; readonly what: readonly string[] }[];
}

/** Asks generated queries down both paths; a run stops at `most`. */
export async function runPaths(product: Product, options: RunOptions): Promise<PathRun> {
  const differences: { question: AskedQuestion; what: readonly string[] }[] = [];
  let queries = 0;
  for (const plan of plansOf(casePlans(EVERYWHERE, QUESTIONS), options.seed)) {
    if (queries >= options.most || options.isStopped?.() === true) break;
    const world = worldOf(plan);
    const stage = await openStage(product, world);
    try {
      for (const question of questionsOf(plan)) {
        const compiled = shownOf(await stage.ask(question, world, 'COMPILED'));
        const reference = shownOf(await stage.ask(question, world, 'REFERENCE'));
        queries += 1;
        const what = Object.keys(compiled).filter((part) => compiled[part] !== reference[part]);
        if (what.length > 0)
          differences.push({
            question,
            what: what.map((part) => `${part}: ${compiled[part]} / ${reference[part]}`),
          });
      }
    } finally {
      await stage.close();
    }
    options.progress?.(queries);
  }
  return { queries, differences };
}

/** What is compared, as texts: the receipt and the id of a failure aside, and the order in which a library puts fields. */
function shownOf({ outcome, sent, entry, reported }: Observed): Readonly<Record<string, string>> {
  const messages = [...sent].map(([system, all]) => [
    system,
    all.map(({ asked, references }) => JSON.stringify([asked.map(sorted), references ?? []])).sort(),
  ]);
  return {
    outcome: JSON.stringify({ ...outcome, receipt: 0, id: null }),
    messages: JSON.stringify(messages),
    evidence: JSON.stringify(evidenceOf(entry)),
    reported: JSON.stringify(reported.toSorted()),
  };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => JSON.stringify(sorted(item))).sort();
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .map(([key, below]) => [key, sorted(below)])
    .sort();
}

function evidenceOf(entry: LedgerEntry | undefined): unknown {
  return entry?.owners.map((one) => ({
    ...one,
    document: filledDocument(one)?.split(/\W+/).sort(),
    arguments: one.arguments.length,
  }));
}
