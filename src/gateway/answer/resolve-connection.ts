/** Resolvers of connections: pages of one country or of all, merged by the order that was asked. */

import { mergeSorted } from '../records/merge-sorted.ts';
import { comparePositions, type Position } from '../records/position.ts';
import { toRecordsArguments } from '../records/records-arguments.ts';
import { giveRecord, toRecordView } from './record-view.ts';
import { type Gathered, pathOf, type Resolve } from './resolve.ts';
import type { AnswerContext, ConnectionPart, ConnectionView, Data, ListView, OwnedView } from './views.ts';

/** The connection that `args` ask of a list, from what each part gave. */
export function toConnectionView(
  view: ListView,
  args: Readonly<Record<string, unknown>>,
  values: Gathered<Data>['values'],
  { caller }: AnswerContext,
): ConnectionView {
  const { first, order } = toRecordsArguments(args);
  const { operation, list, isAcross, parts } = view;
  return {
    first,
    order,
    parts: values.map(({ part, value }) => toPart({ ...part, asOf: part.data._asOf }, value ?? {})),
    place: {
      requester: { country: caller.country, subject: caller.subject },
      operation: operation.scope.id,
      list,
      owner: isAcross ? null : (parts[0]?.owner ?? null),
      where: args.where,
      orderBy: args.orderBy,
    },
  };
}

function toPart(
  part: OwnedView,
  { nodes, hasMore, totalCount = null, _keys, _before = null }: Data,
): ConnectionPart {
  const positions = Array.isArray(_keys) ? _keys.map((key) => JSON.parse(String(key)) as Position) : [];
  return {
    part,
    nodes: Array.isArray(nodes) ? nodes : [],
    positions,
    totalCount: totalCount === null ? null : Number(totalCount),
    before: _before === null ? null : Number(_before),
    hasMore: hasMore === true,
  };
}

interface Entry {
  readonly node: OwnedView;
  readonly position: Position;
}

/** The entries of a page: the first of all parts together, each in order by itself. */
function entriesOf({ first, order, parts }: ConnectionView): readonly Entry[] {
  const entries = parts.map(({ part, nodes, positions }) =>
    positions.map((position, place) => ({ node: toRecordView(part, nodes[place] ?? {}), position })),
  );
  return mergeSorted(entries, (left, right) => comparePositions(order, left.position, right.position), first);
}

export const connectionResolvers: Readonly<Record<string, Resolve<ConnectionView>>> = {
  nodes: (view, _, context, info) =>
    entriesOf(view).map(({ node }, place) => giveRecord(context, [...pathOf(info), place], node)),
  edges: (view) => entriesOf(view).map((entry): EdgeView => ({ ...entry, view })),
  totalCount: ({ parts }) => sum(parts, ({ totalCount }) => totalCount),
  pageInfo: (view) => ({
    view,
    hasNextPage:
      view.parts.some(({ hasMore }) => hasMore) ||
      sum(view.parts, ({ positions }) => positions.length) > view.first,
    hasPreviousPage: sum(view.parts, ({ before }) => before) > 0,
  }),
};

/** An edge of a connection, on the way to its node or cursor. */
interface EdgeView extends Entry {
  readonly view: ConnectionView;
}

export const edgeResolvers: Readonly<Record<string, Resolve<EdgeView>>> = {
  node: ({ node }, _, context, info) => giveRecord(context, pathOf(info), node),
  cursor: ({ view, position }, _, context) => seal(context, view, position),
};

/** Page info of a connection without cursors has no `view`. */
export const pageInfoResolvers: Readonly<Record<string, Resolve<{ readonly view?: ConnectionView }>>> = {
  startCursor: ({ view }, _, context) => seal(context, view, view && entriesOf(view).at(0)?.position),
  endCursor: ({ view }, _, context) => seal(context, view, view && entriesOf(view).at(-1)?.position),
};

function seal(
  { cursors }: AnswerContext,
  view: ConnectionView | undefined,
  position: Position | undefined,
): Promise<string> | null {
  const place = view?.place ?? null;
  return place === null || position === undefined ? null : cursors.seal(place, position);
}

function sum(parts: readonly ConnectionPart[], of: (part: ConnectionPart) => number | null): number {
  return parts.reduce((all, part) => all + (of(part) ?? 0), 0);
}
