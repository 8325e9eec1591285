/** The list of published operations: Europol's, by id. */
import { EUROPOL } from '../../terms.ts';
import { placeOfOperations } from '../open-query-cursors.ts';
import { pageOfOperations } from '../operation-facts.ts';
import { type Cause, causeOfSource } from './closed-fields.ts';
import { type Completeness, completenessOf } from './completeness.ts';
import { close, type Resolve, type ResolveInfo, withhold } from './resolve.ts';
import type { PageInfoView } from './resolve-connection.ts';
import type { AnswerContext, OperationView } from './views.ts';

/** Why an operation is closed that Europol does not say to be synthetic, where the access date is fixed. */
export const DATE_FIXED: Cause = {
  code: 'ACCESS_DATE_FIXED',
  countries: [EUROPOL],
  reason: null,
  legalBasis: null,
};

/** A page of the list; an operation that is closed has no place in it. */
interface OperationsView {
  readonly ids: readonly string[];
  readonly totalCount: number;
  readonly before: number;
  readonly completeness: Completeness;
}

export const resolveOperations: Resolve<unknown> = (_, args, context, info): OperationsView | null => {
  const { hubFailure, listed, walks } = context;
  if (hubFailure !== null) return close(context, info, causeOfSource(hubFailure, EUROPOL));
  const lostSome = listed?.lostSome === true;
  if (lostSome) withhold(context, info, causeOfSource('SOURCE_INVALID', EUROPOL));
  return {
    ...pageOfOperations(listed, args, walks),
    totalCount: listed?.ids.length ?? 0,
    completeness: completenessOf(1, lostSome ? [{ country: EUROPOL, cause: 'PARTIAL' }] : []),
  };
};

interface Edge {
  readonly node: OperationView;
}

export const operationConnectionResolvers: Readonly<Record<string, Resolve<OperationsView>>> = {
  edges: (view, _, context, info): readonly Edge[] =>
    operationsIn(view, context, info).map((node) => ({ node })),
  nodes: (view, _, context, info) => operationsIn(view, context, info),
  pageInfo: ({ ids, totalCount, before }, _, context): PageInfoView => ({
    hasNextPage: totalCount - before > ids.length,
    hasPreviousPage: before > 0,
    start: () => seal(context, ids.at(0)),
    end: () => seal(context, ids.at(-1)),
  }),
};

export const operationEdgeResolvers: Readonly<Record<string, Resolve<Edge>>> = {
  node: ({ node }) => node,
  cursor: ({ node }, _, context) => seal(context, node.scope.id),
};

function operationsIn(
  { ids }: OperationsView,
  context: AnswerContext,
  info: ResolveInfo,
): readonly OperationView[] {
  if (ids.some((id) => context.real.has(id))) withhold(context, info, DATE_FIXED);
  return ids.flatMap((id) => context.operations.get(id) ?? []);
}

function seal({ cursors, caller }: AnswerContext, id: string | undefined): Promise<string> | null {
  return id === undefined
    ? null
    : cursors.seal(placeOfOperations(caller), { position: [id], own: [], missing: [] });
}
