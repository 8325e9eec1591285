/** Europol's second message: what a query asks of operations beyond what their facts hold. */
import { mergeSelections, pathsBeyond, printSelection, type Selection } from '../access/selection.ts';
import { askGraphql } from '../countries/ask-graphql.ts';
import { asRow, type NativeRow } from '../countries/protocols/protocol.ts';
import { type ErrorCode, GatewayError } from '../errors.ts';
import { memoizedPair } from '../memoized.ts';
import type { ValueChecks } from './check-value.ts';
import { notCompiled } from './not-compiled.ts';
import type { OperationScope, QueryScope } from './query-scope.ts';
import type { Systems } from './systems.ts';
import { type HubData, toHubData } from './to-hub-data.ts';
import { wasSent } from './was-sent.ts';

/** One operation, and what is asked of it beyond what its facts hold. */
export interface SecondQuestion {
  readonly operation: OperationScope;
  readonly open: Selection;
}

/**
 * What Europol answers to each question, in one message; one of which nothing came is missing. When Europol fails, that is
 * written into the scope.
 *
 * INVARIANT: the participations of a query are those its class was made of. The facts hold every field of them that may
 * be asked; they are not asked again, and what comes of them beside the rest is not looked at.
 */
export async function askSecond<Root extends SecondQuestion>(
  systems: Systems,
  checks: ValueChecks,
  scope: QueryScope,
  roots: readonly Root[],
): Promise<ReadonlyMap<Root, HubData>> {
  const asked = roots.filter(({ open }) => open.size > 0);
  const read = new Map<Root, HubData>();
  if (asked.length === 0) return read;
  const note = ({ operation, open }: SecondQuestion, failure: ErrorCode | null, isSent = true): void =>
    void scope.second.set(operation.id, { sent: isSent ? open : new Map(), failure });
  try {
    const answer = await ask(systems, scope, asked);
    for (const [index, root] of asked.entries()) {
      try {
        read.set(root, toHubData(checks, root.open, asRow(answer[`o${index}`], 'an operation')));
        note(root, null);
      } catch (cause) {
        note(root, sourceCodeOf(cause));
      }
    }
  } catch (cause) {
    for (const root of asked) note(root, sourceCodeOf(cause), wasSent(cause));
  }
  return read;
}

function ask(
  { europol }: Systems,
  { deadline }: QueryScope,
  roots: readonly SecondQuestion[],
): Promise<NativeRow> {
  if (europol === null) throw new GatewayError('SOURCE_UNAVAILABLE', 'no system is configured for `XE`');
  return askGraphql(europol, deadline, toSecondMessage(roots));
}

/** The message's text. */
export function toSecondMessage(
  roots: readonly { readonly operation: Pick<OperationScope, 'id'>; readonly open: Selection }[],
): string {
  const parts = roots.map(
    ({ operation, open }, index) =>
      `o${index}: operation(id: ${JSON.stringify(operation.id)}) ${printSelection(open)}`,
  );
  return `query { ${parts.join(' ')} }`;
}

/** A failure of Europol's; anything else is our own and is not put down to it. */
function sourceCodeOf(cause: unknown): ErrorCode {
  if (cause instanceof GatewayError && cause.code.startsWith('SOURCE_')) return cause.code;
  throw cause;
}

/** What the facts brought, and the second message. */
export function mergedHub(held: HubData, second: HubData | undefined): HubData {
  if (second === undefined) return held;
  return { ...held, ...second, _invalid: [...held._invalid, ...second._invalid] };
}

/** Fields of `selection` that the facts do not hold; each of them was compiled. */
export function openPart(
  { compiled, hub }: Pick<OperationScope, 'compiled'> & { readonly hub: Pick<OperationScope['hub'], 'held'> },
  selection: Selection,
): Selection {
  const strange = beyond(selection, everything(compiled.hub, hub.held));
  if (strange.length > 0) throw notCompiled(strange);
  return opened(selection, hub.held);
}

const beyond = memoizedPair(pathsBeyond);
const everything = memoizedPair(mergeSelections);
const opened = memoizedPair((selection: Selection, held: Selection): Selection => {
  const open = new Set(beyond(selection, held).map((path) => path.split('.')[0]));
  return new Map([...selection].filter(([key]) => open.has(key)));
});
