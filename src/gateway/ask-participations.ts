/** Every country of a query asked at once, each through the border, and no other. */
import { QUERY_LIMITS } from '../access/query-limits.ts';
import { intersectSelections, type Selection } from '../access/selection.ts';
import { limitRequests } from '../countries/limit-requests.ts';
import { memoized, memoizedPair } from '../memoized.ts';
import { nextTurn } from '../next-turn.ts';
import type { CountryCode } from '../terms.ts';
import { askCountry, type CountryQuestion, type NationalOutcome, overspent } from './ask-country.ts';
import type { ValueChecks } from './check-value.ts';
import { cutAcross, type Participation, travellingOf } from './cut-across.ts';
import type { ExecutionPath } from './execution-path.ts';
import { notCompiled } from './not-compiled.ts';
import type { OperationScope, QueryScope } from './query-scope.ts';
import type { NationalSystem, Systems } from './systems.ts';

/**
 * The participations of a query, by key (`icarus.DK`), of each what is wanted: pages cut as the answer will show them, and
 * the references that go to Interpol written into the scope. Whatever happens, nobody waits for these countries any longer.
 */
export async function askParticipations(
  systems: Systems,
  checks: ValueChecks,
  scope: QueryScope,
  wanted: ReadonlyMap<string, Selection>,
  path: ExecutionPath,
): Promise<ReadonlyMap<string, Participation>> {
  const operations = new Set([...wanted.keys()].map(operationOf));
  try {
    const settled = await Promise.all(
      [...wanted].map(
        async ([key, selection]) =>
          [key, await askByKey(systems, checks, scope, key, selection, path)] as const,
      ),
    );
    const asked = settled.map(([key, outcomeOf]) => [key, outcomeOf()] as const);
    await nextTurn();
    scope.reports.push(...asked.map(([, { report }]) => report));
    const answered = new Map(asked.map(([key, { participation }]) => [key, participation]));
    const cut = new Map([...operations].flatMap((id) => [...cutAcross(scope.operations.get(id), answered)]));
    for (const [key, participation] of cut)
      for (const one of travellingOf(participation, compiledOf(scope, key))) scope.travelling.add(one);
    return cut;
  } finally {
    for (const operation of operations) scope.settleNational(operation);
  }
}

async function askByKey(
  systems: Systems,
  checks: ValueChecks,
  scope: QueryScope,
  key: string,
  selection: Selection,
  path: ExecutionPath,
): Promise<() => NationalOutcome> {
  const operation = scope.operations.get(operationOf(key));
  if (operation === undefined) throw notCompiled([key]);
  const owner = ownerOf(key);
  const { accessClass, compiled } = operation;
  return askWithin(systems.national.get(owner), checks, scope, {
    operation: operation.id,
    judging: { map: operation.map, accessClass, owner },
    releases: compiled.releases.get(owner),
    selection: cut(selection, compiled.national.get(owner) ?? NONE),
    wanted: compiled.asked.has(owner),
    denied: deniedOwners(compiled).has(owner),
    cursors: scope.cursors,
    deadline: scope.deadline,
    isInOneGo: path === 'COMPILED',
  });
}

const NONE: Selection = new Map();
const cut = memoizedPair(intersectSelections);
const deniedOwners = memoized(
  ({ denials }: OperationScope['compiled']) => new Set(denials.map(({ owner }) => owner)),
);

/**
 * Asks under the query's limit on messages to one country. Where it is passed, whichever operation did it, nothing of the
 * country is given: what had come by then would hang on time.
 */
async function askWithin(
  system: NationalSystem | undefined,
  checks: ValueChecks,
  scope: QueryScope,
  question: CountryQuestion,
): Promise<() => NationalOutcome> {
  const { owner } = question.judging;
  const budget = scope.budgets.get(owner) ?? { left: QUERY_LIMITS.requests.most };
  scope.budgets.set(owner, budget);
  const limited = system && { ...system, connection: limitRequests(system.connection, budget) };
  const outcome = await askCountry(limited, checks, question);
  return () => (budget.left < 0 ? overspent(checks, question) : outcome);
}

/** What the country of a key, `icarus.DK`, was compiled to be asked: also of what a library asks elsewhere. */
function compiledOf({ operations }: QueryScope, key: string): Selection {
  return operations.get(operationOf(key))?.compiled.national.get(ownerOf(key)) ?? NONE;
}

function ownerOf(key: string): CountryCode {
  return key.slice(key.lastIndexOf('.') + 1);
}

/** The operation of a key, `icarus.DK`. */
export function operationOf(key: string): string {
  return key.slice(0, Math.max(0, key.lastIndexOf('.')));
}
